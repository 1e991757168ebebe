"""The first page, all the work behind it, and finding any record."""

import html
import re
from datetime import date
from decimal import Decimal

import pytest

from tests import factories, worlds
from tests.clients import CheckingClient
from tests.counting import counted
from vendor_tracker.domain.actor import Actor
from vendor_tracker.domain.vocabulary import CostCategory, Gate, Side, Stage
from vendor_tracker.storage.db import Database


def test_an_empty_organisation_has_three_steps(client: CheckingClient, actor: Actor) -> None:
    page = client.get("/rht/").text
    for words in ("Bring a list in", "Download the blank register", "Add a supplier"):
        assert words in page
    client.sign_in_as(actor, "reader")
    page = client.get("/rht/").text
    assert "/rht/suppliers/add" not in page
    assert "An officer or administrator can bring lists in." in page


def test_the_most_urgent_comes_first_with_its_reason(client: CheckingClient, actor: Actor) -> None:
    supplier = factories.make_supplier(actor)
    product = factories.make_product(actor, supplier=supplier)
    factories.make_decision(actor, product=product, planned_on=date(2026, 10, 20))
    late = factories.make_promise(
        actor, supplier=supplier, product=product, due_on=date(2026, 9, 24)
    )
    page = client.get("/rht/").text
    assert "Tuesday 6 October 2026. Two things need you first. The oldest is 12 days late." in page
    assert "was due on 24 September 2026 and holds up the award decision" in page
    assert f"/rht/questions/ask?about={late}" in page
    client.sign_in_as(actor, "reader")
    assert "/rht/questions/ask" not in client.get("/rht/").text


def test_there_are_never_more_than_five_steps(
    client: CheckingClient, actor: Actor, database: Database
) -> None:
    for number in range(8):
        supplier = factories.make_supplier(actor, f"Supplier {number} (example)")
        factories.make_promise(actor, supplier=supplier, due_on=date(2026, 9, 1 + number))
        factories.make_product(actor, f"Product {number}", supplier=supplier)
    with counted(database) as statements:
        page = client.get("/rht/").text
    assert len(statements) <= 12, str(statements)
    assert "Five things need you first." in page
    assert page.count('role="rowheader"') == 5
    assert page.index("Supplier 0") < page.index("Supplier 4")


def test_what_was_known_at_the_start_stays_away(client: CheckingClient, actor: Actor) -> None:
    supplier = factories.make_supplier(actor)
    factories.make_product(
        actor, supplier=supplier, stage=Stage.live, catch_up_on=date(2026, 12, 1)
    )
    page = client.get("/rht/").text
    assert "<b>0</b>" in page
    assert "Nobody knows what watching the product costs" not in page


@pytest.fixture
def busy(actor: Actor) -> str:
    """Make one of everything that waits; return the supplier."""
    supplier = factories.make_supplier(actor)
    product = factories.make_product(actor, supplier=supplier)
    factories.make_promise(actor, supplier=supplier, side=Side.ours, due_on=date(2026, 9, 24))
    factories.make_promise(actor, supplier=supplier, due_on=date(2026, 11, 24))
    factories.make_question(actor, supplier=supplier, asked_on=date(2026, 8, 3))
    factories.make_question(actor, supplier=supplier, text="Not asked yet?")
    factories.make_evidence(actor, product=product, expires_on=date(2026, 11, 1))
    factories.make_evidence(actor, product=product, title="Old", expires_on=date(2026, 1, 1))
    factories.make_decision(actor, product=product, planned_on=date(2026, 10, 20))
    factories.make_decision(actor, product=product, gate=Gate.review, planned_on=date(2027, 9, 1))
    return supplier


def test_each_figure_agrees_with_the_list_it_leads_to(client: CheckingClient, busy: str) -> None:
    page = html.unescape(client.get("/rht/").text)
    figures = re.findall(r'<b>(\d+)</b><a href="([^"]+)">([^<]+)</a>', page)
    words = [said for _, _, said in figures]
    assert words[:3] == [
        "promise is late",
        "question waits for an answer",
        "document lapses within 60 days",
    ]
    assert words[4] == "decision is due within 42 days"
    for number, path, said in figures[:4]:
        assert int(number) > 0, said
        assert f"Showing {number} of {number} " in client.get(path).text, said


def test_all_the_work_is_listed_in_order(
    client: CheckingClient, busy: str, database: Database
) -> None:
    with counted(database) as statements:
        page = client.get("/rht/work").text
    assert len(statements) <= 12, str(statements)
    for words in ("Us, to Fenwick Imaging", "12 days ago", "64 days ago", "in 26 days"):
        assert words in page, words
    waiting = page.partition("Recently changed")[0]
    assert "Not asked yet?" not in waiting
    assert "Old" not in waiting
    assert "The command line: added" in page
    assert page.index('id="promises"') < page.index('id="evidence"') < page.index('id="flags"')


def test_a_reference_goes_straight_to_its_page(client: CheckingClient, actor: Actor) -> None:
    for kind, ref in worlds.one_of_each(actor).items():
        answer = client.get(f"/rht/find?q={ref.lower()}")
        assert answer.status_code == 302, kind
        assert answer.location.endswith(f"/{ref}"), kind
        if kind.name not in ("BATCH", "ANSWER", "ASSESSMENT"):
            assert client.get(answer.location).status_code == 200, kind


@pytest.mark.parametrize("text", ["PRD-987654", "FLG-987654", "BAT-9", "100%", "_", "<script>"])
def test_what_is_not_here_is_said_plainly(client: CheckingClient, actor: Actor, text: str) -> None:
    factories.make_product(actor, supplier=factories.make_supplier(actor))
    page = client.get("/rht/find", query_string={"q": text}).text
    assert "Nothing here has that name or reference" in page
    assert "<script>alert" not in page


def test_any_record_is_found_by_its_words(client: CheckingClient, actor: Actor) -> None:
    supplier = factories.make_supplier(actor)
    product = factories.make_product(actor, supplier=supplier)
    factories.make_claim(actor, product=product, statement="Fenwick finds nine in ten")
    factories.make_contract(actor, supplier=supplier, title="Licence of FENWICK")
    factories.make_evidence(actor, supplier=supplier, title="Letter of fenwick")
    factories.make_cost(actor, supplier=supplier, category=CostCategory.K01, unit_price=Decimal(3))
    page = client.get("/rht/find?q=fenwick").text
    for title in ("Suppliers", "Contracts", "Evidence", "Claims"):
        assert f">{title}</h2>" in page, title
    assert "Type a name, or a reference" in client.get("/rht/find").text


def test_what_is_more_than_a_few_is_counted_as_its_own_list_shows_it(
    client: CheckingClient, actor: Actor
) -> None:
    fenwick = factories.make_supplier(actor)
    factories.make_product(actor, "Named otherwise", supplier=fenwick)
    for number in range(11):
        factories.make_product(actor, f"Fenwick & Co {number}", supplier=fenwick)
    page = client.get("/rht/find?q=fenwick").text
    found = re.search(r'<a href="([^"]+)">All 12 products that match</a>', page)
    assert found is not None
    assert "suppliers that match" not in page
    listed = client.get(html.unescape(found[1])).text
    assert "12 products" in listed
