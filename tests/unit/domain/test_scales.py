"""Results and bars that are written on different scales."""

from decimal import Decimal

import pytest

from vendor_tracker.domain.errors import Refused
from vendor_tracker.domain.facts import ClaimFacts, ResultFacts, ThresholdFacts
from vendor_tracker.domain.scales import check_index, check_scale, far_apart
from vendor_tracker.domain.vocabulary import BarAbout, SetBy


@pytest.mark.parametrize("metric", ["AUC", "AUROC", "Cohen’s kappa", "Dice", "F1", "c-statistic"])
@pytest.mark.parametrize(
    "figure, is_taken",
    [("0.94", True), ("1", True), ("1.4", False), ("94", True), ("100", True), ("250", False)],
)
def test_an_index_ends_at_one_or_at_a_hundred(metric: str, figure: str, is_taken: bool) -> None:
    check_index(Decimal(figure), "Minutes", "estimate")
    if is_taken:
        check_index(Decimal(figure), metric, "estimate")
        return
    with pytest.raises(Refused, match="1 at most"):
        check_index(Decimal(figure), metric, "estimate")


@pytest.mark.parametrize(
    "metric, result, bar, is_taken",
    [
        ("AUC", "94", "0.8", False),
        ("AUC", "0.94", "80", False),
        ("AUC", "94", "80", True),
        ("AUC", "1", "0.8", True),
        ("Minutes", "94", "0.8", True),
    ],
)
def test_an_index_and_its_bar_are_on_one_scale(
    metric: str, result: str, bar: str, is_taken: bool
) -> None:
    found, level = ResultFacts(estimate=Decimal(result)), ThresholdFacts(SetBy.us, Decimal(bar))
    gap = ThresholdFacts(SetBy.us, Decimal("0.05"), about=BarAbout.gap)
    check_scale(metric, found, [gap])
    if is_taken:
        check_scale(metric, found, [level])
        return
    with pytest.raises(Refused, match="both in percent"):
        check_scale(metric, found, [level])


@pytest.mark.parametrize(
    "result, bar, is_far",
    [
        ("0.94", "92", True),
        ("94", "0.92", True),
        ("2", "100", True),
        ("2.1", "100", False),
        ("0", "92", False),
        ("94", "92", False),
    ],
)
def test_a_result_far_from_its_bar_is_said(result: str, bar: str, is_far: bool) -> None:
    claim = ClaimFacts(
        "CLM-1",
        metric="Sensitivity, percent",
        thresholds=(ThresholdFacts(SetBy.us, Decimal(bar)),),
        results=(ResultFacts(estimate=Decimal(result)),),
    )
    assert len(far_apart(claim)) == is_far
    assert far_apart(ClaimFacts("CLM-2", thresholds=claim.thresholds)) == ()
