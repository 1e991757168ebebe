"""Many products are begun with at once."""

from datetime import date
from typing import Any

import pytest

from tests import factories
from tests.clients import CheckingClient
from vendor_tracker.domain.actor import Actor
from vendor_tracker.domain.vocabulary import Gate, Stage
from vendor_tracker.services import beginnings
from vendor_tracker.services.beginnings import Beginning


@pytest.fixture
def begun(actor: Actor) -> list[str]:
    """Make six products of which nothing is answered."""
    supplier = factories.make_supplier(actor)
    return [
        factories.make_product(actor, f"Product {n}", supplier=supplier, accountable="")
        for n in range(6)
    ]


def test_the_card_of_what_nobody_answered_leads_to_one_page_for_all(
    client: CheckingClient, begun: list[str]
) -> None:
    page = client.get("/rht/").text
    assert "Items of a gate are not answered: 6 records" in page
    assert "/rht/products/begin" in page
    fields = {
        "accountable": "Imaging lead",
        "planned_on": "2 March 2027",
        "rows-1-accountable": "Digital lead",
        "rows-2-planned_on": "1 April 2027",
    }
    assert client.send("/rht/products/begin", **fields).status_code == 302
    page = client.get("/rht/products/begin").text
    assert "6 products were changed." in page
    assert "Every product in play has a person" in page
    assert "Digital lead" in client.get(f"/rht/products/{begun[1]}").text
    assert "1 April 2027" in client.get(f"/rht/products/{begun[2]}").text
    assert "2 March 2027" in client.get(f"/rht/products/{begun[3]}").text


@pytest.mark.parametrize(
    "fields, words",
    [
        ({}, "Name a person or a day for at least one product."),
        ({"rows-0-planned_on": "soon"}, "date"),
    ],
)
def test_what_cannot_be_read_is_refused_and_kept(
    client: CheckingClient, begun: list[str], fields: dict[str, str], words: str
) -> None:
    sent = {"rows-1-accountable": "Ward lead"} | fields if fields else fields
    assert client.send("/rht/products/begin", **sent).status_code == 422
    assert words in client.last_page
    assert ("Ward lead" in client.last_page) is bool(fields)


def test_what_is_there_is_kept(client: CheckingClient, actor: Actor) -> None:
    supplier = factories.make_supplier(actor)
    named = factories.make_product(actor, supplier=supplier, accountable="Ward lead")
    planned = factories.make_decision(actor, product=named, planned_on=date(2027, 2, 1))
    later = date(2027, 3, 2)
    assert beginnings.fill_beginnings(actor, [Beginning(named, "Another", later)]) == 0
    bare = factories.make_product(actor, supplier=supplier, accountable="", stage=Stage.contracted)
    assert beginnings.fill_beginnings(actor, [Beginning(bare, "Another", later)]) == 1
    page = client.get(f"/rht/products/{bare}").text
    assert "2 March 2027" in page
    assert Gate.go_live.label in page
    assert "1 February 2027" in client.get(f"/rht/decisions/{planned}").text


def test_a_reader_may_not(client: CheckingClient, actor: Actor, begun: list[Any]) -> None:
    client.sign_in_as(actor, "reader")
    assert client.get("/rht/products/begin").status_code == 403
    assert "/rht/products/begin" not in client.get("/rht/").text
