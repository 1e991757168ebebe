"""What the overview of one product shows below its head: flags, claims, working together."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

import sqlalchemy as sa

from vendor_tracker import clock
from vendor_tracker.domain.actor import Actor
from vendor_tracker.domain.facts import (
    ClaimFacts,
)
from vendor_tracker.domain.gaps import Fact, Remedy
from vendor_tracker.domain.heard import SupplierGap, is_heard
from vendor_tracker.domain.references import Kind, reference
from vendor_tracker.domain.vocabulary import Gate, Severity, Side, SupplierRole
from vendor_tracker.storage.db import session
from vendor_tracker.storage.models import (
    Claim,
    Flag,
    Meeting,
    ProductSupplier,
    Promise,
    Question,
    Supplier,
)
from vendor_tracker.storage.queries.cases import unmeasured_of
from vendor_tracker.storage.queries.claimfacts import list_claims_with_facts
from vendor_tracker.storage.queries.heads import Found, ProductHead, find_head
from vendor_tracker.storage.queries.waivers import VoidWaiver, void_of, with_void
from vendor_tracker.storage.steps import facts_from_json, remedies_from_json

# The claims that the case relies on come first; the tab shows all of them.
MOST_CLAIMS = 8


@dataclass(frozen=True, slots=True)
class FlagLine:
    """One open flag of a product, or of a supplier that the product hears of."""

    reference: str
    severity: Severity
    rule_code: str
    says: str
    remedies: tuple[Remedy, ...]
    facts: tuple[Fact, ...]
    opened_on: date
    known_at_start: bool
    supplier: str | None
    gate: Gate | None = None
    # The waiver that lets it stand today, and the one that no longer does.
    waived_by: str | None = None
    void: VoidWaiver | None = None

    @property
    def counts(self) -> bool:
        """Tell whether it stands against its subject: neither waived nor known at the start."""
        return not (self.waived_by or self.known_at_start)


@dataclass(frozen=True, slots=True)
class SideRecord:
    """What one side promised and gave."""

    made: int
    met: int
    late: int
    hours: Decimal | None


@dataclass(frozen=True, slots=True)
class Together:
    """How both sides work together, in counts."""

    theirs: SideRecord
    ours: SideRecord
    asked: int
    answered: int
    oldest_question_on: date | None
    next_meeting_on: date | None
    since: date | None


@dataclass(frozen=True, slots=True)
class Overview:
    """Everything on the first page of a product."""

    head: ProductHead
    flags: tuple[FlagLine, ...]
    claims: tuple[ClaimFacts, ...]
    together: Together
    # The case, and how many of its benefits passed their day without a figure.
    unmeasured: tuple[str, int]


def get_overview(actor: Actor, ref: str) -> Overview:
    """Return the first page of a product; raise NotFound when there is none."""
    found = find_head(actor, ref)
    flags, claims = list_heard_flags(actor, found), _claims(actor, found)
    counts = _counts(actor, found)
    return Overview(found.head, flags, claims, _together(counts), _unmeasured(counts))


def list_heard_flags(actor: Actor, found: Found) -> tuple[FlagLine, ...]:
    """Return the open flags of a product and those of its suppliers that it hears, worst first."""
    statement = (
        sa.select(Flag, Supplier.number.label("supplier"))
        .outerjoin(Supplier, Supplier.id == Flag.supplier_id)
        .where(
            Flag.organisation_id == actor.organisation_id,
            Flag.closed_on.is_(None),
            sa.or_(Flag.product_id == found.id, Flag.supplier_id.in_(_suppliers(actor, found))),
        )
        .order_by(Flag.rule_code, Flag.id)
    )
    rows = session().execute(with_void(statement))
    stands = found.head.standing

    def heard(flag: Flag) -> bool:
        gap = SupplierGap(flag.gate or Gate.shortlist, flag.severity, flag.set_up)
        return is_heard(gap, stands.stage, stands.next_gate)

    quiet = stands.catch_up_on is not None
    lines = [_line(row, quiet) for row in rows if row.supplier is None or heard(row.Flag)]
    return tuple(sorted(lines, key=lambda line: line.severity.rank))


def _line(row: Any, quiet: bool) -> FlagLine:
    """Return one flag; one of a supplier counts as this product stands, not as the supplier."""
    flag, supplier = row.Flag, row.supplier
    known_at_start = flag.known_at_start if supplier is None else quiet
    return FlagLine(
        reference(Kind.FLAG, flag.number), flag.severity, flag.rule_code, flag.says,
        remedies_from_json(flag.remedies), facts_from_json(flag.facts), flag.opened_on,
        known_at_start, None if supplier is None else reference(Kind.SUPPLIER, supplier),
        flag.gate, None if flag.waived_by is None else reference(Kind.WAIVER, flag.waived_by),
        void_of(row),
    )  # fmt: skip


def _suppliers(actor: Actor, found: Found) -> sa.Select[int]:
    return sa.select(ProductSupplier.supplier_id).where(
        ProductSupplier.organisation_id == actor.organisation_id,
        ProductSupplier.product_id == found.id,
        ProductSupplier.role != SupplierRole.former,
    )


def _claims(actor: Actor, found: Found) -> tuple[ClaimFacts, ...]:
    of_product = (Claim.product_id == found.id, Claim.archived_at.is_(None))
    rows = list_claims_with_facts(actor.organisation_id, *of_product, most=MOST_CLAIMS)
    return tuple(facts for _, facts in rows)


def _counts(actor: Actor, found: Found) -> Any:
    """Count what names this product, and what names none of its suppliers' products."""
    today = clock.today()
    promises, questions, meetings = (
        sa.select(*columns).where(*_between_us(model, actor, found)).subquery()
        for model, columns in (
            (Promise, _promise_counts(today)),
            (Question, _question_counts()),
            (Meeting, _meeting_counts(today)),
        )
    )
    benefits = unmeasured_of(actor, found.id, today).subquery()
    # Each of these has exactly one row.
    parts = (promises, questions, meetings, benefits)
    beside: Any = promises
    for part in parts[1:]:
        beside = beside.join(part, sa.true())
    return session().execute(sa.select(*parts).select_from(beside)).one()


def _unmeasured(row: Any) -> tuple[str, int]:
    return (reference(Kind.CASE, row.case_number) if row.unmeasured else "", row.unmeasured)


def _together(row: Any) -> Together:
    return Together(
        SideRecord(row.theirs_made, row.theirs_met, row.theirs_late, row.their_hours),
        SideRecord(row.ours_made, row.ours_met, row.ours_late, row.our_hours),
        row.asked,
        row.answered,
        row.oldest_on,
        row.next_on,
        row.since,
    )


def _between_us(model: Any, actor: Actor, found: Found) -> tuple[sa.ColumnElement[bool], ...]:
    unnamed = model.product_id.is_(None) & model.supplier_id.in_(_suppliers(actor, found))
    return (
        model.organisation_id == actor.organisation_id,
        model.archived_at.is_(None),
        sa.or_(model.product_id == found.id, unnamed),
    )


def _promise_counts(today: date) -> Sequence[Any]:
    late = Promise.done_on.is_(None) & (Promise.due_on < today)
    return [
        _count_if(condition).label(f"{side.value}_{name}")
        for side in Side
        for name, condition in (
            ("made", Promise.side == side),
            ("met", (Promise.side == side) & Promise.done_on.is_not(None)),
            ("late", (Promise.side == side) & late),
        )
    ]


def _question_counts() -> Sequence[Any]:
    waits = sa.case((Question.answered_on.is_(None), Question.asked_on))
    return [
        _count_if(Question.asked_on.is_not(None)).label("asked"),
        _count_if(Question.asked_on.is_not(None) & Question.answered_on.is_not(None)).label(
            "answered"
        ),
        sa.func.min(waits).label("oldest_on"),
    ]


def _meeting_counts(today: date) -> Sequence[Any]:
    held = Meeting.held_on <= today
    return [
        sa.func.sum(sa.case((held, Meeting.our_hours))).label("our_hours"),
        sa.func.sum(sa.case((held, Meeting.their_hours))).label("their_hours"),
        sa.func.min(sa.case((Meeting.held_on > today, Meeting.held_on))).label("next_on"),
        sa.func.min(sa.case((held, Meeting.held_on))).label("since"),
    ]


def _count_if(condition: sa.ColumnElement[bool]) -> sa.ColumnElement[int]:
    return sa.func.count(sa.case((condition, 1)))
