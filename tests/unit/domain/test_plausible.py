"""Figures of results that cannot be right."""

from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from vendor_tracker.domain.errors import Refused
from vendor_tracker.domain.facts import ResultFacts
from vendor_tracker.domain.plausible import check_result

TODAY = date(2026, 6, 3)
RANGE: dict[str, Any] = {"low": Decimal(93), "high": Decimal(97)}


def refused_at(metric: str = "Sensitivity, percent", **figures: Any) -> str | None:
    """Return the field at which a result is refused; None where it is taken."""
    try:
        check_result(ResultFacts(**figures), metric, TODAY)
    except Refused as refusal:
        return refusal.field
    return None


@pytest.mark.parametrize("subgroup", ["", "women"])
@pytest.mark.parametrize(
    "ends", [RANGE, {"low": Decimal(93)}, {"high": Decimal(97)}, {"low": Decimal(0)}]
)
def test_a_range_needs_the_result_it_lies_around(ends: dict[str, Any], subgroup: str) -> None:
    assert refused_at(subgroup=subgroup, **ends) == "estimate"
    assert refused_at(estimate=Decimal(95), **RANGE) is None
    assert refused_at() is None


@pytest.mark.parametrize(
    "metric, people, field",
    [
        ("Minutes", {"n": 0}, "n"),
        ("Minutes", {"n": 1}, None),
        ("Sensitivity", {"n": 210, "positives": 0}, "positives"),
        ("Recall", {"positives": 0}, "positives"),
        ("Sensitivity", {"n": 210, "positives": 1}, None),
        ("Specificity", {"n": 210, "positives": 0}, None),
        ("Specificity", {"n": 210, "positives": 210}, "positives"),
        ("Specificity", {"n": 210, "positives": 209}, None),
    ],
)
def test_a_result_is_counted_among_somebody(
    metric: str, people: dict[str, int], field: str | None
) -> None:
    assert refused_at(metric, estimate=Decimal(94), **people) == field
    assert refused_at(metric, **people) is None, "without a result nothing is counted"


def test_a_range_has_two_ends() -> None:
    assert refused_at(estimate=Decimal(94), low=Decimal(93)) == "high"
    assert refused_at(estimate=Decimal(94), high=Decimal(97)) == "low"
    assert refused_at(estimate=Decimal(94), **RANGE) is None
