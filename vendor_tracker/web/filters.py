"""How values read on a page."""

from datetime import date, datetime
from decimal import Decimal

from flask import Flask

from vendor_tracker import clock
from vendor_tracker.domain import ages, clocks, money
from vendor_tracker.domain.figures import plain
from vendor_tracker.domain.lifewords import whole_pounds
from vendor_tracker.domain.links import path_of
from vendor_tracker.domain.wording import capital, shortened
from vendor_tracker.domain.workingdays import working_days_between


def init_app(app: Flask) -> None:
    """Give templates the filters of this module."""
    for name in (
        day,
        day_short,
        moment,
        ago,
        pounds,
        whole_pounds,
        price,
        figure,
        count,
        percent,
        due,
        waits,
        clock_words,
        weekday,
        spelled,
    ):
        app.add_template_filter(name)
    # The program's own ellipsis, and never half a word.
    app.add_template_filter(capital)
    app.add_template_filter(shortened, "truncate")
    app.add_template_global(path_of)
    app.add_template_global(clock.today, "today")


def day(value: date | datetime | None) -> str:
    """Return a date in full, such as 26 August 2026.

    >>> day(date(2026, 8, 26))
    '26 August 2026'
    """
    if value is None:
        return ""
    found = clock.to_london(value).date() if isinstance(value, datetime) else value
    return f"{found.day} {found:%B %Y}"


def day_short(value: date | None) -> str:
    """Return a date for a table, such as 26 Aug 2026."""
    return "" if value is None else f"{value.day} {value:%b %Y}"


def moment(value: datetime | None) -> str:
    """Return an instant as clocks here showed it, such as 26 August 2026 at 14:05."""
    if value is None:
        return ""
    local = clock.to_london(value)
    return f"{day(local.date())} at {local:%H:%M}"


def ago(value: date | None) -> str:
    """Return how long ago a day was, such as 41 days ago."""
    if value is None:
        return "never"
    days = (clock.today() - value).days
    if days == 0:
        return "today"
    if days < 0:
        return f"in {-days} day{'s' if days != -1 else ''}"
    return f"{days} day{'s' if days != 1 else ''} ago"


def pounds(value: Decimal | None) -> str:
    """Return an amount, such as £1,234 or £1,234.50; nothing known is “not known”."""
    if value is None:
        return "not known"
    sign = "-" if value < 0 else ""
    whole = value == value.to_integral_value()
    return f"{sign}£{abs(value):,.0f}" if whole else f"{sign}£{abs(value):,.2f}"


def price(value: Decimal | None) -> str:
    """Return a price for one unit with every decimal it has, such as £0.083333."""
    return "not known" if value is None else money.pounds(value)


def figure(value: Decimal | None) -> str:
    """Return a figure without needless zeros."""
    return "" if value is None else plain(value)


def percent(value: Decimal | None) -> str:
    """Return a percentage with its sign."""
    return "" if value is None else f"{plain(value)}%"


def count(number: int, one: str, many: str | None = None) -> str:
    """Return a number with its noun, such as 1 flag or 3 flags."""
    return f"{number:,} {one if number == 1 else many or one + 's'}"


def due(value: date | None, done_on: date | None = None) -> str:
    """Return how late a promise is, or on which day it was kept."""
    if done_on is not None:
        return f"Done on {day(done_on)}"
    return "Open" if value is None else capital(ages.late_words(value, clock.today()))


def waits(asked_on: date | None) -> str:
    """Return how long a question has waited, such as 27 working days."""
    if asked_on is None:
        return ""
    return count(working_days_between(asked_on, clock.today()), "working day")


def clock_words(reading: clocks.Reading) -> str:
    """Return what the clocks of a piece of evidence say."""
    return clocks.WORDS[reading.clock]


_SMALL = ("No", "One", "Two", "Three", "Four", "Five", "Six", "Seven", "Eight", "Nine", "Ten")


def weekday(value: date) -> str:
    """Return a date with its day of the week, such as Tuesday 6 October 2026."""
    return f"{value:%A} {day(value)}"


def spelled(number: int) -> str:
    """Return a small number as a word that begins a sentence."""
    return _SMALL[number] if 0 <= number < len(_SMALL) else f"{number:,}"
