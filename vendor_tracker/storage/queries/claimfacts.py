"""The facts of claims, with their bars, results and evidence, in one query for each table."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

import sqlalchemy as sa

from vendor_tracker.domain.dossier import ClaimFacts, ResultFacts, ThresholdFacts
from vendor_tracker.domain.references import Kind, reference
from vendor_tracker.storage.db import session
from vendor_tracker.storage.models import (
    Claim,
    ClaimResult,
    ClaimThreshold,
    Evidence,
    EvidenceLink,
    Meeting,
    ProductVersion,
)


@dataclass(frozen=True, slots=True)
class Proof:
    """One live piece of evidence that stands behind a record."""

    reference: str
    title: str


def load_claim_facts(
    organisation_id: int, claims: Sequence[Claim], *, figures_only: bool = False
) -> dict[int, ClaimFacts]:
    """Return what the rules know of each of these claims, by private key.

    With figures only, two statements do: evidence, version and meeting are left out.
    """
    ids = [claim.id for claim in claims]
    thresholds = _thresholds(organisation_id, ids)
    results = _results(organisation_id, ids)
    named = [] if figures_only else claims
    proofs = load_proofs(organisation_id, EvidenceLink.claim_id, [c.id for c in named])
    versions = _names(organisation_id, ProductVersion, {c.version_id for c in named})
    meetings = _names(organisation_id, Meeting, {c.meeting_id for c in named})
    return {
        claim.id: ClaimFacts(
            reference(Kind.CLAIM, claim.number), claim.kind, claim.statement, claim.said_by,
            claim.said_where, meetings.get(claim.meeting_id, ""), claim.said_on,
            versions.get(claim.version_id, ""), claim.metric, claim.metric_set_by,
            claim.direction, claim.population, claim.groups, claim.groups_set_by, claim.form,
            claim.form_set_by, claim.strength, claim.relied_on, thresholds[claim.id],
            results[claim.id], tuple(proof.reference for proof in proofs[claim.id]),
        )
        for claim in claims
    }  # fmt: skip


def load_proofs(
    organisation_id: int, parent: sa.orm.InstrumentedAttribute[Any], ids: Sequence[int]
) -> dict[int, tuple[Proof, ...]]:
    """Return the live evidence linked to each of these records."""
    if not ids:
        return defaultdict(tuple)
    rows = session().execute(
        sa.select(parent, Evidence.number, Evidence.title)
        .join(Evidence, Evidence.id == EvidenceLink.evidence_id)
        .where(
            EvidenceLink.organisation_id == organisation_id,
            parent.in_(list(ids)),
            EvidenceLink.unlinked_at.is_(None),
            Evidence.archived_at.is_(None),
        )
        .order_by(Evidence.id)
    )
    found: dict[int, tuple[Proof, ...]] = defaultdict(tuple)
    for key, number, title in rows:
        found[key] += (Proof(reference(Kind.EVIDENCE, number), title),)
    return found


def _thresholds(organisation_id: int, ids: Sequence[int]) -> dict[int, tuple[ThresholdFacts, ...]]:
    found: dict[int, tuple[ThresholdFacts, ...]] = defaultdict(tuple)
    for row in _children(organisation_id, ClaimThreshold, ids):
        found[row.claim_id] += (
            ThresholdFacts(
                row.set_by, row.value, row.set_on, row.source, row.why, row.people,
                row.has_clinician,
            ),
        )  # fmt: skip
    return found


def _results(organisation_id: int, ids: Sequence[int]) -> dict[int, tuple[ResultFacts, ...]]:
    found: dict[int, tuple[ResultFacts, ...]] = defaultdict(tuple)
    for row in _children(organisation_id, ClaimResult, ids):
        found[row.claim_id] += (
            ResultFacts(
                row.subgroup or "", row.n, row.positives, row.estimate, row.low, row.high,
                row.tested_on, row.tested_by,
            ),
        )  # fmt: skip
    return found


def _children(organisation_id: int, model: type[Any], ids: Sequence[int]) -> Sequence[Any]:
    return (
        session()
        .scalars(
            sa.select(model)
            .where(model.organisation_id == organisation_id, model.claim_id.in_(ids))
            .order_by(model.id)
        )
        .all()
    )


def _names(
    organisation_id: int, model: type[Any], ids: Iterable[int | None]
) -> dict[int | None, str]:
    """Return the references of versions or meetings by private key."""
    kind = Kind.VERSION if model is ProductVersion else Kind.MEETING
    wanted = [key for key in ids if key is not None]
    if not wanted:
        return {}
    rows = session().execute(
        sa.select(model.id, model.number).where(
            model.organisation_id == organisation_id, model.id.in_(wanted)
        )
    )
    return {key: reference(kind, number) for key, number in rows}
