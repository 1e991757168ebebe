"""A due date as a calendar file."""

from datetime import date, timedelta

from vendor_tracker import clock
from vendor_tracker.files.names import plain_line

PRODUCT = "-//Vendor Tracker//Due dates//EN"


def due_ics(uid: str, title: str, on: date, description: str, url: str) -> bytes:
    """Return an all-day event on the due date, for any calendar program."""
    from icalendar import Calendar, Event

    event = Event()
    event.add("uid", plain_line(uid))
    event.add("dtstamp", clock.now())
    event.add("summary", plain_line(title))
    event.add("description", "\n".join(plain_line(line) for line in description.splitlines()))
    event.add("dtstart", on)
    if on < date.max:
        event.add("dtend", on + timedelta(days=1))
    # A due date reminds; it does not make the person look busy all day.
    event.add("transp", "TRANSPARENT")
    if url.startswith(("https://", "http://")):
        event.add("url", plain_line(url))
    calendar = Calendar()
    calendar.add("prodid", PRODUCT)
    calendar.add("version", "2.0")
    calendar.add_component(event)
    return calendar.to_ical()
