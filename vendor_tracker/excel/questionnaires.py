"""The workbook of a request: a sheet for each section, a row for each question."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from vendor_tracker.domain.dates import read_date
from vendor_tracker.domain.errors import Refused
from vendor_tracker.domain.figures import plain
from vendor_tracker.domain.requestlines import RequestLine
from vendor_tracker.domain.requestplans import ReturnedFile, Said
from vendor_tracker.domain.requests import SAYS, Given
from vendor_tracker.domain.texts import storable
from vendor_tracker.domain.vocabulary import AnswerKind
from vendor_tracker.excel.sheet import NO, YES, CellKind, Column, Sheet
from vendor_tracker.excel.tables import BadCell, Row, Table, Value, is_empty
from vendor_tracker.excel.titles import sheet_title
from vendor_tracker.excel.workbook import SheetRows

INSTRUCTIONS = "Instructions"
# Kinds that share one drop-down; the others have a column of their own.
_SAID = (AnswerKind.state, AnswerKind.yes_no)
_LEAVE = "Please leave this as it is: it tells us which question you answer."
_HINTS = {
    AnswerKind.number: "A number",
    AnswerKind.day: "A date, such as 26 August 2026",
    AnswerKind.text: "In your words",
}
_FOREIGN = "This workbook has no sheet with the columns “Id” and “Your words”, as ours has."


def sheets_of(
    made_for: str, sections: Iterable[tuple[str, Sequence[RequestLine]]]
) -> Iterator[SheetRows]:
    """Yield a sheet for each section, with its questions and what was said to them."""
    taken = {INSTRUCTIONS.casefold(), "lists"}
    for place, (section, lines) in enumerate(sections, 1):
        title = sheet_title(section.rpartition(": ")[2] or section, taken)
        taken.add(title.casefold())
        columns = tuple(_columns(lines))
        yield Sheet(title, columns, f"Section{place}"), [_row(made_for, one) for one in lines]


def _columns(lines: Sequence[RequestLine]) -> Iterator[Column]:
    yield Column("Id", "code", kind=CellKind.REFERENCE, read_only=True, note=_LEAVE)
    yield Column("Question", "ask", width=56, read_only=True)
    yield Column("What helps us", "helps", width=40, read_only=True)
    if any(one.review_reason for one in lines):
        yield Column("Why we ask again", "again", width=36, read_only=True)
    if any(one.former for one in lines):
        yield Column("What we hold", "former", width=36, read_only=True)
        note = "Yes confirms what we hold, with the day on which you send this back."
        yield Column("As we hold it", "same", kind=CellKind.YESNO, note=note)
    if any(one.kind in _SAID for one in lines):
        yield Column("Your answer", "said", kind=CellKind.CHOICE, choices=SAYS)
    if any(one.kind not in _SAID for one in lines):
        options = {one.options for one in lines if one.kind not in _SAID}
        alike = next(iter(options)) if len(options) == 1 else ()
        yield Column(
            "Your figure or choice", "figure", width=30, choices=alike or None,
            kind=CellKind.CHOICE if alike else CellKind.TEXT,
        )  # fmt: skip
    yield Column("Your words", "words", width=60, note="As long as you like; name the document.")
    yield Column("Confidential", "confidential", kind=CellKind.YESNO)
    yield Column("Why confidential", "confidential_reason", width=30)
    yield Column("Confidential until", "confidential_until", kind=CellKind.DATE)
    yield Column("Request", "made_for", read_only=True, note=_LEAVE)


def _row(made_for: str, one: RequestLine) -> dict[str, Any]:
    is_said = one.kind in _SAID
    hint = "Choose one of: " + "; ".join(one.options) if one.options else _HINTS.get(one.kind, "")
    return {
        "code": one.code,
        "ask": one.ask,
        "helps": ". ".join(part.rstrip(".") for part in (one.counts, hint) if part),
        "again": one.review_reason,
        "former": one.former,
        "same": True if one.is_same else None,
        "said": (one.value or None) if is_said else None,
        "figure": None if is_said else one.value,
        "words": one.words,
        "confidential": True if one.confidential else None,
        "confidential_reason": one.confidential_reason,
        "confidential_until": one.confidential_until,
        "made_for": made_for,
    }


def returned_file(tables: Mapping[str, Table], name: str) -> ReturnedFile:
    """Read a workbook that came back; rows are found by their id, wherever they stand."""
    rows: list[Said] = []
    notices: list[str] = []
    made_for: set[str] = set()
    sheets = [table for table in tables.values() if _is_ours(table)]
    if not sheets:
        raise Refused(
            f"{_FOREIGN} Choose the workbook that was downloaded here and filled in.", field="file"
        )
    for table in sheets:
        notices += [f"{table.sheet}: {notice}" for notice in table.notices]
        for row in table.rows:
            cells = _Cells(table, row)
            code = cells.text("Id")
            if code:
                rows.append(_said(cells, code))
                made_for |= {cells.text("Request")} - {""}
            elif cells.text("Your words") or cells.text("Your answer"):
                notices.append(f"{cells.where} has no id, so it was left out.")
    if len(made_for) > 1:
        raise Refused("This workbook holds rows of several requests. Bring each in by itself.")
    return ReturnedFile(name, next(iter(made_for), ""), tuple(rows), tuple(notices))


class _Cells:
    """The cells of one row by their headings; what cannot be read is kept as a fault."""

    def __init__(self, table: Table, row: Row) -> None:
        self.where = f"Row {row.number} of “{table.sheet}”"
        self.faults: list[str] = []
        headings = [" ".join(heading.split()).casefold() for heading in table.header]
        self._cells = dict(zip(reversed(headings), reversed(row.cells), strict=False))

    def text(self, heading: str) -> str:
        """Return what a cell says, as text."""
        value = self._cells.get(heading.casefold())
        if isinstance(value, BadCell):
            self.faults.append(f"“{heading}” cannot be read: {value.reason}")
            return ""
        try:
            return storable(_words(value)).strip()
        except Refused as refused:
            self.faults.append(f"“{heading}” cannot be read: {refused.message}")
            return ""

    def yes(self, heading: str) -> bool:
        """Tell whether a cell says yes."""
        said = self.text(heading).casefold()
        if said and said not in (YES.casefold(), NO.casefold(), "y", "n"):
            self.faults.append(f"“{heading}” says neither Yes nor No.")
        return said in (YES.casefold(), "y")

    def day(self, heading: str) -> date | None:
        """Return the day in a cell."""
        said = self.text(heading)
        try:
            return read_date(said) if said else None
        except Refused as refused:
            self.faults.append(refused.message)
            return None


def _is_ours(table: Table) -> bool:
    headings = {" ".join(heading.split()).casefold() for heading in table.header}
    return {"id", "your words"} <= headings


def _said(cells: _Cells, code: str) -> Said:
    secret = cells.yes("Confidential")
    given = Given(
        code.upper(),
        value=cells.text("Your answer") or cells.text("Your figure or choice"),
        words=cells.text("Your words"),
        is_same=cells.yes("As we hold it"),
        confidential=secret,
        confidential_reason=cells.text("Why confidential") if secret else "",
        confidential_until=cells.day("Confidential until") if secret else None,
    )
    return Said(cells.where, given, cells.text("Question"), tuple(dict.fromkeys(cells.faults)))


def _words(value: Value) -> str:
    if is_empty(value):
        return ""
    if isinstance(value, bool):
        return YES if value else NO
    if isinstance(value, Decimal):
        return plain(value)
    if isinstance(value, datetime):
        return value.date().isoformat()
    return value.isoformat() if isinstance(value, date) else str(value)
