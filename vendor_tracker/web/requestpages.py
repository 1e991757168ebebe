"""What the pages of requests say: how long they take, where they lead, what to do next."""

from typing import Any

from flask import request, url_for

from vendor_tracker import clock
from vendor_tracker.domain.actor import Actor
from vendor_tracker.domain.messages import mail_address
from vendor_tracker.domain.permissions import Permission
from vendor_tracker.domain.references import Kind
from vendor_tracker.domain.requests import time_words
from vendor_tracker.domain.settings import Limits
from vendor_tracker.domain.vocabulary import RequestState
from vendor_tracker.domain.wording import capital, count, day
from vendor_tracker.domain.workingdays import add_working_days
from vendor_tracker.storage.queries.messages import list_recipients
from vendor_tracker.storage.queries.requestchoices import AskPage
from vendor_tracker.storage.queries.requests import STATES, RequestFilter, RequestPage
from vendor_tracker.storage.queries.subjects import find_subjects
from vendor_tracker.web.auth import current_actor
from vendor_tracker.web.navigation import Place, crumbs

STATE_CHOICES = [
    ("open", "Not closed yet"),
    *((state.value, state.label) for state in RequestState),
    ("", "All"),
]


def subject_asked() -> str:
    """Return the product or supplier that the address is about; empty where it names none."""
    given = request.args.get("about", "")
    found = find_subjects(current_actor(), given) if given.strip() else []
    return found[0].reference if len(found) == 1 else ""


def size_words(questions: int, minutes: int) -> str:
    """Say how many questions there are and how long they take."""
    return f"{count(questions, 'question')}, {time_words(minutes)}"


def new_values(page: AskPage, actor: Actor, limits: Limits) -> dict[str, Any]:
    """Return what the form of a new request begins with."""
    gate = f" for the {page.gate.label.lower()}" if page.gate else ""
    asked = page.questions if len(page.questions) <= limits.request_questions else ()
    return {
        "title": f"Questions about {page.subject.name}{gate}"[:500],
        "why": f"{actor.organisation_name} looks at {page.subject.name}{gate}. "
        "What you answer here is taken as your word, and read beside your evidence.",
        "readers": "Those who assess it with us, clinicians among them.",
        "due_on": add_working_days(clock.today(), limits.question_working_days),
        "items": [one.code for one in asked],
    }


def wanted() -> RequestFilter:
    """Return which requests the address asks for; what it cannot mean is ignored."""
    state, found = request.args.get("state", "open"), ""
    subjects = find_subjects(current_actor(), request.args.get("about", ""))
    found = subjects[0].reference if len(subjects) == 1 else ""
    is_product = found.startswith(Kind.PRODUCT.value)
    return RequestFilter(
        state if state in STATES else "",
        supplier="" if is_product else found,
        product=found if is_product else "",
    )


def mail_of(page: RequestPage, actor: Actor) -> str:
    """Return the address of a message that goes with the workbook."""
    people = [one for one in list_recipients(actor, page.supplier.reference) if one.email]
    by = f" Please send it back by {day(page.due_on)}." if page.due_on else ""
    body = (
        f"Dear {people[0].name if people else 'colleagues'},\n\n"
        f"{actor.organisation_name} would like to ask you "
        f"{size_words(len(page.lines), page.minutes)}. {page.why}\n\n"
        f"The questions stand in the workbook with this message. Fill in what you can, in any "
        f"order.{by}\n\n{actor.name}\n{actor.organisation_name}"
    )
    email = people[0].email if people else ""
    return mail_address(email, f"{page.title} [{page.reference}]", body)


def where_it_stands(page: RequestPage) -> str:
    """Say how far a request is, in one sentence."""
    left, looked = len(page.with_them), len(page.to_review)
    if page.state is RequestState.draft:
        return "Not sent yet: the questions can still change."
    if page.state is RequestState.withdrawn:
        return "We no longer ask. What was accepted stays."
    if page.state is RequestState.closed:
        return "Every answer was judged."
    parts = []
    if left:
        parts.append(f"{count(left, 'question waits', 'questions wait')} for the supplier")
    if looked:
        parts.append(f"{count(looked, 'answer waits', 'answers wait')} for our review")
    return capital("; ".join(parts)) + "."


def trail(ref: str = "") -> list[Place]:
    """Return the links that lead to a page about requests."""
    inside = [(ref, url_for("requests.show_request", ref=ref))] if ref else []
    return crumbs(("Requests", url_for("requests.list_requests")), *inside)


def may_log() -> bool:
    """Tell whether the reader may write."""
    return current_actor().may(Permission.LOG)
