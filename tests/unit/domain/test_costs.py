"""How costs came to light and what they add up to."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from vendor_tracker.domain.costs import (
    Award,
    is_foreseen_late,
    is_hidden,
    status,
    summarise,
    was_hidden,
)
from vendor_tracker.domain.costsummaries import CostSummary
from vendor_tracker.domain.facts import (
    CostFacts,
)
from vendor_tracker.domain.settings import Limits
from vendor_tracker.domain.vocabulary import (
    Bearer,
    Charge,
    CostCategory,
    CostStatus,
    DisclosedBy,
)

LIMITS = Limits()
TODAY, AWARDED = date(2026, 10, 6), date(2026, 7, 14)
BEFORE, AFTER = date(2026, 7, 1), date(2026, 8, 1)
PASSED, UNDATED = Award(True, AWARDED), Award(True)
PLANNED, UNPLANNED = Award(False, planned_on=date(2026, 11, 13)), Award(False)
BLANK = CostFacts("COST-9", CostCategory.K11, bearer=Bearer.us)
LINE = replace(
    BLANK,
    quantity=Decimal(1),
    unit_price=Decimal(100),
    disclosed_by=DisclosedBy.supplier,
    disclosed_on=BEFORE,
)


@pytest.mark.parametrize(
    "line, award, expected",
    [
        (BLANK, PASSED, CostStatus.not_asked),
        (replace(BLANK, asked_on=BEFORE), PASSED, CostStatus.waiting),
        (replace(BLANK, nil_on=BEFORE), PASSED, CostStatus.nil),
        (replace(LINE, nil_on=BEFORE), PASSED, CostStatus.nil_contradicted),
        (LINE, PASSED, CostStatus.before_award),
        (replace(LINE, disclosed_on=AWARDED), PASSED, CostStatus.before_award),
        (replace(LINE, disclosed_on=AFTER), PASSED, CostStatus.late),
        (replace(LINE, disclosed_by=DisclosedBy.us), PASSED, CostStatus.before_award),
        (
            replace(LINE, disclosed_by=DisclosedBy.us, disclosed_on=AFTER),
            PASSED,
            CostStatus.found_by_us,
        ),
        (
            replace(LINE, disclosed_by=DisclosedBy.us, asked_on=date(2026, 6, 1)),
            PLANNED,
            CostStatus.found_by_us,
        ),
        (LINE, UNDATED, CostStatus.timing_not_known),
        (LINE, UNPLANNED, CostStatus.timing_not_known),
        (LINE, PLANNED, CostStatus.before_award),
        (replace(LINE, disclosed_on=None), PASSED, CostStatus.timing_not_known),
        (
            replace(LINE, unit_price=None, bearer=Bearer.supplier, disclosed_on=BEFORE),
            PASSED,
            CostStatus.before_award,
        ),
    ],
)
def test_a_status_follows_from_who_said_what_when(
    line: CostFacts, award: Award, expected: CostStatus
) -> None:
    assert status(line, award) == expected


def test_hidden_is_what_the_supplier_could_have_told_us() -> None:
    late = replace(LINE, disclosed_on=AFTER)
    assert is_hidden(late, PASSED, TODAY, LIMITS)
    assert not is_hidden(replace(late, bearer=Bearer.supplier), PASSED, TODAY, LIMITS)
    ours = replace(late, category=CostCategory.K14)
    assert not is_hidden(ours, PASSED, TODAY, LIMITS)
    assert is_foreseen_late(ours, PASSED)
    assert not is_foreseen_late(late, PASSED)


def test_a_question_about_a_cost_counts_as_hiding_after_20_working_days() -> None:
    asked = replace(BLANK, asked_on=date(2026, 9, 8))
    assert not is_hidden(asked, PASSED, TODAY, LIMITS)
    assert is_hidden(asked, PASSED, date(2026, 10, 7), LIMITS)
    assert not is_hidden(BLANK, PASSED, TODAY, LIMITS)


def test_the_sums_keep_years_and_single_payments_apart() -> None:
    lines = (
        LINE,
        replace(LINE, charge=Charge.one_off, unit_price=Decimal(300), disclosed_on=AFTER),
        replace(LINE, category=CostCategory.K14, disclosed_on=AFTER, unit_price=Decimal(50)),
        replace(LINE, bearer=Bearer.supplier),
        replace(LINE, ends_on=date(2026, 10, 5)),
        replace(BLANK, nil_on=BEFORE),
        BLANK,
    )
    found = summarise(lines, PASSED, TODAY, LIMITS)
    assert (found.year, found.one_off) == (Decimal(150), Decimal(300))
    assert (found.hidden_year, found.hidden_one_off) == (Decimal(0), Decimal(300))
    assert found.foreseen_late_year == Decimal(50)
    assert (found.lines, found.unknown) == (5, 1)
    assert found.shares == [("100%", "one-off")]


def test_nothing_known_is_no_share() -> None:
    assert summarise((BLANK,), PASSED, TODAY, LIMITS).shares == []
    assert summarise((), PASSED, TODAY, LIMITS).shares == []


@pytest.mark.parametrize(
    "lines, is_known",
    [
        ((), False),
        ((BLANK,), False),
        ((replace(BLANK, nil_on=BEFORE),), True),
        ((replace(BLANK, nil_on=BEFORE), BLANK), False),
        ((replace(BLANK, nil_on=BEFORE), LINE), True),
        ((LINE, BLANK), True),
    ],
)
def test_a_nought_is_known_only_when_every_line_says_nil(
    lines: tuple[CostFacts, ...], is_known: bool
) -> None:
    found = summarise(lines, PASSED, TODAY, LIMITS)
    assert (found.year_known, found.one_off_known) == (is_known, False)
    once = summarise(
        [replace(line, charge=Charge.one_off) for line in lines], PASSED, TODAY, LIMITS
    )
    assert (once.year_known, once.one_off_known) == (False, is_known)


@pytest.mark.parametrize(
    "figures, words",
    [
        ({}, "not known"),
        ({"lines": 2, "unknown": 2}, "not known"),
        ({"lines": 2}, "none known"),
        ({"lines": 2, "unknown": 1}, "none known"),
        ({"lines": 2, "unknown": 1, "year": 100}, "none known"),
        ({"lines": 2, "unknown": 1, "hidden_unknown": 1, "year": 100}, "not known"),
        ({"lines": 2, "unknown": 1, "year": 100, "hidden_year": 22}, "22% yearly"),
        ({"lines": 2, "year": 100}, "none known"),
        (
            {"lines": 3, "unknown": 1, "hidden_unknown": 1, "year": 100, "hidden_year": 22},
            "22% yearly, 1 more not known",
        ),
    ],
)
def test_a_hidden_share_says_what_is_not_known(figures: dict[str, int], words: str) -> None:
    money = {name: Decimal(figure) for name, figure in figures.items() if "year" in name}
    counts = {name: figure for name, figure in figures.items() if "year" not in name}
    assert CostSummary(**counts, **money).share_words == words  # type: ignore[arg-type]


def test_what_is_paid_each_year_and_once_has_a_share_each() -> None:
    found = CostSummary(
        year=Decimal(1000),
        hidden_year=Decimal(226),
        one_off=Decimal(1000),
        hidden_one_off=Decimal(3),
        lines=4,
    )
    assert found.share_words == "23% yearly and under 1% one-off"


def test_what_nobody_was_asked_is_neither_hidden_nor_not() -> None:
    assert was_hidden(BLANK, PASSED, TODAY, LIMITS) is None
    assert was_hidden(replace(LINE, category=None), PASSED, TODAY, LIMITS) is None
    assert was_hidden(replace(LINE, disclosed_on=None), PASSED, TODAY, LIMITS) is None
    assert was_hidden(replace(LINE, disclosed_on=BEFORE), PASSED, TODAY, LIMITS) is False
    assert was_hidden(replace(LINE, disclosed_on=AFTER), PASSED, TODAY, LIMITS) is True
    assert was_hidden(replace(BLANK, category=CostCategory.K14), PASSED, TODAY, LIMITS) is False
