"""A choice of sheets, columns and rows means what it says, and comes back from its storage."""

from datetime import date
from decimal import Decimal

import pytest

from vendor_tracker.domain.errors import Refused
from vendor_tracker.domain.registers import (
    READY,
    RegisterChoice,
    RowFilter,
    RowTest,
    SheetChoice,
    day_of,
    of_body,
    to_body,
)
from vendor_tracker.domain.vocabulary import Stage

ON = date(2026, 11, 23)


@pytest.mark.parametrize(
    "test, words, value, is_taken",
    [
        (RowTest.one_of, ("Live", "Piloting"), Stage.live, True),
        (RowTest.one_of, ("live",), Stage.live, True),
        (RowTest.one_of, ("Live",), Stage.retired, False),
        (RowTest.one_of, ("SUP-2",), ("SUP-1", "SUP-2"), True),
        (RowTest.one_of, ("No",), False, True),
        (RowTest.one_of, ("Live",), None, False),
        (RowTest.holds, ("SCAN",), "Reads scans", True),
        (RowTest.holds, ("letters",), "Reads scans", False),
        (RowTest.start, ("today",), ON, True),
        (RowTest.start, ("today",), date(2026, 11, 22), False),
        (RowTest.end, ("+12 months",), date(2027, 11, 23), True),
        (RowTest.end, ("+12 months",), date(2027, 11, 24), False),
        (RowTest.end, ("1 March 2027",), date(2027, 3, 1), True),
        (RowTest.start, ("1,000",), Decimal("1000.00"), True),
        (RowTest.start, ("£1,000",), Decimal("999.99"), False),
        (RowTest.end, ("today",), Decimal(3), False),
        (RowTest.end, ("today",), None, False),
        (RowTest.empty, (), None, True),
        (RowTest.empty, (), (), True),
        (RowTest.empty, (), 0, False),
        (RowTest.filled, (), "x", True),
        (RowTest.filled, (), "", False),
    ],
)
def test_a_filter_takes_rows(
    test: RowTest, words: tuple[str, ...], value: object, is_taken: bool
) -> None:
    assert RowFilter("column", test, words).takes(value, ON) is is_taken


@pytest.mark.parametrize(
    "words, day",
    [
        ("today", ON),
        ("+3 months", date(2027, 2, 23)),
        ("- 10 days", date(2026, 11, 13)),
        ("26 August 2026", date(2026, 8, 26)),
    ],
)
def test_days_are_named_or_counted_from_today(words: str, day: date) -> None:
    assert day_of(words, ON) == day


@pytest.mark.parametrize("words", [(), ("",), ("soon",), ("+1000000 months",)])
def test_a_filter_that_could_never_be_asked_is_refused(words: tuple[str, ...]) -> None:
    with pytest.raises(Refused):
        RowFilter("ends_on", RowTest.end, words).check(ON)


def test_what_is_ready_made_comes_back_from_its_storage() -> None:
    for choice in READY.values():
        assert of_body(to_body(choice)) == choice
        for sheet in choice.sheets:
            for one in sheet.filters:
                one.check(ON)


def test_a_sheet_is_wanted_in_another_way() -> None:
    choice = RegisterChoice((SheetChoice("Costs"), SheetChoice("Flags")))
    changed = choice.with_sheet(SheetChoice("Costs", order="amount"))
    assert [one.order for one in changed.sheets] == ["amount", ""]
    assert choice.sheet("Products") is None
    assert RegisterChoice().sheet("Products") == SheetChoice("Products")
