"""Rates by which later money counts less."""

from datetime import date
from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from vendor_tracker.domain.discounting import EDITIONS, rates_on

RATES = EDITIONS[0]


def test_the_first_year_is_not_discounted() -> None:
    assert RATES.factor(0) == Decimal(1)


def test_each_year_is_divided_by_its_own_rate() -> None:
    # 1 / 1.035 = 0.96618..., 1 / 1.035^2 = 0.93351..., 1 / 1.035^5 = 0.84197...
    found = [str(RATES.factor(year).quantize(Decimal("0.00001"))) for year in (1, 2, 5)]
    assert found == ["0.96618", "0.93351", "0.84197"]


def test_effects_on_health_count_nearly_as_much_later() -> None:
    # 1 / 1.015^5 = 0.92826...
    assert RATES.factor(5, health=True).quantize(Decimal("0.00001")) == Decimal("0.92826")


def test_a_band_begins_with_the_year_after_the_last() -> None:
    assert RATES.rate(30) == Decimal("3.5")
    assert RATES.rate(31) == Decimal("3.0")
    assert RATES.rate(31, health=True) == Decimal("1.29")
    assert RATES.factor(31) == RATES.factor(30) / Decimal("1.03")


@given(st.integers(0, 299))
def test_later_money_never_counts_more(year: int) -> None:
    assert RATES.factor(year + 1) < RATES.factor(year) <= 1


def test_the_edition_in_force_is_used() -> None:
    assert rates_on(date(2026, 11, 1)).name == "Green Book, February 2026"
    assert rates_on(date(2020, 1, 1)) is EDITIONS[0]
