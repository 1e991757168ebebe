"""A list that was read from a file: its headings, its rows, and what was noticed."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from decimal import Decimal


@dataclass(frozen=True, slots=True)
class BadCell:
    """A cell whose value cannot be trusted: a formula, an error, a number that is none."""

    raw: str
    reason: str


Value = str | Decimal | bool | date | datetime | time | BadCell | None
Wire = str | bool | list[str] | None


@dataclass(frozen=True, slots=True)
class Row:
    """One row with the number it has in the file; as many cells as there are headings."""

    number: int
    cells: tuple[Value, ...]


@dataclass(frozen=True, slots=True)
class Table:
    """What one sheet holds; no row of it is left out without a count or a notice."""

    sheet: str
    header: tuple[str, ...]
    header_row: int
    rows: tuple[Row, ...]
    above: tuple[Row, ...] = ()
    blank_rows: int = 0
    notices: tuple[str, ...] = ()
    # Why merged cells among the data cannot be read as they stand; empty if there are none.
    merged: str = ""

    def column(self, heading: str) -> int:
        """Return the position of a heading, counted from 0, whatever its case and spaces."""
        wanted = " ".join(heading.split()).casefold()
        return [" ".join(name.split()).casefold() for name in self.header].index(wanted)


_READERS: dict[str, Callable[[str], Value]] = {
    "date": date.fromisoformat,
    "datetime": datetime.fromisoformat,
    "time": time.fromisoformat,
}


def is_empty(value: Value) -> bool:
    """Say whether a cell shows nothing."""
    return value is None or (isinstance(value, str) and not value.strip())


def is_blank(cells: Sequence[Value]) -> bool:
    """Say whether a row shows nothing."""
    return all(is_empty(value) for value in cells)


def to_wire(value: Value) -> Wire:
    """Return a value in a form that JSON carries without changing it."""
    if value is None or isinstance(value, (str, bool)):
        return value
    if isinstance(value, BadCell):
        return ["bad", value.raw, value.reason]
    if isinstance(value, Decimal):
        return ["number", str(value)]
    return [type(value).__name__, value.isoformat()]


def from_wire(wire: Wire) -> Value:
    """Return the value that was sent."""
    if not isinstance(wire, list):
        return wire
    kind, text, *rest = wire
    if kind == "bad":
        return BadCell(text, rest[0])
    if kind == "number":
        return Decimal(text)
    return _READERS[kind](text)
