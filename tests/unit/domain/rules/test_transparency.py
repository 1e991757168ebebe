"""Rules about openness."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from vendor_tracker.domain.dossier import (
    ProductDossier,
)
from vendor_tracker.domain.facts import (
    ClaimFacts,
    ResultFacts,
    ThresholdFacts,
)
from vendor_tracker.domain.gaps import Gap
from vendor_tracker.domain.vocabulary import ClaimKind, Direction, SetBy, Severity, Stage

Find = Callable[..., tuple[Gap, ...]]
OURS = ThresholdFacts(
    SetBy.us, Decimal(92), date(2026, 6, 3), why="8 in 100", people=2, has_clinician=True
)
THEIRS = ThresholdFacts(SetBy.supplier, Decimal(80))
RESULT = ResultFacts(
    n=220,
    positives=104,
    estimate=Decimal("96.2"),
    low=Decimal("90.4"),
    high=Decimal("98.9"),
    tested_on=date(2026, 6, 15),
)
CLAIM = ClaimFacts(
    "CLM-103",
    ClaimKind.T5,
    statement="It finds 96% of bleeds",
    said_by="Clinical lead",
    said_where="Test report",
    said_on=date(2026, 6, 15),
    version="VER-2",
    metric="Sensitivity",
    direction=Direction.higher,
    population="One US hospital group",
    relied_on=True,
    thresholds=(OURS, THEIRS),
    results=(RESULT,),
    evidence=("EVD-60",),
)


def product(claim: ClaimFacts, stage: Stage = Stage.evaluating) -> ProductDossier:
    """Return a product with this one claim."""
    return ProductDossier("PRD-7", stage=stage, claims=(claim,))


def test_f07_a_claim_relied_on_needs_a_bar_of_ours(find: Find) -> None:
    (gap,) = find("F07", product(replace(CLAIM, thresholds=(THEIRS,))))
    assert (gap.key, gap.severity) == ("CLM-103", Severity.critical)
    assert "The bar we know is 80, set by the supplier." in gap.says


@pytest.mark.parametrize(
    "claim",
    [
        CLAIM,
        replace(CLAIM, thresholds=(), relied_on=False),
        replace(CLAIM, thresholds=(), kind=ClaimKind.T7),
        replace(CLAIM, thresholds=(ThresholdFacts(SetBy.both, Decimal(90)),)),
    ],
)
def test_f07_is_silent_with_a_bar_or_without_reliance(find: Find, claim: ClaimFacts) -> None:
    assert not find("F07", product(claim))


def test_f09_a_bar_set_the_day_after_the_test_is_newer(find: Find) -> None:
    late = replace(OURS, set_on=date(2026, 6, 16))
    (gap,) = find("F09", product(replace(CLAIM, thresholds=(late,))))
    assert "set on 16 June 2026" in gap.says
    assert "15 June 2026" in gap.says


@pytest.mark.parametrize("set_on", [date(2026, 6, 15), None])
def test_f09_is_silent_on_the_same_day_or_without_a_date(find: Find, set_on: date | None) -> None:
    bar = replace(OURS, set_on=set_on)
    assert not find("F09", product(replace(CLAIM, thresholds=(bar,))))


@pytest.mark.parametrize(
    "bar, severity",
    [("92", Severity.major), ("96.3", Severity.critical), ("99", Severity.critical)],
)
def test_f10_weighs_a_result_against_our_bar(find: Find, bar: str, severity: Severity) -> None:
    ours = replace(OURS, value=Decimal(bar))
    (gap,) = find("F10", product(replace(CLAIM, thresholds=(ours, THEIRS))))
    assert gap.severity == severity
    assert gap.says.endswith("It meets the bar set by the supplier, 80.")


@pytest.mark.parametrize("thresholds", [(THEIRS,), (replace(OURS, value=Decimal("90.4")),)])
def test_f10_is_silent_when_the_bar_is_met_or_not_ours(
    find: Find, thresholds: tuple[ThresholdFacts, ...]
) -> None:
    assert not find("F10", product(replace(CLAIM, thresholds=thresholds)))


def test_f10_leaves_a_claim_without_a_figure_to_f12(find: Find) -> None:
    bare = product(replace(CLAIM, results=()))
    assert not find("F10", bare)
    assert "result" in find("F12", bare)[0].says


def test_f12_names_what_is_missing(find: Find) -> None:
    (gap,) = find("F12", product(replace(CLAIM, version="", population="")))
    assert gap.severity == Severity.major
    assert gap.says.endswith("Missing: product version, and people and place.")


def test_f12_is_silent_when_every_part_is_given_even_without_bars(find: Find) -> None:
    assert not find("F12", product(replace(CLAIM, thresholds=())))


def test_f12_asks_little_of_a_statement_without_a_measure(find: Find) -> None:
    told = replace(CLAIM, kind=ClaimKind.T7, metric="", results=(), thresholds=(), population="")
    assert not find("F12", product(told))


def test_f12_gathers_statements_not_sorted_yet(find: Find) -> None:
    claims = tuple(ClaimFacts(f"CLM-{number}", statement="Fast") for number in (1, 2))
    (gap,) = find("F12", ProductDossier("PRD-7", stage=Stage.evaluating, claims=claims))
    assert (gap.key, gap.severity) == ("PRD-7", Severity.minor)
    assert gap.says.startswith("2 statements are logged without a kind")
    (gap,) = find("F12", ProductDossier("PRD-7", stage=Stage.evaluating, claims=claims[:1]))
    assert gap.says.endswith("so nobody knows what would prove it.")


def test_f12_claims_of_one_card_share_one_flag_unless_the_case_relies_on_one(find: Find) -> None:
    bare = replace(CLAIM, version="", card="CRD-1", relied_on=False)
    claims = (bare, replace(bare, reference="CLM-104", population=""))
    dossier = ProductDossier("PRD-7", stage=Stage.evaluating, claims=claims)
    (gap,) = find("F12", dossier)
    assert gap.key == "CRD-1"
    assert "2 claims of CRD-1 cannot be checked as they stand" in gap.says
    assert "CLM-104 lacks product version, and people and place" in gap.says
    relied = replace(dossier, claims=(claims[0], replace(claims[1], relied_on=True)))
    assert sorted(one.key for one in find("F12", relied)) == ["CLM-104", "CRD-1"]


@pytest.mark.parametrize(
    "change, words",
    [
        ({"value": Decimal(80), "why": ""}, "equals the supplier's and no reason is given"),
        ({"people": 1}, "was set by 1 person"),
        ({"people": None}, "does not say how many people set it"),
        ({"has_clinician": False}, "was set without a clinician"),
    ],
)
def test_f61_a_bar_that_nobody_thought_about(
    find: Find, change: dict[str, object], words: str
) -> None:
    bar = replace(OURS, **change)  # type: ignore[arg-type]
    (gap,) = find("F61", product(replace(CLAIM, thresholds=(bar, THEIRS))))
    assert words in gap.says


def test_f61_a_bar_without_a_date_may_be_newer_than_its_result(find: Find) -> None:
    (gap,) = find("F61", product(replace(CLAIM, thresholds=(replace(OURS, set_on=None),))))
    assert gap.says.endswith("has no date, so it may be newer than the result.")


@pytest.mark.parametrize(
    "bar, low, asked",
    [
        ("92", "90.4", "Ask the supplier for a larger test"),
        ("92", None, "Ask the supplier for the range"),
        ("99", "90.4", "Ask the supplier what it will do about it"),
    ],
)
def test_f10_asks_for_what_may_settle_it(find: Find, bar: str, low: str | None, asked: str) -> None:
    ours = replace(OURS, value=Decimal(bar))
    result = replace(CLAIM.results[0], low=Decimal(low) if low else None)
    (gap,) = find("F10", product(replace(CLAIM, thresholds=(ours,), results=(result,))))
    assert gap.remedies[0].text == asked


def test_f61_is_silent_for_the_same_bar_with_a_reason(find: Find) -> None:
    bar = replace(OURS, value=Decimal(80))
    assert not find("F61", product(replace(CLAIM, thresholds=(bar, THEIRS))))


@pytest.mark.parametrize("stage", [Stage.watching, Stage.retired])
def test_watched_and_retired_products_raise_nothing(find: Find, stage: Stage) -> None:
    assert not find("F07", product(replace(CLAIM, thresholds=()), stage))
