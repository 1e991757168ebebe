"""Rows of a board report: claims, documents, promises and answers of one product."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import aliased

from vendor_tracker.domain.actor import Actor
from vendor_tracker.domain.clocks import Reading, read_clocks
from vendor_tracker.domain.facts import ClaimFacts, EvidenceFacts
from vendor_tracker.domain.references import Kind, reference
from vendor_tracker.domain.vocabulary import (
    EvidenceKind,
    ReviewState,
    Side,
    SupplierRole,
)
from vendor_tracker.storage.db import session
from vendor_tracker.storage.dossiers.rows import name
from vendor_tracker.storage.models import (
    Answer,
    Claim,
    Cost,
    Decision,
    Evidence,
    Product,
    ProductSupplier,
    ProductVersion,
    Promise,
    Supplier,
    User,
)
from vendor_tracker.storage.queries.assessed import heard_by
from vendor_tracker.storage.queries.claimfacts import list_claims_with_facts
from vendor_tracker.storage.queries.heads import Found


@dataclass(frozen=True, slots=True)
class ClaimLine:
    """One claim of a product."""

    reference: str
    facts: ClaimFacts
    is_confidential: bool


@dataclass(frozen=True, slots=True)
class PaperLine:
    """One piece of evidence of a product or its suppliers, with both clocks read."""

    reference: str
    title: str
    kind: EvidenceKind
    issuer: str
    issued_on: date | None
    expires_on: date | None
    version_name: str
    # The supplier that it belongs to, when it names no product.
    supplier: str
    has_content: bool
    reading: Reading
    is_confidential: bool


@dataclass(frozen=True, slots=True)
class PromiseLine:
    """One promise about a product, or of a supplier of it about no product."""

    reference: str
    side: Side
    text: str
    person: str
    promised_on: date | None
    due_on: date | None
    done_on: date | None
    decision: str

    def is_late(self, on: date) -> bool:
        """Tell whether it should have been done by now."""
        return self.done_on is None and self.due_on is not None and self.due_on < on


@dataclass(frozen=True, slots=True)
class AnswerLine:
    """Who answered an item and who looked at the answer, and when."""

    reference: str
    # Reference of the product or supplier that it belongs to; empty when it is about us.
    of: str
    item: str
    reason: str
    answered_by: str
    answered_on: date | None
    review: ReviewState | None
    review_reason: str
    reviewed_by: str
    reviewed_at: datetime | None
    is_confidential: bool


def list_claims(actor: Actor, found: Found, on: date) -> list[ClaimLine]:
    """Return the claims about a product, those that the case relies on first."""
    if not found.head.counts.claims:
        return []
    rows = list_claims_with_facts(
        actor.organisation_id, *_live(actor, Claim), Claim.product_id == found.id
    )
    return [ClaimLine(facts.reference, facts, is_confidential(row, on)) for row, facts in rows]


def list_confidential_costs(actor: Actor, found: Found, on: date) -> list[str]:
    """Return the cost lines of a product that a public copy leaves out."""
    if not found.head.counts.costs:
        return []
    rows = session().scalars(
        sa.select(Cost.number)
        .where(
            *_live(actor, Cost),
            Cost.product_id == found.id,
            Cost.confidential.is_(True),
            sa.or_(Cost.confidential_until.is_(None), Cost.confidential_until >= on),
        )
        .order_by(Cost.id)
    )
    return [reference(Kind.COST, number) for number in rows]


def list_papers(actor: Actor, found: Found, on: date, warning_days: int) -> list[PaperLine]:
    """Return the evidence of a product and that of its suppliers about no product."""
    rows: Iterable[Any] = session().execute(
        sa.select(Evidence, ProductVersion.number, ProductVersion.name, Supplier.number)
        .outerjoin(ProductVersion, ProductVersion.id == Evidence.version_id)
        .outerjoin(Supplier, Supplier.id == Evidence.supplier_id)
        .where(*_live(actor, Evidence), _of_product(Evidence, actor, found))
        .order_by(Evidence.kind, Evidence.id)
    )
    judged = found.head.judged
    lines = []
    for row, number, version_name, supplier in rows:
        version = name("VER", number)
        facts = EvidenceFacts("", expires_on=row.expires_on, version=version)
        clocks = read_clocks(facts, judged, on, warning_days)
        owner = "" if row.product_id is not None else name("SUP", supplier)
        lines.append(_paper(row, version_name or "", owner, clocks, on))
    return sorted(lines, key=lambda line: line.reading.is_live)


def list_promises(actor: Actor, found: Found) -> list[PromiseLine]:
    """Return the promises of both sides, what is due first at the top."""
    rows: Iterable[Any] = session().execute(
        sa.select(
            Promise.number, Promise.side, Promise.text, Promise.person, Promise.promised_on,
            Promise.due_on, Promise.done_on, Decision.number.label("decision"),
        )
        .outerjoin(Decision, Decision.id == Promise.decision_id)
        .where(*_live(actor, Promise), _of_product(Promise, actor, found))
        .order_by(sa.func.coalesce(Promise.due_on, sa.literal(date.max, sa.Date)), Promise.id)
    )  # fmt: skip
    return [
        PromiseLine(
            reference(Kind.PROMISE, row[0]), row.side, row.text, row.person, row.promised_on,
            row.due_on, row.done_on, name("DEC", row.decision),
        )
        for row in rows
    ]  # fmt: skip


def list_answers(actor: Actor, found: Found, on: date) -> list[AnswerLine]:
    """Return who gave each answer that a product hears, and who looked at it."""
    answerer, reviewer = aliased(User), aliased(User)
    rows: Iterable[Any] = session().execute(
        sa.select(Answer, Product.number, Supplier.number, answerer.name, reviewer.name)
        .outerjoin(Product, Product.id == Answer.product_id)
        .outerjoin(Supplier, Supplier.id == Answer.supplier_id)
        .outerjoin(answerer, answerer.id == Answer.answered_by)
        .outerjoin(reviewer, reviewer.id == Answer.reviewed_by)
        .where(*_live(actor, Answer), Answer.state.is_not(None), heard_by(actor, found.id, None))
        .order_by(Answer.id)
    )
    return [
        AnswerLine(
            reference(Kind.ANSWER, row.number), name("PRD", product) or name("SUP", supplier),
            row.item_code, row.reason, answered_by or "", row.answered_on, row.review,
            row.review_reason, reviewed_by or "", row.reviewed_at, is_confidential(row, on),
        )
        for row, product, supplier, answered_by, reviewed_by in rows
    ]  # fmt: skip


def is_confidential(row: Any, on: date) -> bool:
    """Tell whether a public copy leaves a record out on a day."""
    until = row.confidential_until
    return bool(row.confidential) and (until is None or until >= on)


def _paper(row: Evidence, version: str, owner: str, clocks: Reading, on: date) -> PaperLine:
    return PaperLine(
        reference(Kind.EVIDENCE, row.number), row.title, row.kind, row.issuer, row.issued_on,
        row.expires_on, version, owner, row.file_id is not None or bool(row.link_url), clocks,
        is_confidential(row, on),
    )  # fmt: skip


def _live(actor: Actor, model: Any) -> Sequence[sa.ColumnElement[bool]]:
    return model.organisation_id == actor.organisation_id, model.archived_at.is_(None)


def _of_product(model: Any, actor: Actor, found: Found) -> sa.ColumnElement[bool]:
    """Pick what names this product, and what names none of its suppliers' products."""
    heard = sa.select(ProductSupplier.supplier_id).where(
        ProductSupplier.organisation_id == actor.organisation_id,
        ProductSupplier.product_id == found.id,
        ProductSupplier.role != SupplierRole.former,
    )
    unnamed = model.product_id.is_(None) & model.supplier_id.in_(heard)
    return sa.or_(model.product_id == found.id, unnamed)
