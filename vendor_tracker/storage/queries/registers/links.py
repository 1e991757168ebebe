"""What belongs to a row of another table: read once for all rows, never row by row."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

import sqlalchemy as sa

from vendor_tracker.domain.actor import Actor
from vendor_tracker.domain.facts import (
    DecisionFacts,
    ResultFacts,
    ThresholdFacts,
    VerdictFacts,
    VersionFacts,
)
from vendor_tracker.domain.references import Kind, reference
from vendor_tracker.domain.reviewing import document_of
from vendor_tracker.domain.vocabulary import ReviewState, SupplierRole
from vendor_tracker.storage.db import session
from vendor_tracker.storage.libraries import load_library
from vendor_tracker.storage.models import (
    Answer,
    Claim,
    ClaimResult,
    ClaimThreshold,
    ClaimVerdict,
    Contract,
    ContractProduct,
    Decision,
    Evidence,
    EvidenceLink,
    ExternalReference,
    ProductSupplier,
    ProductVersion,
    Promise,
    Supplier,
)
from vendor_tracker.storage.queries.paging import AnySelect
from vendor_tracker.storage.showing import still_shows


@dataclass(frozen=True, slots=True)
class SupplierOf:
    """A supplier of a product, what it is to the product, and who looks after it."""

    reference: str
    name: str
    owner: str
    role: SupplierRole


@dataclass(frozen=True, slots=True)
class ContractDays:
    """The days of the contract that matters now."""

    ends_on: date | None = None
    notice_by: date | None = None


@dataclass(frozen=True, slots=True)
class ConditionOf:
    """One condition of a decision: the promise of ours that it became."""

    reference: str
    is_open: bool


def suppliers_by_product(actor: Actor) -> Mapping[int, tuple[SupplierOf, ...]]:
    """Return the suppliers of every product, by private key."""
    statement = (
        sa.select(
            ProductSupplier.product_id, Supplier.number, Supplier.name, Supplier.owner,
            ProductSupplier.role,
        )
        .join(Supplier, Supplier.id == ProductSupplier.supplier_id)
        .where(ProductSupplier.organisation_id == actor.organisation_id)
        .order_by(ProductSupplier.id)
    )  # fmt: skip
    return _grouped(
        statement, lambda row: SupplierOf(reference(Kind.SUPPLIER, row[1]), row[2], row[3], row[4])
    )


def references_elsewhere(actor: Actor, parent: Any) -> Mapping[int, tuple[str, ...]]:
    """Return the references in other lists as `list: value`, by private key of the parent."""
    other = ExternalReference
    statement = (
        sa.select(parent, other.scheme, other.value)
        .where(other.organisation_id == actor.organisation_id, parent.is_not(None))
        .order_by(other.id)
    )
    return _grouped(statement, lambda row: f"{row.scheme}: {row.value}")


def evidence_by(actor: Actor, parent: Any) -> Mapping[int, tuple[str, ...]]:
    """Return the live evidence behind every claim or cost, by private key."""
    statement = (
        sa.select(parent, Evidence.number)
        .join(Evidence, Evidence.id == EvidenceLink.evidence_id)
        .where(
            EvidenceLink.organisation_id == actor.organisation_id,
            parent.is_not(None),
            EvidenceLink.unlinked_at.is_(None),
            Evidence.archived_at.is_(None),
        )
        .order_by(Evidence.number)
    )
    return _grouped(statement, lambda row: reference(Kind.EVIDENCE, row.number))


def documents_by_claim(actor: Actor) -> Mapping[int, tuple[tuple[str, str], ...]]:
    """Return the evidence that shows each claim, with what stands under its reference."""
    statement = (
        sa.select(EvidenceLink.claim_id, Evidence.number, Evidence.file_id, Evidence.link_url)
        .join(Evidence, Evidence.id == EvidenceLink.evidence_id)
        .where(
            EvidenceLink.organisation_id == actor.organisation_id,
            EvidenceLink.claim_id.is_not(None),
            EvidenceLink.unlinked_at.is_(None),
            Evidence.archived_at.is_(None),
            still_shows(Evidence),
        )
        .order_by(Evidence.number)
    )
    return _grouped(
        statement,
        lambda row: (reference(Kind.EVIDENCE, row[1]), document_of(row[2], row[3])),
    )


def answers_to_review(actor: Actor) -> Mapping[int, int]:
    """Return how many answers of every product nobody has looked at, by private key."""
    library = load_library(actor.organisation_id)
    retired = [code for checklist in library.checklists for code in checklist.retired]
    rows = session().execute(
        sa.select(Answer.product_id, sa.func.count())
        .where(
            Answer.organisation_id == actor.organisation_id,
            Answer.archived_at.is_(None),
            Answer.product_id.is_not(None),
            Answer.review == ReviewState.to_review,
            Answer.item_code.not_in(retired),
        )
        .group_by(Answer.product_id)
    )
    return {key: count for key, count in rows if key is not None}


def conditions_by_decision(actor: Actor) -> Mapping[int, tuple[ConditionOf, ...]]:
    """Return the promises that the conditions of every decision became, by private key."""
    statement = (
        sa.select(Promise.decision_id, Promise.number, Promise.done_on)
        .where(
            Promise.organisation_id == actor.organisation_id, Promise.decision_id.is_not(None)
        )
        .order_by(Promise.number)
    )  # fmt: skip
    return _grouped(
        statement, lambda row: ConditionOf(reference(Kind.PROMISE, row[1]), row[2] is None)
    )


def decisions_by_product(actor: Actor) -> Mapping[int, tuple[DecisionFacts, ...]]:
    """Return the live decisions of every product, by private key."""
    statement = (
        sa.select(
            Decision.product_id, Decision.number, Decision.gate, Decision.planned_on,
            Decision.decided_on, Decision.outcome,
        )
        .where(
            Decision.organisation_id == actor.organisation_id, Decision.archived_at.is_(None)
        )
        .order_by(Decision.id)
    )  # fmt: skip
    return _grouped(
        statement, lambda row: DecisionFacts(reference(Kind.DECISION, row[1]), *row[2:])
    )


def versions_by_product(actor: Actor) -> Mapping[int, tuple[VersionFacts, ...]]:
    """Return the live versions of every product, by private key."""
    version = ProductVersion
    statement = (
        sa.select(
            version.product_id, version.number, version.name, version.released_on,
            version.in_use_from,
        )
        .where(version.organisation_id == actor.organisation_id, version.archived_at.is_(None))
        .order_by(version.id)
    )  # fmt: skip
    return _grouped(statement, lambda row: VersionFacts(reference(Kind.VERSION, row[1]), *row[2:]))


def bars_by_claim(actor: Actor) -> Mapping[int, tuple[ThresholdFacts, ...]]:
    """Return the bars of every claim, by private key."""
    bar = ClaimThreshold
    statement = (
        sa.select(
            bar.claim_id, bar.set_by, bar.value, bar.set_on, bar.source, bar.why, bar.people,
            bar.has_clinician, bar.about,
        )
        .where(bar.organisation_id == actor.organisation_id)
        .order_by(bar.id)
    )  # fmt: skip
    return _grouped(statement, lambda row: ThresholdFacts(*row[1:]))


def results_by_claim(actor: Actor) -> Mapping[int, tuple[ResultFacts, ...]]:
    """Return the results of every claim, by private key."""
    found = ClaimResult
    statement = (
        sa.select(
            found.claim_id, sa.func.coalesce(found.subgroup, ""), found.n, found.positives,
            found.estimate, found.low, found.high, found.tested_on, found.tested_by, found.tester,
            found.data, found.attribute, found.scheme, found.group_code, found.is_reference,
        )
        .where(found.organisation_id == actor.organisation_id)
        .order_by(found.id)
    )  # fmt: skip
    return _grouped(statement, lambda row: ResultFacts(*row[1:]))


def verdicts_by_claim(actor: Actor) -> Mapping[int, tuple[VerdictFacts, ...]]:
    """Return what reviewers made of every claim, by private key."""
    given = ClaimVerdict
    statement = (
        sa.select(
            given.claim_id, given.verdict, given.computed, given.judged, given.reason,
            given.given_on, given.given_by == Claim.created_by, given.agreed_by.is_not(None),
        )
        .join(Claim, Claim.id == given.claim_id)
        .where(given.organisation_id == actor.organisation_id)
        .order_by(given.id)
    )  # fmt: skip
    make: Any = VerdictFacts
    return _grouped(statement, lambda row: make(*row[1:6], bool(row[6]), bool(row[7])))


def contract_by_product(actor: Actor, on: date) -> Mapping[int, ContractDays]:
    """Return the days of the contract that runs out next, else of the last that ran out."""
    statement = (
        sa.select(ContractProduct.product_id, Contract.ends_on, Contract.notice_by)
        .join(Contract, Contract.id == ContractProduct.contract_id)
        .where(
            ContractProduct.organisation_id == actor.organisation_id,
            Contract.archived_at.is_(None),
        )
        .order_by(Contract.id)
    )
    found = _grouped(statement, lambda row: ContractDays(row.ends_on, row.notice_by))
    return {key: min(days, key=lambda one: _distance(one, on)) for key, days in found.items()}


def _distance(days: ContractDays, on: date) -> tuple[int, int]:
    if days.ends_on is None:
        return 1, 0
    left = (days.ends_on - on).days
    return (0, left) if left >= 0 else (2, -left)


def _grouped(statement: AnySelect, made: Any) -> Mapping[int, tuple[Any, ...]]:
    """Return what was made of each row, by the first column of the statement."""
    found: dict[int, list[Any]] = defaultdict(list)
    for row in session().execute(statement):
        found[row[0]].append(made(row))
    return {key: tuple(values) for key, values in found.items()}
