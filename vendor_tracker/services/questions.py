"""Log, change, archive and bring back questions, and note that they were asked or answered."""

from datetime import date
from typing import Any, TypedDict, Unpack

from vendor_tracker import clock
from vendor_tracker.domain.actor import Actor
from vendor_tracker.domain.errors import Refused
from vendor_tracker.domain.permissions import Permission
from vendor_tracker.domain.plausible import must_not_follow
from vendor_tracker.domain.references import Kind, reference
from vendor_tracker.services import records, subjects
from vendor_tracker.services.transaction import touch_alone, transactional
from vendor_tracker.storage.models import Question


class QuestionFields(TypedDict, total=False):
    """What a person may say about a question."""

    product: str | None
    meeting: str | None
    item_code: str
    asked_on: date | None
    asked_of: str
    answered_on: date | None
    answer: str


class QuestionChanges(QuestionFields, total=False):
    """What may be changed about a question; what is not named stays."""

    supplier: str
    text: str


@transactional
def log_question(
    actor: Actor, *, supplier: str, text: str, **fields: Unpack[QuestionFields]
) -> str:
    """Log a question to a supplier and return its reference; it may still have to be asked."""
    actor.must(Permission.LOG)
    given: dict[str, Any] = {**fields, "supplier": supplier, "text": text}
    columns = subjects.columns(actor, given)
    check(columns)
    row = records.add(actor, Kind.QUESTION, Question, **columns)
    touch_alone(actor, products=[row.product_id], suppliers=[row.supplier_id])
    return reference(Kind.QUESTION, row.number)


@transactional
def change_question(
    actor: Actor, ref: str, *, version: int | None, **fields: Unpack[QuestionChanges]
) -> str:
    """Change a question as it was read at this version; what is not named stays."""
    actor.must(Permission.LOG)
    row = records.find(actor, Kind.QUESTION, Question, ref)
    records.must_be(Kind.QUESTION, row, version)
    touch_alone(actor, products=[row.product_id], suppliers=[row.supplier_id])
    columns = subjects.columns(actor, fields, row)
    stored = {name: getattr(row, name) for name in ("asked_on", "answered_on", "answer")}
    check(stored | columns)
    records.change(actor, Kind.QUESTION, row, version=None, **columns)
    touch_alone(actor, products=[row.product_id], suppliers=[row.supplier_id])
    return reference(Kind.QUESTION, row.number)


@transactional
def answer_question(
    actor: Actor, ref: str, *, version: int | None, answer: str, answered_on: date | None
) -> str:
    """Note what a supplier answered, and when."""
    if not answer.strip():
        raise Refused("Say what they answered, in their words.", field="answer")
    if answered_on is None:
        raise Refused("Say on which day they answered.", field="answered_on")
    return change_question(actor, ref, version=version, answer=answer, answered_on=answered_on)


@transactional
def archive_question(actor: Actor, ref: str, *, version: int | None, reason: str) -> None:
    """Put a question away with a reason."""
    actor.must(Permission.LOG)
    row = records.find(actor, Kind.QUESTION, Question, ref)
    records.archive(actor, Kind.QUESTION, row, version=version, reason=reason)
    touch_alone(actor, products=[row.product_id], suppliers=[row.supplier_id])


@transactional
def restore_question(actor: Actor, ref: str, *, version: int | None) -> None:
    """Bring an archived question back."""
    actor.must(Permission.LOG)
    row = records.find(actor, Kind.QUESTION, Question, ref)
    records.restore(actor, Kind.QUESTION, row, version=version)
    touch_alone(actor, products=[row.product_id], suppliers=[row.supplier_id])


def check(columns: dict[str, Any]) -> None:
    """Refuse in words a question that cannot be right, by the names of its columns."""
    if "text" in columns and not columns["text"]:
        raise Refused("Write the question.", field="text")
    if "supplier_id" in columns and columns["supplier_id"] is None:
        raise Refused("Say which supplier it is for.", field="supplier")
    today = clock.today()
    asked_on, answered_on = columns.get("asked_on"), columns.get("answered_on")
    must_not_follow(today, asked_on, "The day we asked", "asked_on")
    must_not_follow(today, answered_on, "The day they answered", "answered_on")
    if asked_on and answered_on and answered_on < asked_on:
        raise Refused("It was answered before it was asked. Check both days.", field="answered_on")
    if columns.get("answer") and not answered_on:
        raise Refused("Say on which day they answered.", field="answered_on")
