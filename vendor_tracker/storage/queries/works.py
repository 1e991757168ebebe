"""All that waits for somebody, in the order in which it is due."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

import sqlalchemy as sa

from vendor_tracker.domain.actor import Actor
from vendor_tracker.domain.references import Kind, reference
from vendor_tracker.domain.settings import Limits
from vendor_tracker.domain.vocabulary import Severity, Side
from vendor_tracker.storage.db import session
from vendor_tracker.storage.models import (
    Decision,
    Evidence,
    Flag,
    Product,
    Promise,
    Question,
    Revision,
    Supplier,
    User,
    Waiver,
)
from vendor_tracker.storage.queries.answerlists import AnswerRow, list_waiting
from vendor_tracker.storage.queries.histories import act_words, name_in
from vendor_tracker.storage.queries.paging import AnySelect
from vendor_tracker.storage.queries.waivers import waits_for

_MOST = 10


@dataclass(frozen=True, slots=True)
class Line:
    """One thing that waits: what it is, who or what it concerns, and its day."""

    reference: str
    text: str
    about: str
    day: date | None


@dataclass(frozen=True, slots=True)
class Change:
    """One recent act."""

    at: datetime
    who: str
    act: str
    reference: str
    name: str


@dataclass(frozen=True, slots=True)
class Work:
    """Everything on the page, each list with its most urgent rows."""

    promises: Sequence[Line]
    questions: Sequence[Line]
    evidence: Sequence[Line]
    decisions: Sequence[Line]
    answers: Sequence[AnswerRow]
    waivers: Sequence[Line]
    flags: Mapping[Severity, int]
    changes: Sequence[Change]


def get_work(actor: Actor, on: date, limits: Limits) -> Work:
    """Return what waits, late things first."""
    warned = on + timedelta(days=limits.evidence_warning_days)
    soon = on + timedelta(days=limits.days_before_award)
    return Work(
        _promises(actor, on),
        _questions(actor),
        _lines(_evidence(actor, on, warned), Kind.EVIDENCE),
        _lines(_decisions(actor, soon), Kind.DECISION),
        list_waiting(actor, on, _MOST),
        _lines(_waivers(actor, on), Kind.WAIVER),
        _flags(actor, limits),
        _changes(actor),
    )


def _promises(actor: Actor, on: date) -> list[Line]:
    rows = session().execute(
        sa.select(Promise.number, Promise.text, Promise.side, Supplier.name, Promise.due_on)
        .join(Supplier, Supplier.id == Promise.supplier_id)
        .where(*_live(Promise, actor), Promise.done_on.is_(None), Promise.due_on < on)
        .order_by(Promise.due_on, Promise.id)
        .limit(_MOST)
    )
    return [
        Line(reference(Kind.PROMISE, number), text, _owes(side, name), due)
        for number, text, side, name, due in rows
    ]


def _owes(side: Side, name: str) -> str:
    return f"Us, to {name}" if side is Side.ours else name


def _questions(actor: Actor) -> list[Line]:
    statement = (
        sa.select(Question.number, Question.text, Supplier.name, Question.asked_on)
        .join(Supplier, Supplier.id == Question.supplier_id)
        .where(
            *_live(Question, actor),
            Question.answered_on.is_(None),
            Question.asked_on.is_not(None),
        )
        .order_by(Question.asked_on, Question.id)
    )
    return _lines(statement, Kind.QUESTION)


def _evidence(actor: Actor, on: date, until: date) -> AnySelect:
    name = sa.func.coalesce(Product.name, Supplier.name)
    return (
        sa.select(Evidence.number, Evidence.title, name, Evidence.expires_on)
        .outerjoin(Product, Product.id == Evidence.product_id)
        .outerjoin(Supplier, Supplier.id == Evidence.supplier_id)
        .where(*_live(Evidence, actor), Evidence.expires_on.between(on, until))
        .order_by(Evidence.expires_on, Evidence.id)
    )


def _decisions(actor: Actor, until: date) -> AnySelect:
    return (
        sa.select(Decision.number, Decision.gate, Product.name, Decision.planned_on)
        .join(Product, Product.id == Decision.product_id)
        .where(*_live(Decision, actor), Decision.decided_on.is_(None), Decision.planned_on <= until)
        .order_by(Decision.planned_on, Decision.id)
    )


def _waivers(actor: Actor, on: date) -> AnySelect:
    """Find the waivers that wait for this person, those asked for first on top."""
    return (
        sa.select(Waiver.number, Waiver.reason, Flag.says, Waiver.asked_on)
        .join(Flag, Flag.id == Waiver.flag_id)
        .where(*waits_for(actor, on))
        .order_by(Waiver.asked_on, Waiver.id)
    )


def _lines(statement: AnySelect, kind: Kind) -> list[Line]:
    rows = session().execute(statement.limit(_MOST))
    return [
        Line(reference(kind, row[0]), str(getattr(row[1], "label", row[1])), row[2] or "", row[3])
        for row in rows
    ]


def _flags(actor: Actor, limits: Limits) -> dict[Severity, int]:
    """Count the open flags as their list does: what a card stands for is not among them."""
    rows = (
        session()
        .execute(
            sa.select(Flag.severity, Flag.rule_code, Flag.set_up, sa.func.count())
            .where(
                Flag.organisation_id == actor.organisation_id,
                Flag.closed_on.is_(None),
                Flag.known_at_start.is_(False),
                Flag.waived_by.is_(None),
            )
            .group_by(Flag.severity, Flag.rule_code, Flag.set_up)
        )
        .all()
    )
    shared: Counter[str] = Counter()
    for _, rule, is_set_up, number in rows:
        shared[rule] += number if is_set_up else 0
    counts: Counter[Severity] = Counter()
    for severity, rule, is_set_up, number in rows:
        if not (is_set_up and shared[rule] > limits.set_up_records):
            counts[severity] += number
    return {severity: counts[severity] for severity in Severity}


def _changes(actor: Actor) -> list[Change]:
    rows = session().execute(
        sa.select(Revision, User.name)
        .outerjoin(User, User.id == Revision.by)
        .where(Revision.organisation_id == actor.organisation_id)
        .order_by(Revision.event_seq.desc())
        .limit(_MOST)
    )
    return [_change(row, by) for row, by in rows]


def _change(row: Revision, by: str | None) -> Change:
    ref = reference(Kind(row.kind), row.snapshot["number"])
    who = by or "The command line"
    return Change(row.at_utc, who, act_words(row.action).lower(), ref, name_in(row.snapshot))


def _live(model: type[Any], actor: Actor) -> list[sa.ColumnElement[bool]]:
    return [model.organisation_id == actor.organisation_id, model.archived_at.is_(None)]
