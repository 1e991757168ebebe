"""Read a questionnaire in rows as a checklist, by which column says what."""

import re
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, fields
from typing import Any

from vendor_tracker.domain.checklists.foreign import NamedPlaces, Wanted, item_ids, next_version
from vendor_tracker.domain.checklists.loading import read_checklist
from vendor_tracker.domain.checklists.model import Checklist
from vendor_tracker.domain.checklists.places import ChecklistFault
from vendor_tracker.domain.vocabulary import AnswerKind
from vendor_tracker.domain.wording import listed

_SECTION = "Questions"
_PARTS = re.compile(r"\s*[;|\n]\s*")
# How lists in use call what is to be answered.
_KINDS: Mapping[str, AnswerKind] = {
    "": AnswerKind.state,
    **{kind.value: kind for kind in AnswerKind},
    **{kind.label.casefold(): kind for kind in AnswerKind},
    **dict.fromkeys(("yes/no", "y/n", "yesno", "yes no", "boolean", "bool"), AnswerKind.yes_no),
    **dict.fromkeys(("select", "dropdown", "drop-down", "list", "multiple choice",
                     "single choice", "option", "options"), AnswerKind.choice),
    **dict.fromkeys(("free text", "string", "comment", "paragraph", "long text"),
                    AnswerKind.text),
    **dict.fromkeys(("integer", "numeric", "figure", "whole number"), AnswerKind.number),
    **dict.fromkeys(("date",), AnswerKind.day),
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class ColumnMap:
    """The headings of the columns that say each thing; empty where no column says it."""

    text: str = ""
    id: str = ""
    section: str = ""
    answer: str = ""
    options: str = ""
    why: str = ""
    counts: str = ""


# What each is called on pages; the headings under which it is usually found.
COLUMN_WORDS: Mapping[str, tuple[str, tuple[str, ...]]] = {
    "text": ("The question", ("question", "text", "requirement", "control", "item", "criteria")),
    "id": ("Its number or id", ("id", "ref", "reference", "no", "no.", "number", "#", "nr")),
    "section": ("Its section", ("section", "category", "domain", "area", "group", "topic")),
    "answer": ("What is to be answered", ("answer type", "response type", "type", "answer")),
    "options": ("The options to choose from", ("options", "choices", "values", "allowed values")),
    "why": ("Why it matters", ("why", "rationale", "reason", "why it matters")),
    "counts": ("What counts", ("what counts", "evidence", "guidance", "evidence needed")),
}


@dataclass(frozen=True, slots=True)
class TextRow:
    """One row of a list: its number in the file, and its cells as text by their headings."""

    number: int
    cells: Mapping[str, str]


def guessed(headings: Sequence[str]) -> ColumnMap:
    """Return which column says what, as far as the headings tell."""
    by_name = {" ".join(heading.split()).casefold(): heading for heading in headings}
    found: dict[str, str] = {}
    for name, (_, usual) in COLUMN_WORDS.items():
        free = (by_name[word] for word in usual if word in by_name)
        found[name] = next((one for one in free if one not in found.values()), "")
    return ColumnMap(**found)


def read_mapping(text: str, name: str) -> tuple[ColumnMap, dict[str, str]]:
    """Read a mapping in TOML: its columns, and what it says of the whole checklist."""
    try:
        given = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise ChecklistFault([f"{name}: this is not TOML: {error}."]) from error
    except RecursionError as error:
        raise ChecklistFault([f"{name}: lists within lists go too deep."]) from error
    except ValueError as error:
        # Python reads no whole number of more than some thousand digits.
        raise ChecklistFault([f"{name}: a number in it is too long to be read."]) from error
    columns = given.pop("columns", None)
    known = [field.name for field in fields(ColumnMap)]
    about = [field.name for field in fields(Wanted)]
    if not isinstance(columns, dict) or not _are_texts(columns):
        raise ChecklistFault(
            [f'{name}: it has no table "columns", such as [columns] with text = "Question".']
        )
    faults = [
        f'{name}: "{key}" is not known in "columns"; known: {listed(known)}.'
        for key in columns
        if key not in known
    ]
    faults += [
        f'{name}: "{key}" is not known; known: {listed(["columns", *about])}.'
        for key in given
        if key not in about
    ]
    if faults or not _are_texts(given):
        raise ChecklistFault(faults or [f"{name}: what it says must be text in quotation marks."])
    return ColumnMap(**columns), given


def read_rows(
    rows: Sequence[TextRow],
    columns: ColumnMap,
    name: str,
    wanted: Wanted,
    old: Checklist | None = None,
) -> Checklist:
    """Return rows as items; raise ChecklistFault with every row that cannot be one."""
    if not columns.text:
        raise ChecklistFault([f"{name}: say which column holds the questions."])
    places = NamedPlaces(name, [f"row {row.number}" for row, _ in _asked(rows, columns)])
    asked = list(_asked(rows, columns))
    if not asked:
        words = f"{name}: no row has a question in the column “{columns.text}”."
        raise ChecklistFault([words])
    refs = [_cell(row, columns.id) for row, _ in asked]
    questions = [(section, _cell(row, columns.text)) for row, section in asked]
    ids = item_ids(wanted.code, refs, old, questions)
    sections: dict[str, list[dict[str, Any]]] = {}
    for number, ((row, section), code) in enumerate(zip(asked, ids, strict=True)):
        item = {"id": code, **_item(row, columns, places, number)}
        if refs[number] and refs[number] != code:
            item["ref"] = refs[number]
        if wanted.gate:
            item["gate"] = wanted.gate
        sections.setdefault(section, []).append(item)
    given = {
        "code": wanted.code,
        "version": wanted.version or next_version(old),
        "title": wanted.title or name.rpartition(".")[0] or name,
        "intro": f"The questions of {name}, as they were brought in.",
        "origin": wanted.origin or name,
        "sections": [{"title": title, "items": items} for title, items in sections.items()],
    }
    return read_checklist(given, places)


def _asked(rows: Sequence[TextRow], columns: ColumnMap) -> Iterator[tuple[TextRow, str]]:
    """Yield each row with a question, and its section: its own, or the one told last."""
    section = _SECTION
    for row in rows:
        section = _cell(row, columns.section) or section
        if _cell(row, columns.text):
            yield row, section


def _item(row: TextRow, columns: ColumnMap, places: NamedPlaces, number: int) -> dict[str, Any]:
    words = _cell(row, columns.answer).casefold()
    options = [one for one in _PARTS.split(_cell(row, columns.options)) if one]
    kind = _KINDS.get(words)
    if kind is None:
        known = listed([one.label.lower() for one in AnswerKind])
        said = f"“{_cell(row, columns.answer)}” is no kind of answer; known: {known}."
        places.say(number + 1, said)
        kind = AnswerKind.state
    if options and kind is AnswerKind.state:
        kind = AnswerKind.choice
    if {one.casefold() for one in options} == {"yes", "no"}:
        kind = AnswerKind.yes_no
    return {
        "question": _cell(row, columns.text),
        "why": _cell(row, columns.why),
        "counts": _cell(row, columns.counts),
        "answer": kind.value,
        "options": options if kind is AnswerKind.choice else [],
    }


def _cell(row: TextRow, heading: str) -> str:
    return row.cells.get(heading, "").strip() if heading else ""


def _are_texts(given: Mapping[str, Any]) -> bool:
    return all(isinstance(value, str) for value in given.values())
