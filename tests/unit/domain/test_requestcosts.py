"""Prices as suppliers write them."""

from decimal import Decimal

import pytest

from vendor_tracker.domain.errors import Refused
from vendor_tracker.domain.facts import CostFacts
from vendor_tracker.domain.requestcosts import Price, cost_of, open_costs, read_price
from vendor_tracker.domain.vocabulary import Charge, CostCategory


@pytest.mark.parametrize(
    "text, price",
    [
        ("£1,200 a year", Price(Decimal(1200))),
        ("1200.00  per year", Price(Decimal(1200))),
        ("500 once", Price(Decimal(500), Charge.one_off)),
        ("500 one-off", Price(Decimal(500), Charge.one_off)),
        ("0.40 for each scan", Price(Decimal("0.40"), unit="scan")),
        ("12 per user", Price(Decimal(12), unit="user")),
        ("nil", Price(None)),
        ("£0", Price(None)),
        ("0 a year", Price(None)),
    ],
)
def test_a_price_is_read_with_how_it_is_charged(text: str, price: Price) -> None:
    assert read_price(text) == price
    assert read_price(price.words) == price


@pytest.mark.parametrize("text", ["1200", "on request", "1.2.3 a year", "a year"])
def test_a_price_that_leaves_it_open_is_refused(text: str) -> None:
    with pytest.raises(Refused):
        read_price(text)


def test_a_cost_is_asked_until_it_has_a_figure_or_a_nil() -> None:
    waiting = CostFacts("COST-1", CostCategory.K01)
    told = CostFacts("COST-2", CostCategory.K02, unit_price=Decimal(3))
    asked = open_costs([waiting, told])
    assert CostCategory.K01 in asked
    assert CostCategory.K02 not in asked
    assert all(one.supplier_discloses for one in asked)


def test_only_a_kind_of_cost_is_one() -> None:
    assert cost_of("K01") is CostCategory.K01
    assert cost_of("CORE-01") is None
