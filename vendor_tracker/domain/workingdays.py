"""Working days in England and Wales: weekdays that are not bank holidays."""

from collections.abc import Iterator
from datetime import date, timedelta
from functools import lru_cache

ONE_DAY = timedelta(days=1)
_MONDAY, _SATURDAY = 0, 5
_MAY, _JUNE, _AUGUST = 5, 6, 8

# Holidays set for one year by proclamation. Source: www.gov.uk/bank-holidays and
# the proclamations in the London Gazette. A year's line replaces nothing by itself:
# the holiday it moves away from stands in MOVED.
ONE_OFF: dict[date, str] = {
    date(1999, 12, 31): "Millennium",
    date(2002, 6, 3): "Golden Jubilee",
    date(2011, 4, 29): "Royal wedding",
    date(2012, 6, 5): "Diamond Jubilee",
    date(2022, 6, 3): "Platinum Jubilee",
    date(2022, 9, 19): "State funeral of Queen Elizabeth II",
    date(2023, 5, 8): "Coronation of King Charles III",
}
MOVED: dict[date, date] = {
    date(1995, 5, 1): date(1995, 5, 8),
    date(2002, 5, 27): date(2002, 6, 4),
    date(2012, 5, 28): date(2012, 6, 4),
    date(2020, 5, 4): date(2020, 5, 8),
    date(2022, 5, 30): date(2022, 6, 2),
}


@lru_cache(maxsize=256)
def bank_holidays(year: int) -> frozenset[date]:
    """Return the bank holidays of a year, with substitute days for weekends."""
    easter = _easter_sunday(year)
    ordinary = (
        _new_year(year),
        easter - 2 * ONE_DAY,
        easter + ONE_DAY,
        _first_monday(date(year, _MAY, 1)),
        _first_monday(date(year, _JUNE, 1)) - 7 * ONE_DAY,
        _first_monday(date(year, _AUGUST + 1, 1)) - 7 * ONE_DAY,
        *_christmas(year),
    )
    extra = (day for day in ONE_OFF if day.year == year)
    return frozenset(MOVED.get(day, day) for day in (*ordinary, *extra))


def is_working_day(day: date) -> bool:
    """Tell whether offices are open on this day."""
    return day.weekday() < _SATURDAY and day not in bank_holidays(day.year)


@lru_cache(maxsize=4096)
def working_days_between(start: date, end: date) -> int:
    """Count the working days after `start` up to and with `end`; 0 if `end` is not later."""
    if end <= start:
        return 0
    weekdays = _weekdays_up_to(end) - _weekdays_up_to(start)
    return weekdays - sum(1 for day in _holidays(start, end))


@lru_cache(maxsize=4096)
def add_working_days(start: date, count: int) -> date:
    """Return the day that lies this many working days after `start`."""
    day = start
    while count > 0:
        day += ONE_DAY
        count -= is_working_day(day)
    return day


def _weekdays_up_to(day: date) -> int:
    weeks, rest = divmod(day.toordinal() - 1, 7)
    return weeks * 5 + min(rest + 1, 5)


def _holidays(start: date, end: date) -> Iterator[date]:
    for year in range(start.year, end.year + 1):
        for day in bank_holidays(year):
            if start < day <= end and day.weekday() < _SATURDAY:
                yield day


def _new_year(year: int) -> date:
    day = date(year, 1, 1)
    return day if day.weekday() < _SATURDAY else _first_monday(day)


def _christmas(year: int) -> tuple[date, date]:
    # A Christmas at the weekend moves to the 27th, a Boxing Day to the 28th: both
    # moves leave the other day where it is.
    christmas, boxing = date(year, 12, 25), date(year, 12, 26)
    if christmas.weekday() >= _SATURDAY:
        christmas = date(year, 12, 27)
    if boxing.weekday() >= _SATURDAY:
        boxing = date(year, 12, 28)
    return christmas, boxing


def _first_monday(day: date) -> date:
    return day + ((_MONDAY - day.weekday()) % 7) * ONE_DAY


def _easter_sunday(year: int) -> date:
    """Return Easter Sunday by the anonymous Gregorian method."""
    golden, (century, rest) = year % 19, divmod(year, 100)
    leap_centuries, century_rest = divmod(century, 4)
    moon = (century - (century + 8) // 25 + 1) // 3
    epact = (19 * golden + century - leap_centuries - moon + 15) % 30
    leaps, year_rest = divmod(rest, 4)
    weekday = (32 + 2 * century_rest + 2 * leaps - epact - year_rest) % 7
    correction = (golden + 11 * epact + 22 * weekday) // 451
    month, day = divmod(epact + weekday - 7 * correction + 114, 31)
    return date(year, month, day + 1)
