"""Rows of claims, of the bars they are held against and of the results behind them."""

from collections.abc import Iterator
from typing import Any

import sqlalchemy as sa

from vendor_tracker.domain.actor import Actor
from vendor_tracker.domain.claim_parts import parts_of
from vendor_tracker.domain.facts import (
    ClaimFacts,
)
from vendor_tracker.domain.references import Kind
from vendor_tracker.domain.reviewing import review_of
from vendor_tracker.domain.suppression import Leaving
from vendor_tracker.domain.verdicts import judge, our_bar, overall_result, standing, their_bar
from vendor_tracker.domain.vocabulary import BarAbout
from vendor_tracker.storage.models import (
    Claim,
    ClaimResult,
    ClaimThreshold,
    EvidenceLink,
    Product,
    ProductVersion,
)
from vendor_tracker.storage.queries.registers.links import (
    bars_by_claim,
    documents_by_claim,
    evidence_by,
    results_by_claim,
    verdicts_by_claim,
)
from vendor_tracker.storage.queries.registers.replies import replies_by_record
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

_SAID = (
    "statement", "said_by", "said_where", "said_on", "metric", "metric_set_by", "direction",
    "population", "groups", "groups_set_by", "form", "form_set_by", "strength", "relied_on",
    "says_no_difference",
)  # fmt: skip


def list_claims(actor: Actor, scope: Scope) -> Iterator[SheetRow]:
    """Yield every claim with how it stands against our bar and theirs."""
    bars, results = bars_by_claim(actor), results_by_claim(actor)
    proofs, verdicts = evidence_by(actor, EvidenceLink.claim_id), verdicts_by_claim(actor)
    documents, replies = documents_by_claim(actor), replies_by_record(actor)
    statement = sa.select(
        Claim.id.label("key"), ref(Kind.CLAIM, Claim.number), *product_columns(),
        *supplier_columns(), *version_columns(), meeting_column(), Claim.kind,
        *[getattr(Claim, name) for name in _SAID], Claim.confidential,
        Claim.confidential_reason, Claim.confidential_until, Claim.version,
        ProductVersion.archived_at.is_not(None).label("version_is_away"),
    )  # fmt: skip
    statement = joined(statement, Claim).where(*taken(actor, Claim, scope)).order_by(Claim.number)
    for row, told in stream_told(statement):
        if not scope.shows(row.reference):
            continue
        facts = ClaimFacts(
            row.reference,
            kind=row.kind,
            meeting=row.meeting or "",
            # Rules know nothing of a version that was put away, so that the sheet says the same.
            version="" if row.version_is_away else row.product_version or "",
            thresholds=bars.get(row.key, ()),
            results=results.get(row.key, ()),
            evidence=tuple(ref for ref, _ in documents.get(row.key, ())),
            documents=documents.get(row.key, ()),
            verdicts=verdicts.get(row.key, ()),
            **{name: getattr(row, name) for name in _SAID},
        )
        yield {
            **told,
            **_worked_out(facts),
            "evidence": scope.shown(proofs.get(row.key, ())),
            "replies": replies.get(row.reference),
        }


def list_thresholds(actor: Actor, scope: Scope) -> Iterator[SheetRow]:
    """Yield every bar with the verdict of the claim's overall result against it."""
    bars, results = bars_by_claim(actor), results_by_claim(actor)
    for row, told in claims_with(actor, scope, ClaimThreshold):
        facts = ClaimFacts(row.claim, direction=row.direction, results=results.get(row.key, ()))
        for bar in bars.get(row.key, ()):
            yield {
                **told,
                **{name: getattr(bar, name) for name in _BAR},
                # A limit for the gap between groups says nothing about the result for everyone.
                "verdict": judge(facts, bar).verdict if bar.about is BarAbout.level else None,
            }


def list_results(actor: Actor, scope: Scope) -> Iterator[SheetRow]:
    """Yield every result behind a claim, for everyone or for one group.

    Groups of a few people stay out; what is not in the file stays when it comes back.
    """
    results = results_by_claim(actor)
    for row, told in claims_with(actor, scope, ClaimResult):
        found = results.get(row.key, ())
        leaving = Leaving(found, scope.limits)
        for result in (one for one in found if not leaving.why_not(one)):
            yield {**told, **{name: getattr(result, name) for name in _RESULT}}


_BAR = ("about", "set_by", "value", "set_on", "source", "why", "people", "has_clinician")
_RESULT = (
    "subgroup", "n", "positives", "estimate", "low", "high", "tested_on", "tested_by", "tester",
    "data", "attribute", "scheme", "group_code", "is_reference",
)  # fmt: skip


def claims_with(
    actor: Actor, scope: Scope, child: type[Any]
) -> Iterator[tuple[Any, dict[str, Any]]]:
    """Yield the claims that have a child of this kind, each with its values by name."""
    found = sa.select(child.claim_id).where(child.organisation_id == actor.organisation_id)
    statement = (
        sa.select(
            Claim.id.label("key"), ref(Kind.CLAIM, Claim.number, "claim"), *product_columns(),
            Claim.metric, Claim.direction,
        )
        .outerjoin(Product, Product.id == Claim.product_id)
        .where(*taken(actor, Claim, scope), Claim.id.in_(found))
        .order_by(Claim.number)
    )  # fmt: skip
    return (pair for pair in stream_told(statement) if scope.shows(pair[0].claim))


def _worked_out(claim: ClaimFacts) -> dict[str, Any]:
    stands, parts = standing(claim), parts_of(claim)
    ours, theirs, result = our_bar(claim), their_bar(claim), overall_result(claim)
    review = review_of(claim)
    return {
        "verdict_ours": stands.words,
        "our_bar": ours.value if ours else None,
        "verdict_theirs": stands.theirs.verdict if stands.theirs else None,
        "their_bar": theirs.value if theirs else None,
        "estimate": result.estimate if result else None,
        "low": result.low if result else None,
        "high": result.high if result else None,
        "checkable": parts.is_checkable,
        "missing": tuple(part.label for part in parts.missing),
        "reviewer_verdict": review.word if review else None,
        "reviewer_state": review.state if review else None,
        "reviewer_reason": review.given.reason if review else None,
    }
