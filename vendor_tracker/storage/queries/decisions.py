"""Decisions of a product and of the whole organisation, planned and taken."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

import sqlalchemy as sa

from vendor_tracker.domain.actor import Actor
from vendor_tracker.domain.errors import NotFound
from vendor_tracker.domain.references import Kind, number_of, reference
from vendor_tracker.domain.vocabulary import Gate, Outcome
from vendor_tracker.storage.db import session
from vendor_tracker.storage.models import Decision, Product, Promise
from vendor_tracker.storage.queries.paging import AnySelect, Asked, Page, count, fetch
from vendor_tracker.storage.queries.subjects import Subject

SORTS = ("day", "product")
STATES = ("planned", "taken", "")
_NO_DAY = date(9999, 12, 31)


@dataclass(frozen=True, slots=True)
class ConditionLine:
    """One condition of a decision: the promise of ours that it became."""

    decision: str
    reference: str
    text: str
    person: str
    due_on: date | None
    done_on: date | None
    is_archived: bool
    archived_reason: str | None

    def is_late(self, on: date) -> bool:
        """Tell whether it should have been done by now."""
        return self.done_on is None and self.due_on is not None and self.due_on < on


@dataclass(frozen=True, slots=True)
class DecisionDetail:
    """One decision with the counts as they stood when it was recorded."""

    reference: str
    version: int
    product: str
    gate: Gate
    planned_on: date | None
    decided_on: date | None
    outcome: Outcome | None
    reason: str
    conditions: str
    decided_by: str
    counts: dict[str, Any] | None
    is_archived: bool
    archived_reason: str | None

    @property
    def counted_on(self) -> date | None:
        """Return the day on which the counts stood so."""
        return date.fromisoformat(self.counts["on"]) if self.counts else None


@dataclass(frozen=True, slots=True)
class DecisionRow:
    """One decision in the list of the organisation."""

    reference: str
    product: Subject
    gate: Gate
    day: date | None
    outcome: Outcome | None
    reason: str


@dataclass(frozen=True, slots=True)
class DecisionFilter:
    """Which decisions a list shows."""

    gate: Gate | None = None
    outcome: Outcome | None = None
    state: str = ""
    archived: bool = False


def list_decisions(actor: Actor, wanted: DecisionFilter, asked: Asked) -> Page[DecisionRow]:
    """Return one page of decisions about any product."""
    statement: AnySelect = (
        sa.select(Decision, Product.number.label("product"), Product.name)
        .join(Product, Product.id == Decision.product_id)
        .where(
            Decision.organisation_id == actor.organisation_id,
            Decision.archived_at.is_not(None)
            if wanted.archived
            else Decision.archived_at.is_(None),
            *_narrowed(wanted),
        )
    )
    day = sa.func.coalesce(
        Decision.decided_on, Decision.planned_on, sa.literal(_NO_DAY, sa.Date), type_=sa.Date
    )
    keys: list[Any] = [day, Decision.id]
    if asked.sort == "product":
        keys.insert(0, Product.sort_key)
    rows, before, after = fetch(statement, keys, asked)
    return Page([_row(row) for row in rows], count(statement), before, after)


def get_decision(actor: Actor, ref: str) -> DecisionDetail:
    """Return one decision, archived or not; raise NotFound when there is none."""
    found = (
        session()
        .execute(_selected(actor).where(Decision.number == number_of(Kind.DECISION, ref)))
        .one_or_none()
    )
    if found is None:
        raise NotFound(ref)
    return _detail(*found)


def list_product_decisions(actor: Actor, product: str) -> Sequence[DecisionDetail]:
    """Return the live decisions of a product: those to come first, then the newest."""
    rows = session().execute(
        _selected(actor)
        .where(
            Product.number == number_of(Kind.PRODUCT, product),
            Decision.archived_at.is_(None),
        )
        .order_by(
            Decision.decided_on.is_not(None),
            sa.func.coalesce(Decision.decided_on, Decision.planned_on).desc(),
            Decision.id.desc(),
        )
    )
    return [_detail(*row) for row in rows]


def _narrowed(wanted: DecisionFilter) -> list[sa.ColumnElement[bool]]:
    found: list[sa.ColumnElement[bool]] = []
    if wanted.gate is not None:
        found.append(Decision.gate == wanted.gate)
    if wanted.outcome is not None:
        found.append(Decision.outcome == wanted.outcome)
    if wanted.state == "planned":
        found.append(Decision.decided_on.is_(None))
    if wanted.state == "taken":
        found.append(Decision.decided_on.is_not(None))
    return found


def _row(row: Any) -> DecisionRow:
    taken = row.Decision
    return DecisionRow(
        reference(Kind.DECISION, taken.number),
        Subject(reference(Kind.PRODUCT, row.product), row.name),
        taken.gate,
        taken.decided_on or taken.planned_on,
        taken.outcome,
        taken.reason,
    )


def list_conditions(
    actor: Actor, *, decision: str = "", product: str = ""
) -> Sequence[ConditionLine]:
    """Return the conditions of one decision or of all about a product, in the order given."""
    which = (
        Decision.number == number_of(Kind.DECISION, decision)
        if decision
        else sa.and_(
            Product.number == number_of(Kind.PRODUCT, product), Decision.archived_at.is_(None)
        )
    )
    rows: Iterable[Any] = session().execute(
        sa.select(
            Decision.number, Promise.number, Promise.text, Promise.person, Promise.due_on,
            Promise.done_on, Promise.archived_at.is_not(None), Promise.archived_reason,
        )
        .join(Decision, Decision.id == Promise.decision_id)
        .join(Product, Product.id == Decision.product_id)
        .where(Promise.organisation_id == actor.organisation_id, which)
        .order_by(Promise.id)
    )  # fmt: skip
    return [
        ConditionLine(reference(Kind.DECISION, made), reference(Kind.PROMISE, number), *rest)
        for made, number, *rest in rows
    ]


def _selected(actor: Actor) -> AnySelect:
    statement: AnySelect = (
        sa.select(Decision, Product.number)
        .join(Product, Product.id == Decision.product_id)
        .where(Decision.organisation_id == actor.organisation_id)
    )
    return statement


def _detail(row: Decision, product: int) -> DecisionDetail:
    return DecisionDetail(
        reference(Kind.DECISION, row.number), row.version, reference(Kind.PRODUCT, product),
        row.gate, row.planned_on, row.decided_on, row.outcome, row.reason, row.conditions,
        row.decided_by, row.counts, row.archived_at is not None, row.archived_reason,
    )  # fmt: skip
