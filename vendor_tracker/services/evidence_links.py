"""Tie evidence to what it supports, and untie it; both stay on record."""

from typing import Any

import sqlalchemy as sa

from vendor_tracker import clock
from vendor_tracker.domain.actor import Actor
from vendor_tracker.domain.errors import NotFound, Refused
from vendor_tracker.domain.permissions import Permission
from vendor_tracker.domain.references import Kind, split, split_answer
from vendor_tracker.services import answers, assessments, nonces, records
from vendor_tracker.services.evidence import add_evidence
from vendor_tracker.services.evidence_files import Received
from vendor_tracker.services.transaction import touch_alone, transactional
from vendor_tracker.storage import models
from vendor_tracker.storage.db import session
from vendor_tracker.storage.models import Evidence, EvidenceLink
from vendor_tracker.storage.snapshots import PLANS

COLUMNS = {
    Kind.CLAIM: "claim_id",
    Kind.COST: "cost_id",
    Kind.PROMISE: "promise_id",
    Kind.QUESTION: "question_id",
    Kind.CONTRACT: "contract_id",
    Kind.ANSWER: "answer_id",
}


@transactional
def add_supporting(
    actor: Actor,
    *,
    target: str | None,
    received: Received | None,
    fields: dict[str, Any],
    nonce: str = "",
) -> str:
    """Add evidence and tie it to the record it was added for, both or neither, and once."""
    before = nonces.spent(actor, nonce)
    if before is not None:
        return before[0]
    ref = add_evidence(actor, received=received, **fields)
    if target is not None:
        link_evidence(actor, ref, target)
    nonces.made(actor, nonce, [ref], fields.get("product") or fields.get("supplier") or "")
    return ref


@transactional
def link_evidence(actor: Actor, ref: str, target: str) -> str:
    """Say that a piece of evidence supports a record; saying it twice changes nothing."""
    actor.must(Permission.LOG)
    row = records.find(actor, Kind.EVIDENCE, Evidence, ref)
    kind, supported = _target(actor, target)
    if row.archived_at is not None or supported.archived_at is not None:
        raise Refused("One of the two is archived. Bring it back first.", field="target")
    if kind is Kind.ANSWER and not _is_about(row, supported):
        raise Refused(
            f"{ref} is about another product or supplier. Attach what is about this one, or add "
            "a document of its own.",
            field="target",
        )
    if _live_link(actor, row, kind, supported) is None:
        session().add(
            EvidenceLink(
                organisation_id=actor.organisation_id,
                evidence_id=row.id,
                linked_at=clock.now(),
                linked_by=actor.user_id,
                **{COLUMNS[kind]: supported.id},
            )
        )
        _changed(actor, row, kind, supported)
    return ref


@transactional
def unlink_evidence(actor: Actor, ref: str, target: str) -> str:
    """Say that a piece of evidence no longer supports a record."""
    actor.must(Permission.LOG)
    row = records.find(actor, Kind.EVIDENCE, Evidence, ref)
    kind, supported = _target(actor, target)
    link = _live_link(actor, row, kind, supported)
    if link is not None:
        link.unlinked_at, link.unlinked_by = clock.now(), actor.user_id
        _changed(actor, row, kind, supported)
    return ref


def _changed(actor: Actor, row: Evidence, kind: Kind, supported: Any) -> None:
    session().flush()
    records.stamp(actor, Kind.EVIDENCE, row, "change")
    products, suppliers = [row.product_id], [row.supplier_id]
    if kind is Kind.CONTRACT:
        products += _ids(models.ContractProduct, "product_id", supported)
        suppliers += _ids(models.ContractSupplier, "supplier_id", supported)
    elif kind is Kind.ANSWER:
        answers.look_again(actor, supported)
        assessments.touch_hearers(actor, supported.product_id, supported.supplier_id)
    else:
        products.append(supported.product_id)
        suppliers.append(supported.supplier_id)
    touch_alone(actor, products=products, suppliers=suppliers)


def _is_about(row: Evidence, answer: models.Answer) -> bool:
    """Tell whether a document is about the product or supplier that an answer is about."""
    if answer.product_id is None:
        return answer.supplier_id is None or row.supplier_id == answer.supplier_id
    if row.product_id is not None:
        return row.product_id == answer.product_id
    link = models.ProductSupplier
    suppliers = session().scalars(
        sa.select(link.supplier_id).where(
            link.organisation_id == answer.organisation_id, link.product_id == answer.product_id
        )
    )
    return row.supplier_id in suppliers.all()


def _ids(child: type[Any], column: str, contract: Any) -> list[int | None]:
    found = session().scalars(
        sa.select(getattr(child, column)).where(
            child.organisation_id == contract.organisation_id, child.contract_id == contract.id
        )
    )
    return list(found)


def _target(actor: Actor, ref: str) -> tuple[Kind, Any]:
    found, item = split(ref), split_answer(ref)
    if found is None or found[0] not in COLUMNS:
        if item is not None:
            return Kind.ANSWER, _answer(actor, *item)
        raise Refused(
            "Evidence supports a claim, cost, promise, question, contract or answer. "
            "Enter a reference such as CLM-3 or PRD-7/CORE-01.",
            field="target",
        )
    kind = found[0]
    try:
        return kind, records.find(actor, kind, PLANS[kind].model, ref.strip())
    except NotFound as missing:
        raise Refused(f"There is no {ref.strip()} here.", field="target") from missing


def _answer(actor: Actor, subject: str, item: str) -> Any:
    try:
        return answers.row_to_support(actor, subject, item)
    except NotFound as missing:
        raise Refused(f"There is no {missing} here.", field="target") from missing


def _live_link(actor: Actor, row: Evidence, kind: Kind, supported: Any) -> EvidenceLink | None:
    return session().scalar(
        sa.select(EvidenceLink).where(
            EvidenceLink.organisation_id == actor.organisation_id,
            EvidenceLink.evidence_id == row.id,
            getattr(EvidenceLink, COLUMNS[kind]) == supported.id,
            EvidenceLink.unlinked_at.is_(None),
        )
    )
