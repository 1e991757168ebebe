"""Lines that follow what a product needs in a year, and the pay of staff, on both engines."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from vendor_tracker.domain.actor import Actor
from vendor_tracker.domain.drivers import DriverRow
from vendor_tracker.domain.errors import Conflict, Forbidden, Refused, RefusedMany
from vendor_tracker.domain.vocabulary import CostCategory, DriverKind, Role
from vendor_tracker.services import costs, drivers, products, staffrates, suppliers
from vendor_tracker.storage.db import session
from vendor_tracker.storage.models import Cost, Revision, StaffRate

TODAY = date(2026, 10, 6)


@pytest.fixture
def product(any_actor: Actor) -> str:
    supplier = suppliers.add_supplier(any_actor, name="Fenwick Imaging (example)")
    assert supplier == "SUP-1"
    return products.add_product(any_actor, name="Fenwick Head CT (example)")


def scans(actor: Actor, product: str, number: int, version: int | None = None) -> list[str]:
    rows = [DriverRow(DriverKind.studies, Decimal(number), "PACS report")]
    return drivers.save_drivers(actor, product, version=version, rows=rows)


def use(actor: Actor, product: str, per: str | None = None) -> str:
    return costs.log_cost(
        actor, supplier="SUP-1", product=product, category=CostCategory.K02,
        driver=DriverKind.studies, per_driver=Decimal(per) if per else None, unit_price=Decimal(2),
    )  # fmt: skip


def stored(ref: str) -> Cost:
    session().expire_all()
    return session().query(Cost).filter_by(number=int(ref.partition("-")[2])).one()


def test_a_line_follows_its_driver_from_then_on(any_actor: Actor, product: str) -> None:
    scans(any_actor, product, 12_000)
    one, part = use(any_actor, product), use(any_actor, product, "0.05")
    assert (stored(one).quantity, stored(part).quantity) == (Decimal(12_000), Decimal(600))
    assert scans(any_actor, product, 15_000) == [one, part]
    assert (stored(one).quantity, stored(part).quantity) == (Decimal(15_000), Decimal(750))
    assert stored(one).version == 2
    assert session().query(Revision).filter_by(kind="COST").count() == 4
    assert scans(any_actor, product, 15_000) == []


def test_what_nobody_entered_cannot_be_followed(any_actor: Actor, product: str) -> None:
    with pytest.raises(Refused, match="Nobody has entered yet") as refusal:
        use(any_actor, product)
    assert refusal.value.field == "driver"
    with pytest.raises(Refused, match="Name the product") as refusal:
        costs.log_cost(any_actor, supplier="SUP-1", description="Use", driver=DriverKind.studies)
    assert refusal.value.field == "driver"


def test_a_driver_that_lines_follow_stays(any_actor: Actor, product: str) -> None:
    scans(any_actor, product, 12_000)
    ref = use(any_actor, product)
    with pytest.raises(RefusedMany, match=f"{ref} follows it"):
        drivers.save_drivers(any_actor, product, version=None, rows=[])
    costs.change_cost(any_actor, ref, version=None, driver=None, quantity=Decimal(7))
    assert drivers.save_drivers(any_actor, product, version=None, rows=[]) == []
    assert stored(ref).quantity == Decimal(7)


def test_a_line_that_was_put_away_follows_when_it_comes_back(
    any_actor: Actor, product: str
) -> None:
    scans(any_actor, product, 12_000)
    ref = use(any_actor, product)
    costs.archive_cost(any_actor, ref, version=None, reason="entered twice")
    assert scans(any_actor, product, 9_000) == []
    costs.restore_cost(any_actor, ref, version=None)
    assert stored(ref).quantity == Decimal(9_000)


def test_two_people_cannot_overwrite_each_other(any_actor: Actor, product: str) -> None:
    scans(any_actor, product, 12_000, version=1)
    with pytest.raises(Conflict):
        scans(any_actor, product, 13_000, version=1)
    with pytest.raises(Forbidden):
        scans(replace(any_actor, role=Role.reader), product, 1)


def pay(actor: Actor, pounds: str, on: date, role: str = "Data analyst") -> list[str]:
    return staffrates.add_rate(
        actor, role=role, pay=Decimal(pounds), on_costs=Decimal(25), valid_from=on, source="Finance"
    )


def time_of(actor: Actor, product: str, role: str = "data  Analyst") -> str:
    return costs.log_cost(
        actor, supplier="SUP-1", product=product, category=CostCategory.K08, staff_role=role,
        quantity=Decimal(40), unit="hour",
    )  # fmt: skip


def test_a_line_of_time_costs_what_the_role_is_paid(any_actor: Actor, product: str) -> None:
    chief = replace(any_actor, role=Role.administrator)
    assert pay(chief, "20", date(2026, 4, 1)) == []
    ref = time_of(any_actor, product)
    assert (stored(ref).unit_price, stored(ref).staff_role) == (Decimal(25), "Data analyst")
    # A newer rate moves the line; an older one that is entered late does not.
    assert pay(chief, "24", TODAY, "DATA ANALYST") == [ref]
    assert pay(chief, "1", date(2020, 1, 1)) == []
    assert stored(ref).unit_price == Decimal(30)
    assert [one.role for one in session().query(StaffRate)] == ["Data analyst"] * 3


def test_a_rate_that_cannot_be_is_refused(any_actor: Actor, product: str) -> None:
    chief = replace(any_actor, role=Role.administrator)
    with pytest.raises(Refused, match="future"):
        pay(chief, "20", date(2026, 10, 7))
    with pytest.raises(RefusedMany) as many:
        staffrates.add_rate(chief, role=" ", pay=None, on_costs=Decimal(101), valid_from=None)
    fields = [one.field for one in many.value.refusals]
    assert fields == ["role", "pay", "on_costs", "valid_from"]
    with pytest.raises(Refused, match="No pay is on record"):
        time_of(any_actor, product)
    with pytest.raises(Forbidden):
        pay(replace(any_actor, role=Role.officer), "20", TODAY)
