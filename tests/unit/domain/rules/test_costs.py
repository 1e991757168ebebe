"""Rules about costs."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal

import pytest

from vendor_tracker.domain.dossier import (
    ProductDossier,
)
from vendor_tracker.domain.facts import (
    CostFacts,
    DecisionFacts,
)
from vendor_tracker.domain.gaps import Gap
from vendor_tracker.domain.vocabulary import (
    Bearer,
    Charge,
    CostCategory,
    DisclosedBy,
    Gate,
    Outcome,
    Severity,
    Stage,
)

Find = Callable[..., tuple[Gap, ...]]
TODAY = date(2026, 10, 6)
AWARDED = date(2026, 7, 14)
LICENCE = CostFacts("COST-1", CostCategory.K01, quantity=Decimal(1), unit_price=Decimal(9000))
PAIR = pytest.mark.parametrize(
    "code, category", [("F31", CostCategory.K11), ("F32", CostCategory.K12)]
)


def evaluated(*costs: CostFacts, planned_on: date | None = None) -> ProductDossier:
    """Return a product that is being weighed up, with these cost lines."""
    decisions = (DecisionFacts("DEC-1", Gate.award, planned_on),) if planned_on else ()
    return ProductDossier("PRD-7", stage=Stage.evaluating, costs=costs, decisions=decisions)


def awarded(*costs: CostFacts) -> ProductDossier:
    """Return a product that was bought, with these cost lines."""
    award = DecisionFacts("DEC-1", Gate.award, None, AWARDED, Outcome.go_on)
    return ProductDossier("PRD-7", stage=Stage.contracted, costs=costs, decisions=(award,))


@PAIR
def test_a_named_cost_is_missing_once_money_is_talked_about(
    find: Find, code: str, category: CostCategory
) -> None:
    (gap,) = find(code, evaluated(LICENCE))
    assert (gap.key, gap.severity) == ("PRD-7", Severity.major)
    assert gap.remedies[0].text.endswith(category.question)


@PAIR
def test_a_fresh_list_is_not_scolded(find: Find, code: str, category: CostCategory) -> None:
    assert not find(code, evaluated())


@PAIR
def test_it_becomes_critical_42_days_before_the_award(
    find: Find, recheck: Callable[..., date | None], code: str, category: CostCategory
) -> None:
    near, far = (evaluated(planned_on=TODAY + timedelta(days=days)) for days in (42, 43))
    assert find(code, near)[0].severity == Severity.critical
    assert not find(code, far)
    assert recheck(code, far) == TODAY + timedelta(days=1)


@PAIR
def test_it_is_critical_once_the_award_is_passed(
    find: Find, code: str, category: CostCategory
) -> None:
    assert find(code, awarded())[0].severity == Severity.critical


@PAIR
def test_asked_and_unanswered_past_20_working_days_is_critical(
    find: Find, recheck: Callable[..., date | None], code: str, category: CostCategory
) -> None:
    asked = CostFacts("COST-2", category, asked_on=date(2026, 9, 8))
    assert find(code, evaluated(asked))[0].severity == Severity.major
    assert recheck(code, evaluated(asked)) == date(2026, 10, 7)
    assert find(code, evaluated(asked), date(2026, 10, 7))[0].severity == Severity.critical


@PAIR
@pytest.mark.parametrize(
    "answer",
    [
        {"unit_price": Decimal(0)},
        {"nil_on": date(2026, 9, 1)},
        {"bearer": Bearer.supplier},
    ],
)
def test_a_figure_a_nil_or_the_supplier_paying_is_an_answer(
    find: Find, code: str, category: CostCategory, answer: dict[str, object]
) -> None:
    line = CostFacts("COST-2", category, **answer)  # type: ignore[arg-type]
    assert not find(code, awarded(line))
    shared = ProductDossier("PRD-7", stage=Stage.live, shared_costs=(line,))
    assert not find(code, shared)


def told(by: DisclosedBy, on: date, asked_on: date | None = None) -> CostFacts:
    """Return a line of £100 a year that came to light like this."""
    figures = {"quantity": Decimal(1), "unit_price": Decimal(100)}
    return CostFacts(
        "COST-3",
        CostCategory.K06,
        bearer=Bearer.us,
        disclosed_by=by,
        disclosed_on=on,
        asked_on=asked_on,
        **figures,  # type: ignore[arg-type]
    )


def test_f33_a_cost_told_the_day_after_the_award_was_hidden(find: Find) -> None:
    (gap,) = find("F33", awarded(told(DisclosedBy.supplier, AWARDED + timedelta(days=1))))
    assert gap.says == (
        "1 cost line was hidden: hosting and storage (COST-3, disclosed late). "
        "It comes to £100 a year."
    )


def test_f33_is_silent_for_a_cost_told_on_the_day_of_the_award(find: Find) -> None:
    assert not find("F33", awarded(told(DisclosedBy.supplier, AWARDED)))


def test_f33_a_cost_we_found_after_asking_was_hidden_before_any_award(find: Find) -> None:
    asked_on = date(2026, 6, 1)
    assert find("F33", evaluated(told(DisclosedBy.us, date(2026, 6, 2), asked_on)))
    assert not find("F33", evaluated(told(DisclosedBy.us, date(2026, 6, 1), asked_on)))


def test_f33_says_what_hidden_lines_come_to_yearly_and_once(find: Find) -> None:
    late = AWARDED + timedelta(days=1)
    year = told(DisclosedBy.supplier, late)
    once = replace(year, reference="COST-4", charge=Charge.one_off, quantity=Decimal(3))
    open_line = replace(year, reference="COST-5", quantity=None)
    (gap,) = find("F33", awarded(year, once, open_line))
    assert gap.says.endswith("They come to at least £100 a year and £300 once.")


@PAIR
def test_a_price_without_a_number_tells_no_cost(
    find: Find, code: str, category: CostCategory
) -> None:
    line = CostFacts("COST-2", category, unit_price=Decimal(60))
    (gap,) = find(code, awarded(line))
    assert "COST-2 has a price, but not how many" in gap.says
    assert not find(code, awarded(replace(line, quantity=Decimal(1))))
    assert not find(code, awarded(replace(line, bearer=Bearer.supplier)))


@PAIR
def test_a_line_that_has_ended_answers_no_more(
    find: Find, recheck: Callable[..., date | None], code: str, category: CostCategory
) -> None:
    line = CostFacts("COST-2", category, quantity=Decimal(1), unit_price=Decimal(60), ends_on=TODAY)
    assert not find(code, awarded(line))
    tomorrow = TODAY + timedelta(days=1)
    assert recheck(code, awarded(line)) == tomorrow
    (gap,) = find(code, awarded(line), tomorrow)
    assert "the line that told it ended on 6 October 2026" in gap.says
