"""Read from a request which register somebody wants, and show how a sheet is wanted."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from flask import request
from werkzeug.datastructures import MultiDict

from vendor_tracker.domain.errors import NotFound
from vendor_tracker.domain.registers import (
    WHOLE,
    RegisterChoice,
    RegisterForm,
    RowFilter,
    RowTest,
    SheetChoice,
)
from vendor_tracker.excel.sheet import CellKind, Column, Sheet
from vendor_tracker.services import registers
from vendor_tracker.services.registerrows import columns_of
from vendor_tracker.storage.queries.registers.choices import get_choice
from vendor_tracker.web.auth import current_actor

_BOUNDED = frozenset(
    {CellKind.DATE, CellKind.DATETIME, CellKind.MONEY, CellKind.NUMBER, CellKind.PERCENT}
)
_MOST_WORDS = 100


@dataclass(frozen=True, slots=True)
class ColumnShown:
    """One column on the page that chooses: whether it is taken, its place, its filters."""

    column: Column
    is_taken: bool
    is_fixed: bool
    place: int
    words: Sequence[str]
    has: str
    start: str
    end: str
    known: str

    @property
    def is_bounded(self) -> bool:
        """Tell whether its rows can be taken from one value until another."""
        return self.column.kind in _BOUNDED


def wanted_form() -> RegisterForm:
    """Return the form that a request asks for."""
    return RegisterForm.of_label(request.args.get("form", "")) or RegisterForm.workbook


def wanted_choice() -> tuple[str, RegisterChoice]:
    """Return the register that a request asks for, with its name if it is a saved one."""
    given = request.args
    name, choice = "", WHOLE
    if given.get("choice"):
        found = get_choice(current_actor(), given["choice"])
        name, choice = found.name, found.choice
    sheets = tuple(SheetChoice(one) for one in sheets_of(given))
    return name, replace(
        choice,
        sheets=sheets or choice.sheets,
        public=choice.public or given.get("public") == "1",
        every_item=choice.every_item or given.get("every_item") == "1",
        about=given.get("about", "").strip().upper() or choice.about,
    )


def sheets_of(given: "MultiDict[str, str]") -> list[str]:
    """Return the sheets that were ticked, in the order of the register."""
    ticked = given.getlist("sheet")
    unknown = [one for one in ticked if one not in registers.SHEETS]
    if unknown:
        raise NotFound(unknown[0])
    return [name for name in registers.SHEETS if name in ticked]


def shown_columns(sheet: Sheet, wanted: SheetChoice) -> list[ColumnShown]:
    """Return the columns of a sheet as they are wanted, those that are taken first."""
    taken = [one for one in columns_of(sheet, wanted.columns) if not one.hidden]
    rest = [one for one in sheet.columns if one not in taken and not one.hidden]
    return [
        _shown(column, wanted, place, is_taken=place <= len(taken))
        for place, column in enumerate([*taken, *rest], 1)
    ]


def _shown(column: Column, wanted: SheetChoice, place: int, *, is_taken: bool) -> ColumnShown:
    own = {one.test: one.words for one in wanted.filters if one.column == column.key}
    known = next((t.value for t in (RowTest.empty, RowTest.filled) if t in own), "")
    words = own.get(RowTest.one_of, ())
    first = {test: (own.get(test) or ("",))[0] for test in RowTest}
    return ColumnShown(
        column,
        is_taken,
        is_fixed=place == 1,
        place=place,
        words=words,
        has=first[RowTest.holds],
        start=first[RowTest.start],
        end=first[RowTest.end],
        known=known,
    )


def read_sheet(sheet: Sheet, given: "MultiDict[str, str]") -> SheetChoice:
    """Return how a sheet is wanted, from what was sent."""
    ticked = set(given.getlist("column"))
    places = {column.key: _place(given, column.key) for column in sheet.columns}
    keys = [column.key for column in sheet.columns if column.key in ticked]
    order = given.get("order", "")
    return SheetChoice(
        sheet.name,
        tuple(sorted(keys, key=lambda key: places[key])),
        order if order in places else "",
        given.get("descending") == "1",
        tuple(one for column in sheet.columns for one in _filters(column, given)),
    )


def _place(given: "MultiDict[str, str]", key: str) -> int:
    text = given.get(f"place_{key}", "")
    return int(text) if text.isdecimal() and len(text) <= len("999") else 1_000


def _filters(column: Column, given: "MultiDict[str, str]") -> Iterator[RowFilter]:
    key = column.key
    words = tuple(given.getlist(f"is_{key}")[:_MOST_WORDS])
    if words:
        yield RowFilter(key, RowTest.one_of, words)
    for test in (RowTest.holds, RowTest.start, RowTest.end):
        word = given.get(f"{test.value}_{key}", "").strip()
        if word:
            yield RowFilter(key, test, (word,))
    known = given.get(f"known_{key}", "")
    if known in (RowTest.empty.value, RowTest.filled.value):
        yield RowFilter(key, RowTest(known))
