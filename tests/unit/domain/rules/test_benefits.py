"""Benefits that fall short of their plan, or that nobody has measured."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal

import pytest

from vendor_tracker.domain.dossier import ProductDossier
from vendor_tracker.domain.gaps import Action, Gap
from vendor_tracker.domain.productfacts import BenefitFacts, CaseFacts
from vendor_tracker.domain.vocabulary import Severity, Stage

Find = Callable[..., tuple[Gap, ...]]
LookAgain = Callable[..., date | None]
TODAY = date(2026, 10, 6)
ONE_DAY = timedelta(days=1)
NIGHTS = BenefitFacts("Locum nights saved", "nights", date(2026, 9, 30), Decimal(40))
MEASURED = replace(NIGHTS, actual=Decimal(31))


def product(*benefits: BenefitFacts, stage: Stage = Stage.live) -> ProductDossier:
    """Return a product with these benefits in its case."""
    case = CaseFacts("CAS-1", True, Decimal(0), "", True, True, True, benefits)
    return ProductDossier("PRD-7", stage=stage, case=case)


@pytest.mark.parametrize("actual, speaks", [("19.99", True), ("20", False), ("-3", True)])
def test_f57_speaks_below_half_of_the_plan(find: Find, actual: str, speaks: bool) -> None:
    gaps = find("F57", product(replace(NIGHTS, actual=Decimal(actual))))
    assert bool(gaps) is speaks
    for gap in gaps:
        assert gap.severity is Severity.major
        assert gap.says == f"Locum nights saved came to {actual} of 40 nights planned."
        assert [one.action for one in gap.remedies] == [Action.open_case, Action.add_decision]


def test_f57_says_what_nobody_has_measured_from_the_day_after(
    find: Find, recheck: LookAgain
) -> None:
    due = replace(NIGHTS, due_on=TODAY)
    assert not find("F57", product(due))
    assert recheck("F57", product(due)) == TODAY + ONE_DAY
    (gap,) = find("F57", product(due), TODAY + ONE_DAY)
    assert gap.says == "Nobody has measured Locum nights saved (due 6 October 2026)."
    assert (gap.remedies[0].action, gap.remedies[0].reference) == (
        Action.measure_benefits, "CAS-1",
    )  # fmt: skip
    assert gap.facts == (("CAS-1", "benefit_not_measured", "Locum nights saved / 2026-10-06 / 40"),)


def test_f57_looks_at_the_last_day_of_each_benefit(find: Find) -> None:
    first = replace(NIGHTS, due_on=date(2026, 3, 31), actual=Decimal(2))
    assert not find("F57", product(first, MEASURED))
    assert not find("F57", product(replace(first, actual=None), MEASURED))
    # A new day without a figure takes nothing back of what was short before.
    (gap,) = find("F57", product(first, NIGHTS))
    assert gap.says == (
        "Locum nights saved came to 2 of 40 nights planned. Nobody has measured "
        "Locum nights saved (due 30 September 2026)."
    )


def test_f57_is_one_flag_however_many_benefits_fall_short(find: Find) -> None:
    rows = [replace(NIGHTS, name=f"Benefit {n}", actual=Decimal(1)) for n in range(5)]
    (gap,) = find("F57", product(*rows))
    assert gap.says.endswith("Benefit 2 came to 1 of 40 nights planned and 2 others.")
    assert len(gap.facts) == 5


def test_f57_waits_for_a_figure_whose_day_is_still_to_come(find: Find, recheck: LookAgain) -> None:
    early = replace(NIGHTS, due_on=TODAY + ONE_DAY, actual=Decimal(1))
    assert not find("F57", product(early))
    assert recheck("F57", product(early)) == TODAY + ONE_DAY
    assert find("F57", product(early), TODAY + ONE_DAY)


@pytest.mark.parametrize("stage", [Stage.evaluating, Stage.piloting, Stage.contracted])
def test_f57_speaks_of_what_is_in_use_alone(find: Find, stage: Stage) -> None:
    assert not find("F57", product(NIGHTS, stage=stage))


def test_f57_has_nothing_to_say_without_a_plan_a_case_or_a_day(find: Find) -> None:
    assert not find("F57", ProductDossier("PRD-7", stage=Stage.live))
    assert not find("F57", product())
    assert not find("F57", product(replace(NIGHTS, planned=None)))
    assert not find("F57", product(replace(NIGHTS, due_on=None)))
    assert not find("F57", product(MEASURED))
