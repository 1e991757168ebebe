"""Results held against bars."""

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vendor_tracker.domain.facts import (
    ClaimFacts,
    ResultFacts,
    ThresholdFacts,
)
from vendor_tracker.domain.verdicts import derived_range, standing, their_bar, verdict
from vendor_tracker.domain.vocabulary import Direction, SetBy, Verdict

FIGURES = st.decimals(0, 100, places=1)


@pytest.mark.parametrize(
    "bar, estimate, low, high, expected",
    [
        ("90.4", "96.2", "90.4", "98.9", Verdict.meets),
        ("90.5", "96.2", "90.4", "98.9", Verdict.cannot_tell),
        ("96.2", "96.2", "90.4", "98.9", Verdict.cannot_tell),
        ("96.3", "96.2", "90.4", "98.9", Verdict.not_shown),
        ("98.9", "96.2", "90.4", "98.9", Verdict.not_shown),
        ("99", "96.2", "90.4", "98.9", Verdict.fails),
        ("92", "96.2", None, None, Verdict.cannot_tell),
        ("97", "96.2", None, None, Verdict.not_shown),
        ("92", None, None, None, Verdict.not_checkable),
        ("90", None, "90.4", "98.9", Verdict.not_checkable),
        ("99", None, "90.4", "98.9", Verdict.not_checkable),
    ],
)
def test_when_higher_is_better(
    bar: str, estimate: str | None, low: str | None, high: str | None, expected: Verdict
) -> None:
    figures = [None if text is None else Decimal(text) for text in (estimate, low, high)]
    found = verdict(
        Decimal(bar), Direction.higher, estimate=figures[0], low=figures[1], high=figures[2]
    )
    assert found == expected


@given(FIGURES, FIGURES, FIGURES, FIGURES)
def test_lower_is_the_mirror_of_higher(
    bar: Decimal, one: Decimal, two: Decimal, three: Decimal
) -> None:
    low, estimate, high = sorted((one, two, three))
    found = verdict(bar, Direction.lower, estimate=estimate, low=low, high=high)
    mirrored = verdict(
        100 - bar, Direction.higher, estimate=100 - estimate, low=100 - high, high=100 - low
    )
    assert found == mirrored


@given(FIGURES, FIGURES, FIGURES, FIGURES, FIGURES)
def test_a_lower_bar_is_never_harder_to_meet(
    a: Decimal, b: Decimal, one: Decimal, two: Decimal, three: Decimal
) -> None:
    order = [Verdict.meets, Verdict.cannot_tell, Verdict.not_shown, Verdict.fails]
    low, estimate, high = sorted((one, two, three))
    easy, hard = (
        verdict(bar, Direction.higher, estimate=estimate, low=low, high=high)
        for bar in sorted((a, b))
    )
    assert order.index(easy) <= order.index(hard)


def test_without_a_direction_nothing_can_be_compared() -> None:
    assert verdict(Decimal(90), None, estimate=Decimal(95)) == Verdict.not_checkable


def test_our_bar_comes_first_and_the_suppliers_second() -> None:
    claim = ClaimFacts(
        "CLM-103",
        direction=Direction.higher,
        thresholds=(
            ThresholdFacts(SetBy.national, Decimal(70)),
            ThresholdFacts(SetBy.supplier, Decimal(80)),
            ThresholdFacts(SetBy.us, Decimal(92), set_on=date(2026, 6, 3)),
            ThresholdFacts(SetBy.us, Decimal(85), set_on=date(2026, 1, 3)),
        ),
        results=(
            ResultFacts("aged 80 and over", estimate=Decimal(50)),
            ResultFacts(estimate=Decimal("96.2"), low=Decimal("90.4"), high=Decimal("98.9")),
        ),
    )
    found = standing(claim)
    assert found.words == "Cannot tell"
    assert found.ours
    assert found.ours.threshold.value == Decimal(92)
    assert found.theirs
    assert found.theirs.verdict == Verdict.meets


def test_a_claim_without_a_bar_of_ours_says_so() -> None:
    claim = ClaimFacts("CLM-1", thresholds=(ThresholdFacts(SetBy.national, Decimal(70)),))
    assert standing(claim).words == "No bar of ours"
    assert their_bar(claim) == claim.thresholds[0]


def test_a_range_is_worked_out_when_the_people_behind_a_share_are_known() -> None:
    result = ResultFacts(n=220, positives=104, estimate=Decimal("96.2"))
    found = derived_range("Sensitivity: share of bleeds found", result)
    assert found
    assert (found.low, found.high, found.people) == (Decimal("90.6"), Decimal("98.5"), 104)
    assert found.words == "worked out by us"
    assert derived_range("Specificity", result).people == 116  # type: ignore[union-attr]


def test_no_range_is_offered_when_it_would_be_a_guess() -> None:
    result = ResultFacts(n=220, positives=104, estimate=Decimal("96.2"))
    assert derived_range("Half an hour faster", result) is None
    assert derived_range("Sensitivity", ResultFacts(n=220, estimate=Decimal(96))) is None
    given_already = ResultFacts(
        positives=104, estimate=Decimal(96), low=Decimal(90), high=Decimal(99)
    )
    assert derived_range("Sensitivity", given_already) is None
