"""What the calendar shows: months, what is late, warnings; and the file that programs follow."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Any

from flask import current_app, request

from vendor_tracker import clock
from vendor_tracker.domain import calendars, timelines
from vendor_tracker.domain.actor import Actor
from vendor_tracker.domain.calendars import OPEN, Day, Month, Parties, Theme, Warned
from vendor_tracker.domain.dates import add_months
from vendor_tracker.domain.links import path_of
from vendor_tracker.domain.settings import limits_from
from vendor_tracker.domain.wording import capital, listed
from vendor_tracker.files.calendar import DueDay, feed_ics
from vendor_tracker.services import settings
from vendor_tracker.storage.queries.calendarfilters import DayFilter
from vendor_tracker.storage.queries.calendars import count_others, list_days
from vendor_tracker.storage.queries.contractcourses import get_course
from vendor_tracker.storage.queries.contractdays import MOST
from vendor_tracker.storage.queries.contractwarnings import list_supplier_warnings, list_warnings
from vendor_tracker.web import lists
from vendor_tracker.web.auth import current_actor

_MONTHS = 12
_MONTH = re.compile(r"(19\d\d|20\d\d|21[0-8]\d)-(0[1-9]|1[0-2])", re.ASCII)
# How much of the past and of what is to come a program that follows the calendar is given.
_BEFORE, _YEARS_AHEAD = timedelta(days=92), 5


@dataclass(frozen=True, slots=True)
class Announced:
    """One warning, ready to be shown."""

    day: Warned
    band: str
    says: str
    closed: str


def shown_days() -> dict[str, Any]:
    """Return everything that the calendar page shows."""
    actor, today, wanted = current_actor(), clock.today(), wanted_days()
    found = list_days(actor, wanted)
    days = found[:MOST]
    is_now = wanted.start <= today <= wanted.until
    late = [day for day in days if is_now and _is_late(day, today)]
    months = calendars.by_month(
        day for day in days if day.on >= wanted.start and not (is_now and _is_late(day, today))
    )
    others = count_others(actor, wanted) if wanted.theme is Theme.contracts else {}
    return {
        "wanted": wanted,
        "late": late,
        "months": months,
        "is_cut": len(found) > MOST,
        "announced": announced(actor, wanted.text),
        "others": [(theme, number) for theme, number in others.items() if number],
        "themes": [(theme.value, theme.label) for theme in Theme],
        "chips": _chips(wanted),
        "total": sum(len(month.days) for month in months),
        **_neighbours(wanted),
    }


def wanted_days() -> DayFilter:
    """Return which days the address asks for; what it cannot mean is ignored."""
    given = request.args
    found = _MONTH.fullmatch(given.get("from", ""))
    start = date(int(found[1]), int(found[2]), 1) if found else clock.today().replace(day=1)
    until = add_months(start, _MONTHS) - timedelta(days=1)
    what = given.get("what", "")
    theme = Theme(what) if what in list(Theme) else Theme.contracts
    return DayFilter(start, until, theme, given.get("q", ""))


def announced(actor: Actor, text: str) -> list[Announced]:
    """Return the days for notice that come near or passed, those of a name or of all."""
    today, bands = clock.today(), settings.limits(actor.organisation_id).notice_bands()
    until = today + timedelta(days=bands[-1])
    return _announced(list_warnings(actor, today, until, text), bands)


def announced_of(supplier: str) -> list[Announced]:
    """Return the warnings for the page of one supplier."""
    today = clock.today()
    found, stored = list_supplier_warnings(current_actor(), today, supplier)
    bands = limits_from(stored).notice_bands()
    until = today + timedelta(days=bands[-1])
    return _announced([day for day in found if day.on <= until], bands)


def _announced(found: Sequence[Warned], bands: Sequence[int]) -> list[Announced]:
    today = clock.today()
    return [
        Announced(
            day,
            calendars.band_words(day.on, today, bands),
            day.says(today),
            calendars.closed_words(day.on) if day.on >= today else "",
        )
        for day in found
    ]


def timeline_of(contract: str) -> dict[str, Any]:
    """Return the drawing of one contract and the days beside it."""
    course = get_course(current_actor(), contract)
    return {
        "points": course.points,
        "line": timelines.draw(course.points, course.term, clock.today()),
    }


def month_words(month: Month | date) -> str:
    """Return a month such as November 2026."""
    first = month if isinstance(month, date) else month.first
    return f"{first:%B %Y}"


def feed_of(actor: Actor) -> bytes:
    """Return the calendar that programs follow, for whoever holds its link."""
    today = clock.today()
    start, until = today - _BEFORE, add_months(today, _YEARS_AHEAD * _MONTHS)
    return _file_of(actor, DayFilter(start, until, Theme.every))


def shown_file() -> bytes:
    """Return the days that the address asks for as a calendar to keep."""
    return _file_of(current_actor(), wanted_days())


def _file_of(actor: Actor, wanted: DayFilter) -> bytes:
    """Return days as a file, which may go anywhere: without what is confidential."""
    days = list_days(actor, replace(wanted, public_on=clock.today()))
    events = (_event(actor, day) for day in days if day.on >= wanted.start)
    return feed_ics(f"{actor.organisation_name}: Vendor Tracker", events)


def _is_late(day: Day, today: date) -> bool:
    return day.kind in OPEN and day.on < today


def _event(actor: Actor, day: Day) -> DueDay:
    code, base = actor.organisation_code, current_app.extensions["settings"].base_url
    lines = [f"{day.kind.label}: {day.title}", day.detail, _whose(day.suppliers, day.products)]
    return DueDay(
        f"{day.reference}{day.tag}.{code}@vendor-tracker",
        f"{day.kind.label}: {day.title[:120]} ({day.reference})",
        day.on,
        "\n".join(line for line in [*lines, day.closed] if line),
        f"{base}{path_of(code, day.reference)}",
    )


def _whose(suppliers: Parties, products: Parties) -> str:
    return capital(listed([name for _, name in (*suppliers, *products)]))


def _chips(wanted: DayFilter) -> list[tuple[str, str]]:
    is_usual = wanted.theme is Theme.contracts
    words = {
        "q": f"“{wanted.text}”" if wanted.text.strip() else "",
        "what": "" if is_usual else wanted.theme.label,
    }
    return lists.chips(words)


def _neighbours(wanted: DayFilter) -> dict[str, str]:
    """Return the addresses of the year before and the year after."""
    before, after = add_months(wanted.start, -_MONTHS), add_months(wanted.start, _MONTHS)
    found = {"previous": before, "next": after}
    return {
        name: lists.here(**{"from": f"{first:%Y-%m}"})
        for name, first in found.items()
        if _MONTH.fullmatch(f"{first:%Y-%m}")
    }
