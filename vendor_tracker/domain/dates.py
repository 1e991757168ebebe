"""Dates as people type them, day before month, and the same day of a later month."""

import re
from datetime import date, timedelta
from functools import lru_cache

from vendor_tracker.domain.errors import Refused
from vendor_tracker.domain.workingdays import ONE_DAY

# Beyond these nothing can be reckoned: notice, lapse and waiting times are days before and after.
_FIRST_YEAR, _LAST_YEAR = 1900, 2199
MONTHS = {
    month: number
    for number, names in enumerate(
        (
            "jan january", "feb february", "mar march", "apr april", "may", "jun june",
            "jul july", "aug august", "sep sept september", "oct october", "nov november",
            "dec december",
        ),
        1,
    )
    for month in names.split()
}  # fmt: skip
_ISO = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})")
_NUMBERS = re.compile(r"(\d{1,2})[/.\- ](\d{1,2})[/.\- ](\d{4})")
# A year of two digits, which could be read in more than one way, is asked for again.
_SHORT = re.compile(r"(\d{1,2})([/.\- ])(\d{1,2}|[A-Za-z]+)\2'?(\d{2})")
_SERIAL = re.compile(r"[1-6]\d{4}(\.0+)?", re.ASCII)
# From March 1900 on Excel counts the days as if from here.
_BEFORE_FIRST = date(1899, 12, 30)
# A smaller number is something else that slipped into the column.
_FIRST_SERIAL_YEAR = 1970
_WORDS = re.compile(r"(\d{1,2})(?:st|nd|rd|th)?[ \-]([A-Za-z]+)\.?,?[ \-](\d{4})")


def plausible(day: date, field: str | None = None) -> date:
    """Return a day that may be kept; refuse one so far off that it must be a slip."""
    if _FIRST_YEAR <= day.year <= _LAST_YEAR:
        return day
    raise Refused(f"The year {day.year} cannot be right. Check the date.", field=field)


def read_month_first(text: str) -> date:
    """Return the date in a text of a list that writes the month first, such as 12/30/2025."""
    found = _NUMBERS.fullmatch(text.strip())
    if found is None:
        return read_date(text)
    try:
        return plausible(date(int(found[3]), int(found[1]), int(found[2])))
    except ValueError as error:
        raise Refused(f"There is no such day as {text}, month first.") from error


def day_of_serial(text: str) -> date | None:
    """Return the day that Excel counts with a number such as 41852; None for other texts."""
    if _SERIAL.fullmatch(text.strip()) is None:
        return None
    day = _BEFORE_FIRST + timedelta(days=int(text.strip()[:5]))
    return day if day.year >= _FIRST_SERIAL_YEAR else None


def read_date(text: str) -> date:
    """Return the date in a text, day before month; refuse in words what is not one."""
    iso, numbers, words = (p.fullmatch(text.strip()) for p in (_ISO, _NUMBERS, _WORDS))
    try:
        if iso:
            return plausible(date(int(iso[1]), int(iso[2]), int(iso[3])))
        if numbers:
            return plausible(date(int(numbers[3]), int(numbers[2]), int(numbers[1])))
        if words and words[2].lower() in MONTHS:
            return plausible(date(int(words[3]), MONTHS[words[2].lower()], int(words[1])))
    except ValueError as error:
        raise Refused(f"There is no such day as {text}.") from error
    raise Refused(_ask_again(text.strip()))


# Many answers are given on one day, and hold for a year.
@lru_cache(maxsize=1024)
def add_months(day: date, months: int) -> date:
    """Return the same day of a later month, or the last day of that month if it is shorter."""
    years, month = divmod(day.month - 1 + months, 12)
    first = date(day.year + years, month + 1, 1)
    following = date(first.year + first.month // 12, first.month % 12 + 1, 1)
    return min(first.replace(day=1) + (day.day - 1) * ONE_DAY, following - ONE_DAY)


def _ask_again(text: str) -> str:
    """Return how a date is written, with the part that this text lacks."""
    short = _SHORT.fullmatch(text)
    if short is None:
        return "Enter a date such as 26 August 2026 or 26/8/2026."
    day, dot, month, year = short.groups()
    return f"Write the year with four digits, such as {day}{dot}{month}{dot}20{year}."
