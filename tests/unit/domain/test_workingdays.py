"""Working days in England and Wales."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vendor_tracker.domain.workingdays import (
    add_working_days,
    bank_holidays,
    is_working_day,
    working_days_between,
)

DAYS = st.dates(date(2000, 1, 1), date(2040, 12, 31))


@pytest.mark.parametrize(
    "year, expected",
    [
        (2020, "01-01 04-10 04-13 05-08 05-25 08-31 12-25 12-28"),
        (2021, "01-01 04-02 04-05 05-03 05-31 08-30 12-27 12-28"),
        (2022, "01-03 04-15 04-18 05-02 06-02 06-03 08-29 09-19 12-26 12-27"),
        (2023, "01-02 04-07 04-10 05-01 05-08 05-29 08-28 12-25 12-26"),
        (2026, "01-01 04-03 04-06 05-04 05-25 08-31 12-25 12-28"),
        (2027, "01-01 03-26 03-29 05-03 05-31 08-30 12-27 12-28"),
        (2028, "01-03 04-14 04-17 05-01 05-29 08-28 12-25 12-26"),
    ],
)
def test_bank_holidays_are_those_published(year: int, expected: str) -> None:
    assert [f"{day:%m-%d}" for day in sorted(bank_holidays(year))] == expected.split()


def test_the_day_of_asking_does_not_count_and_the_last_day_does() -> None:
    friday, monday = date(2026, 9, 4), date(2026, 9, 7)
    assert working_days_between(friday, friday) == 0
    assert working_days_between(friday, monday) == 1
    assert working_days_between(monday, friday) == 0


def test_a_bank_holiday_does_not_count() -> None:
    assert working_days_between(date(2026, 8, 28), date(2026, 9, 1)) == 1
    assert add_working_days(date(2026, 8, 28), 1) == date(2026, 9, 1)


@given(DAYS, st.integers(0, 120))
def test_counting_the_added_days_gives_the_number_added(start: date, count: int) -> None:
    assert working_days_between(start, add_working_days(start, count)) == count


@given(DAYS, st.integers(0, 60))
def test_the_count_is_that_of_looking_at_each_day(start: date, length: int) -> None:
    days = [start + timedelta(days=number) for number in range(1, length + 1)]
    end = start + timedelta(days=length)
    assert working_days_between(start, end) == sum(map(is_working_day, days))
