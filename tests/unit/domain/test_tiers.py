"""Prices by volume, a least and a most to pay: each worked out by hand."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vendor_tracker.domain.errors import RefusedMany
from vendor_tracker.domain.tiers import Tier, charged, check_tiers, read_tiers, write_tiers

# The first 10,000 at £1.20, the next 10,000 at £0.90, each one beyond at £0.75.
_TIERS = (
    Tier(Decimal(10_000), Decimal("1.2")),
    Tier(Decimal(20_000), Decimal("0.9")),
    Tier(None, Decimal("0.75")),
)


@pytest.mark.parametrize(
    "quantity, price",
    [
        (0, "0.00"),
        (10_000, "12000.00"),
        (10_001, "12000.90"),
        (20_000, "21000.00"),
        (25_000, "24750.00"),  # 12,000 + 9,000 + 5,000 x 0.75
    ],
)
def test_each_band_charges_the_part_that_falls_into_it(quantity: int, price: str) -> None:
    assert charged(Decimal(quantity), None, _TIERS) == Decimal(price)


def test_the_least_is_charged_even_at_no_use_and_the_most_ends_the_bill() -> None:
    assert charged(Decimal(0), Decimal(2), minimum=Decimal(500), most=Decimal(900)) == Decimal(500)
    assert charged(Decimal(300), Decimal(2), minimum=Decimal(500), most=Decimal(900)) == Decimal(
        600
    )
    assert charged(Decimal(451), Decimal(2), minimum=Decimal(500), most=Decimal(900)) == Decimal(
        900
    )


def test_without_a_quantity_or_a_price_nobody_knows() -> None:
    assert charged(Decimal(5), None, minimum=Decimal(500)) is None
    assert charged(Decimal(5), Decimal("1.115")) == Decimal("5.58")


def test_bands_are_written_so_that_people_can_read_them() -> None:
    text = write_tiers(_TIERS)
    assert text == "up to 10000: 1.2; up to 20000: 0.9; beyond: 0.75"
    assert read_tiers(text) == _TIERS
    assert read_tiers("up to 10,000: £1.20; beyond: 0.9") == (
        Tier(Decimal(10_000), Decimal("1.20")),
        Tier(None, Decimal("0.9")),
    )


@pytest.mark.parametrize("text", ["10000: 1.2", "up to many: 1", "beyond 5: 2", "beyond:"])
def test_words_that_are_no_bands_are_refused(text: str) -> None:
    with pytest.raises(ValueError, match="is no band of prices"):
        read_tiers(text)


@pytest.mark.parametrize(
    "tiers, field",
    [
        (
            (Tier(Decimal(10), Decimal(1)), Tier(Decimal(10), Decimal(2)), Tier(None, Decimal(3))),
            "tiers-1-up_to",
        ),
        ((Tier(None, Decimal(1)), Tier(None, Decimal(2))), "tiers-0-up_to"),
        ((Tier(Decimal(10), Decimal(1)),), "tiers-0-up_to"),
        ((Tier(Decimal(0), Decimal(1)), Tier(None, Decimal(2))), "tiers-0-up_to"),
        ((Tier(None, Decimal(-1)),), "tiers-0-price"),
    ],
)
def test_bands_that_overlap_or_leave_a_gap_are_refused(tiers: tuple[Tier, ...], field: str) -> None:
    with pytest.raises(RefusedMany) as refused:
        check_tiers(tiers, None, None)
    assert [one.field for one in refused.value.refusals] == [field]


def test_the_most_may_not_lie_below_the_least() -> None:
    check_tiers(_TIERS, Decimal(5), Decimal(5))
    with pytest.raises(RefusedMany):
        check_tiers(_TIERS, Decimal(5), Decimal(4))


@given(st.integers(0, 10**6), st.integers(0, 10**6))
def test_more_never_costs_less(one: int, other: int) -> None:
    less, more = sorted((one, other))
    assert (charged(Decimal(less), None, _TIERS) or 0) <= (
        charged(Decimal(more), None, _TIERS) or 0
    )
