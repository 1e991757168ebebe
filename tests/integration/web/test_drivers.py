"""Pages of what costs follow, and of what staff time costs."""

from datetime import date
from decimal import Decimal

import pytest

from tests.clients import CheckingClient
from vendor_tracker.domain.actor import Actor
from vendor_tracker.domain.drivers import DriverRow
from vendor_tracker.domain.vocabulary import CostCategory, DriverKind
from vendor_tracker.services import costs, drivers, products, suppliers
from vendor_tracker.storage.queries.costs import get_cost
from vendor_tracker.storage.queries.drivers import find_driver, list_drivers

DRIVERS = "/rht/products/PRD-1/drivers"


@pytest.fixture
def product(actor: Actor) -> str:
    supplier = suppliers.add_supplier(actor, name="Harrowmere Imaging (example)")
    ref = products.add_product(actor, name="Head CT Bleed Alert (example)")
    rows = [DriverRow(DriverKind.studies, Decimal(12_000), "PACS report")]
    drivers.save_drivers(actor, ref, version=None, rows=rows)
    costs.log_cost(
        actor, supplier=supplier, product=ref, category=CostCategory.K02,
        driver=DriverKind.studies, unit_price=Decimal("0.55"),
    )  # fmt: skip
    return ref


def test_what_would_move_is_shown_before_it_is_saved(
    client: CheckingClient, actor: Actor, product: str
) -> None:
    assert client.send(f"{DRIVERS}/update", studies_a_year="15,000", act="try").status_code == 200
    assert "£6,600" in client.last_page
    assert "£8,250" in client.last_page
    assert find_driver(actor, product, DriverKind.studies) == Decimal(12_000)
    assert client.send(f"{DRIVERS}/update", studies_a_year="15,000").location == DRIVERS
    page = client.get(DRIVERS).text
    assert "1 line moved with them: COST-1" in page
    assert "£8,250" in page
    assert get_cost(actor, "COST-1").row.facts.quantity == Decimal(15_000)


def test_a_number_that_lines_follow_is_not_taken_away(
    client: CheckingClient, actor: Actor, product: str
) -> None:
    assert client.send(f"{DRIVERS}/update", studies_a_year="").status_code == 422
    assert "COST-1 follows it" in client.last_page
    assert client.send(f"{DRIVERS}/update", users_a_year="-1").status_code == 422
    assert "fewer than none" in client.last_page
    assert len(list_drivers(actor, product)) == 1


def test_an_empty_page_says_what_to_enter(client: CheckingClient, actor: Actor) -> None:
    products.add_product(actor, name="Head CT Bleed Alert (example)")
    assert "Begin with the number of cases" in client.get(DRIVERS).text


def test_the_pay_of_a_role_is_added_and_followed(
    client: CheckingClient, actor: Actor, product: str
) -> None:
    assert "No rate is entered yet" in client.get("/rht/staff-time").text
    asked = {"role": "Data analyst", "pay": "20", "on_costs": "25", "valid_from": "1/4/2026"}
    assert client.send("/rht/staff-time/add", **asked).location == "/rht/staff-time"
    costs.log_cost(
        actor, supplier="SUP-1", product=product, category=CostCategory.K08,
        staff_role="data analyst", quantity=Decimal(40),
    )  # fmt: skip
    newer = asked | {"pay": "24.40", "valid_from": "5/10/2026"}
    assert client.send("/rht/staff-time/add", **newer).status_code == 302
    page = client.get("/rht/staff-time").text
    assert "1 cost line moved with it: COST-2" in page
    assert "£30.50" in page
    assert "held before" in page
    assert get_cost(actor, "COST-2").row.facts.unit_price == Decimal("30.5")


def test_a_rate_that_cannot_be_is_said_at_its_field(client: CheckingClient) -> None:
    given = {"role": "Data analyst", "pay": "20.125", "valid_from": date.max.isoformat()}
    assert client.send("/rht/staff-time/add", **given).status_code == 422
    assert "at most two decimals" in client.last_page
    given["pay"], given["valid_from"] = "20", "7 October 2026"
    assert client.send("/rht/staff-time/add", **given).status_code == 422
    assert "lies in the future" in client.last_page
