"""Checklists of products, of suppliers and of us, and the whole of each to read."""

import html
import re

import pytest

from tests import factories as make
from tests.clients import CheckingClient
from tests.counting import counted
from tests.people import person
from vendor_tracker import clock
from vendor_tracker.domain.actor import Actor
from vendor_tracker.domain.checklists.phrases import PHRASES
from vendor_tracker.domain.vocabulary import AnswerState, Gate, Known, ProductFact, Stage
from vendor_tracker.domain.wording import capital
from vendor_tracker.services import answers, evidence_links, products
from vendor_tracker.storage.db import Database
from vendor_tracker.storage.libraries import load_library
from vendor_tracker.storage.queries.products import get_product_head

PRODUCT, SUPPLIER = "/rht/products/PRD-1/checklists", "/rht/suppliers/SUP-1/checklists"


@pytest.fixture
def product(actor: Actor) -> str:
    """Make a product that is to be awarded next."""
    supplier = make.make_supplier(actor)
    return make.make_product(actor, supplier=supplier, stage=Stage.evaluating)


def shown(client: CheckingClient, path: str) -> str:
    """Return the text of a page that is there."""
    answer = client.get(path)
    assert answer.status_code == 200, (path, answer.status_code)
    return html.unescape(answer.text)


def row_of(page: str, name: str) -> str:
    """Return the words of the row of a table that a name begins."""
    rows = re.findall(r"<tr.*?</tr>", page, re.DOTALL)
    found = next(row for row in rows if f">{name}<" in row)
    return " ".join(re.sub(r"<[^>]+>", " ", found).split())


def met(actor: Actor, subject: str, item: str) -> None:
    """Answer an item as met, shown by a document."""
    answers.save_answer(actor, subject, item, version=None, state=AnswerState.met)
    owner = "supplier" if subject.startswith("SUP") else "product"
    paper = make.make_evidence(actor, **{owner: subject})  # type: ignore[arg-type]
    evidence_links.link_evidence(actor, paper, f"{subject}/{item}")


def test_the_next_gate_comes_first_with_the_one_number(
    client: CheckingClient, actor: Actor, product: str
) -> None:
    met(actor, product, "CORE-01")
    standing = get_product_head(actor, product).standing
    page = shown(client, PRODUCT)
    words = f"1 of {standing.items_asked} items for award is met"
    assert words in page
    assert words in shown(client, "/rht/products/PRD-1/gates/award")
    assert page.index(words) < page.index('id="checklists"')
    assert 'href="/rht/products/PRD-1/gates/award"' in page


def test_each_checklist_says_how_far_it_is(
    client: CheckingClient, actor: Actor, product: str
) -> None:
    before = row_of(shown(client, PRODUCT), "First questions")
    assert "0 of 10" in before
    met(actor, product, "CORE-02")
    met(actor, "SUP-1", "CORE-03")
    answers.save_answer(actor, product, "CORE-06", version=None, state=AnswerState.not_known)
    after = row_of(shown(client, PRODUCT), "First questions")
    assert "Answered 2 of 10" in after, "what is not known is not answered"
    assert "Reviewed 0 of 10" in after
    assert "Met 2 of 10" in after
    assert "Left for the award 7" in after, "a rule of its own watches over one"
    assert "Next clock to run out 6 Oct 2027" in after, "twelve months of what is about a supplier"


def test_what_a_passed_gate_left_open_stands_first(
    client: CheckingClient, actor: Actor, product: str
) -> None:
    make.make_decision(
        actor, product=product, gate=Gate.shortlist, decided_on=clock.today(), outcome="go_on"
    )
    page = shown(client, PRODUCT)
    assert re.search(
        r"Left for the award \d+ left for the shortlist", row_of(page, "First questions")
    )
    assert page.index(">First questions<") < page.index(">Openness<")


def test_a_look_of_somebody_else_counts_as_reviewed(
    client: CheckingClient, actor: Actor, product: str
) -> None:
    met(actor, product, "CORE-02")
    reviewer = person(actor, "second")
    answers.review_answer(reviewer, product, "CORE-02", version=None, accept=True)
    assert "Reviewed 1 of 10" in row_of(shown(client, PRODUCT), "First questions")


def test_what_does_not_apply_says_why_and_where_that_is_changed(
    client: CheckingClient, actor: Actor, product: str
) -> None:
    library = load_library(actor.organisation_id)
    asked = next(item for item in library.items if item.when.text == "img")
    products.set_facts(actor, product, version=None, facts={ProductFact.img: Known.no})
    answers.save_answer(
        actor, product, "CORE-08", version=None, state=AnswerState.not_applicable, reason="No bid."
    )
    aside = shown(client, PRODUCT).partition('id="aside"')[2]
    assert capital(PHRASES["img"].no) in aside
    assert asked.code in aside
    assert 'href="/rht/products/PRD-1/about/update"' in aside
    assert "No bid." in aside
    assert 'href="/rht/products/PRD-1/items/CORE-08"' in aside
    client.sign_in_as(actor, "reader")
    assert "Change the stage" in aside, "whether it is live is no fact of its own"
    assert "Change the fact" not in shown(client, PRODUCT)


def test_a_supplier_answers_once(client: CheckingClient, actor: Actor, product: str) -> None:
    page = shown(client, SUPPLIER)
    assert "0 of 15 items about this supplier are met." in page
    met(actor, "SUP-1", "CORE-03")
    page = shown(client, SUPPLIER)
    assert "1 of 15 items about this supplier is met." in page
    assert "Met 1 of 2" in row_of(page, "First questions")
    assert 'href="/rht/suppliers/SUP-1/checklists/REL"' in page
    assert f'href="{SUPPLIER}"' in shown(client, "/rht/suppliers/SUP-1")


def test_the_checklists_in_force_are_there_to_read(client: CheckingClient, actor: Actor) -> None:
    listed = shown(client, "/rht/checklists")
    library = load_library(actor.organisation_id)
    for checklist in library.checklists:
        assert f"Version {checklist.version}" in row_of(listed, checklist.title)
        page = shown(client, f"/rht/checklists/{checklist.code}")
        for item in checklist.items:
            assert f'id="{item.code}"' in page
            for words in (item.question, item.why, item.counts, item.not_enough, item.example):
                assert words in page, item.code
            assert not item.ask or item.ask in page


def test_what_is_not_there_is_not_found(client: CheckingClient, product: str) -> None:
    for path in ("checklists/NONE", "products/PRD-99/checklists", "suppliers/SUP-99/checklists"):
        assert client.get(f"/rht/{path}").status_code == 404


def test_pages_ask_little_however_much_is_answered(
    client: CheckingClient, actor: Actor, product: str, database: Database
) -> None:
    most = {PRODUCT: 15, SUPPLIER: 6, "/rht/checklists": 5, "/rht/checklists/CORE": 4}
    for code in ("CORE-01", "CORE-02", "CORE-06", "TRA-01"):
        met(actor, product, code)
    for path, limit in most.items():
        client.get(path)
        with counted(database) as found:
            client.get(path)
        assert len(found) <= limit, (path, str(found))
