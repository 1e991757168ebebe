"""Figures as people type them."""

from decimal import Decimal

import pytest

from vendor_tracker.domain.errors import Refused
from vendor_tracker.domain.figures import parse_count, parse_number, parse_percent, plain


@pytest.mark.parametrize(
    "typed, number", [("96.2", "96.2"), ("1,234.5", "1234.5"), (".5", "0.5"), ("−3", "-3")]
)
def test_a_number_is_read_as_typed(typed: str, number: str) -> None:
    assert parse_number(typed) == Decimal(number)


@pytest.mark.parametrize("typed", ["", "-", ".", "1e9", "12,34", "Infinity", "5 of 6"])
def test_what_is_no_number_is_refused(typed: str) -> None:
    with pytest.raises(Refused, match="Enter a number"):
        parse_number(typed)


def test_a_percentage_lies_between_0_and_100() -> None:
    assert parse_percent("96.2 %") == Decimal("96.2")
    with pytest.raises(Refused, match="between 0 and 100"):
        parse_percent("101")


def test_a_count_is_whole_and_not_negative() -> None:
    assert parse_count("1,430") == 1430
    for typed in ("-1", "2.5"):
        with pytest.raises(Refused, match="whole number"):
            parse_count(typed)


def test_too_fine_or_too_large_a_figure_is_refused() -> None:
    with pytest.raises(Refused, match="at most 6 decimals"):
        parse_number("0.1234567")
    with pytest.raises(Refused, match="too large"):
        parse_number("1" + "0" * 12)


@pytest.mark.parametrize("number, text", [("92.0", "92"), ("90.40", "90.4"), ("1200", "1200")])
def test_a_figure_is_written_plainly(number: str, text: str) -> None:
    assert plain(Decimal(number)) == text
