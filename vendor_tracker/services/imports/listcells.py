"""What one cell of somebody's list means for one field, and what is noticed on the way."""

import re
from collections import defaultdict
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from vendor_tracker.domain.celltexts import (
    Standing,
    is_placeholder,
    names_nothing,
    option_keys,
    standing,
)
from vendor_tracker.domain.dates import day_of_serial, plausible, read_date, read_month_first
from vendor_tracker.domain.errors import Refused
from vendor_tracker.domain.mappings import DAY_FIRST, MONTH_FIRST, Source
from vendor_tracker.domain.names import tidy
from vendor_tracker.domain.references import Kind
from vendor_tracker.domain.roughdays import RoughDay, read_rough
from vendor_tracker.domain.wording import count, day
from vendor_tracker.excel.sheet import CellKind, Column
from vendor_tracker.excel.tables import Value, is_empty
from vendor_tracker.services.imports.drafts import Reading, raw_text
from vendor_tracker.services.imports.registers import read_value

_FIGURES = frozenset({CellKind.MONEY, CellKind.NUMBER})
_OPTIONS = frozenset({CellKind.CHOICE, CellKind.YESNO})
# A dash stands for nothing due, as accountants write it.
_NIL = re.compile(r"[£$€]?\s*[-–—]\s*")
_TWO_WAYS = re.compile(r"-?[£$€]?\s*(\d+),(\d{1,2}|\d{4,})")
_NUMBERS = re.compile(r"(\d{1,2})[/.\- ](\d{1,2})[/.\- ]\d{4}")
_LONGEST_HEADING = 80
_SHORT = {"y": "Yes", "n": "No", "true": "Yes", "false": "No"}


@dataclass(frozen=True, slots=True)
class Bound:
    """A field of a record and the column of the file that fills it."""

    source: Source
    column: Column
    at: int | None
    heading: str
    kind: Kind | None = None


@dataclass(slots=True)
class _Days:
    """How the days of one column are written: in all, and those that read either way."""

    order: str
    numbered: int = 0
    either: int = 0


@dataclass(slots=True)
class Cells:
    """Reads the cells of one list, and tells at the end what it took for what."""

    reading: Reading
    year_begins: int
    _silent: dict[tuple[str, str], list[int]] = field(default_factory=lambda: defaultdict(list))
    _rough: dict[str, list[int]] = field(default_factory=lambda: defaultdict(list))
    _example: dict[str, tuple[str, RoughDay]] = field(default_factory=dict)
    _days: dict[str, _Days] = field(default_factory=dict)

    def value(self, bound: Bound, raw: Value, row: int) -> Any:
        """Return what a cell says for a field, None if nothing; refuse what cannot be meant."""
        if bound.at is None:
            return _plain(bound, raw)
        if isinstance(raw, str):
            raw = _called(bound.source, raw)
        if is_empty(raw):
            return None
        if isinstance(raw, str) and (silent := self._silence(bound, raw)):
            return self._say_nothing(bound, silent, raw, row)
        if bound.source.scheme is not None:
            return tidy(raw_text(raw))
        if bound.column.kind is CellKind.DATE:
            return self._day(bound, raw, row)
        return _plain(bound, raw)

    def tell(self) -> None:
        """Note what was read as saying nothing, and which days are known only roughly."""
        notices = self.reading.notices
        for (heading, words), rows in self._silent.items():
            notices.append(f"{heading}: {words} in {told(rows)}, kept apart from an empty cell")
        for heading, rows in self._rough.items():
            raw, rough = self._example[heading]
            notices.append(
                f"{heading}: known only to the {rough.precision.value}, such as “{raw}” kept as "
                f"{day(rough.on)}, in {told(rows)}; what was typed stays in the history"
            )
        for heading, days in self._days.items():
            if days.either:
                notices.append(
                    f"{heading}: {days.either:,} of {count(days.numbered, 'day')} could be read "
                    f"either way, and all are read {days.order}"
                )

    def _silence(self, bound: Bound, raw: str) -> Standing | None:
        """Return how a cell says nothing; None when it speaks."""
        if bound.column.key == "name":
            nothing = is_placeholder if bound.kind is Kind.SUPPLIER else names_nothing
            return Standing.UNKNOWN if nothing(raw) else None
        if bound.column.kind in _FIGURES and _NIL.fullmatch(raw.strip()):
            return None
        found = standing(raw)
        return None if found is Standing.SAID else found

    def _say_nothing(self, bound: Bound, how: Standing, raw: str, row: int) -> Any:
        if how is Standing.BLANK:
            return None
        words = f"“{tidy(raw)}” names nobody" if bound.column.key == "name" else how.value
        self._silent[(bound.heading, words)].append(row)
        coded = bound.column.coded
        is_known = how is Standing.UNKNOWN and coded is not None
        return coded.of_label("unknown") if is_known and coded else None

    def _day(self, bound: Bound, raw: Value, row: int) -> date | None:
        if isinstance(raw, datetime):
            return plausible(raw.date())
        if isinstance(raw, date):
            return plausible(raw)
        if isinstance(raw, str | Decimal):
            counted = day_of_serial(str(raw))
            if counted is not None:
                self.reading.serial_rows.append(row)
                self.reading.serial = self.reading.serial or (str(raw), counted)
                return counted
        if isinstance(raw, str):
            return self._typed_day(bound, raw.strip(), row)
        found: date | None = read_value(bound.column, raw)
        return found

    def _typed_day(self, bound: Bound, raw: str, row: int) -> date:
        rough = read_rough(raw, self.year_begins)
        if rough is not None:
            self._rough[bound.heading].append(row)
            self._example.setdefault(bound.heading, (raw, rough))
            return plausible(rough.on)
        numbers = _NUMBERS.fullmatch(raw)
        if numbers is not None:
            days = self._days.setdefault(bound.heading, _Days(bound.source.dates))
            days.numbered += 1
            days.either += max(int(numbers[1]), int(numbers[2])) <= 12 and numbers[1] != numbers[2]
        return read_month_first(raw) if bound.source.dates == MONTH_FIRST else read_date(raw)


def _called(source: Source, raw: str) -> str:
    """Return what an option of the list is called here."""
    values = dict(source.values)
    return next((values[key] for key in option_keys(raw) if key in values), raw)


def _plain(bound: Bound, raw: Value) -> Any:
    """Read a cell as the register does, however the list dresses options and amounts."""
    kind = bound.column.kind
    if not isinstance(raw, str) or is_empty(raw):
        return read_value(bound.column, raw)
    raw = raw.replace("\N{NO-BREAK SPACE}", " ").strip()
    if kind in _FIGURES:
        return read_value(bound.column, _figure(raw, kind))
    if kind in _OPTIONS:
        return _option(bound.column, raw)
    return read_value(bound.column, raw)


def _figure(raw: str, kind: CellKind) -> str:
    if _NIL.fullmatch(raw):
        return "0"
    either = _TWO_WAYS.fullmatch(raw)
    if either is not None:
        pence = f"{int(either[1]):,}.{either[2]}"
        whole = f"{int(either[1] + either[2]):,}"
        raise Refused(f"“{raw}” may mean {pence} or {whole}. Write the one that is meant.")
    return raw.removeprefix("£") if kind is CellKind.NUMBER else raw


def _option(column: Column, raw: str) -> Any:
    for line in dict.fromkeys(option_keys(raw)):
        try:
            return read_value(column, _SHORT.get(line, line))
        except Refused:
            continue
    return read_value(column, raw)


def short_heading(heading: str) -> str:
    """Return a heading on one line, short enough to be named in a sentence."""
    line = tidy(heading)
    return line if len(line) <= _LONGEST_HEADING else f"{line[: _LONGEST_HEADING - 1]}…"


def told(numbers: list[int]) -> str:
    """Return how many rows there are, and the first of them."""
    numbers = list(dict.fromkeys(numbers))
    shown = ", ".join(map(str, numbers[:10]))
    more = f" and {len(numbers) - 10} more" if len(numbers) > 10 else ""
    return f"{count(len(numbers), 'row')}: {shown}{more}"


def order_of(texts: list[str]) -> tuple[str, int, int]:
    """Return in which order days are written, how many read either way, and how many do not."""
    pairs = [found for text in texts if (found := _NUMBERS.fullmatch(text.strip()))]
    day_first = sum(int(one[1]) > 12 for one in pairs)
    month_first = sum(int(one[2]) > 12 for one in pairs)
    either = len(pairs) - day_first - month_first
    return (MONTH_FIRST if month_first > day_first else DAY_FIRST), either, len(pairs)
