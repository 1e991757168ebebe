"""Claims of products with their bars, results and evidence, from their rows."""

from typing import Any

import sqlalchemy as sa

from vendor_tracker.domain.facts import (
    ClaimFacts,
    ResultFacts,
    ThresholdFacts,
    VerdictFacts,
)
from vendor_tracker.domain.making import quickly
from vendor_tracker.domain.reviewing import document_of
from vendor_tracker.domain.vocabulary import GroupAttribute
from vendor_tracker.storage import models
from vendor_tracker.storage.dossiers.rows import (
    MEETING,
    VERSION,
    Grouped,
    Rows,
    among,
    grouped,
    joined,
    name,
    tied,
)
from vendor_tracker.storage.showing import still_shows

_CLAIM: Any = models.Claim.__table__.c
_THRESHOLD: Any = models.ClaimThreshold.__table__.c
_RESULT: Any = models.ClaimResult.__table__.c
_EVIDENCE: Any = models.Evidence.__table__.c
_CARD: Any = models.Card.__table__.c
_VERDICT: Any = models.ClaimVerdict.__table__.c
_SUPPORTS: Any = models.EvidenceLink.__table__.c

_CLAIMS = among(
    _CLAIM.product_id,
    _CLAIM.id,
    _CLAIM.number,
    _CLAIM.kind,
    _CLAIM.statement,
    _CLAIM.said_by,
    _CLAIM.said_where,
    MEETING.number,
    _CLAIM.said_on,
    VERSION.number,
    _CLAIM.metric,
    _CLAIM.metric_set_by,
    _CLAIM.direction,
    _CLAIM.population,
    _CLAIM.groups,
    _CLAIM.groups_set_by,
    _CLAIM.form,
    _CLAIM.form_set_by,
    _CLAIM.strength,
    _CLAIM.relied_on,
    _CLAIM.says_no_difference,
    _CLAIM.attributes,
    _CARD.number,
    _CLAIM.card_field,
    sort=_CLAIM.id,
    source=joined(
        _CLAIM.card_id,
        _CARD,
        joined(_CLAIM.version_id, VERSION, joined(_CLAIM.meeting_id, MEETING)),
    ),
)


def _of_claims(*columns: Any, sort: Any, source: Any) -> sa.Select[Any]:
    """Select columns of what belongs to claims, found through them: their number sets no limit."""
    found = among(_CLAIM.product_id, sort=sort, source=source)
    return found.with_only_columns(_CLAIM.id, *columns)


_THRESHOLDS = _of_claims(
    _THRESHOLD.set_by,
    _THRESHOLD.value,
    _THRESHOLD.set_on,
    _THRESHOLD.source,
    _THRESHOLD.why,
    _THRESHOLD.people,
    _THRESHOLD.has_clinician,
    _THRESHOLD.about,
    sort=_THRESHOLD.id,
    source=tied(_CLAIM.id, _THRESHOLD.claim_id),
)
_RESULTS = _of_claims(
    sa.func.coalesce(_RESULT.subgroup, ""),
    _RESULT.n,
    _RESULT.positives,
    _RESULT.estimate,
    _RESULT.low,
    _RESULT.high,
    _RESULT.tested_on,
    _RESULT.tested_by,
    _RESULT.tester,
    _RESULT.data,
    _RESULT.attribute,
    _RESULT.scheme,
    _RESULT.group_code,
    _RESULT.is_reference,
    sort=_RESULT.id,
    source=tied(_CLAIM.id, _RESULT.claim_id),
)
_VERDICTS = _of_claims(
    _VERDICT.verdict,
    _VERDICT.computed,
    _VERDICT.judged,
    _VERDICT.reason,
    _VERDICT.given_on,
    _VERDICT.given_by == _CLAIM.created_by,
    _VERDICT.agreed_by.is_not(None),
    sort=_VERDICT.id,
    source=tied(_CLAIM.id, _VERDICT.claim_id),
)
_SUPPORT = _of_claims(
    _EVIDENCE.number,
    _EVIDENCE.file_id,
    _EVIDENCE.link_url,
    sort=_SUPPORTS.id,
    source=tied(_SUPPORTS.evidence_id, _EVIDENCE.id, tied(_CLAIM.id, _SUPPORTS.claim_id)),
).where(_SUPPORTS.unlinked_at.is_(None), _EVIDENCE.archived_at.is_(None), still_shows(_EVIDENCE))


_CLAIM_FACTS = quickly(ClaimFacts)

CLAIMS = (_CLAIMS, _THRESHOLDS, _RESULTS, _SUPPORT, _VERDICTS)


def load_claims(rows: Rows) -> Grouped[ClaimFacts]:
    """Return the claims about products, by product."""
    claims = rows(_CLAIMS)
    if not claims:
        return {}
    thresholds = grouped(rows(_THRESHOLDS), quickly(ThresholdFacts))
    results = grouped(rows(_RESULTS), quickly(ResultFacts))
    support = grouped(rows(_SUPPORT), _document)
    verdicts = grouped(rows(_VERDICTS), _verdict)

    def claim(key: int, number: int, *values: Any) -> ClaimFacts:
        *said, meeting, said_on, version = values[:7]
        *measured, attributes, card, card_field = values[7:]
        documents = support.get(key, ())
        return _CLAIM_FACTS(
            f"CLM-{number}",
            *said,
            name("MTG", meeting),
            said_on,
            name("VER", version),
            *measured,
            tuple(map(GroupAttribute, attributes or ())),
            name("CRD", card),
            card_field,
            thresholds.get(key, ()),
            results.get(key, ()),
            tuple(ref for ref, _ in documents),
            verdicts.get(key, ()),
            documents,
        )

    return grouped(claims, claim)


def _verdict(*values: Any) -> VerdictFacts:
    make: Any = VerdictFacts
    return make(*values[:-2], bool(values[-2]), bool(values[-1]))


def _document(number: int, file: int | None, link: str) -> tuple[str, str]:
    return f"EVD-{number}", document_of(file, link)
