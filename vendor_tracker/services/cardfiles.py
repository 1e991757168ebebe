"""Cards as files: an XML card or our form filled in is read, our form is handed out."""

from collections.abc import Iterator
from pathlib import Path
from typing import IO

from vendor_tracker import clock
from vendor_tracker.domain.actor import Actor
from vendor_tracker.domain.cards.fields import FORM, FORM_NAME, GROUPS
from vendor_tracker.domain.cards.plans import CardFile
from vendor_tracker.domain.errors import Refused
from vendor_tracker.domain.permissions import Permission
from vendor_tracker.domain.texts import storable
from vendor_tracker.domain.vocabulary import CardSource
from vendor_tracker.domain.wording import count
from vendor_tracker.excel.about import About
from vendor_tracker.excel.properties import Properties
from vendor_tracker.excel.reader import read_table
from vendor_tracker.excel.sheets.cardform import CARD_FORM
from vendor_tracker.excel.tables import BadCell, Row, Table, Value, is_empty
from vendor_tracker.excel.workbook import write_workbook
from vendor_tracker.files.modelcards import read_card
from vendor_tracker.storage.queries.cards import get_product_card

_CODES = {field.code for field in FORM}
_HEADINGS = ("Field", "Your answer")
_HOW = (
    ("What this is", FORM_NAME),
    ("How to fill it in", "One answer for each question, in your words, for one version"),
    ("Where you cannot answer", "Leave the box empty, or say why; “N/A” alone tells nobody much"),
    ("It is voluntary", "What you leave out is asked again in a meeting"),
    ("Nothing about patients", "Figures of groups are welcome, facts about a person are not"),
)


def read_file(path: Path, name: str) -> CardFile:
    """Read a card from a file, by what its name says it is; refuse in words all else."""
    if name.casefold().endswith(".xml"):
        with path.open("rb") as stream:
            card = read_card(stream)
        left = f"Left out, as no card has such a part: {', '.join(card.left_out)}."
        notices = (left,) if card.left_out else ()
        return CardFile(name, CardSource.chai, card.edition, card.fields, notices)
    if name.casefold().endswith(".xlsx"):
        return _from_table(read_table(path, CARD_FORM.title, header_row=1, name=name), name)
    raise Refused(
        f"“{name}” is neither a model card (.xml) nor our form filled in (.xlsx). "
        "Choose one of these.",
        field="file",
    )


def write_form(actor: Actor, out: IO[bytes], product: str) -> None:
    """Write the form for a supplier to fill in, with what is known of the product already."""
    actor.must(Permission.VIEW)
    name, fields = get_product_card(actor, product)
    rows = [
        {
            "code": field.code,
            "group": group.title,
            "ask": field.ask,
            "answer": fields.get(field.code, ""),
            "hint": field.hint,
        }
        for group in GROUPS
        for field in group.fields
    ]
    title = f"Disclosure form: {name}"
    about = About(title, [("Asked by", actor.organisation_name), ("Product", name), *_HOW])
    properties = Properties(title, clock.now(), subject=actor.organisation_name)
    write_workbook(out, about, [(CARD_FORM, rows)], properties)


def _from_table(table: Table, name: str) -> CardFile:
    try:
        places = [table.column(heading) for heading in _HEADINGS]
    except ValueError as error:
        raise Refused(
            "The sheet lacks the column “Field” or “Your answer”, so it is not our form. "
            "Download the form again, and fill that in.",
            field="file",
        ) from error
    notices: list[str] = list(table.notices)
    fields: dict[str, str] = {}
    for code, text in _answers(table.rows, places, notices):
        if code in fields:
            notices.append(f"{code} stands twice; the first answer was taken.")
            continue
        fields[code] = text
    if not fields and not notices:
        notices.append("No answer is filled in.")
    return CardFile(name, CardSource.form, "", fields, tuple(notices))


def _answers(
    rows: tuple[Row, ...], places: list[int], notices: list[str]
) -> Iterator[tuple[str, str]]:
    """Yield each answer by its field; what cannot be read is told with its cell."""
    at_code, at_answer = places
    strange = 0
    for row in rows:
        code, value = row.cells[at_code], row.cells[at_answer]
        if is_empty(value):
            continue
        if not isinstance(code, str) or code.strip() not in _CODES:
            strange += 1
            continue
        text = _text(value, row.number, notices)
        if text:
            yield code.strip(), text
    if strange:
        notices.append(
            f"{count(strange, 'row')} left out: the column “Field” names no question of the form."
        )


def _text(value: Value, number: int, notices: list[str]) -> str:
    if isinstance(value, BadCell):
        notices.append(f"Row {number} was not read: {value.reason}")
        return ""
    try:
        return storable(str(value).strip())
    except Refused as refused:
        notices.append(f"Row {number} was not read: {refused.message}")
        return ""
