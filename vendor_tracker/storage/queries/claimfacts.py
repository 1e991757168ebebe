"""The facts of claims, with their bars, results and evidence, in one query for each table."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import sqlalchemy as sa

from vendor_tracker.domain.facts import (
    ClaimFacts,
    ResultFacts,
    ThresholdFacts,
    VerdictFacts,
)
from vendor_tracker.domain.references import Kind, reference
from vendor_tracker.domain.reviewing import document_of
from vendor_tracker.domain.vocabulary import GroupAttribute, Verdict
from vendor_tracker.storage.db import session
from vendor_tracker.storage.models import (
    Claim,
    ClaimResult,
    ClaimThreshold,
    ClaimVerdict,
    Evidence,
    EvidenceLink,
    Meeting,
    ProductVersion,
)
from vendor_tracker.storage.showing import still_shows

# Rules know nothing of a version that was put away, so that pages say the same.
IS_ITS_VERSION = sa.and_(
    ProductVersion.id == Claim.version_id, ProductVersion.archived_at.is_(None)
)


@dataclass(frozen=True, slots=True)
class Proof:
    """One live piece of evidence that stands behind a record."""

    reference: str
    title: str


@dataclass(frozen=True, slots=True)
class Named:
    """The references of versions and of meetings, by private key."""

    versions: Mapping[int | None, str] = field(default_factory=dict)
    meetings: Mapping[int | None, str] = field(default_factory=dict)


def load_claim_facts(
    organisation_id: int,
    claims: Sequence[Claim],
    *,
    named: Named | None = None,
) -> dict[int, ClaimFacts]:
    """Return what the rules know of each of these claims, by private key, in two statements.

    Whoever read the names of versions and meetings with the claims hands them over; else they
    are looked up.
    """
    ids = [claim.id for claim in claims]
    thresholds = _thresholds(organisation_id, ids)
    results, documents, verdicts = _shown(organisation_id, ids)
    if named is None:
        named = Named(
            _names(organisation_id, ProductVersion, {c.version_id for c in claims}),
            _names(organisation_id, Meeting, {c.meeting_id for c in claims}),
        )
    versions, meetings = named.versions, named.meetings
    return {
        claim.id: ClaimFacts(
            reference(Kind.CLAIM, claim.number), claim.kind, claim.statement, claim.said_by,
            claim.said_where, meetings.get(claim.meeting_id, ""), claim.said_on,
            versions.get(claim.version_id, ""), claim.metric, claim.metric_set_by,
            claim.direction, claim.population, claim.groups, claim.groups_set_by, claim.form,
            claim.form_set_by, claim.strength, claim.relied_on, claim.says_no_difference,
            tuple(map(GroupAttribute, claim.attributes or ())), card_field=claim.card_field,
            thresholds=thresholds[claim.id], results=results[claim.id],
            evidence=tuple(ref for ref, _ in documents[claim.id]), verdicts=verdicts[claim.id],
            documents=documents[claim.id],
        )
        for claim in claims
    }  # fmt: skip


def list_claims_with_facts(
    organisation_id: int, *where: sa.ColumnElement[bool], most: int | None = None
) -> list[tuple[Claim, ClaimFacts]]:
    """Return claims with their facts but for the meeting, those that the case relies on first."""
    rows = (
        session()
        .execute(
            sa.select(Claim, ProductVersion.number)
            .outerjoin(ProductVersion, IS_ITS_VERSION)
            .where(Claim.organisation_id == organisation_id, *where)
            .order_by(Claim.relied_on.desc(), Claim.id)
            .limit(most)
        )
        .all()
    )
    if not rows:
        return []
    claims = [claim for claim, _ in rows]
    versions = {c.version_id: reference(Kind.VERSION, n) for c, n in rows if n is not None}
    facts = load_claim_facts(organisation_id, claims, named=Named(versions))
    return [(claim, facts[claim.id]) for claim in claims]


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
                row.has_clinician, row.about,
            ),
        )  # fmt: skip
    return found


def _shown(
    organisation_id: int, ids: Sequence[int]
) -> tuple[
    dict[int, tuple[ResultFacts, ...]],
    dict[int, tuple[tuple[str, str], ...]],
    dict[int, tuple[VerdictFacts, ...]],
]:
    """Return results, live evidence and reviewers' verdicts of claims, read in one statement."""
    parts = (_tested(organisation_id, ids), _supported(organisation_id, ids))
    statement: Any = sa.union_all(*parts, _judged(organisation_id, ids))
    results: dict[int, tuple[ResultFacts, ...]] = defaultdict(tuple)
    documents: dict[int, tuple[tuple[str, str], ...]] = defaultdict(tuple)
    verdicts: dict[int, tuple[VerdictFacts, ...]] = defaultdict(tuple)
    rows = session().execute(statement.order_by("place"))
    for claim_id, _, what, number, subgroup, *values in rows:
        if what == _RESULT:
            results[claim_id] += (ResultFacts(subgroup or "", *values),)
        elif what == _EVIDENCE:
            document = document_of(values[0], subgroup)
            documents[claim_id] += ((reference(Kind.EVIDENCE, number), document),)
        else:
            verdicts[claim_id] += (_verdict(subgroup, values),)
    return results, documents, verdicts


_RESULT, _EVIDENCE, _VERDICT = 1, 2, 3


def _tested(organisation_id: int, ids: Sequence[int]) -> Any:
    result = ClaimResult
    return sa.select(
        result.claim_id, result.id.label("place"), sa.literal(_RESULT).label("what"),
        sa.cast(sa.null(), sa.Integer).label("number"),
        result.subgroup, result.n, result.positives, result.estimate, result.low, result.high,
        result.tested_on, result.tested_by, result.tester, result.data, result.attribute,
        result.scheme, result.group_code, result.is_reference,
    ).where(result.organisation_id == organisation_id, result.claim_id.in_(ids))  # fmt: skip


def _supported(organisation_id: int, ids: Sequence[int]) -> Any:
    link = EvidenceLink
    blank = [sa.null().label(f"blank_{place}") for place in range(12)]
    document = (Evidence.link_url, Evidence.file_id)
    return (
        sa.select(
            link.claim_id, Evidence.id, sa.literal(_EVIDENCE), Evidence.number, *document, *blank
        )
        .join(Evidence, Evidence.id == link.evidence_id)
        .where(
            link.organisation_id == organisation_id,
            link.claim_id.in_(ids),
            link.unlinked_at.is_(None),
            Evidence.archived_at.is_(None),
            still_shows(Evidence),
        )
    )


def _judged(organisation_id: int, ids: Sequence[int]) -> Any:
    """Select verdicts, each value in a column of its own type among those of results."""
    given = ClaimVerdict
    figures = [sa.null().label(f"no_figure_{place}") for place in range(3)]
    coded = [sa.null().label(f"no_code_{place}") for place in range(3)]
    by_author = sa.case((given.given_by == Claim.created_by, 1), else_=0)
    words = [sa.cast(word, sa.String) for word in (given.verdict, given.computed)]
    return (
        sa.select(
            given.claim_id, given.id, sa.literal(_VERDICT), sa.cast(sa.null(), sa.Integer),
            given.reason, by_author, sa.case((given.agreed_by.is_not(None), 1), else_=0),
            *figures, given.given_on, given.judged, *coded, *words,
            sa.cast(sa.null(), sa.Boolean),
        )
        .join(Claim, Claim.id == given.claim_id)
        .where(given.organisation_id == organisation_id, given.claim_id.in_(ids))
    )  # fmt: skip


def _verdict(reason: str, values: Sequence[Any]) -> VerdictFacts:
    by_author, agreed, *_, given_on, judged = values[:7]
    word, computed = values[10:12]
    return VerdictFacts(
        Verdict(word) if word else None,
        Verdict(computed) if computed else None,
        judged,
        reason,
        given_on,
        bool(by_author),
        bool(agreed),
    )


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
            model.organisation_id == organisation_id,
            model.id.in_(wanted),
            model.archived_at.is_(None),
        )
    )
    return {key: reference(kind, number) for key, number in rows}
