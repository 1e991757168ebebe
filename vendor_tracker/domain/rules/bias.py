"""Rules about fairness between groups of patients."""

from datetime import date, timedelta

from vendor_tracker.domain.costs import award_of
from vendor_tracker.domain.dossier import (
    ProductDossier,
)
from vendor_tracker.domain.gaps import Action, Answers, Finding, Recheck, Remedy, fact, gap_rule
from vendor_tracker.domain.rules.claim_words import bars
from vendor_tracker.domain.settings import Limits
from vendor_tracker.domain.verdicts import our_bar, our_limit
from vendor_tracker.domain.vocabulary import ClaimKind, Discipline, EsfTier, Gate, Severity

_FAIRNESS = (ClaimKind.B2, ClaimKind.B7)


@gap_rule(
    code="F08",
    version=2,
    title="Nobody here has said how large a gap between groups may be",
    source="SEED-9",
    gate=Gate.award,
    severities=(Severity.critical,),
    uses=("days_before_award",),
    discipline=Discipline.equality,
    why=(
        "The product informs or guides care, no claim has a limit of ours for the gap between "
        "groups, and none about equal results has a bar of ours."
    ),
    matters=(
        "An average can hide a group of patients that is served worse. Unless we say beforehand "
        "which gap is too large, the supplier decides it for us."
    ),
)
def no_fairness_bar(product: ProductDossier, on: date, limits: Limits) -> Answers:
    """Find a product that may affect care and has no bar of ours for fairness."""
    fairness = tuple(claim for claim in product.claims if claim.kind in _FAIRNESS)
    if product.esf_tier is EsfTier.A or (fairness and any(map(our_bar, fairness))):
        return
    if any(map(our_limit, product.claims)):
        return
    award = award_of(product)
    # A list that was only just brought in has no claims: it is not scolded for that
    # until somebody begins to judge the product or the award comes near.
    if not (product.claims or award.is_passed):
        if award.planned_on is None:
            return
        speaks_on = award.planned_on - timedelta(days=limits.days_before_award)
        if on < speaks_on:
            yield Recheck(speaks_on)
            return
    key = fairness[0].reference if fairness else product.reference
    yield Finding(
        key=product.reference,
        severity=Severity.critical,
        facts=(
            fact(product.reference, "esf_tier", product.esf_tier),
            *(fact(claim.reference, "bars", bars(claim.thresholds)) for claim in fairness),
        ),
        says=_says(product, bool(fairness)),
        remedies=(
            Remedy(
                "Set our limit for the gap between groups",
                Action.add_threshold if fairness else Action.add_claim,
                key,
                ClaimKind.B2.value,
            ),
            Remedy("Ask the supplier for results by group", Action.ask, product.reference),
            Remedy("Say whether it guides care", Action.edit_facts, product.reference),
        ),
    )


def _says(product: ProductDossier, is_claimed: bool) -> str:
    start = (
        "Nobody has said yet whether this product guides care"
        if product.esf_tier == EsfTier.unknown
        else "This product informs or guides care"
    )
    if is_claimed:
        return f"{start}. Claims about groups are recorded, and none is held against a bar of ours."
    return (
        f"{start}. No claim about groups is recorded, and nobody has set a limit for the gap "
        "between them."
    )


RULES = (no_fairness_bar,)
