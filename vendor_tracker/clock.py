"""The only reader of the time: UTC for records, Europe/London for days."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

LONDON = ZoneInfo("Europe/London")

_fixed: ContextVar[datetime | None] = ContextVar("fixed_clock", default=None)


def now() -> datetime:
    """Return the present moment, aware, in UTC."""
    return _fixed.get() or datetime.now(UTC)


def today() -> date:
    """Return today's date in the United Kingdom."""
    return now().astimezone(LONDON).date()


def to_london(moment: datetime) -> datetime:
    """Return an instant as clocks in the United Kingdom show it."""
    return moment.astimezone(LONDON)


@contextmanager
def set_to(moment: datetime) -> Iterator[None]:
    """Hold the clock at one moment inside this context; for tests and sample data."""
    token = _fixed.set(moment.astimezone(UTC))
    try:
        yield
    finally:
        _fixed.reset(token)
