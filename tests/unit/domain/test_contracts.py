"""What of a contract cannot be right, each at its field."""

from datetime import date
from decimal import Decimal

import pytest

from vendor_tracker.domain.contractrows import (
    BreakRow,
    ContractRows,
    KpiRow,
    NoticeRow,
    RatingRow,
    check_rows,
    numbered,
)
from vendor_tracker.domain.contracts import (
    ContractPart,
    is_health_service,
    regime_of,
    wrong_terms,
)
from vendor_tracker.domain.errors import RefusedMany
from vendor_tracker.domain.vocabulary import (
    Known,
    KpiExempt,
    NoticeKind,
    Rating,
    Regime,
    Renewal,
)

TODAY = date(2026, 10, 6)
START, END = date(2026, 4, 1), date(2029, 3, 31)
TERMS = {"starts_on": START, "ends_on": END}
UPTIME, SPEED = KpiRow(1, "Uptime", "99.5%"), KpiRow(3, "Answers in 5 minutes", "98%")
RATED = RatingRow(3, date(2026, 9, 1), Rating.good, "98.4%")
STORED = ContractRows(measures=(UPTIME, SPEED), ratings=(RATED,))


@pytest.mark.parametrize(
    "terms, field",
    [
        ({"ends_on": date(2026, 3, 31)}, "ends_on"),
        ({"notice_by": date(2029, 4, 1)}, "notice_by"),
        ({"signed_on": date(2026, 10, 7)}, "signed_on"),
        ({"starts_on": None, "ends_on": date(2026, 1, 1), "signed_on": TODAY}, "signed_on"),
        ({"extends_to": date(2029, 3, 30)}, "extends_to"),
        ({"extends_to": date(2031, 3, 31), "renewal": Renewal.ends}, "extends_to"),
        ({"insured_until": date(2026, 3, 31)}, "insured_until"),
        ({"indemnity_until": date(2026, 3, 31)}, "indemnity_until"),
        ({"value_total": Decimal(100), "value_with_vat": Decimal("99.99")}, "value_with_vat"),
        ({"value_total": Decimal(100), "value_with_vat": Decimal("120.02")}, "value_with_vat"),
        ({"value_year": Decimal("100.01"), "value_total": Decimal(100)}, "value_year"),
        ({"exit_price": Decimal("-0.01")}, "exit_price"),
        ({"liability_cap": Decimal(-1)}, "liability_cap"),
        ({"rise_cap": Decimal(35)}, "rise_cap"),
        ({"update_notice_days": -1}, "update_notice_days"),
        ({"kpi_exempt": KpiExempt.not_fitting}, "kpi_exempt_reason"),
        ({"kpi_exempt_reason": "Too small"}, "kpi_exempt"),
    ],
)
def test_what_cannot_be_right_is_told_at_its_field(terms: dict[str, object], field: str) -> None:
    assert [one.field for one in wrong_terms({**TERMS, **terms}, TODAY)] == [field]


@pytest.mark.parametrize(
    "terms",
    [
        {},
        {"ends_on": START, "notice_by": START},
        {"signed_on": TODAY},
        {"extends_to": END, "renewal": Renewal.option},
        {"value_total": Decimal(100), "value_with_vat": Decimal(100)},
        {"value_total": Decimal("99.99"), "value_with_vat": Decimal("119.99")},
        {"rise_cap": Decimal(0), "exit_price": Decimal(0), "update_notice_days": 0},
        {"rise_cap": Decimal(25)},
        {"kpi_exempt": KpiExempt.framework},
        {"kpi_exempt": KpiExempt.not_fitting, "kpi_exempt_reason": "It is used twice a year."},
    ],
)
def test_what_lies_on_the_edge_is_fine(terms: dict[str, object]) -> None:
    assert not wrong_terms({**TERMS, **terms}, TODAY)


@pytest.mark.parametrize(
    "part, row, box",
    [
        ("breaks", BreakRow(None), "breaks_on"),
        ("breaks", BreakRow(date(2026, 3, 31)), "breaks_on"),
        ("breaks", BreakRow(date(2029, 4, 1)), "breaks_on"),
        ("breaks", BreakRow(END, date(2029, 4, 1)), "notice_by"),
        ("notices", NoticeRow(None, TODAY), "kind"),
        ("notices", NoticeRow(NoticeKind.UK6, None, date(2026, 10, 7)), "published_on"),
        ("notices", NoticeRow(NoticeKind.UK6, link="javascript:alert(1)"), "link"),
        ("ratings", RatingRow(2, TODAY, Rating.good), "place"),
        ("ratings", RatingRow(1, None, Rating.good), "rated_on"),
        ("ratings", RatingRow(1, date(2026, 10, 7), Rating.good), "rated_on"),
        ("ratings", RatingRow(1, date(2026, 3, 31), Rating.good), "rated_on"),
        ("ratings", RatingRow(1, TODAY, None), "rating"),
        ("ratings", RatingRow(1, TODAY, Rating.other), "actual"),
        ("ratings", RatingRow(1, TODAY, Rating.good, "", date(2026, 10, 5)), "published_on"),
    ],
)
def test_a_row_that_cannot_be_right_is_told_at_its_box(part: str, row: object, box: str) -> None:
    with pytest.raises(RefusedMany) as refused:
        check_rows(ContractPart(part), [row], STORED, TERMS, TODAY)
    assert [one.field for one in refused.value.refusals] == [f"rows-0-{box}"]


def test_the_same_row_twice_is_told_at_the_second() -> None:
    breaks = [BreakRow(END), BreakRow(END, START)]
    with pytest.raises(RefusedMany) as refused:
        check_rows(ContractPart.breaks, breaks, STORED, TERMS, TODAY)
    assert [one.field for one in refused.value.refusals] == ["rows-1-breaks_on"]
    ratings = [RATED, RatingRow(3, RATED.rated_on, Rating.inadequate)]
    with pytest.raises(RefusedMany) as again:
        check_rows(ContractPart.ratings, ratings, STORED, TERMS, TODAY)
    assert [one.field for one in again.value.refusals] == ["rows-1-rated_on"]


def test_a_measure_keeps_its_number_and_a_new_one_gets_a_fresh_one() -> None:
    found = numbered([SPEED, KpiRow(None, "Misses"), KpiRow(None, "Errors")], STORED)
    assert [row.place for row in found] == [3, 4, 5]
    assert [row.place for row in numbered([KpiRow(None, "First")], ContractRows())] == [1]


def test_a_measure_that_was_rated_stays() -> None:
    check_rows(ContractPart.measures, [SPEED], STORED, TERMS, TODAY)
    with pytest.raises(RefusedMany, match="Answers in 5 minutes"):
        check_rows(ContractPart.measures, [UPTIME], STORED, TERMS, TODAY)
    strange = [UPTIME, SPEED, KpiRow(9, "Somebody else’s")]
    with pytest.raises(RefusedMany) as refused:
        check_rows(ContractPart.measures, strange, STORED, TERMS, TODAY)
    assert [one.field for one in refused.value.refusals] == ["rows-2-name"]


def test_one_question_tells_the_law() -> None:
    assert regime_of(Known.yes, Regime.below) is Regime.provider_selection
    assert regime_of(Known.no, Regime.below) is Regime.below
    assert [is_health_service(one) for one in Regime] == [
        Known.no, Known.no, Known.yes, Known.no, Known.unknown,
    ]  # fmt: skip


def test_the_last_rating_of_a_measure_is_the_newest() -> None:
    older = RatingRow(3, date(2026, 5, 1), Rating.inadequate)
    assert ContractRows(ratings=(RATED, older)).last_rating(3) == RATED
    assert STORED.last_rating(1) is None
