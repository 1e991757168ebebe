"""The facts behind a gap read as people would say them."""

import pytest

from vendor_tracker.domain.factwords import label_of, value_of
from vendor_tracker.domain.gaps import Fact


@pytest.mark.parametrize(
    "entry, label, value",
    [
        (("CLM-1", "kind", "T5"), "Kind", "Performance"),
        (("EVD-1", "kind", "dtac"), "Kind", "DTAC form"),
        (("CLM-1", "relied_on", "yes"), "The case relies on it", "Yes"),
        (("CLM-1", "n", "1120"), "Number tested", "1,120"),
        (("CLM-1", "tested_on", "2026-08-04"), "Tested on", "4 August 2026"),
        (("CLM-1", "version", "VER-3"), "Shown for version", "VER-3"),
        (("COST-1", "unit_price", "1234.5"), "Price", "£1,234.50"),
        (("COST-1", "unit_price", ""), "Price", "not recorded"),
        (("PRD-1", "stage", "live"), "Stage", "Live"),
        (("QUE-1", "text", "yesterday"), "Words", "yesterday"),
        (("CLM-1", "kind", "of a sort"), "Kind", "of a sort"),
        (("PRD-7", "pat", "unknown"), "Is used by patients", "Not known"),
        (("PRD-7", "CORE-01", "their_word"), "CORE-01", "Their word only"),
        (("PRD-7", "CORE", "CORE-01 CORE-02"), "CORE", "CORE-01 CORE-02"),
    ],
)
def test_a_fact_has_a_name_and_a_value_in_words(entry: Fact, label: str, value: str) -> None:
    assert (label_of(entry), value_of(entry)) == (label, value)


def test_a_cost_that_nobody_recorded_is_named_by_its_category() -> None:
    assert label_of(("PRD-1", "cost of K11", "")).startswith("Cost: ")
    assert "K11" not in label_of(("PRD-1", "cost of K11", ""))
