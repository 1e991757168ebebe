"""Rows of evidence: what its two clocks say and what it supports."""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from typing import Any

import sqlalchemy as sa

from vendor_tracker.domain.actor import Actor
from vendor_tracker.domain.clocks import WORDS, judged_version, read_clocks
from vendor_tracker.domain.facts import (
    EvidenceFacts,
    VersionFacts,
)
from vendor_tracker.domain.references import Kind, reference
from vendor_tracker.storage.db import session
from vendor_tracker.storage.models import (
    Claim,
    Contract,
    Cost,
    Evidence,
    EvidenceLink,
    Promise,
    Question,
    StoredFile,
)
from vendor_tracker.storage.queries.registers.links import versions_by_product
from vendor_tracker.storage.queries.registers.scope import (
    Scope,
    SheetRow,
    joined,
    meeting_column,
    product_columns,
    ref,
    stream_told,
    supplier_columns,
    taken,
    version_columns,
)

_SUPPORTED: tuple[tuple[Kind, type[Any], Any], ...] = (
    (Kind.CLAIM, Claim, EvidenceLink.claim_id),
    (Kind.COST, Cost, EvidenceLink.cost_id),
    (Kind.PROMISE, Promise, EvidenceLink.promise_id),
    (Kind.QUESTION, Question, EvidenceLink.question_id),
    (Kind.CONTRACT, Contract, EvidenceLink.contract_id),
)


def list_evidence(actor: Actor, scope: Scope) -> Iterator[SheetRow]:
    """Yield every piece of evidence."""
    versions, supports = versions_by_product(actor), _supports(actor)
    file, evidence = StoredFile, Evidence
    statement = sa.select(
        evidence.id.label("key"), evidence.product_id, ref(Kind.EVIDENCE, evidence.number),
        *supplier_columns(), *product_columns(), *version_columns(), meeting_column(),
        evidence.title, evidence.kind, evidence.issuer, evidence.issued_on,
        evidence.expires_on, evidence.form_version, evidence.scheme_version,
        evidence.self_certified, evidence.link_url, evidence.file_name,
        file.sha256.label("file_hash"), evidence.mail_subject, evidence.mail_sender,
        evidence.mail_sent_at, evidence.confidential, evidence.confidential_reason,
        evidence.confidential_until, evidence.version,
    )  # fmt: skip
    statement = (
        joined(statement, evidence)
        .outerjoin(file, file.id == evidence.file_id)
        .where(*taken(actor, evidence, scope))
        .order_by(evidence.number)
    )
    for row, told in stream_told(statement):
        if scope.shows(row.reference):
            yield {
                **told,
                "clock": _clock(row, versions, scope),
                "supports": scope.shown(supports.get(row.key, ())),
            }


def _clock(row: Any, versions: Mapping[int, tuple[VersionFacts, ...]], scope: Scope) -> str:
    facts = EvidenceFacts(
        row.reference, expires_on=row.expires_on, version=row.product_version or ""
    )
    judged = judged_version(versions.get(row.product_id, ()), scope.on)
    reading = read_clocks(facts, judged, scope.on, scope.limits.evidence_warning_days)
    return WORDS[reading.clock]


def _supports(actor: Actor) -> dict[int, list[str]]:
    """Return what each piece of evidence stands behind, as long as that is not archived."""
    parts = [
        sa.select(
            EvidenceLink.evidence_id, sa.literal(kind.value).label("kind"), model.number,
            sa.literal(order).label("place"),
        )
        .join(model, model.id == column)
        .where(
            EvidenceLink.organisation_id == actor.organisation_id,
            EvidenceLink.unlinked_at.is_(None),
            model.archived_at.is_(None),
        )
        for order, (kind, model, column) in enumerate(_SUPPORTED)
    ]  # fmt: skip
    found: dict[int, list[str]] = defaultdict(list)
    whole = sa.union_all(*parts).subquery()
    statement = sa.select(whole).order_by(whole.c.place, whole.c.number)
    for key, kind, number, _ in session().execute(statement):
        found[key].append(reference(Kind(kind), number))
    return found
