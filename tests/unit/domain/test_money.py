"""Amounts as people type them, rounded once."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vendor_tracker.domain.errors import Refused
from vendor_tracker.domain.money import (
    line_amount,
    parse_money,
    parse_paid,
    parse_unit_price,
    pounds,
    vat_amount,
)


@pytest.mark.parametrize(
    "typed, amount",
    [("£1,234.50", "1234.50"), (" 12 000 ", "12000.00"), ("0", "0.00"), ("GBP 5.1", "5.10")],
)
def test_an_amount_is_read_as_typed(typed: str, amount: str) -> None:
    assert parse_money(typed) == Decimal(amount)


@pytest.mark.parametrize("typed", ["", "about 5", "1,23", "1.2.3", "1e5", "٣", "NaN", "£"])
def test_what_is_no_amount_is_refused(typed: str) -> None:
    with pytest.raises(Refused, match="Enter an amount"):
        parse_money(typed, field="amount")


@pytest.mark.parametrize(
    "typed, amount",
    [
        ("£382,699.82", "382699.82"),
        ("-£18,651.53", "-18651.53"),
        ("£-18,651.53", "-18651.53"),
        ("−12", "-12.00"),
        ("12.50-", "-12.50"),
        ("(£1,000)", "-1000.00"),
        ("-0", "0.00"),
    ],
)
def test_a_payment_that_came_back_is_less_than_nothing(typed: str, amount: str) -> None:
    assert str(parse_paid(typed)) == amount


@pytest.mark.parametrize("typed", ["", "--5", "-5-", "(-5)", "(5", "5)", "-", "()", "5-3", "1.234"])
def test_what_is_no_payment_is_refused(typed: str) -> None:
    with pytest.raises(Refused) as caught:
        parse_paid(typed, field="amount")
    assert caught.value.field == "amount"


def test_money_that_came_back_is_written_with_its_sign_first() -> None:
    assert pounds(Decimal("-18651.53")) == "-£18,651.53"


def test_a_third_decimal_is_refused_in_words() -> None:
    with pytest.raises(Refused, match="at most two decimals") as caught:
        parse_money("1.234", field="amount")
    assert caught.value.field == "amount"
    assert parse_unit_price("0.000125") == Decimal("0.000125")
    with pytest.raises(Refused, match="at most 6 decimals"):
        parse_unit_price("0.0000001")


@pytest.mark.parametrize("typed, words", [("-5", "less than nothing"), ("9" * 14, "too large")])
def test_an_impossible_amount_is_refused(typed: str, words: str) -> None:
    with pytest.raises(Refused, match=words):
        parse_money(typed)


@pytest.mark.parametrize(
    "quantity, price, amount",
    [("1", "0.125", "0.12"), ("1", "0.135", "0.14"), ("3", "0.333333", "1.00")],
)
def test_a_line_is_rounded_half_even_once(quantity: str, price: str, amount: str) -> None:
    assert line_amount(Decimal(quantity), Decimal(price)) == Decimal(amount)


def test_a_line_without_quantity_or_price_has_no_amount() -> None:
    assert line_amount(None, Decimal(1)) is None
    assert line_amount(Decimal(1), None) is None


def test_vat_is_worked_out_and_not_known_without_a_rate() -> None:
    assert vat_amount(Decimal("100.00"), Decimal(20)) == Decimal("20.00")
    assert vat_amount(Decimal("100.00"), None) is None


@given(st.decimals(min_value=0, max_value=10**12, places=2))
def test_what_is_written_is_read_back(amount: Decimal) -> None:
    assert parse_money(pounds(amount)) == amount
