"""Logging, explaining and dismissing payments, on both engines."""

from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from tests import factories
from tests.people import person
from vendor_tracker.domain.actor import Actor
from vendor_tracker.domain.errors import Conflict, Forbidden, NotFound, Refused
from vendor_tracker.domain.vocabulary import Role
from vendor_tracker.services import costs, payments
from vendor_tracker.storage.db import session
from vendor_tracker.storage.models import Cost, Flag, Payment

TODAY = date(2026, 10, 6)


@pytest.fixture
def supplier(any_actor: Actor) -> str:
    return factories.make_supplier(any_actor)


def log(actor: Actor, supplier: str, **fields: Any) -> str:
    """Log a payment of £1,200 that nobody has explained."""
    usual = {"paid_on": date(2026, 9, 1), "amount": Decimal("1200.00")}
    return payments.log_payment(actor, supplier=supplier, **{**usual, **fields})


def test_a_payment_is_kept_to_the_penny_and_may_have_come_back(
    any_actor: Actor, supplier: str
) -> None:
    ref = log(any_actor, supplier, amount=Decimal("-0.01"), what_for=" Refund ", invoice="A-1")
    row = session().query(Payment).one()
    assert (ref, row.what_for, row.invoice) == ("PAY-1", "Refund", "A-1")
    assert row.amount == Decimal("-0.01")
    payments.change_payment(any_actor, ref, version=1, amount=Decimal("9999999999999.99"))
    assert session().query(Payment).one().amount == Decimal("9999999999999.99")


@pytest.mark.parametrize(
    "field, fields",
    [
        ("supplier", {"supplier": ""}),
        ("supplier", {"supplier": "SUP-99"}),
        ("paid_on", {"paid_on": date(2026, 10, 7)}),
        ("amount", {"amount": Decimal(10) ** 14}),
        ("cost", {"cost": "COST-9"}),
        ("cost", {"cost": "PRD-1"}),
    ],
)
def test_what_cannot_be_right_is_refused_at_its_field(
    any_actor: Actor, supplier: str, field: str, fields: dict[str, Any]
) -> None:
    with pytest.raises(Refused) as caught:
        log(any_actor, **{"supplier": supplier, **fields})
    assert caught.value.field == field
    assert session().query(Payment).count() == 0


def test_a_payment_is_explained_by_a_line_and_leaves_the_line_as_it_was(
    any_actor: Actor, supplier: str
) -> None:
    line = factories.make_cost(any_actor, supplier=supplier)
    ref = log(any_actor, supplier)
    before, flags = session().query(Cost).one().version, session().query(Flag).count()
    assert payments.explain_payment(any_actor, ref, version=1, cost=line) == line
    found = session().query(Cost).one()
    assert (found.version, found.disclosed_on, found.disclosed_by) == (before, None, None)
    assert session().query(Flag).count() == flags
    payments.unlink_payment(any_actor, ref, version=2)
    assert session().query(Payment).one().cost_id is None


def test_a_payment_is_dismissed_with_a_reason_alone(any_actor: Actor, supplier: str) -> None:
    line = factories.make_cost(any_actor, supplier=supplier)
    ref = log(any_actor, supplier, cost=line)
    with pytest.raises(Refused, match="why it belongs to no line") as caught:
        payments.dismiss_payment(any_actor, ref, version=1, reason="  ")
    assert caught.value.field == "reason"
    payments.dismiss_payment(any_actor, ref, version=1, reason="A course, no product.")
    row = session().query(Payment).one()
    assert (row.cost_id, row.dismissed_reason) == (None, "A course, no product.")


def test_a_line_of_another_supplier_explains_nothing_unless_for_its_product(
    any_actor: Actor, supplier: str
) -> None:
    other = factories.make_supplier(any_actor, name="Larch Software (example)")
    product = factories.make_product(any_actor, supplier=supplier)
    apart = factories.make_cost(any_actor, supplier=other)
    of_product = factories.make_cost(any_actor, supplier=other, product=product)
    ref = log(any_actor, supplier)
    with pytest.raises(Refused, match="a line of another supplier"):
        payments.explain_payment(any_actor, ref, version=1, cost=apart)
    assert payments.explain_payment(any_actor, ref, version=1, cost=of_product) == of_product
    third = factories.make_supplier(any_actor, name="Rowan Health (example)")
    with pytest.raises(Refused) as caught:
        payments.change_payment(any_actor, ref, version=2, supplier=third)
    assert caught.value.field == "supplier"


def test_a_line_that_was_put_away_explains_nothing(any_actor: Actor, supplier: str) -> None:
    line = factories.make_cost(any_actor, supplier=supplier)
    ref = log(any_actor, supplier)
    costs.archive_cost(any_actor, line, version=None, reason="A double")
    with pytest.raises(Refused, match="is archived"):
        payments.explain_payment(any_actor, ref, version=1, cost=line)


def test_a_payment_put_away_comes_back_and_is_not_explained_meanwhile(
    any_actor: Actor, supplier: str
) -> None:
    ref = log(any_actor, supplier)
    payments.archive_payment(any_actor, ref, version=1, reason="Entered twice")
    with pytest.raises(Refused, match="was put away"):
        payments.dismiss_payment(any_actor, ref, version=None, reason="No line")
    payments.restore_payment(any_actor, ref, version=2)
    assert session().query(Payment).one().archived_at is None


def test_nobody_overwrites_what_they_have_not_seen(any_actor: Actor, supplier: str) -> None:
    ref = log(any_actor, supplier)
    payments.change_payment(any_actor, ref, version=1, what_for="Licence")
    with pytest.raises(Conflict):
        payments.change_payment(any_actor, ref, version=1, what_for="Support")
    with pytest.raises(Conflict):
        payments.dismiss_payment(any_actor, ref, version=1, reason="No line")


def test_readers_and_other_organisations_change_nothing(any_actor: Actor, supplier: str) -> None:
    ref = log(any_actor, supplier)
    reader = person(any_actor, "reader", Role.reader)
    with pytest.raises(Forbidden):
        payments.dismiss_payment(reader, ref, version=1, reason="No line")
    with pytest.raises(NotFound):
        payments.unlink_payment(any_actor, "PAY-99", version=None)
