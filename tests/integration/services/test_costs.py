"""Logging, changing and asking about costs, on both engines."""

from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from vendor_tracker.domain.actor import Actor
from vendor_tracker.domain.errors import Conflict, Forbidden, Refused
from vendor_tracker.domain.vocabulary import Charge, CostCategory
from vendor_tracker.services import costs, products, suppliers
from vendor_tracker.storage.db import session
from vendor_tracker.storage.models import Cost

TODAY = date(2026, 10, 6)


@pytest.fixture
def supplier(any_actor: Actor) -> str:
    return suppliers.add_supplier(any_actor, name="Fenwick Imaging (example)")


@pytest.fixture
def product(any_actor: Actor, supplier: str) -> str:
    return products.add_product(any_actor, name="Fenwick Head CT (example)")


def test_a_cost_keeps_every_digit_it_was_given(
    any_actor: Actor, supplier: str, product: str
) -> None:
    ref = costs.log_cost(
        any_actor,
        supplier=supplier,
        product=product,
        category=CostCategory.K02,
        quantity=Decimal(12000),
        unit="study",
        unit_price=Decimal("0.083333"),
        vat_rate=Decimal(20),
    )
    assert ref == "COST-1"
    row = session().query(Cost).one()
    assert (row.unit_price, row.quantity, row.charge) == (
        Decimal("0.083333"),
        Decimal(12000),
        Charge.yearly,
    )


@pytest.mark.parametrize(
    "field, fields",
    [
        ("quantity", {"quantity": Decimal(-1)}),
        ("unit_price", {"unit_price": Decimal("-0.01")}),
        ("vat_rate", {"vat_rate": Decimal(101)}),
        ("disclosed_on", {"disclosed_on": date(2026, 10, 7)}),
        ("asked_on", {"asked_on": date(2026, 10, 7)}),
        ("nil_on", {"nil_on": date(2026, 10, 7)}),
        ("nil_on", {"nil_on": date(2026, 10, 1), "unit_price": Decimal(5)}),
        ("ends_on", {"starts_on": date(2026, 1, 2), "ends_on": date(2026, 1, 1)}),
        ("confidential_reason", {"confidential": True}),
        ("confidential_reason", {"confidential": True, "confidential_reason": " "}),
        ("description", {"category": None}),
        ("product", {"product": "PRD-99"}),
        ("supplier", {"supplier": "nonsense"}),
    ],
)
def test_what_cannot_be_right_is_refused_at_its_field(
    any_actor: Actor, supplier: str, field: str, fields: dict[str, Any]
) -> None:
    given = {"supplier": supplier, "category": CostCategory.K01, **fields}
    with pytest.raises(Refused) as refusal:
        costs.log_cost(any_actor, **given)
    assert refusal.value.field == field
    assert session().query(Cost).count() == 0


def test_a_price_that_came_to_light_after_a_nil_is_kept(any_actor: Actor, supplier: str) -> None:
    ref = costs.log_cost(
        any_actor, supplier=supplier, category=CostCategory.K11, nil_on=date(2026, 9, 1)
    )
    costs.change_cost(
        any_actor, ref, version=1, unit_price=Decimal(900), disclosed_on=date(2026, 9, 2)
    )
    assert session().query(Cost).one().nil_on == date(2026, 9, 1)


def test_a_change_leaves_what_it_does_not_name(
    any_actor: Actor, supplier: str, product: str
) -> None:
    ref = costs.log_cost(any_actor, supplier=supplier, product=product, description="Gateway")
    costs.change_cost(any_actor, ref, version=1, unit_price=Decimal(10))
    row = session().query(Cost).one()
    assert (row.description, row.version, row.product_id is None) == ("Gateway", 2, False)
    with pytest.raises(Conflict):
        costs.change_cost(any_actor, ref, version=1, unit_price=Decimal(11))


def test_the_first_day_we_asked_is_kept(any_actor: Actor, supplier: str) -> None:
    ref = costs.log_cost(any_actor, supplier=supplier, category=CostCategory.K11)
    costs.mark_asked(any_actor, ref, date(2026, 9, 1))
    costs.mark_asked(any_actor, ref, TODAY)
    assert session().query(Cost).one().asked_on == date(2026, 9, 1)
    with pytest.raises(Refused, match="future"):
        costs.mark_asked(any_actor, ref, date(2026, 10, 7))


def test_a_cost_is_put_away_and_brought_back(any_actor: Actor, supplier: str) -> None:
    ref = costs.log_cost(any_actor, supplier=supplier, category=CostCategory.K11)
    costs.archive_cost(any_actor, ref, version=1, reason="entered twice")
    assert session().query(Cost).one().archived_at is not None
    costs.restore_cost(any_actor, ref, version=2)
    assert session().query(Cost).one().archived_at is None


def test_a_line_cannot_move_to_an_archived_supplier(any_actor: Actor, supplier: str) -> None:
    other = suppliers.add_supplier(any_actor, name="Old Firm (example)")
    ref = costs.log_cost(any_actor, supplier=supplier, category=CostCategory.K11)
    suppliers.archive_supplier(any_actor, other, version=1, reason="closed")
    with pytest.raises(Refused, match="archived") as refusal:
        costs.change_cost(any_actor, ref, version=1, supplier=other)
    assert refusal.value.field == "supplier"


def test_a_reader_may_not_log_a_cost(any_actor: Actor, supplier: str) -> None:
    from dataclasses import replace

    from vendor_tracker.domain.vocabulary import Role

    with pytest.raises(Forbidden):
        costs.log_cost(replace(any_actor, role=Role.reader), supplier=supplier, description="x")
