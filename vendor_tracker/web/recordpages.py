"""What the page of any record offers: change it, put it away, see its history."""

from flask import current_app, flash, request, url_for

from vendor_tracker.domain.permissions import Permission
from vendor_tracker.domain.references import Kind, split
from vendor_tracker.storage.queries.subjects import find_subjects
from vendor_tracker.web.auth import current_actor
from vendor_tracker.web.navigation import Place

_RECORDS = (
    ("Meetings", "meetings.list_meetings"),
    ("Promises", "promises.list_promises"),
    ("Questions", "questions.list_questions"),
    ("Requests", "requests.list_requests"),
)


def record_links(ref: str, one: str, many: str, *, is_archived: bool) -> list[Place]:
    """Return the links at the foot of a record's page."""
    found = []
    if current_actor().may(Permission.LOG) and not is_archived:
        found.append(Place("Change it", url_for(f"{many}.update_{one}", ref=ref)))
        found.append(Place("Put it away", url_for(f"{many}.archive_{one}", ref=ref)))
    if "histories.show_history" in current_app.view_functions:
        found.append(Place("See its history", url_for("histories.show_history", ref=ref)))
    return found


def ask_link(ref: str) -> str | None:
    """Return where the supplier is asked about a record, for those who may record it."""
    if split(ref) is None or not current_actor().may(Permission.LOG):
        return None
    return url_for("questions.ask_supplier", about=ref)


def wanted_supplier() -> str:
    """Return the reference of the supplier that a list is narrowed to, typed in any way."""
    typed = request.args.get("supplier", "").strip()
    if not typed:
        return ""
    found = find_subjects(current_actor(), typed, (Kind.SUPPLIER,))
    if found:
        return found[0].reference
    return "" if split(typed) is None else typed


def say_unknown_supplier(found: str) -> None:
    """Tell the reader when a list could not be narrowed to the supplier that was typed."""
    typed = request.args.get("supplier", "").strip()
    if typed and not found:
        flash(f"No supplier here is called “{typed}”, so all are shown.")


def dealings(here: str) -> list[Place]:
    """Return the lists of what we and suppliers said to one another."""
    return [Place(label, url_for(to), to == here) for label, to in _RECORDS]
