"""The time of staff in pounds a year, more and less apart."""

from decimal import Decimal

from vendor_tracker.domain.cases import TimeRow
from vendor_tracker.domain.stafftime import priced, time_sentence

PRICES = {"Radiologist": Decimal("82.50"), "Radiographer": Decimal("31.20")}
ROWS = (
    TimeRow("radiologist ", Decimal("6.5"), Decimal(5)),
    TimeRow("Radiographer", Decimal(3), Decimal(5)),
    TimeRow("Clerk", Decimal(1), Decimal(2)),
    TimeRow("Radiologist", None, Decimal(2)),
)


def test_hours_of_a_role_with_pay_are_told_in_money_in_both_directions() -> None:
    # 1.5 hours less x £82.50 x 52 weeks; 2 hours more x £31.20 x 52 weeks.
    years = [one.year for one in priced(ROWS, PRICES)]
    assert years == [Decimal("-6435.00"), Decimal("3244.80"), None, None]
    assert [one.words for one in priced(ROWS, PRICES)] == [
        "£6,435 a year less", "£3,245 a year more", "", "",
    ]  # fmt: skip


def test_the_sentence_keeps_what_is_added_and_what_is_freed_apart() -> None:
    assert time_sentence(priced(ROWS, PRICES)) == (
        "In money, £3,245 a year is added and £6,435 is freed. "
        "2 roles are not in it: no hours or no pay."
    )
    assert time_sentence(priced(ROWS, {})) == ""


def test_hours_that_stay_change_nothing() -> None:
    (same,) = priced([TimeRow("Radiologist", Decimal(2), Decimal(2))], PRICES)
    assert (same.year, same.words) == (Decimal("0.00"), "no change")
