"""Days that a list knows only to the month, the quarter or the year."""

import re
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from vendor_tracker.domain.dates import MONTHS

_BEGINS = 4
_SEP = r"[\s\-/.,']*"
_MONTH_YEAR = re.compile(rf"([a-z]{{3,9}})\.?{_SEP}(\d{{4}}|\d{{2}})", re.IGNORECASE)
_YEAR_MONTH = re.compile(r"(\d{4})[\-/](\d{1,2})|(\d{1,2})/(\d{4})")
_QUARTER = re.compile(
    rf"(?:q([1-4]){_SEP}(fy|cy)?{_SEP}(\d{{4}}|\d{{2}})|(fy|cy)?{_SEP}(\d{{4}}|\d{{2}}){_SEP}q([1-4]))",
    re.IGNORECASE,
)
_YEAR = re.compile(rf"(fy|cy)?{_SEP}(\d{{4}}|(?<=[a-z\s])\d{{2}})", re.IGNORECASE)
_CENTURY = 2000


class Precision(StrEnum):
    """How exactly a day is known."""

    MONTH = "month"
    QUARTER = "quarter"
    YEAR = "year"


@dataclass(frozen=True, slots=True)
class RoughDay:
    """The first day of the time that was meant, and how exactly it was said."""

    on: date
    precision: Precision


def read_rough(text: str, year_begins: int = _BEGINS) -> RoughDay | None:
    """Return what “Apr-25”, “May 2022”, “Q4FY25” or “2023” means; None for other texts.

    A financial year goes by the year in which it ends; `year_begins` is its first month.
    """
    line = " ".join(text.split())
    try:
        return _month(line) or _quarter(line, year_begins) or _year(line, year_begins)
    except ValueError:
        return None


def _month(line: str) -> RoughDay | None:
    named = _MONTH_YEAR.fullmatch(line)
    if named is not None:
        number = MONTHS.get(named[1].lower())
        on = number and date(_full(named[2]), number, 1)
        return RoughDay(on, Precision.MONTH) if on else None
    found = _YEAR_MONTH.fullmatch(line)
    if found is None:
        return None
    year, month = (found[1], found[2]) if found[1] else (found[4], found[3])
    return RoughDay(date(_full(year), int(month), 1), Precision.MONTH)


def _quarter(line: str, begins: int) -> RoughDay | None:
    found = _QUARTER.fullmatch(line)
    if found is None:
        return None
    number = int(found[1] or found[6])
    is_financial = (found[2] or found[4] or "").lower() == "fy"
    year = _full(found[3] or found[5])
    first = _first_month(year, begins) if is_financial else date(year, 1, 1)
    months = first.month - 1 + (number - 1) * 3
    on = date(first.year + months // 12, months % 12 + 1, 1)
    return RoughDay(on, Precision.QUARTER)


def _year(line: str, begins: int) -> RoughDay | None:
    found = _YEAR.fullmatch(line)
    if found is None:
        return None
    year = _full(found[2])
    is_financial = (found[1] or "").lower() == "fy"
    first = _first_month(year, begins) if is_financial else date(year, 1, 1)
    return RoughDay(first, Precision.YEAR) if 1970 <= year < 2200 else None


def _first_month(year: int, begins: int) -> date:
    """Return the first day of the financial year that ends in a year."""
    return date(year if begins == 1 else year - 1, begins, 1)


def _full(year: str) -> int:
    return int(year) if len(year) == 4 else _CENTURY + int(year)
