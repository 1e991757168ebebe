"""The page about what all products cost."""

from decimal import Decimal
from typing import Any

import pytest

from tests.clients import CheckingClient
from tests.counting import counted
from tests.factories import make_cost, make_many, make_product, make_supplier
from vendor_tracker.domain.actor import Actor
from vendor_tracker.domain.vocabulary import Charge, CostCategory, DisclosedBy, Stage
from vendor_tracker.storage.db import Database

PAGE = "/rht/costs/portfolio"
TOLD: dict[str, Any] = {"disclosed_by": DisclosedBy.supplier, "category": CostCategory.K01}


def priced(actor: Actor, name: str, price: str | None, **fields: Any) -> str:
    """Make a product with one line."""
    ref = make_product(actor, name, supplier="SUP-1", **fields)
    figure = {} if price is None else {"quantity": Decimal(1), "unit_price": Decimal(price)}
    make_cost(actor, supplier="SUP-1", product=ref, **figure, **TOLD)
    return ref


@pytest.fixture
def products(actor: Actor) -> tuple[str, ...]:
    """Make a dear, a cheap and an uncertain product, and one without costs."""
    make_supplier(actor)
    dear = priced(actor, "Dear (example)", "9000", stage=Stage.live)
    cheap = priced(actor, "Cheap (example)", "10")
    open_ended = priced(actor, "Open (example)", None)
    once = {"category": CostCategory.K04, "charge": Charge.one_off}
    price = {"quantity": Decimal(1), "unit_price": Decimal("250.50")}
    make_cost(actor, supplier="SUP-1", product=cheap, **once, **price)
    make_product(actor, "Without (example)", supplier="SUP-1")
    return dear, cheap, open_ended


def order(page: str, *words: str) -> list[str]:
    """Return these words in the order in which the table shows them."""
    table = page[page.index("Whole-life cost of each product") :]
    return sorted((word for word in words if word in table), key=table.index)


def test_without_costs_it_says_what_to_do(client: CheckingClient) -> None:
    assert client.get(PAGE).status_code == 200
    assert "No product here has a cost line yet." in client.last_page
    assert "log what a quote says" in client.last_page


@pytest.mark.usefixtures("products")
def test_what_all_products_come_to(client: CheckingClient) -> None:
    client.get(PAGE)
    # 5 x 9,000 + 5 x 10 + 250.50
    assert "Each over its own life, they cost at least £45,301; quoted was £45,050." in (
        client.last_page
    )
    assert "1 line has no figure, in 1 product." in client.last_page
    assert order(client.last_page, "Dear", "Cheap", "Open", "Without") == ["Dear", "Cheap", "Open"]
    assert ">6.0<" in client.last_page
    assert "Green Book, February 2026" in client.last_page


@pytest.mark.usefixtures("products")
def test_kinds_are_added_up_apart_by_year_and_once(client: CheckingClient) -> None:
    client.get(PAGE)
    kinds = client.last_page[client.last_page.index("Costs by kind") :]
    assert "at least £9,010" in kinds
    assert "£251" in kinds


@pytest.mark.usefixtures("products")
@pytest.mark.parametrize(
    "asked, shown",
    [
        ("costs=unknown", ["Open"]),
        ("costs=none", ["Without"]),
        ("costs=hidden", []),
        ("stage=live", ["Dear"]),
        ("q=che", ["Cheap"]),
        ("q=PRD-1", ["Dear"]),
        ("sort=name", ["Cheap", "Dear", "Open"]),
        ("sort=-total", ["Open", "Cheap", "Dear"]),
        ("sort=ratio", ["Cheap", "Dear", "Open"]),
        ("sort=quoted", ["Dear", "Cheap", "Open"]),
        ("sort=hidden", ["Cheap", "Dear", "Open"]),
        ("sort=unknown&costs=nonsense&stage=nonsense", ["Open", "Cheap", "Dear"]),
    ],
)
def test_it_is_filtered_and_sorted(client: CheckingClient, asked: str, shown: list[str]) -> None:
    assert client.get(f"{PAGE}?{asked}").status_code == 200
    if shown:
        assert order(client.last_page, "Dear", "Cheap", "Open", "Without") == shown
    else:
        assert "No product matches" in client.last_page


def test_a_long_list_has_pages_and_asks_no_more(
    client: CheckingClient, actor: Actor, database: Database
) -> None:
    make_supplier(actor)
    make_many(120, lambda number: priced(actor, f"Product {number:03} (example)", str(number)))
    with counted(database) as asked:
        client.get(f"{PAGE}?sort=name")
    assert len(asked) <= 8, asked
    assert "Showing 50 of 120 products" in client.last_page
    seen = set(order(client.last_page, *(f"Product {number:03}" for number in range(120))))
    for _ in range(2):
        client.get(next_of(client.last_page))
        seen |= set(order(client.last_page, *(f"Product {number:03}" for number in range(120))))
    assert len(seen) == 120


def next_of(page: str) -> str:
    """Return the address of the next page."""
    before = page[: page.index('rel="next"')]
    return before[before.rindex('href="') + 6 :].split('"')[0].replace("&amp;", "&")
