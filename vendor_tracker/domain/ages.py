"""Ages of gaps in words: worked out when a page is shown, never stored."""

from collections.abc import Iterable
from datetime import date

from vendor_tracker.domain.gaps import Fact
from vendor_tracker.domain.wording import ago, count
from vendor_tracker.domain.workingdays import working_days_between


def age_words(rule_code: str, facts: Iterable[Fact], on: date) -> str:
    """Say how late or how near a gap is today; empty for a gap without a date."""
    dates = {field: value for _, field, value in facts if value}
    if rule_code == "F38" and "asked_on" in dates:
        days = working_days_between(date.fromisoformat(dates["asked_on"]), on)
        return f"waits {count(days, 'working day')}"
    if rule_code == "F39" and "due_on" in dates:
        return late_words(date.fromisoformat(dates["due_on"]), on)
    if rule_code == "F20" and "expires_on" in dates:
        return lapse_words(date.fromisoformat(dates["expires_on"]), on)
    if rule_code == "F40" and "last_met_on" in dates:
        return f"last met {ago((on - date.fromisoformat(dates['last_met_on'])).days)}"
    return ""


def late_words(due_on: date, on: date) -> str:
    """Say how late something is, or how long there is left."""
    days = (on - due_on).days
    if days > 0:
        return f"{count(days, 'day')} late"
    return "due today" if days == 0 else f"due in {count(-days, 'day')}"


def lapse_words(expires_on: date, on: date) -> str:
    """Say when a document lapses or how long ago it did."""
    days = (expires_on - on).days
    if days < 0:
        return f"lapsed {ago(-days)}"
    return "lapses today" if days == 0 else f"lapses in {count(days, 'day')}"
