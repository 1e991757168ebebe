"""Dates as people type them, and what is said of one that cannot be read."""

from datetime import date

import pytest

from vendor_tracker.domain.dates import read_date, read_month_first
from vendor_tracker.domain.errors import Refused


@pytest.mark.parametrize(
    "typed", ["1/2/2026", "01.02.2026", "2026-02-01", "1 February 2026", "1st Feb. 2026"]
)
def test_a_date_is_read_day_before_month(typed: str) -> None:
    assert read_date(typed) == date(2026, 2, 1)


@pytest.mark.parametrize(
    "typed, such_as",
    [
        ("1/2/26", "1/2/2026"),
        ("31.12.25", "31.12.2025"),
        ("1 Feb 26", "1 Feb 2026"),
        ("1-Feb-'26", "1-Feb-2026"),
    ],
)
def test_a_year_of_two_digits_is_asked_for_in_full(typed: str, such_as: str) -> None:
    with pytest.raises(Refused) as refusal:
        read_date(typed)
    assert refusal.value.message == f"Write the year with four digits, such as {such_as}."
    assert read_date(such_as)


def test_a_list_that_writes_the_month_first_is_asked_for_it_its_own_way() -> None:
    with pytest.raises(Refused, match="such as 12/30/2025"):
        read_month_first("12/30/25")
    assert read_month_first("12/30/2025") == date(2025, 12, 30)


@pytest.mark.parametrize("typed", ["soon", "1/2", "26", "1/2/026"])
def test_what_is_no_date_is_shown_one(typed: str) -> None:
    with pytest.raises(Refused, match="Enter a date such as 26 August 2026"):
        read_date(typed)
