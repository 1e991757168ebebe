"""What is explained, and what the cost lines foresee for a year."""

from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from vendor_tracker.domain.errors import Refused
from vendor_tracker.domain.facts import CostFacts
from vendor_tracker.domain.payments import (
    Foreseen,
    check_payment,
    foreseen_in,
    is_due_in,
    state_of,
)
from vendor_tracker.domain.vocabulary import Bearer, Charge, PaymentState

TODAY = date(2026, 10, 6)


def line(**fields: Any) -> CostFacts:
    """Return a line of £100 a year from April 2025 on."""
    usual = {
        "quantity": Decimal(1),
        "unit_price": Decimal(100),
        "starts_on": date(2025, 4, 1),
        "vat_rate": Decimal(20),
    }
    return CostFacts("COST-1", **{**usual, **fields})


@pytest.mark.parametrize(
    "has_live_cost, reason, state",
    [
        (True, "", PaymentState.explained),
        (False, "A conference, no product.", PaymentState.dismissed),
        (False, "", PaymentState.unexplained),
        (False, "  ", PaymentState.unexplained),
    ],
)
def test_a_payment_is_explained_by_a_line_or_dismissed_with_a_reason(
    has_live_cost: bool, reason: str, state: PaymentState
) -> None:
    assert state_of(has_live_cost=has_live_cost, dismissed_reason=reason) is state


@pytest.mark.parametrize(
    "fields, years",
    [
        ({}, {2025, 2026, 2027}),
        # The last due day is the last anniversary that the line still reaches.
        ({"ends_on": date(2027, 3, 31)}, {2025, 2026}),
        ({"ends_on": date(2027, 4, 1)}, {2025, 2026, 2027}),
        ({"starts_on": None}, {2024, 2025, 2026, 2027}),
        ({"starts_on": None, "ends_on": date(2025, 1, 1)}, {2024, 2025}),
        ({"starts_on": date(2024, 2, 29), "ends_on": date(2025, 2, 28)}, {2024, 2025}),
        ({"charge": Charge.one_off}, {2025}),
        ({"charge": Charge.one_off, "starts_on": None}, set()),
    ],
)
def test_a_line_falls_due_in_these_years(fields: dict[str, Any], years: set[int]) -> None:
    assert {year for year in range(2024, 2028) if is_due_in(line(**fields), year)} == years


def test_a_year_is_foreseen_with_the_vat_that_is_stated() -> None:
    found = foreseen_in([line(), line(vat_rate=None)], 2026)
    assert found == Foreseen(2026, Decimal("220.00"), lines=2, without_vat=1)
    assert found.is_at_least


def test_a_line_without_a_figure_is_never_counted_as_nothing() -> None:
    found = foreseen_in([line(unit_price=None)], 2026)
    assert (found.amount, found.unpriced, found.is_at_least) == (Decimal(0), 1, True)


def test_nil_is_a_figure() -> None:
    nil = line(unit_price=None, nil_on=date(2026, 1, 1), vat_rate=None)
    assert foreseen_in([nil], 2026) == Foreseen(2026, lines=1)


def test_what_the_supplier_bears_is_not_foreseen() -> None:
    assert foreseen_in([line(bearer=Bearer.supplier)], 2026) == Foreseen(2026)


def test_a_charge_paid_once_on_no_known_day_is_said_and_in_no_year() -> None:
    found = foreseen_in([line(charge=Charge.one_off, starts_on=None)], 2026)
    assert found == Foreseen(2026, undated=1)
    assert found.is_at_least


@pytest.mark.parametrize(
    "field, fields",
    [
        ("supplier", {"supplier_id": None}),
        ("paid_on", {"paid_on": None}),
        ("paid_on", {"paid_on": date(2026, 10, 7)}),
        ("amount", {"amount": None}),
        ("amount", {"amount": Decimal("-10000000000000")}),
    ],
)
def test_a_payment_that_cannot_be_right_is_refused(field: str, fields: dict[str, Any]) -> None:
    payment = {"supplier_id": 1, "paid_on": TODAY, "amount": Decimal("0.00")}
    check_payment(payment, TODAY)
    with pytest.raises(Refused) as caught:
        check_payment(payment | fields, TODAY)
    assert caught.value.field == field
