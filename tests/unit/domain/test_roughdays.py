"""Days that a list knows only to the month, the quarter or the year."""

import pytest

from vendor_tracker.domain.roughdays import read_rough


@pytest.mark.parametrize(
    "text, on, precision",
    [
        ("Apr-25", "2025-04-01", "month"),
        ("May 2022", "2022-05-01", "month"),
        ("Sept. '24", "2024-09-01", "month"),
        ("04/2025", "2025-04-01", "month"),
        ("Q4FY25", "2025-01-01", "quarter"),
        ("FY25 Q1", "2024-04-01", "quarter"),
        ("Q3 2024", "2024-07-01", "quarter"),
        ("FY2025", "2024-04-01", "year"),
        ("2023", "2023-01-01", "year"),
    ],
)
def test_a_rough_day_is_the_first_of_its_time(text: str, on: str, precision: str) -> None:
    found = read_rough(text)
    assert found is not None
    assert (found.on.isoformat(), found.precision.value) == (on, precision)


def test_a_financial_year_begins_where_it_is_said() -> None:
    found = read_rough("Q4FY25", year_begins=10)
    assert found is not None
    assert found.on.isoformat() == "2025-07-01"


@pytest.mark.parametrize("text", ["12/30/2025", "41852", "K253", "25", "13/2025", "Foo 2025", ""])
def test_other_texts_are_no_rough_days(text: str) -> None:
    assert read_rough(text) is None
