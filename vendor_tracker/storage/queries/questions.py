"""Lists and pages of questions."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

import sqlalchemy as sa

from vendor_tracker.domain.actor import Actor
from vendor_tracker.domain.errors import NotFound
from vendor_tracker.domain.references import Kind, number_of, reference
from vendor_tracker.storage.db import session
from vendor_tracker.storage.models import Meeting, Question, User
from vendor_tracker.storage.queries.evidencelinks import Supported, list_evidence_for
from vendor_tracker.storage.queries.meetings import of_subjects
from vendor_tracker.storage.queries.paging import Asked, Page, count, fetch
from vendor_tracker.storage.queries.subjects import (
    Subject,
    about,
    joined,
    product_of,
    supplier_of,
    written,
)

SORTS = ("asked",)
STATES = ("waiting", "not_asked", "answered", "")
_NO_DAY = date(9999, 12, 31)


@dataclass(frozen=True, slots=True)
class QuestionRow:
    """One question in a list."""

    reference: str
    text: str
    asked_on: date | None
    asked_of: str
    answered_on: date | None
    supplier: Subject | None
    product: Subject | None


@dataclass(frozen=True, slots=True)
class QuestionDetail:
    """One question with everything a person may change about it."""

    reference: str
    version: int
    text: str
    asked_on: date | None
    asked_of: str
    answered_on: date | None
    answer: str
    supplier: Subject | None
    product: Subject | None
    meeting: str | None
    evidence: tuple[Supported, ...]
    logged_by: str
    logged_at: datetime
    is_archived: bool
    archived_reason: str | None


@dataclass(frozen=True, slots=True)
class QuestionFilter:
    """Which questions a list shows."""

    state: str = ""
    supplier: str = ""
    product: str = ""
    archived: bool = False


def list_questions(
    actor: Actor, wanted: QuestionFilter, asked: Asked | None = None
) -> Page[QuestionRow]:
    """Return one page of questions, the oldest first; what was not asked yet comes last."""
    statement = joined(
        sa.select(
            Question.number, Question.text, Question.asked_on, Question.asked_of,
            Question.answered_on, *about(),
        ),
        Question,
    ).where(
        Question.organisation_id == actor.organisation_id,
        Question.archived_at.is_not(None) if wanted.archived else Question.archived_at.is_(None),
        *of_subjects(actor, Question, wanted.supplier, wanted.product),
        *_state(wanted.state),
    )  # fmt: skip
    day = sa.func.coalesce(Question.asked_on, sa.literal(_NO_DAY, sa.Date), type_=sa.Date)
    keys: list[Any] = [day, Question.id]
    rows, before, after = fetch(statement, keys, asked or Asked(sort="asked"))
    return Page([_row(row) for row in rows], count(statement), before, after)


def get_question(actor: Actor, ref: str) -> QuestionDetail:
    """Return one question, archived or not; raise NotFound when there is none."""
    row = (
        session()
        .execute(
            written(
                sa.select(
                    Question, Meeting.number.label("meeting"), User.name.label("writer"),
                    *about(),
                ),
                Question,
            )
            .outerjoin(Meeting, Meeting.id == Question.meeting_id)
            .where(
                Question.organisation_id == actor.organisation_id,
                Question.number == number_of(Kind.QUESTION, ref),
            )
        )
        .first()
    )  # fmt: skip
    if row is None:
        raise NotFound(ref)
    made = row.Question
    return QuestionDetail(
        ref, made.version, made.text, made.asked_on, made.asked_of, made.answered_on, made.answer,
        supplier_of(row), product_of(row),
        None if row.meeting is None else reference(Kind.MEETING, row.meeting),
        list_evidence_for(actor, Kind.QUESTION, made.id), row.writer or "an import",
        made.created_at, made.archived_at is not None, made.archived_reason,
    )  # fmt: skip


def _state(state: str) -> list[sa.ColumnElement[bool]]:
    if state == "answered":
        return [Question.answered_on.is_not(None)]
    if state == "waiting":
        return [Question.asked_on.is_not(None), Question.answered_on.is_(None)]
    if state == "not_asked":
        return [Question.asked_on.is_(None), Question.answered_on.is_(None)]
    return []


def _row(row: Any) -> QuestionRow:
    return QuestionRow(
        reference(Kind.QUESTION, row.number), row.text, row.asked_on, row.asked_of,
        row.answered_on, supplier_of(row), product_of(row),
    )  # fmt: skip
