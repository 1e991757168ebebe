"""Pages of costs."""

import io
import re
from datetime import date
from decimal import Decimal
from typing import Any

import openpyxl
import pytest

from tests.clients import CheckingClient, filled
from tests.counting import counted
from tests.factories import make_cost, make_decision, make_product, make_supplier
from vendor_tracker.domain.actor import Actor
from vendor_tracker.domain.vocabulary import (
    Bearer,
    Charge,
    CostCategory,
    DisclosedBy,
    Gate,
    Outcome,
    Stage,
    SupplierRole,
)
from vendor_tracker.services import costs, products, suppliers
from vendor_tracker.storage.db import Database
from vendor_tracker.storage.queries.costs import get_cost

PART = {"HX-Request": "true"}
AWARDED, LATER = date(2026, 7, 14), date(2026, 9, 2)


@pytest.fixture
def supplier(actor: Actor) -> str:
    return suppliers.add_supplier(actor, name="Harrowmere Imaging (example)")


@pytest.fixture
def product(actor: Actor, supplier: str) -> str:
    developer = [(supplier, SupplierRole.developer)]
    ref = products.add_product(
        actor, name="Head CT Bleed Alert", suppliers=developer, stage=Stage.contracted
    )
    make_decision(actor, product=ref, gate=Gate.award, decided_on=AWARDED, outcome=Outcome.go_on)
    return ref


def log(actor: Actor, category: CostCategory, price: int | None, **fields: Any) -> str:
    given: dict[str, Any] = {
        "supplier": "SUP-1",
        "product": "PRD-1",
        "quantity": Decimal(1),
        "disclosed_by": DisclosedBy.supplier,
        "disclosed_on": date(2026, 6, 15),
        "bearer": Bearer.us,
    }
    amount = None if price is None else Decimal(price)
    return costs.log_cost(actor, category=category, unit_price=amount, **{**given, **fields})


def test_a_cost_is_logged_from_a_product(
    client: CheckingClient, actor: Actor, product: str
) -> None:
    answer = client.send(
        f"/rht/costs/add?product={product}&category=K02",
        quantity="12,000",
        unit="scan",
        unit_price="£0.55",
        vat_rate="20",
    )
    assert (answer.status_code, answer.location) == (302, "/rht/costs/COST-1")
    cost = get_cost(actor, "COST-1")
    assert cost.row.supplier.reference == "SUP-1"
    page = client.get("/rht/costs/COST-1").text
    assert "£6,600" in page
    assert "12,000 × £0.55 per scan" in page
    assert "£1,320 at 20%" in page


def test_saving_an_opened_form_unchanged_changes_nothing(
    client: CheckingClient, actor: Actor, product: str
) -> None:
    ref = log(actor, CostCategory.K01, 9000, vat_rate=Decimal("17.5"))
    before = get_cost(actor, ref)
    assert client.send(f"/rht/costs/{ref}/update").status_code == 302
    assert get_cost(actor, ref) == before


@pytest.mark.parametrize(
    "fields, words",
    [
        ({"supplier": ""}, "Say which supplier"),
        ({"supplier": "Nobody Ltd"}, "No supplier here"),
        ({"unit_price": "-5"}, "A price cannot be less than nothing"),
        ({"unit_price": "lots"}, "Enter a number"),
        ({"vat_rate": "120"}, "between 0 and 100"),
        ({"nil_on": "1 October 2026"}, "The supplier said nil, and there is a price"),
        ({"asked_on": "7/10/2026"}, "lies in the future"),
        ({"starts_on": "2/1/2026", "ends_on": "1/1/2026"}, "ends before it starts"),
        ({"category": "", "description": ""}, "Say in a few words what is charged"),
        ({"confidential": "y"}, "Say why it must stay out"),
    ],
)
def test_what_cannot_be_right_is_said_on_the_form(
    client: CheckingClient, actor: Actor, product: str, fields: dict[str, str], words: str
) -> None:
    ref = log(actor, CostCategory.K01, 9000)
    assert client.send(f"/rht/costs/{ref}/update", **fields).status_code == 422
    assert words in client.last_page


def test_the_panel_follows_the_form_without_saving(
    client: CheckingClient, actor: Actor, product: str
) -> None:
    client.get(f"/rht/costs/add?product={product}")
    sent = filled(client.last_page, category="K11", unit_price="900", vat_rate="20")
    part = client.post("/rht/costs/check", data=sent, headers=PART).text
    assert "£900" in part
    assert "VAT £180. We pay £1,080 in the end, if finance can reclaim none" in part
    assert CostCategory.K11.question in part
    empty = client.post("/rht/costs/check", data=sent | {"unit_price": ""}, headers=PART).text
    assert "not known" in empty


def test_the_tab_tells_hidden_from_foreseen_late(
    client: CheckingClient, actor: Actor, product: str
) -> None:
    log(actor, CostCategory.K01, 76000)
    log(actor, CostCategory.K11, 24000, disclosed_by=DisclosedBy.us, disclosed_on=LATER)
    log(actor, CostCategory.K19, 4000, disclosed_by=DisclosedBy.us, disclosed_on=LATER)
    log(actor, CostCategory.K26, None, charge=Charge.one_off, asked_on=LATER)
    costs.log_cost(actor, supplier="SUP-1", description="Account fee")
    page = client.get(f"/rht/products/{product}/costs").text
    assert "£104,000 a year, and not known once." in page
    assert "23% of the known yearly cost was hidden, and 1 more line without a figure." in page
    assert "1 line has no figure: " in page
    assert "We found it on 2 September 2026, after the award of 14 July 2026." in page
    assert "foreseen late by us" in page
    assert "Account fee" in page


def test_a_product_without_costs_says_what_to_do(client: CheckingClient, product: str) -> None:
    page = client.get(f"/rht/products/{product}/costs").text
    assert "Log the quote first" in page
    assert "£0" not in page


def test_the_list_filters_by_kind_and_by_figure(
    client: CheckingClient, actor: Actor, product: str
) -> None:
    log(actor, CostCategory.K01, 76000)
    log(actor, CostCategory.K11, None)
    assert "Showing 2 of 2 lines" in client.get("/rht/costs").text
    assert "Showing 1 of 1 line" in client.get("/rht/costs?figure=no&sort=product").text
    assert "Showing 1 of 1 line" in client.get("/rht/costs?category=K01").text
    assert "No cost matches" in client.get("/rht/costs?q=100%25&bearer=shared").text


def test_a_cost_is_put_away_and_brought_back(
    client: CheckingClient, actor: Actor, product: str
) -> None:
    ref = log(actor, CostCategory.K01, 9000)
    assert client.send(f"/rht/costs/{ref}/archive", reason="entered twice").status_code == 302
    assert "was put away" in client.get(f"/rht/costs/{ref}").text
    sent = filled(client.last_page)
    assert client.post(f"/rht/costs/{ref}/restore", data=sent).status_code == 302
    assert not get_cost(actor, ref).is_archived


def test_a_stale_form_shows_both_versions_and_can_be_saved(
    client: CheckingClient, actor: Actor, product: str
) -> None:
    ref = log(actor, CostCategory.K01, 9000)
    client.get(f"/rht/costs/{ref}/update")
    opened = client.last_page
    costs.change_cost(actor, ref, version=1, unit_price=Decimal(9100))
    answer = client.post(f"/rht/costs/{ref}/update", data=filled(opened, unit_price="9200"))
    assert answer.status_code == 409
    assert client.post(answer.request.path, data=filled(client.last_page)).status_code == 302
    assert get_cost(actor, ref).row.facts.unit_price == Decimal(9200)


def test_a_stale_form_lists_only_what_differs(
    client: CheckingClient, actor: Actor, product: str
) -> None:
    ref = log(actor, CostCategory.K01, 74600)
    client.get(f"/rht/costs/{ref}/update")
    opened = client.last_page
    costs.change_cost(actor, ref, version=1, description="Support")
    answer = client.post(f"/rht/costs/{ref}/update", data=filled(opened, unit_price="74,600.0"))
    assert (answer.status_code, answer.text.count('role="rowheader"')) == (409, 1)


def test_more_costs_ask_the_database_no_more(
    client: CheckingClient, actor: Actor, product: str, database: Database
) -> None:
    paths = ("/rht/costs", f"/rht/products/{product}/costs")
    log(actor, CostCategory.K01, 9000)
    with counted(database) as few:
        for path in paths:
            client.get(path)
    for category in list(CostCategory)[1:9]:
        log(actor, category, None)
    with counted(database) as many:
        for path in paths:
            client.get(path)
    assert len(many) == len(few), str(many)


def test_a_hidden_share_of_nothing_is_not_a_share_of_zero(
    client: CheckingClient, actor: Actor
) -> None:
    supplier = make_supplier(actor)
    blank = make_product(actor, "Blank (example)", supplier=supplier)
    part = make_product(actor, "Part (example)", supplier=supplier)
    for product, price in ((blank, None), (part, None), (part, Decimal(100))):
        make_cost(actor, supplier=supplier, product=product, quantity=Decimal(1), unit_price=price)
    for product, words in ((blank, "not known"), (part, "none known")):
        page = client.get(f"/rht/products/{product}").text
        assert f"Hidden share of the known cost: {words}." in page
        assert "at least 0%" not in page + client.get(f"/rht/products/{product}/costs").text
    assert "none known" in client.get("/rht/products").text
    book = openpyxl.load_workbook(io.BytesIO(client.get("/rht/register.xlsx").data))
    heads, *rows = book["Overview"].iter_rows(values_only=True)
    place = heads.index("Of it hidden")
    found = {row[0]: row[place : place + 2] for row in rows}
    assert found == {blank: (None, "Not known"), part: (0, "None known")}


@pytest.mark.parametrize(
    "once, words, cell",
    [
        ((), "not known", (None, "Not known")),
        (("blank",), "not known", (None, "Not known")),
        (("nil",), "£0", (0, "Exact")),
        (("nil", "blank"), "not known", (None, "Not known")),
        (("blank", "priced"), "at least £300", (300, "At least")),
    ],
)
def test_a_one_off_cost_of_nought_is_said_only_when_every_line_says_nil(
    client: CheckingClient, actor: Actor, once: tuple[str, ...], words: str, cell: tuple[Any, ...]
) -> None:
    supplier = make_supplier(actor)
    product = make_product(actor, supplier=supplier)
    make_cost(
        actor, supplier=supplier, product=product, quantity=Decimal(1), unit_price=Decimal(100)
    )
    said: dict[str, dict[str, Any]] = {
        "blank": {},
        "nil": {"nil_on": date(2026, 9, 1)},
        "priced": {"quantity": Decimal(1), "unit_price": Decimal(300)},
    }
    for one in once:
        make_cost(actor, supplier=supplier, product=product, charge=Charge.one_off, **said[one])
    page = client.get(f"/rht/products/{product}").text
    assert re.search(rf'aria-label="Known cost, net: [^;]*; {words} one-off, ', page)
    assert f", and {words} once." in client.get(f"/rht/products/{product}/costs").text
    book = openpyxl.load_workbook(io.BytesIO(client.get("/rht/register.xlsx").data))
    heads, row = book["Overview"].iter_rows(values_only=True)
    place = heads.index("Cost once")
    assert row[place : place + 2] == cell


def test_the_ledger_shows_every_kind_and_what_to_ask(
    client: CheckingClient, actor: Actor, product: str
) -> None:
    log(actor, CostCategory.K01, 9000)
    client.get(f"/rht/products/{product}/costs/kinds")
    page = client.last_page
    assert "1 of 30 kinds of cost are answered." in page
    assert page.count(">Not asked<") == 29
    assert "category=K11" in page
    assert page.count("It always falls to somebody.") == 3


def test_what_always_arises_cannot_be_set_aside(
    client: CheckingClient, actor: Actor, product: str
) -> None:
    sent = {"supplier": "SUP-1", "product": product, "category": "K11"}
    answer = client.send("/rht/costs/add", **sent, not_applicable="We do not watch it")
    assert answer.status_code == 422
    assert "This work always falls to somebody." in client.last_page
    aside = {**sent, "category": "K20", "not_applicable": "No patients are paid"}
    assert client.send("/rht/costs/add", **aside).status_code == 302
    client.get("/rht/costs/COST-1")
    assert "We say that there is no such cost here: No patients are paid" in client.last_page
