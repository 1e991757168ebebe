"""A due date as a calendar file that any calendar program reads."""

from datetime import UTC, date, datetime

from icalendar import Calendar, Event

from vendor_tracker import clock
from vendor_tracker.files.calendar import due_ics

NOW = datetime(2026, 11, 22, 10, 0, tzinfo=UTC)


def made(title: str = "Answer due", text: str = "QUE-3", on: date = date(2026, 12, 31)) -> bytes:
    """Return a calendar file."""
    with clock.set_to(NOW):
        return due_ics("QUE-3@rht", title, on, text, "https://tracker.example/rht/questions/QUE-3")


def event_of(content: bytes) -> Event:
    """Return the one event of a calendar file."""
    (event,) = Calendar.from_ical(content).walk("VEVENT")
    assert isinstance(event, Event)
    return event


def test_the_event_lasts_the_whole_day_and_keeps_nobody_busy() -> None:
    content = made()
    assert b"DTSTART;VALUE=DATE:20261231\r\nDTEND;VALUE=DATE:20270101\r\n" in content
    assert b"TRANSP:TRANSPARENT\r\n" in content
    assert b"DTSTAMP:20261122T100000Z\r\n" in content
    assert b"UID:QUE-3@rht\r\n" in content
    assert content.startswith(b"BEGIN:VCALENDAR\r\n")
    assert content.endswith(b"END:VCALENDAR\r\n")


def test_lines_end_and_fold_as_the_format_asks() -> None:
    content = made(title="Ü" * 200, text="x" * 500)
    lines = content.split(b"\r\n")
    assert b"\n" not in content.replace(b"\r\n", b"")
    assert max(map(len, lines)) <= 75
    assert all(line.decode() is not None for line in lines)
    assert event_of(content)["summary"] == "Ü" * 200


def test_marks_with_a_meaning_are_escaped_and_come_back() -> None:
    title = "Price; per site, 5\\6"
    text = "First line\r\nSecond: BEGIN:VEVENT"
    content = made(title=title, text=text)
    assert b"SUMMARY:Price\\; per site\\, 5\\\\6\r\n" in content
    event = event_of(content)
    assert event["summary"] == title
    assert event["description"] == "First line\nSecond: BEGIN:VEVENT"


def test_a_line_break_cannot_add_a_property() -> None:
    content = made(title="Due\r\nATTACH:file:///etc/passwd")
    assert b"\r\nATTACH" not in content
    assert "attach" not in event_of(content)


def test_only_a_web_address_is_linked() -> None:
    content = due_ics("u", "t", date(2026, 1, 1), "d", "javascript:alert(1)")
    assert b"URL" not in content
    assert event_of(made())["url"] == "https://tracker.example/rht/questions/QUE-3"


def test_the_last_day_of_the_calendar_has_no_day_after() -> None:
    assert b"DTEND" not in made(on=date.max)
