"""The sentence that says where a subject stands."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from vendor_tracker.domain.costsummaries import CostSummary
from vendor_tracker.domain.readiness import (
    ProductStanding,
    SupplierStanding,
    Tone,
    gate_words,
    readiness,
    supplier_sentence,
)
from vendor_tracker.domain.vocabulary import Gate, Stage

TODAY = date(2026, 10, 6)
COSTS = CostSummary(year=Decimal(780), hidden_year=Decimal(176), lines=14, unknown=4)


def test_a_product_with_critical_gaps() -> None:
    standing = ProductStanding(
        Stage.evaluating,
        Gate.award,
        critical=3,
        major=5,
        last_met_on=date(2026, 8, 26),
        costs=COSTS,
        records=40,
    )
    found = readiness(standing, TODAY)
    assert found.tone == Tone.stop
    assert found.sentence == (
        "Not ready for award: 3 critical gaps; hidden costs are 23% of the known yearly cost; "
        "4 lines without a figure; last met 41 days ago."
    )


def test_a_product_in_catch_up() -> None:
    standing = ProductStanding(
        Stage.live,
        Gate.review,
        known_at_start=9,
        catch_up_on=date(2027, 1, 12),
        award_passed=True,
    )
    found = readiness(standing, TODAY)
    assert found.tone == Tone.no_score
    assert found.sentence == (
        "Live, never checked here: 9 gaps known at the start; review on 12 January 2027; "
        "award: date not known; costs not known; no meeting on record."
    )
    refused = readiness(replace(standing, critical=1), TODAY)
    assert refused.tone == Tone.stop
    assert refused.head == (
        "Live with 1 critical gap; else never checked here: review on 12 January 2027"
    )


@pytest.mark.parametrize(
    "standing, tone, head",
    [
        (ProductStanding(), Tone.no_score, "Watched only: nothing is asked of it yet"),
        (ProductStanding(Stage.retired), Tone.no_score, "Retired: no longer used"),
        (
            ProductStanding(Stage.shortlisted, Gate.award),
            Tone.no_score,
            "Not assessed yet: nothing is recorded about it",
        ),
        (
            ProductStanding(Stage.contracted, Gate.go_live, critical=1),
            Tone.stop,
            "Not ready for go-live: 1 critical gap",
        ),
        (
            ProductStanding(Stage.live, Gate.review, critical=1),
            Tone.stop,
            "Live with 1 critical gap",
        ),
        (
            ProductStanding(Stage.evaluating, Gate.award, major=2, records=3),
            Tone.warn,
            "No critical gap before award; 2 major gaps to settle",
        ),
        (
            ProductStanding(Stage.evaluating, Gate.award, records=3),
            Tone.go,
            "No critical or major gap found so far before award",
        ),
        (
            ProductStanding(Stage.evaluating, Gate.award, critical=2, stopped_by="DEC-3"),
            Tone.stop,
            "Stopped by DEC-3: it goes no further",
        ),
    ],
)
def test_how_a_sentence_begins(standing: ProductStanding, tone: Tone, head: str) -> None:
    found = readiness(standing, TODAY)
    assert (found.tone, found.head) == (tone, head)


@pytest.mark.parametrize(
    "costs, words",
    [
        (CostSummary(), "costs not known"),
        (CostSummary(lines=2, unknown=2), "costs not known: 2 lines without a figure"),
        (CostSummary(year=Decimal(9), lines=1), "no hidden cost is known"),
        (
            CostSummary(year=Decimal(9), lines=2, unknown=1),
            "no hidden cost is known; 1 line without a figure",
        ),
        (
            CostSummary(year=Decimal(9), lines=2, unknown=1, hidden_unknown=1),
            "1 hidden cost without a figure",
        ),
    ],
)
def test_missing_never_looks_good(costs: CostSummary, words: str) -> None:
    standing = ProductStanding(Stage.evaluating, Gate.award, costs=costs, records=1)
    assert words in readiness(standing, TODAY).sentence


def test_a_gate_without_a_date_says_so() -> None:
    assert gate_words(Gate.award, None, TODAY) == "Award: date not known"
    planned = gate_words(Gate.award, date(2026, 11, 13), TODAY)
    assert planned == "Award: planned for 13 November 2026"
    assert "was planned" in gate_words(Gate.award, date(2026, 10, 5), TODAY)


def test_a_supplier_sentence() -> None:
    standing = SupplierStanding(
        products=3,
        promises_late=2,
        oldest_question_on=date(2026, 8, 27),
        notice_by=date(2027, 3, 4),
    )
    assert supplier_sentence(standing, TODAY) == (
        "3 products, 2 promises late, oldest question 27 working days, notice by 4 March 2027."
    )
    quiet = supplier_sentence(SupplierStanding(products=1), TODAY)
    assert quiet == "1 product, no promise late, no question waits."


def test_what_is_waived_is_never_left_unsaid() -> None:
    waived = readiness(ProductStanding(Stage.evaluating, Gate.award, waived=2, records=3), TODAY)
    assert waived.tone is Tone.warn
    assert waived.sentence.startswith("No critical or major gap counts before award; 2 gaps waived")
    none = readiness(ProductStanding(Stage.evaluating, Gate.award, records=3), TODAY)
    assert none.tone is Tone.go
    assert "waived" not in none.sentence
