"""Answer items of checklists, look at answers of others, and say who should answer."""

from collections.abc import Callable
from datetime import date
from typing import Any

from vendor_tracker import clock
from vendor_tracker.domain.actor import Actor
from vendor_tracker.domain.checklists.model import Item
from vendor_tracker.domain.checklists.values import must_be_given, read_value
from vendor_tracker.domain.checklists.versions import is_reworded
from vendor_tracker.domain.errors import Conflict, NotFound, Refused
from vendor_tracker.domain.permissions import Permission
from vendor_tracker.domain.plausible import must_not_follow, must_say_why
from vendor_tracker.domain.references import Kind, answer_name
from vendor_tracker.domain.vocabulary import AnswerState, ReviewState
from vendor_tracker.services import assessments, audit, members, records
from vendor_tracker.services.answerclocks import is_shown, judged_id
from vendor_tracker.services.assessments import Subject
from vendor_tracker.services.transaction import transactional
from vendor_tracker.storage.models import Answer

_NOBODY_LOOKED: dict[str, Any] = {
    "review_reason": "",
    "reviewed_by": None,
    "reviewed_at": None,
}


@transactional
def save_answer(
    actor: Actor,
    subject: str,
    item: str,
    *,
    version: int | None,
    state: AnswerState | None,
    value: str | None = None,
    note: str = "",
    reason: str = "",
    answered_on: date | None = None,
    confidential: bool | None = None,
    confidential_reason: str | None = None,
    confidential_until: date | None = None,
) -> str:
    """Answer an item for a product, a supplier or, without a subject, for us.

    It is looked at again, unless it says what an accepted one says already. Where the value or
    what is confidential is None, it stays; the latter asks for no new look.
    """
    actor.must(Permission.LOG)
    whom, asked = assessments.find_asked(actor, subject, item)
    if state is None or state is AnswerState.proposed:
        raise Refused("Choose one of the answers.", field="state")
    must_not_follow(clock.today(), answered_on, "The day of the answer", "answered_on")
    row = _row(actor, whom, asked, version)
    said = {
        "state": state,
        **_texts(row, _reason(whom, asked, state, reason), note, reason),
        "answered_on": answered_on or clock.today(),
        "version_id": judged_id(actor, whom.product_id),
        **_value(asked, state, value),
    }
    secret = _secret(confidential, confidential_reason, confidential_until)
    if row is None or _is_new(row, asked, said):
        _write(actor, whom, asked, row, said | _anew(actor, asked, state) | secret)
    elif _differs(row, secret):
        _write(actor, whom, asked, row, secret)
    return answer_name(whom.reference, asked.code)


@transactional
def withdraw_override(actor: Actor, product: str, item: str, *, version: int | None) -> None:
    """Put away what a product says instead of its supplier: the supplier's answer speaks again."""
    actor.must(Permission.LOG)
    whom, asked = assessments.find_subject(actor, product), assessments.find_item(actor, item)
    row = assessments.find_answer(actor, whom, asked)
    if row is None or row.archived_at is not None or not assessments.is_override(whom, asked):
        raise NotFound(answer_name(product, item))
    _must_be(row, whom, version)
    records.archive(
        actor, Kind.ANSWER, row, version=None, reason="The supplier’s answer speaks again."
    )
    assessments.touch_hearers(actor, row.product_id, row.supplier_id)


@transactional
def review_answer(
    actor: Actor,
    subject: str,
    item: str,
    *,
    version: int | None,
    accept: bool,
    reason: str = "",
) -> None:
    """Accept an answer of somebody else, or return it with a reason."""
    actor.must(Permission.DECIDE)
    whom, asked = assessments.find_subject(actor, subject), assessments.find_item(actor, item)
    row = assessments.find_answer(actor, whom, asked)
    if row is None or row.archived_at is not None:
        raise NotFound(answer_name(subject, item))
    _must_be(row, whom, version)
    _refuse_review(actor, row, accept=accept, reason=reason)
    audit.record(actor, "accept" if accept else "return", Kind.ANSWER, row.id)
    records.change(
        actor,
        Kind.ANSWER,
        row,
        version=None,
        review=ReviewState.accepted if accept else ReviewState.returned,
        review_reason=reason.strip(),
        reviewed_by=actor.user_id,
        reviewed_at=clock.now(),
    )
    assessments.touch_hearers(actor, row.product_id, row.supplier_id)


@transactional
def assign_item(
    actor: Actor,
    subject: str,
    item: str,
    *,
    version: int | None,
    assignee: str = "",
    due_on: date | None = None,
) -> str:
    """Say who should answer an item and by when; an empty address means nobody."""
    actor.must(Permission.LOG)
    whom, asked = assessments.find_asked(actor, subject, item)
    _must_be_own(actor, whom, asked, "Assign it", "assignee")
    row = _row(actor, whom, asked, version)
    own = (None, None) if row is None else (row.assignee_id, row.due_on)
    assignee_id = members.id_of(actor, assignee, own[0], "assignee")
    if due_on is not None and due_on != own[1] and due_on < clock.today():
        raise Refused("That day has passed. Enter today or a later day.", field="due_on")
    _write(actor, whom, asked, row, {"assignee_id": assignee_id, "due_on": due_on})
    return answer_name(whom.reference, asked.code)


def row_to_support(actor: Actor, subject: str, item: str) -> Answer:
    """Return the row of an answer for evidence to support, made if nobody has answered yet."""
    whom, asked = assessments.find_asked(actor, subject, item)
    _must_be_own(actor, whom, asked, "Attach evidence", "target")
    row = _row(actor, whom, asked, None)
    return assessments.make_answer(actor, whom, asked) if row is None else row


def look_again(actor: Actor, row: Answer) -> None:
    """Have an accepted answer looked at again: what shows it is not what a reviewer saw."""
    if row.review is ReviewState.accepted:
        review = {"review": ReviewState.to_review, **_NOBODY_LOOKED}
        records.change(actor, Kind.ANSWER, row, version=None, **review)


def _row(actor: Actor, whom: Subject, asked: Item, version: int | None) -> Answer | None:
    """Return the row as it was read at this version, brought back if it was put away."""
    row = assessments.find_answer(actor, whom, asked)
    if row is None:
        return None
    if row.archived_at is None:
        _must_be(row, whom, version)
    else:
        # What was put away is not shown: whoever saw no answer saw this.
        records.restore(actor, Kind.ANSWER, row, version=None)
    return row


def _write(
    actor: Actor, whom: Subject, asked: Item, row: Answer | None, fields: dict[str, Any]
) -> None:
    if row is None:
        row = assessments.make_answer(actor, whom, asked, **fields)
    else:
        assessments.open_assessment(actor, whom, asked.checklist)
        records.change(actor, Kind.ANSWER, row, version=None, **fields)
    assessments.touch_hearers(actor, row.product_id, row.supplier_id)


def _must_be(row: Answer, whom: Subject, version: int | None) -> None:
    try:
        records.must_be(Kind.ANSWER, row, version)
    except Conflict as conflict:
        conflict.reference = answer_name(whom.reference, row.item_code)
        raise


def _differs(row: Answer, said: dict[str, Any]) -> bool:
    return any(getattr(row, name) != value for name, value in said.items())


def _is_new(row: Answer, asked: Item, said: dict[str, Any]) -> bool:
    """Tell whether somebody has to look at an answer: it says, or answers, something else."""
    is_returned = row.review is ReviewState.returned
    return is_returned or _differs(row, said) or is_reworded(asked, row.checklist_version)


def _look_at(state: AnswerState) -> ReviewState | None:
    """Return what a reviewer has to do; nothing is to be seen while nobody knows."""
    return None if state is AnswerState.not_known else ReviewState.to_review


def _anew(actor: Actor, asked: Item, state: AnswerState) -> dict[str, Any]:
    """Return what goes with an answer that nobody gave before: who, of which words, unseen."""
    return {
        "answered_by": actor.user_id,
        "review": _look_at(state),
        "checklist_version": assessments.version_of(actor, asked),
        "proposed_state": None,
        "proposed_from": "",
        **_NOBODY_LOOKED,
    }


def _value(asked: Item, state: AnswerState, value: str | None) -> dict[str, Any]:
    if value is None:
        return {}
    said = read_value(asked.kind, asked.options, value)
    must_be_given(asked.kind, state, said)
    return {"value": said}


def _secret(confidential: bool | None, reason: str | None, until: date | None) -> dict[str, Any]:
    """Return what is said of public copies; nothing where nothing was said."""
    if confidential is None:
        return {}
    must_say_why(confidential, reason)
    return {
        "confidential": confidential,
        "confidential_reason": (reason or "").strip() or None,
        "confidential_until": until,
    }


def _reason(whom: Subject, asked: Item, state: AnswerState, reason: str) -> str:
    """Return the reason where the answer needs one, and refuse the answer without it."""
    said = reason.strip()
    if assessments.is_override(whom, asked):
        if not said:
            raise Refused(
                "Say why the answer for this product differs from its supplier’s.", field="reason"
            )
        return said
    if state is not AnswerState.not_applicable:
        return ""
    if not said:
        raise Refused("Say why it does not apply here.", field="reason")
    return said


def _texts(row: Answer | None, needed: str, note: str, reason: str) -> dict[str, str]:
    """Return note and reason; a reason that the answer has no place for goes into the note.

    The reason of an answer that does not stand any more goes with it.
    """
    said, why = note.strip(), reason.strip()
    if needed or why in said or (row is not None and why == row.reason):
        return {"note": said, "reason": needed}
    return {"note": f"{said}\n{why}" if said else why, "reason": ""}


def _must_be_own(actor: Actor, whom: Subject, asked: Item, act: str, field: str) -> None:
    """Refuse to begin a row that would hide the supplier's answer before anything is said."""
    if not assessments.is_override(whom, asked):
        return
    row = assessments.find_answer(actor, whom, asked)
    if row is None or row.archived_at is not None or row.state is None:
        raise Refused(
            f"{asked.code} is about the supplier. {act} on the supplier’s page.", field=field
        )


def _refuse_review(actor: Actor, row: Answer, *, accept: bool, reason: str) -> None:
    checks: tuple[tuple[Callable[[], bool], str, str], ...] = (
        (lambda: row.review is None, "There is no answer to look at yet.", "accept"),
        (
            lambda: row.answered_by is not None and row.answered_by == actor.user_id,
            "Somebody else must look at it: this answer is yours.",
            "accept",
        ),
        (lambda: not accept and not reason.strip(), "Say what is missing.", "reason"),
        (
            lambda: accept and row.state is AnswerState.met and not is_shown(row),
            "Nothing shows it today. Attach evidence that is in date and made for the version "
            "that we judge, or return it.",
            "accept",
        ),
    )
    for is_wrong, words, field in checks:
        if is_wrong():
            raise Refused(words, field=field)
