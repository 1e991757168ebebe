"""What planned benefits are worth over a life, and which rows of them cannot be right."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from vendor_tracker.domain.benefits import (
    BenefitRow,
    Worth,
    in_order,
    repeated,
    unmeasured,
    worth_of,
    wrong_benefit,
)
from vendor_tracker.domain.discounting import rates_on
from vendor_tracker.domain.vocabulary import BenefitKind
from vendor_tracker.domain.wholelife import Amounts, Life

TODAY = date(2026, 10, 6)
LIFE = Life(date(2027, 1, 1), 3, inflation=Decimal(2))
RATES = rates_on(TODAY)
NIGHTS = BenefitRow(
    BenefitKind.money, "Locum nights saved", "nights", date(2028, 6, 30), Decimal(40),
    worth=Decimal(450),
)  # fmt: skip


def worth(*rows: BenefitRow) -> Worth:
    """Return what rows are worth over the life of these tests."""
    return worth_of(rows, LIFE, RATES)


def test_a_benefit_counts_in_the_year_of_its_day() -> None:
    # 40 nights at £450 are £18,000, in year 2: cash x 1.02, present value / 1.035 / 1.035.
    assert worth(NIGHTS).total == Amounts(
        Decimal("18360.00"), Decimal("18000.00"), Decimal("16803.19")
    )


def test_health_counts_less_by_its_own_rate() -> None:
    # £18,000 / 1.015 / 1.015
    assert worth(replace(NIGHTS, kind=BenefitKind.health)).total.present == Decimal("17471.91")


@pytest.mark.parametrize("kind", [BenefitKind.time, BenefitKind.health, BenefitKind.other])
def test_what_is_no_bill_is_no_cash(kind: BenefitKind) -> None:
    found = worth(replace(NIGHTS, kind=kind)).total
    assert (found.cash, found.real) == (Decimal(0), Decimal(18000))


@pytest.mark.parametrize(
    "on, factor",
    [
        (date(2026, 12, 31), "1"),
        (date(2027, 1, 1), "0.9661835749"),
        (date(2027, 12, 31), "0.9661835749"),
        (date(2029, 12, 31), "0.9019427057"),
    ],
)
def test_what_comes_before_the_first_year_counts_in_full(on: date, factor: str) -> None:
    found = worth(replace(NIGHTS, due_on=on)).total.present
    assert found == (Decimal(18000) * Decimal(factor)).quantize(Decimal("0.01"))


def test_what_cannot_be_told_in_money_is_counted_and_never_nought() -> None:
    found = worth(
        NIGHTS, replace(NIGHTS, worth=None), replace(NIGHTS, due_on=None),
        replace(NIGHTS, planned=None), replace(NIGHTS, due_on=date(2030, 1, 1)),
    )  # fmt: skip
    assert (found.untold, found.later, found.total.real) == (3, 1, Decimal(18000))
    assert not worth(replace(NIGHTS, worth=None)).is_told


def test_half_is_half_in_every_basis() -> None:
    assert worth(NIGHTS).half == Amounts(Decimal("9180.00"), Decimal("9000.00"), Decimal("8401.60"))


def test_the_order_of_rows_changes_nothing() -> None:
    rows = [NIGHTS, replace(NIGHTS, kind=BenefitKind.time), replace(NIGHTS, worth=Decimal("7.35"))]
    assert worth(*rows) == worth(*reversed(rows))
    assert [kind for kind, _ in worth(*rows).kinds] == [BenefitKind.money, BenefitKind.time]


@pytest.mark.parametrize(
    "change, box, words",
    [
        ({"planned": Decimal(0)}, "planned", "above 0"),
        ({"worth": Decimal("-0.01")}, "worth", "below £0"),
        ({"worth": Decimal(10) ** 12}, "worth", "more pounds than can be right"),
        ({"actual": Decimal(3)}, "actual", "still to come"),
        ({"actual": Decimal(3), "due_on": None}, "due_on", "which day"),
    ],
)
def test_a_row_that_cannot_be_right_says_why(
    change: dict[str, Decimal | None], box: str, words: str
) -> None:
    ((found, why),) = wrong_benefit(replace(NIGHTS, **change), TODAY)  # type: ignore[arg-type]
    assert (found, words in why) == (box, True)


def test_a_figure_of_today_and_one_below_nought_are_right() -> None:
    worse = replace(NIGHTS, due_on=TODAY, actual=Decimal(-2))
    assert list(wrong_benefit(worse, TODAY)) == []


def test_a_benefit_has_one_figure_for_a_day() -> None:
    again = replace(NIGHTS, name="LOCUM nights saved", planned=Decimal(1))
    assert list(repeated([NIGHTS, replace(NIGHTS, due_on=TODAY), again])) == [
        (2, "Row 1 has this benefit for this day already.")
    ]


def test_rows_stand_by_benefit_and_day() -> None:
    first, last = replace(NIGHTS, due_on=TODAY), replace(NIGHTS, due_on=None)
    other = replace(NIGHTS, name="Calls")
    assert in_order([last, NIGHTS, other, first]) == (other, first, NIGHTS, last)


def test_a_row_waits_for_its_figure_from_the_day_after() -> None:
    rows = [replace(NIGHTS, due_on=TODAY), replace(NIGHTS, due_on=date(2026, 10, 5))]
    assert unmeasured(rows, TODAY) == (1,)
    assert unmeasured([replace(rows[1], actual=Decimal(0))], TODAY) == ()
