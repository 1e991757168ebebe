"""Rules about business cases: none, not whole, recalls not foreseen, and not taken on."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal

import pytest

from vendor_tracker.domain.dossier import ProductDossier
from vendor_tracker.domain.facts import ClaimFacts, CostFacts, DecisionFacts
from vendor_tracker.domain.gaps import Gap
from vendor_tracker.domain.productfacts import CaseFacts
from vendor_tracker.domain.settings import Limits
from vendor_tracker.domain.vocabulary import (
    Bearer,
    CostCategory,
    EsfTier,
    Gate,
    Outcome,
    Severity,
    Stage,
)

Find = Callable[..., tuple[Gap, ...]]
TODAY = date(2026, 10, 6)
NEAR = timedelta(days=Limits().days_before_award)
WHOLE = CaseFacts("CAS-1", True, Decimal(0), "", True, True, True)
PRICED = CostFacts("COST-1", CostCategory.K01, unit_price=Decimal(100), quantity=Decimal(1))
RECALLS = replace(WHOLE, extra_recalls=Decimal(14), capacity_owner="CT lead")
K13 = CostFacts("COST-2", CostCategory.K13, unit_price=Decimal(112))


def product(stage: Stage = Stage.evaluating, **facts: object) -> ProductDossier:
    """Return a product at a stage."""
    return ProductDossier("PRD-7", stage=stage, **facts)  # type: ignore[arg-type]


def planned(gate: Gate, days: timedelta) -> tuple[DecisionFacts, ...]:
    """Return a decision that is planned so many days from today."""
    return (DecisionFacts("DEC-1", gate, TODAY + days),)


def test_f01_is_critical_once_a_trial_or_award_was_decided(find: Find) -> None:
    decided = (DecisionFacts("DEC-1", Gate.pilot, None, TODAY, Outcome.go_on),)
    (gap,) = find("F01", product(Stage.piloting, decisions=decided))
    assert (gap.severity, gap.gate, gap.key) == (Severity.critical, Gate.pilot, "PRD-7")
    assert [remedy.action.value for remedy in gap.remedies] == ["open_case"]
    assert not find("F01", product(Stage.piloting, decisions=decided, case=WHOLE))


@pytest.mark.parametrize("gate", [Gate.pilot, Gate.award])
def test_f01_speaks_from_the_day_on_which_a_trial_or_award_is_near(find: Find, gate: Gate) -> None:
    (gap,) = find("F01", product(decisions=planned(gate, NEAR)))
    assert gap.severity is Severity.critical
    assert not find("F01", product(decisions=planned(gate, NEAR + timedelta(days=1))))


@pytest.mark.parametrize("stage", [Stage.piloting, Stage.contracted, Stage.live])
def test_f01_is_major_where_nothing_was_recorded_and_somebody_has_begun(
    find: Find, stage: Stage
) -> None:
    (gap,) = find("F01", product(stage, claims=(ClaimFacts("CLM-1"),)))
    assert gap.severity is Severity.major
    assert not find("F01", product(stage))


def test_f01_leaves_what_is_only_weighed_up_alone(find: Find) -> None:
    assert not find("F01", product(claims=(ClaimFacts("CLM-1"),)))


@pytest.mark.parametrize(
    "missing, words",
    [
        ({"has_outcome": False}, "gets better for patients"),
        ({"has_time": False}, "the time of staff"),
        ({"serves_plan": False}, "which plan it serves"),
        ({"has_risk": False}, "what may go wrong"),
    ],
)
def test_f02_names_what_a_case_leaves_out(find: Find, missing: dict[str, bool], words: str) -> None:
    case = replace(WHOLE, **missing)  # type: ignore[arg-type]
    (gap,) = find("F02", product(case=case, costs=(PRICED,)))
    assert (gap.severity, words in gap.says) == (Severity.major, True)
    assert len(gap.facts) == 1


def test_f02_needs_a_cost_with_a_figure(find: Find) -> None:
    (gap,) = find("F02", product(case=WHOLE, costs=(replace(PRICED, unit_price=None),)))
    assert gap.says == "CAS-1 does not say what it costs."
    assert not find("F02", product(case=WHOLE, shared_costs=(PRICED,)))
    assert not find("F02", product(case=WHOLE, costs=(PRICED,)))


def test_f02_is_silent_without_a_case(find: Find) -> None:
    assert not find("F02", product())


def test_f03_wants_an_estimate_where_a_product_guides_care(find: Find) -> None:
    case = replace(WHOLE, extra_recalls=None)
    (gap,) = find("F03", product(case=case, esf_tier=EsfTier.C))
    assert gap.severity is Severity.critical
    assert not find("F03", product(case=case, esf_tier=EsfTier.B))
    assert not find("F03", product(case=None, esf_tier=EsfTier.C))


def test_f03_takes_none_for_an_answer(find: Find) -> None:
    assert not find("F03", product(case=WHOLE, esf_tier=EsfTier.C))


def test_f04_wants_a_cost_and_somebody_who_takes_them_on(find: Find) -> None:
    (gap,) = find("F04", product(case=replace(RECALLS, capacity_owner="")))
    assert gap.severity is Severity.major
    assert gap.says == (
        "CAS-1 expects 14 more recalls for each 1,000 cases, and no cost line says what they "
        "cost and nobody is named who has the capacity for them."
    )
    assert [remedy.value for remedy in gap.remedies] == ["K13", ""]
    assert not find("F04", product(case=RECALLS, costs=(K13,)))


@pytest.mark.parametrize(
    "line, speaks",
    [
        (replace(K13, unit_price=None), True),
        (replace(K13, not_applicable="No recalls"), True),
        (replace(K13, unit_price=None, nil_on=TODAY), True),
        (replace(K13, unit_price=None, bearer=Bearer.supplier), False),
    ],
)
def test_f04_takes_a_price_or_a_supplier_who_pays(
    find: Find, line: CostFacts, speaks: bool
) -> None:
    assert bool(find("F04", product(case=RECALLS, costs=(line,)))) is speaks


def test_f04_is_silent_where_no_more_are_called_back(find: Find) -> None:
    assert not find("F04", product(case=WHOLE))
    assert not find("F04", product(case=replace(WHOLE, extra_recalls=None)))
    (gap,) = find("F04", product(case=replace(RECALLS, extra_recalls=Decimal("0.1"))))
    assert "expects 0.1 more" in gap.says
