"""What evidence supports, and which evidence supports a record."""

from dataclasses import dataclass
from datetime import date
from typing import Any

import sqlalchemy as sa

from vendor_tracker.domain.actor import Actor
from vendor_tracker.domain.errors import NotFound
from vendor_tracker.domain.references import Kind, answer_name, reference, split, split_answer
from vendor_tracker.domain.vocabulary import EvidenceKind
from vendor_tracker.storage.db import session
from vendor_tracker.storage.dossiers.rows import name
from vendor_tracker.storage.libraries import load_library
from vendor_tracker.storage.models import (
    Answer,
    Claim,
    Contract,
    Cost,
    Evidence,
    EvidenceLink,
    Product,
    Promise,
    Question,
    Supplier,
)
from vendor_tracker.storage.queries.subjects import about, joined, product_of, supplier_of

# Kinds of record that evidence can support: the table, its words, the column of the link.
SUPPORTED: dict[Kind, tuple[Any, str, str]] = {
    Kind.CLAIM: (Claim, "statement", "claim_id"),
    Kind.COST: (Cost, "description", "cost_id"),
    Kind.PROMISE: (Promise, "text", "promise_id"),
    Kind.QUESTION: (Question, "text", "question_id"),
    Kind.CONTRACT: (Contract, "title", "contract_id"),
}


@dataclass(frozen=True, slots=True)
class Supported:
    """One piece of evidence for a record."""

    reference: str
    title: str
    kind: EvidenceKind
    expires_on: date | None


@dataclass(frozen=True, slots=True)
class Target:
    """One record that a piece of evidence supports."""

    reference: str
    kind: Kind
    text: str


def list_evidence_for(actor: Actor, kind: Kind, record_id: int) -> tuple[Supported, ...]:
    """Return the live evidence tied to a record."""
    rows = session().execute(
        sa.select(Evidence.number, Evidence.title, Evidence.kind, Evidence.expires_on)
        .join(EvidenceLink, EvidenceLink.evidence_id == Evidence.id)
        .where(
            EvidenceLink.organisation_id == actor.organisation_id,
            getattr(EvidenceLink, SUPPORTED[kind][2]) == record_id,
            EvidenceLink.unlinked_at.is_(None),
            Evidence.archived_at.is_(None),
        )
        .order_by(Evidence.id)
    )
    return tuple(
        Supported(reference(Kind.EVIDENCE, row.number), row.title, row.kind, row.expires_on)
        for row in rows
    )


def list_targets(actor: Actor, evidence_id: int) -> tuple[Target, ...]:
    """Return what a piece of evidence supports."""
    kinds = list(SUPPORTED)
    parts = []
    for place, kind in enumerate(kinds):
        model, words, column = SUPPORTED[kind]
        parts.append(
            sa.select(
                sa.literal(place).label("place"),
                model.number.label("number"),
                getattr(model, words).label("text"),
            )
            .join(EvidenceLink, getattr(EvidenceLink, column) == model.id)
            .where(
                EvidenceLink.organisation_id == actor.organisation_id,
                EvidenceLink.evidence_id == evidence_id,
                EvidenceLink.unlinked_at.is_(None),
            )
        )
    rows = session().execute(sa.union_all(*parts).order_by("place", "number"))
    return (
        *(Target(reference(kinds[place], number), kinds[place], text)
          for place, number, text in rows),
        *_answers(actor, evidence_id),
    )  # fmt: skip


def find_subject_of(actor: Actor, target: str) -> str:
    """Return the product, else the supplier, that a record is about; empty for a contract."""
    found, answer = split(target), split_answer(target)
    if answer is not None and (found is None or found[0] not in SUPPORTED):
        return answer[0]
    if found is None or found[0] not in SUPPORTED or found[0] is Kind.CONTRACT:
        return ""
    model = SUPPORTED[found[0]][0]
    row = (
        session()
        .execute(
            joined(sa.select(*about()), model).where(
                model.organisation_id == actor.organisation_id, model.number == found[1]
            )
        )
        .first()
    )
    if row is None:
        raise NotFound(target)
    subject = product_of(row) or supplier_of(row)
    return subject.reference if subject else ""


def _answers(actor: Actor, evidence_id: int) -> tuple[Target, ...]:
    """Return the answers that a piece of evidence supports, each with its question."""
    known = load_library(actor.organisation_id).by_code
    rows = session().execute(
        sa.select(Product.number, Supplier.number, Answer.item_code)
        .select_from(Answer)
        .join(EvidenceLink, EvidenceLink.answer_id == Answer.id)
        .outerjoin(Product, Product.id == Answer.product_id)
        .outerjoin(Supplier, Supplier.id == Answer.supplier_id)
        .where(
            EvidenceLink.organisation_id == actor.organisation_id,
            EvidenceLink.evidence_id == evidence_id,
            EvidenceLink.unlinked_at.is_(None),
            Answer.archived_at.is_(None),
        )
        .order_by(EvidenceLink.id)
    )
    return tuple(
        Target(
            answer_name(name("PRD", product) or name("SUP", supplier), code),
            Kind.ANSWER,
            known[code].question if code in known else "",
        )
        for product, supplier, code in rows
    )
