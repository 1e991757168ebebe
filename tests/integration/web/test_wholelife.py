"""Pages about what a product costs over its whole life."""

from datetime import date
from decimal import Decimal

import pytest

from tests.clients import CheckingClient
from tests.counting import counted
from tests.factories import make_cost, make_product, make_supplier
from vendor_tracker.domain.actor import Actor
from vendor_tracker.domain.vocabulary import Charge, CostCategory, VatRecoverable
from vendor_tracker.storage.db import Database

PAGE = "/rht/products/PRD-1/whole-life"


@pytest.fixture
def product(actor: Actor) -> str:
    make_supplier(actor)
    ref = make_product(actor, supplier="SUP-1")
    priced = {"quantity": Decimal(1), "unit_price": Decimal(1000), "vat_rate": Decimal(20)}
    terms = {"vat_recoverable": VatRecoverable.no, "category": CostCategory.K01}
    make_cost(actor, supplier="SUP-1", product=ref, **priced, **terms)
    leaving = {"category": CostCategory.K26, "charge": Charge.one_off}
    make_cost(actor, supplier="SUP-1", product=ref, **leaving)
    return ref


def test_a_product_without_costs_says_so(client: CheckingClient, actor: Actor) -> None:
    make_product(actor)
    assert client.get(PAGE).status_code == 200
    assert "No cost is recorded yet" in client.last_page


def test_an_unknown_line_makes_every_total_a_least(client: CheckingClient, product: str) -> None:
    client.get(PAGE)
    assert "It will cost at least £5,000 over 5 years" in client.last_page
    assert "5 years from 1 April 2026 are assumed" in client.last_page
    assert "+ not known" in client.last_page
    assert "year 5." in client.last_page


def test_the_same_in_cash_and_with_vat(client: CheckingClient, product: str) -> None:
    client.get(f"{PAGE}?show=present")
    assert "at least £4,515" in client.last_page
    client.get(f"{PAGE}?show=real&vat=in")
    assert "It will cost at least £6,000 over 5 years" in client.last_page
    assert client.get(f"{PAGE}?show=nonsense&vat=nonsense").status_code == 200


def test_the_years_are_set_and_refused_in_words(client: CheckingClient, product: str) -> None:
    sent = {"starts_on": "1 April 2027", "years": "2.5"}
    assert client.send(f"{PAGE}/years", **sent).status_code == 422
    assert "Enter whole years." in client.last_page
    assert client.send(f"{PAGE}/years", **{**sent, "years": "3"}).location == PAGE
    client.get(PAGE)
    assert "It will cost at least £3,000 over 3 years" in client.last_page
    assert "are assumed" not in client.last_page


def test_other_ways_and_unsure_prices_are_shown(
    client: CheckingClient, actor: Actor, product: str
) -> None:
    client.get(PAGE)
    assert "No price by use is recorded, so it may be more." in client.last_page
    assert "at least £7,000" in client.last_page
    assert "Every known price is entered as one figure." in client.last_page
    figures = {"quantity": Decimal(1), "unit_price": Decimal(100)}
    ends = {"low_price": Decimal(50), "high_price": Decimal(400)}
    make_cost(actor, supplier="SUP-1", product=product, **figures, **ends)
    client.get(PAGE)
    assert "between £5,250 and at least £7,000" in client.last_page


def test_the_page_asks_little(
    client: CheckingClient, actor: Actor, product: str, database: Database
) -> None:
    with counted(database) as few:
        client.get(PAGE)
    for _ in range(20):
        make_cost(actor, supplier="SUP-1", product=product, starts_on=date(2027, 1, 1))
    with counted(database) as many:
        client.get(PAGE)
    assert len(many) == len(few) <= 16, many


def test_another_rate_for_later_money_is_tried_and_a_slip_is_refused(
    client: CheckingClient, actor: Actor
) -> None:
    supplier = make_supplier(actor)
    product = make_product(actor, supplier=supplier)
    make_cost(actor, supplier=supplier, product=product)
    address = f"/rht/products/{product}/whole-life"
    assert client.get(f"{address}?rate=0&show=present").status_code == 200
    assert "Rates: 0% in every year, as asked for on this page." in client.last_page
    wrong = client.get(f"{address}?rate=35")
    assert wrong.status_code == 422
    assert "Enter a rate from 0 to 15 percent a year. For 3.5% enter 3.5." in client.last_page
    assert "Rates: Green Book, February 2026." in client.last_page
