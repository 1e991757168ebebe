"""Which register somebody wants: its sheets, columns, order and rows, and the form it comes in."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta
from decimal import Decimal, InvalidOperation
from typing import Any

from vendor_tracker.domain.dates import add_months, read_date
from vendor_tracker.domain.errors import Refused
from vendor_tracker.domain.vocabulary.coded import Coded


class RegisterForm(Coded):
    """The form in which a register is handed out; the value ends the name of its file."""

    workbook = "xlsx", "Excel workbook", "With drop-downs, colours and links; it can come back"
    csv = "csv", "CSV files", "One plain file for each sheet, all in one zip"
    json = "json", "JSON", "One file for programs, with the codes behind the words"


class RowTest(Coded):
    """How a filter looks at a cell."""

    one_of = "is", "is one of", "One of these words or references"
    holds = "has", "has in it", "These letters, in any case"
    start = "from", "from", "This day or figure, or a later or larger one"
    end = "until", "until", "This day or figure, or an earlier or smaller one"
    empty = "empty", "is empty", "Nothing is known"
    filled = "filled", "is not empty", "Something is known"


@dataclass(frozen=True, slots=True)
class RowFilter:
    """Which rows of a sheet are taken, by one of its columns."""

    column: str
    test: RowTest
    words: tuple[str, ...] = ()

    def takes(self, value: object, on: date) -> bool:
        """Tell whether a row with this value in the column is taken."""
        parts = [part for part in _parts(value) if part not in (None, "")]
        if self.test in (RowTest.empty, RowTest.filled):
            return bool(parts) is (self.test is RowTest.filled)
        if self.test is RowTest.one_of:
            wanted = {_folded(word) for word in self.words}
            return any(not wanted.isdisjoint(_names(part)) for part in parts)
        if self.test is RowTest.holds:
            return any(_folded(self.words[0]) in name for part in parts for name in _names(part))
        return any(self._is_within(part, on) for part in parts)

    def check(self, on: date) -> None:
        """Refuse in words a filter that could never be asked."""
        if self.test in (RowTest.empty, RowTest.filled):
            return
        if not self.words or not all(word.strip() for word in self.words):
            raise Refused("Say what the filter looks for.", field=self.column)
        if self.test in (RowTest.start, RowTest.end) and _figure(self.words[0]) is None:
            day_of(self.words[0], on)

    def _is_within(self, value: object, on: date) -> bool:
        bound: Any = _figure(self.words[0])
        if isinstance(value, date):
            bound = day_of(self.words[0], on) if bound is None else None
            value = date(value.year, value.month, value.day)
        if bound is None or not isinstance(value, (date, int, float, Decimal)):
            return False
        found: Any = value
        return bool(found >= bound if self.test is RowTest.start else found <= bound)


@dataclass(frozen=True, slots=True)
class SheetChoice:
    """One sheet of a register; without columns it has all of them, in their usual order."""

    name: str
    columns: tuple[str, ...] = ()
    order: str = ""
    descending: bool = False
    filters: tuple[RowFilter, ...] = ()


@dataclass(frozen=True, slots=True)
class RegisterChoice:
    """A register as somebody wants it; without sheets it has all of them.

    `every_item` adds the items of checklists that nobody has answered. `about` is the reference
    of one record: then only rows that name it are taken.
    """

    sheets: tuple[SheetChoice, ...] = ()
    public: bool = False
    every_item: bool = False
    about: str = ""

    def sheet(self, name: str) -> SheetChoice | None:
        """Return how a sheet is wanted, None if it is not."""
        if not self.sheets:
            return SheetChoice(name)
        return next((one for one in self.sheets if one.name == name), None)

    def with_sheet(self, changed: SheetChoice) -> "RegisterChoice":
        """Return this choice with one of its sheets wanted in another way."""
        sheets = tuple(changed if one.name == changed.name else one for one in self.sheets)
        return replace(self, sheets=sheets)


WHOLE = RegisterChoice()
_SOON = RowFilter("ends_on", RowTest.end, ("+12 months",))
_NOT_OVER = RowFilter("ends_on", RowTest.start, ("today",))
_OF_MONEY = ("Overview", "CostSummary", "CostKinds", "WholeLife", "Costs", "Payments", "Benefits")
# What most organisations ask for first; each is there from the beginning.
READY: dict[str, RegisterChoice] = {
    "Board register": RegisterChoice((SheetChoice("Overview"),)),
    "Renewals": RegisterChoice(
        (SheetChoice("Contracts", order="ends_on", filters=(_NOT_OVER, _SOON)),)
    ),
    "Money": RegisterChoice(tuple(SheetChoice(name) for name in _OF_MONEY)),
    "Every item to answer": RegisterChoice((SheetChoice("Answers"),), every_item=True),
}


def day_of(words: str, on: date) -> date:
    """Return the day that words mean: a date, today, or so many months or days from today."""
    text = " ".join(words.casefold().split())
    if text == "today":
        return on
    found = _FROM_TODAY.fullmatch(text)
    if found is None:
        return read_date(words)
    count = int(found[2]) * (-1 if found[1] == "-" else 1)
    return on + timedelta(days=count) if found[3].startswith("d") else add_months(on, count)


_FROM_TODAY = re.compile(r"([+-]) ?([0-9]{1,3}) (months?|days?)")


def to_body(choice: RegisterChoice) -> dict[str, Any]:
    """Return a choice as it is stored."""
    return {
        "sheets": [
            {
                "name": one.name,
                "columns": list(one.columns),
                "order": one.order,
                "descending": one.descending,
                "filters": [[f.column, f.test.value, *f.words] for f in one.filters],
            }
            for one in choice.sheets
        ],
        "public": choice.public,
        "every_item": choice.every_item,
        "about": choice.about,
    }


def of_body(body: Mapping[str, Any]) -> RegisterChoice:
    """Return the choice that was stored."""
    sheets = tuple(
        SheetChoice(
            one["name"],
            tuple(one["columns"]),
            one["order"],
            one["descending"],
            tuple(RowFilter(f[0], RowTest(f[1]), tuple(f[2:])) for f in one["filters"]),
        )
        for one in body["sheets"]
    )
    return RegisterChoice(sheets, body["public"], body["every_item"], body["about"])


def _parts(value: object) -> tuple[object, ...]:
    return value if isinstance(value, tuple) else (value,)


def _names(value: object) -> set[str]:
    """Return everything a value may be called: its words, and the code behind them."""
    if isinstance(value, bool):
        return {"yes" if value else "no"}
    return {_folded(str(value)), _folded(str(getattr(value, "label", value)))}


def _folded(words: str) -> str:
    return " ".join(words.split()).casefold()


def _figure(words: str) -> Decimal | None:
    try:
        found = Decimal(words.strip().removeprefix("£").replace(",", ""))
    except InvalidOperation:
        return None
    return found if found.is_finite() else None
