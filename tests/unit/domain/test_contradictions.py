"""Statements that cannot all hold, and those that only look so."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from vendor_tracker.domain.contradictions import contradictions, disagree
from vendor_tracker.domain.facts import ClaimFacts, ResultFacts, ThresholdFacts
from vendor_tracker.domain.settings import Limits
from vendor_tracker.domain.vocabulary import (
    BarAbout,
    ClaimKind,
    Direction,
    GroupAttribute,
    SetBy,
    Tester,
)

LIMITS = Limits()


def result(
    estimate: int, low: int | None = None, high: int | None = None, **more: object
) -> ResultFacts:
    """Return a result with or without its range."""
    ends = (None if one is None else Decimal(one) for one in (low, high))
    return ResultFacts("", None, None, Decimal(estimate), *ends, **more)  # type: ignore[arg-type]


def claim(reference: str, *results: ResultFacts, **more: object) -> ClaimFacts:
    """Return a claim about the share of bleeds that is found."""
    facts = {"metric": "Sensitivity", "direction": Direction.higher, **more}
    return ClaimFacts(reference, ClaimKind.T5, results=results, **facts)  # type: ignore[arg-type]


HIGH, LOW = result(96, 94, 98), result(85, 80, 90)


@pytest.mark.parametrize(
    "other, apart",
    [
        (result(92, 91, 93), True),
        (result(92, 91, 94), True),
        (result(95, 90, 99), False),
        (result(93, 90, 95), True),
        (result(93), True),
        (result(94), False),
        (ResultFacts("", low=Decimal(80), high=Decimal(93)), True),
        (ResultFacts("", low=Decimal(80), high=Decimal(94)), False),
    ],
)
def test_results_disagree_only_when_both_cannot_be_so(other: ResultFacts, apart: bool) -> None:
    assert disagree("Sensitivity", HIGH, other) is apart
    assert disagree("Sensitivity", other, HIGH) is apart


def test_without_any_range_nobody_can_tell_unless_people_were_counted() -> None:
    assert not disagree("Sensitivity", result(96), result(70))
    counted = [ResultFacts("", 400, 200, Decimal(one)) for one in (96, 70)]
    assert disagree("Sensitivity", *counted)


def test_two_claims_about_the_same_measure_that_lie_apart_are_shown_together() -> None:
    (found,) = contradictions((claim("CLM-1", HIGH), claim("CLM-2", LOW)), LIMITS)
    assert found.claims == ("CLM-1", "CLM-2")
    assert found.other("CLM-2") == "CLM-1"
    assert "CLM-1 says 96 (range 94 to 98), and CLM-2 says 85 (range 80 to 90)." in found.says


@pytest.mark.parametrize(
    "one, other",
    [
        ({}, {"metric": "Specificity"}),
        ({}, {"direction": Direction.lower}),
        ({"version": "VER-1"}, {"version": "VER-2"}),
        ({"population": "Adults"}, {"population": "Children"}),
        ({"metric": ""}, {"metric": ""}),
    ],
)
def test_another_measure_version_or_people_is_no_contradiction(
    one: dict[str, object], other: dict[str, object]
) -> None:
    assert not contradictions((claim("CLM-1", HIGH, **one), claim("CLM-2", LOW, **other)), LIMITS)


def test_spelling_and_what_is_not_said_do_not_tell_claims_apart() -> None:
    first = claim("CLM-1", HIGH, metric="sensitivity ", population="Adults")
    assert contradictions((first, claim("CLM-2", LOW)), LIMITS)


def test_a_later_result_or_ours_may_contradict_the_first() -> None:
    first = replace(HIGH, tested_on=date(2026, 1, 5), tester=Tester.supplier)
    newer = replace(LOW, tested_on=date(2026, 6, 5))
    ours = replace(LOW, tested_on=date(2025, 6, 5), tester=Tester.us)
    for second, words in ((newer, "yet 85 (range 80 to 90) on"), (ours, "yet we found 85 ")):
        (found,) = contradictions((claim("CLM-1", second, first),), LIMITS)
        assert found.claims == ("CLM-1",)
        assert found.other("CLM-1") == ""
        assert f"96 (range 94 to 98) on 5 January 2026, {words}" in found.says
    assert not contradictions((claim("CLM-1", first, replace(first, n=9)),), LIMITS)


def test_no_known_limits_beside_a_text_that_describes_them() -> None:
    denied = ClaimFacts("CLM-1", ClaimKind.T7, "None.")
    told = ClaimFacts("CLM-2", ClaimKind.T7, "It misses bleeds under 3 ml and scans with motion.")
    (found,) = contradictions((denied, told), LIMITS)
    assert found.says == "CLM-1 says of limits “None.”, and CLM-2 describes some."
    assert not contradictions((denied,), LIMITS)
    assert not contradictions((told,), LIMITS)


def grouped(gap: int, **more: object) -> ClaimFacts:
    """Return a claim with two sexes, one of which falls behind by so much."""
    both = (("Men", 95, True), ("Women", 95 - gap, False))
    results = [
        ResultFacts(
            name, 500, 200, Decimal(figure), attribute=GroupAttribute.sex, is_reference=first
        )
        for name, figure, first in both
    ]
    bar = ThresholdFacts(SetBy.us, Decimal(3), about=BarAbout.gap)
    return claim("CLM-3", *results, thresholds=(bar,), **more)


def test_no_difference_beside_a_gap_beyond_our_limit() -> None:
    assert not contradictions((grouped(4),), LIMITS)
    assert not contradictions((grouped(3, says_no_difference=True),), LIMITS)
    (found,) = contradictions((grouped(4, says_no_difference=True),), LIMITS)
    assert found.claims == ("CLM-3",)
    assert "groups do not differ, and Women is 4 points worse" in found.says


def test_no_difference_by_one_attribute_is_not_held_against_another() -> None:
    by_age = (GroupAttribute.age,)
    assert not contradictions((grouped(4, says_no_difference=True, attributes=by_age),), LIMITS)
    said = ClaimFacts("CLM-1", ClaimKind.B2, says_no_difference=True)
    (found,) = contradictions((said, grouped(4)), LIMITS)
    assert found.claims == ("CLM-1", "CLM-3")
