"""What is held about a supplier, and what it says to that: its record, with its replies."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

import sqlalchemy as sa

from vendor_tracker.domain.actor import Actor
from vendor_tracker.domain.errors import NotFound
from vendor_tracker.domain.references import Kind, number_of, reference
from vendor_tracker.domain.requestwaits import Waits, waits_of
from vendor_tracker.domain.verdicts import standing
from vendor_tracker.domain.vocabulary import CostStatus, RequestState, Side
from vendor_tracker.storage.db import session
from vendor_tracker.storage.models import (
    Claim,
    ProductSupplier,
    Promise,
    Question,
    RequestItem,
    Supplier,
    SupplierReply,
    SupplierRequest,
)
from vendor_tracker.storage.queries.claimfacts import load_claim_facts
from vendor_tracker.storage.queries.suppliers.papers import list_costs_of
from vendor_tracker.storage.queries.suppliers.parts import Owner

# What came to light too late, or against what they said.
HIDDEN = (CostStatus.late, CostStatus.found_by_us, CostStatus.nil_contradicted)
_MOST = 1_000


@dataclass(frozen=True, slots=True)
class Reply:
    """What a supplier says to something that is held about them."""

    about: str
    text: str
    said_by: str
    said_at: datetime


@dataclass(frozen=True, slots=True)
class Held:
    """One record that is held about a supplier, what we make of it, and what they say."""

    reference: str
    words: str
    state: str
    on: date | None
    replies: tuple[Reply, ...] = ()


@dataclass(frozen=True, slots=True)
class SupplierRecord:
    """Everything that is held about a supplier which they may want to answer."""

    reference: str
    name: str
    claims: tuple[Held, ...]
    costs: tuple[Held, ...]
    promises: tuple[Held, ...]
    waits: Waits

    @property
    def held(self) -> tuple[Held, ...]:
        """Return all of it."""
        return (*self.claims, *self.costs, *self.promises)


def get_supplier_record(actor: Actor, ref: str, on: date) -> SupplierRecord:
    """Return what is held about a supplier; raise NotFound when there is none."""
    supplier = session().execute(
        sa.select(Supplier.id, Supplier.name).where(
            Supplier.organisation_id == actor.organisation_id,
            Supplier.number == number_of(Kind.SUPPLIER, ref),
        )
    ).first()  # fmt: skip
    if supplier is None:
        raise NotFound(ref)
    owner = Owner(actor.organisation_id, supplier.id)
    replies = _replies(SupplierReply.supplier_id == owner.supplier_id, actor)
    return SupplierRecord(
        ref, supplier.name, _claims(owner, replies), _costs(owner, replies),
        _promises(owner, replies, on), waits_of(_asked(owner), on),
    )  # fmt: skip


def list_replies(actor: Actor, about: str) -> tuple[Reply, ...]:
    """Return what its supplier says to one record, the first reply first."""
    return _replies(SupplierReply.about == about, actor).get(about, ())


def _replies(which: sa.ColumnElement[bool], actor: Actor) -> dict[str, tuple[Reply, ...]]:
    told = SupplierReply
    rows = session().execute(
        sa.select(told.about, told.text, told.said_by, told.said_at)
        .where(told.organisation_id == actor.organisation_id, which)
        .order_by(told.id)
    )
    found: dict[str, tuple[Reply, ...]] = {}
    for row in rows:
        found[row.about] = (*found.get(row.about, ()), Reply(*row))
    return found


def _claims(owner: Owner, replies: dict[str, tuple[Reply, ...]]) -> tuple[Held, ...]:
    link = ProductSupplier
    own = sa.select(link.product_id).where(
        link.organisation_id == owner.organisation_id, link.supplier_id == owner.supplier_id
    )
    rows: Sequence[Claim] = session().scalars(
        sa.select(Claim)
        .where(
            Claim.organisation_id == owner.organisation_id,
            Claim.archived_at.is_(None),
            sa.or_(
                Claim.supplier_id == owner.supplier_id,
                sa.and_(Claim.supplier_id.is_(None), Claim.product_id.in_(own)),
            ),
        )
        .order_by(Claim.number.desc())
        .limit(_MOST)
    ).all()  # fmt: skip
    facts = load_claim_facts(owner.organisation_id, list(rows))
    return tuple(
        _held(
            reference(Kind.CLAIM, row.number), row.statement, standing(facts[row.id]).words,
            row.said_on, replies,
        )
        for row in rows
    )  # fmt: skip


def _costs(owner: Owner, replies: dict[str, tuple[Reply, ...]]) -> tuple[Held, ...]:
    lines = list_costs_of(owner, _MOST).rows
    return tuple(
        Held(
            one.reference,
            one.description or (one.category.label if one.category else "Not sorted yet"),
            one.status.label, one.asked_on, replies.get(one.reference, ()),
        )
        for one in lines
        if one.status in HIDDEN
    )  # fmt: skip


def _promises(owner: Owner, replies: dict[str, tuple[Reply, ...]], on: date) -> tuple[Held, ...]:
    done = sa.func.coalesce(Promise.done_on, sa.literal(on, sa.Date))
    rows = session().execute(
        sa.select(Promise.number, Promise.text, Promise.due_on, Promise.done_on)
        .where(
            Promise.organisation_id == owner.organisation_id,
            Promise.supplier_id == owner.supplier_id,
            Promise.archived_at.is_(None),
            Promise.side == Side.theirs,
            Promise.due_on < done,
        )
        .order_by(Promise.due_on)
        .limit(_MOST)
    )
    return tuple(
        _held(
            reference(Kind.PROMISE, row.number), row.text,
            "Late" if row.done_on is None else "Kept late", row.due_on, replies,
        )
        for row in rows
    )  # fmt: skip


def _held(
    ref: str, words: str, state: str, on: date | None, replies: dict[str, tuple[Reply, ...]]
) -> Held:
    return Held(ref, words, state, on, replies.get(ref, ()))


def _asked(owner: Owner) -> list[tuple[date, date | None]]:
    """Return when each question was asked and answered, by itself or in a request."""
    ours = (
        Question.organisation_id == owner.organisation_id,
        Question.supplier_id == owner.supplier_id,
        Question.archived_at.is_(None),
        Question.asked_on.is_not(None),
    )
    alone = session().execute(sa.select(Question.asked_on, Question.answered_on).where(*ours))
    sent = session().execute(
        sa.select(SupplierRequest.sent_on, RequestItem.answered_on)
        .join(RequestItem, RequestItem.request_id == SupplierRequest.id)
        .where(
            SupplierRequest.organisation_id == owner.organisation_id,
            SupplierRequest.supplier_id == owner.supplier_id,
            SupplierRequest.sent_on.is_not(None),
            SupplierRequest.state != RequestState.withdrawn,
        )
    )
    return [(row[0], row[1]) for row in (*alone, *sent) if row[0] is not None]
