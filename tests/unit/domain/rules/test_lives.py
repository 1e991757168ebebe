"""The rule about the hidden part of the whole-life cost."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from vendor_tracker.domain.dossier import ProductDossier
from vendor_tracker.domain.facts import CostFacts, DecisionFacts
from vendor_tracker.domain.gaps import Gap
from vendor_tracker.domain.lifeplans import Plan
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
AWARDED, LATER = date(2026, 7, 14), date(2026, 9, 1)
QUOTED = CostFacts(
    "COST-1",
    CostCategory.K01,
    quantity=Decimal(1),
    unit_price=Decimal(8500),
    disclosed_by=DisclosedBy.supplier,
    disclosed_on=date(2026, 5, 1),
)
LATE = replace(
    QUOTED,
    reference="COST-2",
    category=CostCategory.K11,
    unit_price=Decimal(1500),
    disclosed_on=LATER,
)


def bought(*costs: CostFacts) -> ProductDossier:
    """Return a product that was bought, with these cost lines."""
    award = DecisionFacts("DEC-1", Gate.award, None, AWARDED, Outcome.go_on)
    return ProductDossier("PRD-7", stage=Stage.contracted, costs=costs, decisions=(award,))


def test_more_than_the_share_is_critical(find: Find) -> None:
    # 2,000 of 10,500 a year, each year alike: 19%
    (gap,) = find("F34", bought(QUOTED, replace(LATE, unit_price=Decimal(2000))))
    assert (gap.key, gap.severity) == ("PRD-7", Severity.critical)
    assert gap.says == (
        "19% of the known whole-life cost was hidden: £10,000 of £52,500 over 5 years, in prices "
        "of year 1."
    )


def test_exactly_the_share_is_allowed(find: Find) -> None:
    # 1,500 of 10,000 is 15%
    assert not find("F34", bought(QUOTED, LATE))
    assert find("F34", bought(QUOTED, replace(LATE, unit_price=Decimal("1500.01"))))


@pytest.mark.parametrize(
    "line",
    [
        replace(LATE, disclosed_on=date(2026, 7, 14)),
        replace(LATE, bearer=Bearer.supplier),
        replace(LATE, category=CostCategory.K08),
        replace(LATE, unit_price=None),
    ],
    ids=["in time", "borne by the supplier", "ours to foresee", "without a figure"],
)
def test_it_is_silent_without_a_hidden_figure(find: Find, line: CostFacts) -> None:
    assert not find("F34", bought(replace(QUOTED, unit_price=Decimal(1)), line))


def test_the_years_that_somebody_set_decide(find: Find) -> None:
    # A cost of 5,000 once, and 8,500 a year: 37% of one year, 11% of five
    once = replace(LATE, charge=Charge.one_off, unit_price=Decimal(5000))
    product = bought(QUOTED, once)
    assert find("F34", replace(product, plan=Plan(AWARDED, 1)))
    assert not find("F34", replace(product, plan=Plan(AWARDED, 5)))
