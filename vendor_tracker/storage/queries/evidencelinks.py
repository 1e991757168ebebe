"""What evidence supports, and which evidence supports a record."""

from dataclasses import dataclass
from datetime import date
from typing import Any

import sqlalchemy as sa

from vendor_tracker.domain.actor import Actor
from vendor_tracker.domain.errors import NotFound
from vendor_tracker.domain.references import Kind, reference, split, split_answer
from vendor_tracker.domain.vocabulary import EvidenceKind
from vendor_tracker.storage.db import session
from vendor_tracker.storage.models import (
    Claim,
    Contract,
    Cost,
    Evidence,
    EvidenceLink,
    Promise,
    Question,
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
