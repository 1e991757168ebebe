"""Rows of meetings, promises and questions: what was said between the two sides."""

from collections.abc import Iterator

import sqlalchemy as sa

from vendor_tracker.domain.actor import Actor
from vendor_tracker.domain.facts import (
    PromiseFacts,
)
from vendor_tracker.domain.references import Kind
from vendor_tracker.domain.steps import is_late
from vendor_tracker.domain.workingdays import working_days_between
from vendor_tracker.storage.models import Meeting, Promise, Question
from vendor_tracker.storage.queries.registers.replies import replies_by_record
from vendor_tracker.storage.queries.registers.scope import (
    Scope,
    SheetRow,
    joined,
    mappings,
    meeting_column,
    product_columns,
    ref,
    stream_told,
    supplier_columns,
    taken,
)


def list_meetings(actor: Actor, scope: Scope) -> Iterator[SheetRow]:
    """Yield every meeting."""
    statement = sa.select(
        ref(Kind.MEETING, Meeting.number), Meeting.held_on, *supplier_columns(),
        *product_columns(), Meeting.kind, Meeting.place, Meeting.our_people,
        Meeting.their_people, Meeting.our_hours, Meeting.their_hours, Meeting.notes,
        Meeting.concerns, Meeting.version,
    )  # fmt: skip
    return mappings(
        joined(statement, Meeting).where(*taken(actor, Meeting, scope)).order_by(Meeting.number)
    )


def list_promises(actor: Actor, scope: Scope) -> Iterator[SheetRow]:
    """Yield every promise of either side, and whether it is late."""
    statement = sa.select(
        ref(Kind.PROMISE, Promise.number), Promise.side, *supplier_columns(),
        *product_columns(), meeting_column(), Promise.text, Promise.person,
        Promise.promised_on, Promise.due_on, Promise.done_on, Promise.in_contract,
        Promise.version,
    )  # fmt: skip
    statement = joined(statement, Promise).where(*taken(actor, Promise, scope))
    replies = replies_by_record(actor)
    for row, told in stream_told(statement.order_by(Promise.number)):
        facts = PromiseFacts(row.reference, row.side, due_on=row.due_on, done_on=row.done_on)
        late, replied = is_late(facts, scope.on), replies.get(row.reference)
        yield {**told, "late": late, "replies": replied}


def list_questions(actor: Actor, scope: Scope) -> Iterator[SheetRow]:
    """Yield every question, and how long it waited."""
    statement = sa.select(
        ref(Kind.QUESTION, Question.number), *supplier_columns(), *product_columns(),
        meeting_column(), Question.item_code, Question.text, Question.asked_on, Question.asked_of,
        Question.answered_on, Question.answer, Question.version,
    )  # fmt: skip
    statement = joined(statement, Question).where(*taken(actor, Question, scope))
    for row, told in stream_told(statement.order_by(Question.number)):
        waited = None
        if row.asked_on is not None:
            waited = working_days_between(row.asked_on, row.answered_on or scope.on)
        is_long = (waited or 0) > scope.limits.question_working_days
        overdue = row.answered_on is None and is_long
        yield {**told, "waited": waited, "overdue": overdue}
