"""Rules about fairness between groups."""

from collections.abc import Callable
from datetime import date, timedelta
from decimal import Decimal

from vendor_tracker.domain.dossier import (
    ProductDossier,
)
from vendor_tracker.domain.facts import (
    ClaimFacts,
    DecisionFacts,
    ThresholdFacts,
)
from vendor_tracker.domain.gaps import Gap
from vendor_tracker.domain.vocabulary import ClaimKind, EsfTier, Gate, SetBy, Severity, Stage

Find = Callable[..., tuple[Gap, ...]]
TODAY = date(2026, 10, 6)
SPOKEN = (ClaimFacts("CLM-1", ClaimKind.T7, "It does not read children's scans"),)


def evaluated(**facts: object) -> ProductDossier:
    """Return a product that is being weighed up."""
    return ProductDossier("PRD-7", stage=Stage.evaluating, **facts)  # type: ignore[arg-type]


def test_f08_a_product_under_judgement_needs_a_limit_between_groups(find: Find) -> None:
    (gap,) = find("F08", evaluated(claims=SPOKEN))
    assert (gap.key, gap.severity) == ("PRD-7", Severity.critical)
    assert gap.says.startswith("Nobody has said yet whether this product guides care.")


def test_f08_is_silent_for_a_product_that_only_helps_the_service_run(find: Find) -> None:
    assert not find("F08", evaluated(claims=SPOKEN, esf_tier=EsfTier.A))
    assert find("F08", evaluated(claims=SPOKEN, esf_tier=EsfTier.B))


def test_f08_closes_with_a_limit_of_ours_and_not_with_the_suppliers(find: Find) -> None:
    def with_bar(set_by: SetBy) -> ProductDossier:
        bar = ThresholdFacts(set_by, Decimal(5))
        return evaluated(claims=(ClaimFacts("CLM-9", ClaimKind.B2, thresholds=(bar,)),))

    assert find("F08", with_bar(SetBy.supplier))
    assert not find("F08", with_bar(SetBy.us))


def test_f08_is_silent_on_a_list_just_brought_in(find: Find) -> None:
    assert not find("F08", evaluated())
    assert find("F08", ProductDossier("PRD-7", stage=Stage.live))


def test_f08_speaks_from_42_days_before_the_award(
    find: Find, recheck: Callable[..., date | None]
) -> None:
    def planned(days: int) -> ProductDossier:
        day = TODAY + timedelta(days=days)
        return evaluated(decisions=(DecisionFacts("DEC-1", Gate.award, day),))

    assert find("F08", planned(42))
    assert not find("F08", planned(43))
    assert recheck("F08", planned(43)) == TODAY + timedelta(days=1)
