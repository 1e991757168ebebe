"""The template of a checklist: one sheet says what it is, one holds its items."""

from collections.abc import Iterable, Iterator, Mapping
from decimal import Decimal
from pathlib import Path
from typing import Any

from vendor_tracker.domain.checklists.foreign import NamedPlaces
from vendor_tracker.domain.checklists.loading import read_checklist
from vendor_tracker.domain.checklists.model import Checklist, Item
from vendor_tracker.domain.checklists.places import ChecklistFault
from vendor_tracker.domain.vocabulary import (
    AnsweredBy,
    AnswerKind,
    Coded,
    Discipline,
    Gate,
    ItemAbout,
    Severity,
)
from vendor_tracker.domain.wording import listed
from vendor_tracker.excel.reader import read_workbook
from vendor_tracker.excel.sheet import CellKind, Column, Sheet
from vendor_tracker.excel.sheets.columns import coded
from vendor_tracker.excel.tables import BadCell, Row, Table, Value

_WHEN = "Whom it concerns: always, or facts of a product such as: pat and not auto"
_LAPSES = "Yes: an answer lapses when another version of the product is judged."

HEAD = Sheet(
    "Checklist",
    (
        Column("Code", "code", note="Two to six capital letters, such as ODB.", must=True),
        Column("Version", "version", note="Such as 1.0; a change needs a higher one.", must=True),
        Column("Title", "title", must=True),
        Column("What it is for", "intro", must=True),
        Column("Where it comes from", "origin", note="Such as: our digital board.", must=True),
    ),
    "Checklist",
)
ITEMS = Sheet(
    "Items",
    (
        Column("Id", "id", note="The code and two digits, such as ODB-01.", must=True),
        Column("Section", "section", must=True),
        Column("Question", "question", must=True),
        Column("Why it matters", "why"),
        Column("What counts", "counts"),
        Column("What is not enough", "not_enough"),
        Column("A good answer", "example"),
        coded("About", "about", ItemAbout),
        coded("Answered by", "answered_by", AnsweredBy),
        Column("To ask the supplier", "ask", note="Empty: the question as it stands."),
        coded("Gate", "gate", Gate),
        coded("Severity", "severity", Severity),
        Column("Holds for months", "months", kind=CellKind.NUMBER, note="1 to 120; empty: 12."),
        Column("Lapses with the version", "lapses", kind=CellKind.YESNO, note=_LAPSES),
        Column("Holds with the contract", "contract", kind=CellKind.YESNO),
        Column("Renewed each year on", "renewal", note="Month and day, such as 06-30."),
        Column("When it is asked", "when", note=_WHEN),
        coded("Who agrees to a waiver", "discipline", Discipline),
        coded("Answer type", "answer", AnswerKind),
        Column("Options", "options", note="To choose from; parted by semicolons."),
        Column("Number in its origin", "ref"),
        Column("Sources", "sources", note="What it rests on; parted by semicolons."),
        Column("Covered by rule", "covered_by", note="Empty, or the rule that asks it already."),
    ),
    "Items",
)
_CODED: Mapping[str, type[Coded]] = {c.key: c.coded for c in ITEMS.columns if c.coded is not None}

_TITLES: Mapping[str, str] = {c.key: c.title for c in (*HEAD.columns, *ITEMS.columns)}


def head_row(checklist: Checklist) -> dict[str, str]:
    """Return the row of the first sheet."""
    return {column.key: str(getattr(checklist, column.key)) for column in HEAD.columns}


def item_rows(items: Iterable[Item]) -> Iterator[dict[str, Any]]:
    """Yield a row for each item of a checklist."""
    same = ("section", "question", "why", "counts", "not_enough", "example", "about",
            "answered_by", "ask", "gate", "severity", "discipline", "ref",
            "covered_by")  # fmt: skip
    for item in items:
        yield {
            **{key: getattr(item, key) for key in same},
            "id": item.code,
            "months": item.validity.months,
            "lapses": item.validity.version,
            "contract": item.validity.contract,
            "renewal": item.validity.renewal,
            "sources": "; ".join(item.sources),
            "when": item.when.text,
            "answer": item.kind,
            "options": "; ".join(item.options),
        }


def legend() -> list[tuple[str, str]]:
    """Return what each column asks for, and what the words to choose from mean."""
    columns = [(c.title, c.note) for c in (*HEAD.columns, *ITEMS.columns) if c.note]
    words = [
        (f"{column.title}: {member.label}", member.hint)
        for column in ITEMS.columns
        for member in column.coded or ()
        if member.hint
    ]
    return [*columns, *words]


def is_template(tables: Mapping[str, Table]) -> bool:
    """Tell whether a workbook is a template that was filled in."""
    return HEAD.title in tables and ITEMS.title in tables


def read_template(path: Path, name: str) -> Checklist:
    """Read a template that was filled in; raise ChecklistFault with all that is wrong in it."""
    return checklist_of(read_workbook(path, name=name), name)


def checklist_of(tables: Mapping[str, Table], name: str) -> Checklist:
    """Return the checklist that the sheets of a template hold."""
    if not is_template(tables):
        raise ChecklistFault(
            [f"{name}: it has no sheets “{HEAD.title}” and “{ITEMS.title}”, as the template has."]
        )
    faults: list[str] = []
    head = _rows(tables[HEAD.title], HEAD, name, faults)
    rows = _rows(tables[ITEMS.title], ITEMS, name, faults)
    if faults:
        raise ChecklistFault(faults)
    if len(head) != 1:
        raise ChecklistFault(
            [f"{name}: the sheet “{HEAD.title}” must have one row; it has {len(head)}."]
        )
    sections: dict[str, list[dict[str, Any]]] = {}
    # A section is written once or in every row; its items stand together.
    ordered = sorted(enumerate(rows), key=lambda one: _first(rows, one[1][1]["section"]))
    where = [f"row {row[0]} of {ITEMS.title}" for _, row in ordered]
    places = NamedPlaces(name, where, f"the sheet {HEAD.title}", _TITLES)
    for position, (_, (_, cells)) in enumerate(ordered):
        item = _item(cells, places, position + 1)
        if not cells["section"]:
            places.say(position + 1, "Section is empty; write it in every row.")
        sections.setdefault(cells["section"] or "?", []).append(item)
    titled = [{"title": title, "items": items} for title, items in sections.items()]
    texts = {key: value for key, value in head[0][1].items() if value}
    if texts.get("version", "").isdigit():
        texts["version"] += ".0"
    return read_checklist({"origin": name, **texts, "sections": titled}, places)


def _first(rows: list[tuple[int, dict[str, str]]], section: str) -> int:
    return next(number for number, cells in rows if cells["section"] == section)


def _rows(
    table: Table, sheet: Sheet, name: str, faults: list[str]
) -> list[tuple[int, dict[str, str]]]:
    """Return the cells of each row by their key; note the cells that cannot be read."""
    known = {column.title.casefold(): column.key for column in sheet.columns}
    keys = [known.get(" ".join(heading.split()).casefold()) for heading in table.header]
    missing = [c.title for c in sheet.columns if c.must and c.key not in keys]
    if missing:
        words = f"{name}: the sheet “{sheet.title}” has no column {listed(missing)}."
        raise ChecklistFault([words])
    blank = dict.fromkeys((column.key for column in sheet.columns), "")
    return [
        (
            row.number,
            blank | _cells(row, keys, f"{name}, row {row.number} of {sheet.title}", faults),
        )
        for row in table.rows
    ]


def _cells(row: Row, keys: list[str | None], where: str, faults: list[str]) -> dict[str, str]:
    found = {}
    for key, value in zip(keys, row.cells, strict=False):
        if isinstance(value, BadCell):
            reason = value.reason.rstrip(".")
            faults.append(f"{where}: “{value.raw}” cannot be read: {reason}.")
        elif key is not None:
            found[key] = _text(value)
    return found


def _text(value: Value) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "Yes" if value else "No"
    if isinstance(value, Decimal):
        # A version such as 1.0 may have become the number 1.
        return f"{value.normalize():f}"
    return str(value).strip()


def _item(cells: Mapping[str, str], places: NamedPlaces, line: int) -> dict[str, Any]:
    plain = ("id", "question", "why", "counts", "not_enough", "example", "ask", "when", "ref",
             "covered_by")  # fmt: skip
    item: dict[str, Any] = {key: cells[key] for key in plain if cells[key]}
    for key, members in _CODED.items():
        if cells[key]:
            item[key] = _member(cells[key], members, key, places, line)
    for key in ("options", "sources"):
        if cells[key]:
            item[key] = [one.strip() for one in cells[key].split(";") if one.strip()]
    validity = _validity(cells, places, line)
    return {**item, "validity": validity} if validity else item


def _validity(cells: Mapping[str, str], places: NamedPlaces, line: int) -> dict[str, Any]:
    months = cells["months"]
    if months and not months.isdigit():
        places.say(line, f"it holds for “{months}” months; give a whole number from 1 to 120.")
    validity: dict[str, Any] = {"months": int(months)} if months.isdigit() else {}
    for key, column in (("version", "lapses"), ("contract", "contract")):
        said = cells[column].casefold()
        if said not in ("", "yes", "no"):
            words = f"{_TITLES[column]} is “{cells[column]}”; write Yes or No, or leave it empty."
            places.say(line, words)
        if said == "yes":
            validity[key] = True
    return validity | ({"renewal": cells["renewal"]} if cells["renewal"] else {})


def _member(text: str, members: type[Coded], key: str, places: NamedPlaces, line: int) -> str:
    for member in members:
        if text.casefold() in (member.value.casefold(), member.label.casefold()):
            return member.value
    title = next(column.title for column in ITEMS.columns if column.key == key)
    known = listed([member.label for member in members])
    places.say(line, f"{title} is “{text}”; known: {known}.")
    return next(iter(members)).value
