"""Rules about evidence that has run out, by its date or by its version."""

from datetime import date

from vendor_tracker.domain.clocks import (
    NEEDED_BY_LAW,
    date_clock_days,
    judged_version,
    newest_of_each,
    version_days,
    version_in_use,
)
from vendor_tracker.domain.dossier import Dossier, ProductDossier
from vendor_tracker.domain.facts import ClaimFacts, EvidenceFacts, VersionFacts
from vendor_tracker.domain.gaps import (
    About,
    Action,
    Answers,
    Finding,
    Recheck,
    Remedy,
    fact,
    gap_rule,
)
from vendor_tracker.domain.rules.answers import lapsed_evidence
from vendor_tracker.domain.settings import Limits
from vendor_tracker.domain.vocabulary import Discipline, EvidenceKind, Gate, Severity
from vendor_tracker.domain.wording import count, day, listed

# Whose subject a document is; what is not named is a matter of contracts.
_SKILLS = {
    EvidenceKind.dtac: Discipline.information,
    EvidenceKind.dpia: Discipline.information,
    EvidenceKind.safety_case: Discipline.safety,
    EvidenceKind.hazard_log: Discipline.safety,
    EvidenceKind.certificate: Discipline.security,
    EvidenceKind.security_test: Discipline.security,
    EvidenceKind.device_registration: Discipline.clinical,
    EvidenceKind.study: Discipline.clinical,
    EvidenceKind.model_card: Discipline.clinical,
}


@gap_rule(
    code="F18",
    version=1,
    title="Claims were shown for another version",
    source="DCB",
    gate=Gate.award,
    severities=(Severity.critical, Severity.major),
    discipline=Discipline.clinical,
    why="The version that was tested is not the version that we judge.",
    matters=(
        "A new version is a new product: its results may be better or worse. Evidence for the "
        "old one does not carry over by itself."
    ),
)
def claims_for_another_version(product: ProductDossier, on: date, _limits: Limits) -> Answers:
    """Find claims whose version is not the one in use, or else the newest released."""
    if not any(claim.version for claim in product.claims):
        return
    yield from (Recheck(when) for when in version_days(product.versions, on))
    judged = judged_version(product.versions, on)
    if judged is None:
        return
    stale = [claim for claim in product.claims if _is_stale(claim, judged)]
    if not stale:
        return
    in_use = version_in_use(product.versions, on) is not None
    rests = any(claim.relied_on for claim in stale)
    names = listed([claim.reference for claim in stale])
    yield Finding(
        key=product.reference,
        severity=Severity.critical if in_use and rests else Severity.major,
        facts=(
            fact(judged.reference, "name", judged.name),
            *(fact(claim.reference, "version", claim.version) for claim in stale),
        ),
        says=f"{count(len(stale), 'claim was', 'claims were')} shown for another version than "
        f"{judged.name or judged.reference}: {names}.",
        remedies=(
            Remedy("Ask for results of this version", Action.ask, stale[0].reference),
            Remedy("Enter the results of this version", Action.add_result, stale[0].reference),
        ),
    )


@gap_rule(
    code="F20",
    version=1,
    title="Evidence has lapsed or is about to",
    source="CE, DSPT",
    gate=Gate.shortlist,
    severities=(Severity.critical, Severity.major, Severity.minor),
    about=(About.product, About.supplier),
    uses=("evidence_warning_days",),
    why="The date on the document has passed, or is near, and no newer one is recorded.",
    matters=(
        "A document that has lapsed shows nothing about today. Some, such as the DTAC form or "
        "the safety case, must be in force for a product to be bought or used at all."
    ),
    several=(
        "One for the newest document of each sort: each is renewed by somebody else on another day."
    ),
)
def evidence_lapsed(dossier: Dossier, on: date, limits: Limits) -> Answers:
    """Find the newest document of each sort that has lapsed or soon will.

    What an item says of a lapsed document, no less gravely, is not said twice.
    """
    said = lapsed_evidence(dossier, on)
    for evidence in newest_of_each(dossier.evidence):
        expires_on = evidence.expires_on
        if expires_on is None:
            continue
        days = date_clock_days(evidence, limits.evidence_warning_days)
        yield from (Recheck(when) for when in days if when > on)
        if on < days[0]:
            continue
        lapsed = expires_on < on
        severity = _severity(evidence, lapsed)
        if lapsed and evidence.reference in said and said[evidence.reference].rank <= severity.rank:
            continue
        yield Finding(
            key=evidence.reference,
            severity=severity,
            facts=(
                fact(evidence.reference, "kind", evidence.kind),
                fact(evidence.reference, "expires_on", expires_on),
            ),
            says=f"{evidence.title or EvidenceKind(evidence.kind).label} "
            f"{'lapsed' if lapsed else 'lapses'} on {day(expires_on)}.",
            remedies=(
                Remedy("Ask for a new one", Action.ask, evidence.reference),
                Remedy("Add the new document", Action.add_evidence, dossier.reference),
            ),
            discipline=_SKILLS.get(evidence.kind, Discipline.commercial),
        )


def needs_renewal(evidence: EvidenceFacts, on: date) -> bool:
    """Tell whether a document has lapsed without which a product may not be bought or used."""
    lapsed = evidence.expires_on is not None and evidence.expires_on < on
    return lapsed and evidence.kind in NEEDED_BY_LAW


def _severity(evidence: EvidenceFacts, lapsed: bool) -> Severity:
    if not lapsed:
        return Severity.minor
    return Severity.critical if evidence.kind in NEEDED_BY_LAW else Severity.major


def _is_stale(claim: ClaimFacts, judged: VersionFacts) -> bool:
    if not claim.version or claim.version == judged.reference:
        return False
    return claim.relied_on or bool(claim.results)


RULES = (claims_for_another_version, evidence_lapsed)
