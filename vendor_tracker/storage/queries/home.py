"""What needs somebody first: the next steps of the organisation, and the figures behind them."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

import sqlalchemy as sa

from vendor_tracker.domain.actor import Actor
from vendor_tracker.domain.gaps import Action
from vendor_tracker.domain.references import Kind, reference
from vendor_tracker.domain.settings import Limits
from vendor_tracker.domain.steps import LAST_RANK, NextStep
from vendor_tracker.domain.vocabulary import Severity
from vendor_tracker.storage.db import session
from vendor_tracker.storage.models import (
    Decision,
    Evidence,
    Flag,
    Product,
    ProductStatus,
    Promise,
    Question,
    Supplier,
    SupplierStatus,
    Waiver,
)
from vendor_tracker.storage.queries.answerlists import to_review
from vendor_tracker.storage.queries.contractwarnings import count_near
from vendor_tracker.storage.queries.settings import setting_of
from vendor_tracker.storage.queries.waivers import waits_for
from vendor_tracker.storage.steps import step_from_json


@dataclass(frozen=True, slots=True)
class Step:
    """The next step of one product or supplier."""

    subject: str
    name: str
    rank: int
    step: NextStep


@dataclass(frozen=True, slots=True)
class SetUpGap:
    """A set-up gap that so many records share that one card stands for all of them."""

    rule_code: str
    count: int


@dataclass(frozen=True, slots=True)
class Figures:
    """How much there is of what may need somebody."""

    suppliers: int
    products: int
    promises_late: int
    questions_waiting: int
    evidence_lapsing: int
    decisions_due: int
    critical: int
    major: int
    known_at_start: int
    answers_to_review: int
    # The reader's own flags, and those of them that should be closed by now.
    mine: int
    mine_late: int
    # Those that this reader may agree to or refuse.
    waivers: int
    # Contracts that end, or need notice, within the days of the second warning.
    notices: int


def list_steps(actor: Actor, most: int) -> list[Step]:
    """Return the most urgent next steps, each act once; quiet products are left out."""
    found = [
        *_steps(actor, Kind.PRODUCT, Product, ProductStatus, most * 2),
        *_steps(actor, Kind.SUPPLIER, Supplier, SupplierStatus, most * 2),
    ]
    chosen: dict[tuple[Action, str], Step] = {}
    for step in sorted(found, key=lambda one: one.rank):
        chosen.setdefault((step.step.action, step.step.reference), step)
    return list(chosen.values())[:most]


def list_set_up_gaps(actor: Actor, on: date) -> list[SetUpGap]:
    """Return the set-up gaps that more records share than may be named one by one."""
    may_share = setting_of(actor.organisation_id, "set_up_records", on)
    rows = session().execute(
        sa.select(Flag.rule_code, sa.func.count(), may_share)
        .where(*_open(actor), Flag.set_up.is_(True))
        .group_by(Flag.rule_code)
        .order_by(Flag.rule_code)
    )
    usual = Limits().set_up_records
    return [
        SetUpGap(code, shared)
        for code, shared, most in rows
        if shared > (usual if most is None else int(most))
    ]


def get_figures(actor: Actor, on: date, limits: Limits, carded: Iterable[SetUpGap] = ()) -> Figures:
    """Return every figure of the first page in one statement."""
    own = actor.organisation_id
    cards = [card.rule_code for card in carded]
    flag = sa.select(sa.func.count(Flag.id)).where(*_open(actor))
    named = flag.where(sa.or_(Flag.set_up.is_(False), Flag.rule_code.not_in(cards)))
    known = sa.select(sa.func.count(Flag.id)).where(
        Flag.organisation_id == own, Flag.closed_on.is_(None), Flag.known_at_start.is_(True),
        Flag.waived_by.is_(None),
    )  # fmt: skip
    warned = on + timedelta(days=limits.evidence_warning_days)
    soon = on + timedelta(days=limits.days_before_award)
    counts = [
        _live(Supplier, own),
        _live(Product, own),
        _live(Promise, own, Promise.done_on.is_(None), Promise.due_on < on),
        _live(Question, own, Question.answered_on.is_(None), Question.asked_on.is_not(None)),
        _live(Evidence, own, Evidence.expires_on >= on, Evidence.expires_on <= warned),
        _live(Decision, own, Decision.decided_on.is_(None), Decision.planned_on <= soon),
        named.where(Flag.severity == Severity.critical),
        named.where(Flag.severity == Severity.major),
        known,
        to_review(own),
        flag.where(Flag.owner_id == actor.user_id),
        flag.where(Flag.owner_id == actor.user_id, Flag.due_on < on),
        sa.select(sa.func.count(Waiver.id)).where(*waits_for(actor, on)),
        count_near(own, on, on + timedelta(days=limits.notice_days_second)),
    ]
    row = session().execute(sa.select(*[count.scalar_subquery() for count in counts])).one()
    return Figures(*row)


def _steps(actor: Actor, kind: Kind, model: type[Any], status: type[Any], most: int) -> list[Step]:
    own = Product.id == ProductStatus.product_id if model is Product else (
        Supplier.id == SupplierStatus.supplier_id
    )  # fmt: skip
    rows = session().execute(
        sa.select(model.number, model.name, status.next_step_rank, status.next_step)
        .join(status, own)
        .where(
            status.organisation_id == actor.organisation_id,
            status.next_step_rank < LAST_RANK,
            model.archived_at.is_(None),
        )
        .order_by(status.next_step_rank, model.id)
        .limit(most)
    )
    return [
        Step(reference(kind, number), name, rank, step)
        for number, name, rank, stored in rows
        if (step := step_from_json(stored)) is not None
    ]


def _open(actor: Actor) -> list[sa.ColumnElement[bool]]:
    return [
        Flag.organisation_id == actor.organisation_id,
        Flag.closed_on.is_(None),
        Flag.known_at_start.is_(False),
        Flag.waived_by.is_(None),
    ]


def _live(model: type[Any], organisation_id: int, *more: Any) -> sa.Select[int]:
    return sa.select(sa.func.count(model.id)).where(
        model.organisation_id == organisation_id, model.archived_at.is_(None), *more
    )
