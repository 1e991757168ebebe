"""The page of one supplier."""

import re
from datetime import date, timedelta

import pytest

from tests.clients import CheckingClient, filled
from tests.counting import counted
from tests.factories import (
    make_contact,
    make_contract,
    make_cost,
    make_decision,
    make_evidence,
    make_many,
    make_meeting,
    make_product,
    make_promise,
    make_question,
    make_supplier,
    make_version,
)
from vendor_tracker.domain.actor import Actor
from vendor_tracker.domain.rules import RULES_BY_CODE
from vendor_tracker.domain.vocabulary import (
    Outcome,
    Side,
    Stage,
)
from vendor_tracker.services.transaction import transactional
from vendor_tracker.storage.db import Database
from vendor_tracker.storage.queries.suppliers import get_supplier

TODAY = date(2026, 10, 6)


def days(number: int) -> date:
    """Return a day so many days from today."""
    return TODAY + timedelta(days=number)


@pytest.fixture
def supplier(actor: Actor) -> str:
    """Return a supplier."""
    return make_supplier(actor, "Fenwick Imaging (example)")


@transactional
def fill(actor: Actor, supplier: str, times: int) -> None:
    """Give a supplier so many of everything."""
    for n in range(times):
        product = make_product(actor, f"Reader {n} (example)", supplier=supplier, stage=Stage.live)
        version = make_version(actor, product=product, in_use_from=days(-9))
        make_decision(actor, product=product, decided_on=days(-50), outcome=Outcome.go_on)
        make_contact(actor, f"Person {n}", supplier=supplier)
        make_promise(actor, supplier=supplier, product=product, due_on=days(-n))
        make_question(actor, supplier=supplier, asked_on=days(-30))
        make_meeting(actor, supplier=supplier, held_on=days(-41))
        make_cost(actor, supplier=supplier, product=product)
        make_contract(actor, supplier=supplier, product=product, ends_on=days(90))
        make_evidence(
            actor, supplier=supplier, product=product, version=version, expires_on=days(5)
        )


def test_a_page_of_much_asks_no_more_than_a_page_of_little(
    client: CheckingClient, actor: Actor, database: Database, supplier: str
) -> None:
    asked = []
    for times in (1, 24):
        fill(actor, supplier, times)
        with counted(database) as statements:
            page = client.get(f"/rht/suppliers/{supplier}").text
        asked.append(len(statements))
    assert asked[0] == asked[1] <= 13, str(statements)
    assert '<a href="/rht/contacts?q=SUP-1">5 more contacts</a>' in page
    assert "Showing 25 of 25" in client.get("/rht/contacts?q=SUP-1").text
    assert "Showing" not in page


def test_each_part_says_what_there_is(client: CheckingClient, actor: Actor, supplier: str) -> None:
    fill(actor, supplier, 1)
    make_promise(actor, supplier=supplier, side=Side.ours, done_on=days(-3))
    make_promise(actor, supplier=supplier, due_on=days(-12))
    make_question(actor, supplier=supplier, text="Not sent?")
    make_cost(actor, supplier=supplier)
    page = client.get(f"/rht/suppliers/{supplier}").text
    for words in (
        "12 days late", "Done on 3 October 2026", "22 working days", "not sent yet",
        "26 August 2026", "Lapses soon", "version 2.1", "Person 0", "no product named",
        "Ends 4 January 2027", "not asked",
    ):  # fmt: skip
        assert words.lower() in page.lower(), words


def test_an_archived_supplier_says_so_and_comes_back(
    client: CheckingClient, actor: Actor, supplier: str
) -> None:
    client.send(f"/rht/suppliers/{supplier}/archive", reason="Merged with another")
    page = client.get(f"/rht/suppliers/{supplier}").text
    assert "was put away on 6 October 2026" in page
    assert "Merged with another" in page
    answer = client.post(f"/rht/suppliers/{supplier}/restore", data=filled(client.last_page))
    assert answer.status_code == 302
    assert not get_supplier(actor, supplier).is_archived


@pytest.mark.parametrize("ref", ["SUP-9", "PRD-1", "nonsense", "SUP-0"])
def test_a_supplier_that_is_not_here_is_not_found(client: CheckingClient, ref: str) -> None:
    assert client.get(f"/rht/suppliers/{ref}").status_code == 404


def test_a_reader_sees_the_page_and_nothing_to_change(
    client: CheckingClient, actor: Actor, supplier: str
) -> None:
    make_contact(actor, "Dana", supplier=supplier)
    make_contract(actor, supplier=supplier)
    client.sign_in_as(actor, "reader")
    for path in (f"suppliers/{supplier}", "contacts/PER-1", "contracts/CON-1", "suppliers"):
        page = client.get(f"/rht/{path}").text.split("<main")[1]
        for words in ("/add", "/update", "/archive", "/log", "/ask"):
            assert words not in page, (path, words)
    for path in ("contacts/add", "contracts/add", "contacts/PER-1/update"):
        assert client.get(f"/rht/{path}").status_code == 403


def test_forms_offer_many_suppliers_in_one_list(client: CheckingClient, actor: Actor) -> None:
    make_many(120, lambda n: make_supplier(actor, f"Supplier {n} (example)"))
    for path in ("contacts/add", "contracts/add", "suppliers/SUP-1/update"):
        page = client.get(f"/rht/{path}").text
        assert page.count('<option value="SUP-77 Supplier 76 (example)">') == 1, path


def test_a_flag_is_argued_as_on_the_page_of_a_product(client: CheckingClient, actor: Actor) -> None:
    supplier = make_supplier(actor)
    product = make_product(actor, supplier=supplier, stage=Stage.evaluating)
    promise = make_promise(actor, supplier=supplier, due_on=days(-40))
    cards = [
        re.search(r'<article class="vt-flag.*?</article>', client.get(page).text, re.DOTALL)
        for page in (f"/rht/suppliers/{supplier}", f"/rht/products/{product}/flags")
    ]
    assert cards[0]
    assert cards[1]
    rule = RULES_BY_CODE["F39"]
    assert f">{rule.title}</a></h3>" in cards[0][0]
    assert f'href="/rht/questions/ask?about={promise}"' in cards[0][0]
    assert cards[0][0] == cards[1][0].replace(f"Of the supplier {supplier}. ", "")
