"""How the price of a line comes about, each worked out by hand."""

from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from vendor_tracker.domain.drivers import (
    DriverRow,
    Follower,
    check_drivers,
    hour_price,
    moves,
    quantity_of,
)
from vendor_tracker.domain.errors import Refused, RefusedMany
from vendor_tracker.domain.facts import CostFacts
from vendor_tracker.domain.pricing import check_pricing, price_of
from vendor_tracker.domain.tiers import Tier, one_more
from vendor_tracker.domain.vocabulary import CostCategory, DriverKind

TODAY = date(2026, 10, 6)
EUROS: dict[str, Any] = {
    "currency": "EUR",
    "currency_price": Decimal("1.15"),
    "currency_rate": Decimal("0.8612"),
    "currency_rate_on": TODAY,
}
BANDS = {"tiers": "up to 100: 2; beyond: 1.5"}


def refused_at(**cost: Any) -> str | None:
    """Return the field at which a line is refused; None where it is taken."""
    try:
        check_pricing(cost, TODAY)
    except Refused as refusal:
        return refusal.field
    except RefusedMany as many:
        return many.refusals[0].field
    return None


def test_a_line_follows_so_many_for_each() -> None:
    # 12,000 scans, three minutes of an hour for each: 600 hours.
    assert quantity_of(Decimal(12_000), Decimal("0.05")) == Decimal(600)
    assert quantity_of(Decimal(12_000), None) == Decimal(12_000)


def test_an_hour_costs_pay_with_what_is_added() -> None:
    # £24.37 with 23.5% on top: 24.37 x 1.235 = 30.09695.
    assert hour_price(Decimal("24.37"), Decimal("23.5")) == Decimal("30.09695")


def test_other_money_becomes_pounds_at_its_rate() -> None:
    # 1.15 euros at £0.8612 each: 0.99038.
    assert price_of(EUROS) == {"unit_price": Decimal("0.99038")}
    assert price_of({"unit_price": Decimal(3)}) == {}
    assert price_of(BANDS) == {"unit_price": Decimal(2)}


@pytest.mark.parametrize(
    "field, cost",
    [
        (None, EUROS),
        (None, {"currency": "GBP"}),
        (None, BANDS),
        ("currency_rate", EUROS | {"currency_rate": None}),
        ("currency_rate", EUROS | {"currency_rate": Decimal(0)}),
        ("currency_rate_on", EUROS | {"currency_rate_on": None}),
        ("currency_rate_on", EUROS | {"currency_rate_on": date(2026, 10, 7)}),
        ("currency_price", EUROS | {"currency_price": None}),
        ("currency", EUROS | {"currency": "EURO"}),
        ("currency", EUROS | {"currency": "GBP"}),
        ("currency", EUROS | BANDS),
        ("tiers", {"tiers": "lots"}),
        ("tiers-1-up_to", {"tiers": "up to 10: 2; up to 10: 1; beyond: 1"}),
        ("most", {"minimum": Decimal(2), "most": Decimal(1)}),
        ("per_driver", {"per_driver": Decimal(0)}),
        ("staff_role", {"staff_role": "Analyst", **BANDS}),
        ("low_price", {"low_price": Decimal(1), **BANDS}),
    ],
)
def test_what_cannot_be_right_is_refused_at_its_field(
    field: str | None, cost: dict[str, Any]
) -> None:
    assert refused_at(**cost) == field


def test_the_lines_that_move_are_told_with_both_amounts() -> None:
    scans = {"quantity": Decimal(100), "unit_price": Decimal(2), "driver": DriverKind.studies}
    line = CostFacts("COST-1", CostCategory.K02, **scans)  # type: ignore[arg-type]
    users = CostFacts("COST-2", driver=DriverKind.users, quantity=Decimal(9))
    found = moves(
        [Follower(line, None), Follower(users, Decimal(3))],
        {DriverKind.studies: Decimal(150), DriverKind.users: Decimal(3)},
    )
    assert [(one.line.reference, one.before, one.after) for one in found] == [
        ("COST-1", Decimal(200), Decimal(300))
    ]


def test_what_lines_follow_is_not_taken_away() -> None:
    with pytest.raises(RefusedMany, match="COST-1 follows it"):
        check_drivers([], {DriverKind.studies: ["COST-1"]})
    with pytest.raises(RefusedMany, match="fewer than none"):
        check_drivers([DriverRow(DriverKind.users, Decimal(-1))], {})
    check_drivers([DriverRow(DriverKind.users, Decimal(0))], {DriverKind.users: ["COST-1"]})


@pytest.mark.parametrize(
    "quantity, ends, more",
    [
        (99, {}, "2"),
        (100, {}, "1.5"),
        (10, {"minimum": Decimal(50)}, "0"),
        (24, {"minimum": Decimal(49)}, "1"),
        (101, {"most": Decimal("201.50")}, "0"),
    ],
)
def test_one_more_costs_the_price_of_its_band(
    quantity: int, ends: dict[str, Decimal], more: str
) -> None:
    bands = (Tier(Decimal(100), Decimal(2)), Tier(None, Decimal("1.5")))
    assert one_more(Decimal(quantity), Decimal(2), bands, **ends) == Decimal(more)


def test_one_more_is_told_as_finely_as_its_price() -> None:
    assert one_more(Decimal(5), Decimal("0.004")) == Decimal("0.004")
    assert one_more(None, Decimal(2)) is None
