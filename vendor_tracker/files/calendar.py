"""Days as a calendar file: one of them to keep, or all of them to follow."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING

from vendor_tracker import clock
from vendor_tracker.files.names import plain_line

if TYPE_CHECKING:
    from icalendar import Calendar, Event

PRODUCT = "-//Vendor Tracker//Due dates//EN"
# How often a program that follows the calendar should read it again.
_AGAIN = timedelta(hours=6)


@dataclass(frozen=True, slots=True)
class DueDay:
    """One day as an event that lasts all day; its `uid` stays when the day moves."""

    uid: str
    title: str
    on: date
    description: str
    url: str


def due_ics(uid: str, title: str, on: date, description: str, url: str) -> bytes:
    """Return an all-day event on the due date, for any calendar program."""
    calendar = _calendar()
    calendar.add_component(_event(DueDay(uid, title, on, description, url), clock.now()))
    return calendar.to_ical()


def feed_ics(name: str, days: Iterable[DueDay]) -> bytes:
    """Return a calendar that programs follow under a name; of two days with one uid, the first."""
    calendar, at = _calendar(), clock.now()
    calendar.add("method", "PUBLISH")
    calendar.add("name", plain_line(name))
    calendar.add("x-wr-calname", plain_line(name))
    calendar.add("refresh-interval", _AGAIN, parameters={"VALUE": "DURATION"})
    calendar.add("x-published-ttl", "PT6H")
    apart: dict[str, DueDay] = {}
    for day in days:
        apart.setdefault(day.uid, day)
    for day in apart.values():
        calendar.add_component(_event(day, at))
    return calendar.to_ical()


def _calendar() -> "Calendar":
    from icalendar import Calendar

    calendar = Calendar()
    calendar.add("prodid", PRODUCT)
    calendar.add("version", "2.0")
    return calendar


def _event(day: DueDay, at: datetime) -> "Event":
    from icalendar import Event

    event = Event()
    event.add("uid", plain_line(day.uid))
    event.add("dtstamp", at)
    event.add("summary", plain_line(day.title))
    event.add("description", "\n".join(plain_line(line) for line in day.description.splitlines()))
    event.add("dtstart", day.on)
    if day.on < date.max:
        event.add("dtend", day.on + timedelta(days=1))
    # A due date reminds; it does not make the person look busy all day.
    event.add("transp", "TRANSPARENT")
    if day.url.startswith(("https://", "http://")):
        event.add("url", plain_line(day.url))
    return event
