"""What a checklist shows beside its answers: its parts, what was asked, what is confidential."""

from datetime import date

import pytest

from tests import factories as make
from tests.clients import CheckingClient, filled
from vendor_tracker.domain.actor import Actor
from vendor_tracker.domain.vocabulary import AnswerState
from vendor_tracker.services import questions
from vendor_tracker.storage.libraries import load_library
from vendor_tracker.storage.queries.answers import get_item

CORE = "/rht/products/PRD-1/checklists/CORE"
ITEM = "/rht/products/PRD-1/items/CORE-01"


@pytest.fixture
def product(actor: Actor) -> str:
    """Return a product that is being evaluated, with its supplier."""
    supplier = make.make_supplier(actor)
    return make.make_product(actor, "Bleed Alert (example)", supplier=supplier)


def test_items_stand_under_the_titles_of_their_parts(client: CheckingClient, product: str) -> None:
    found = load_library(1).by_checklist["CORE"].sections
    page = client.get(CORE).text
    places = [page.index(f"<h3>{part.title}</h3>") for part in found]
    assert places == sorted(places)
    assert len(places) > 1
    for start, part in zip(places, found, strict=True):
        assert page.index(f'id="{part.items[0].code}"') > start
    assert page.count("<h3>") == len(found)
    none = client.get(f"{CORE}?show=mine").text
    assert "<h3>" not in none
    assert "None of its items is among these." in none


def test_an_answer_is_kept_out_of_public_copies_and_says_so(
    client: CheckingClient, actor: Actor, product: str
) -> None:
    client.get(ITEM)
    given = filled(client.last_page, state="partly", confidential="y", confidential_reason="")
    assert client.post(ITEM, data=given).status_code == 422
    assert 'href="#confidential_reason-CORE-01">Say why it must stay out' in client.last_page
    given |= {"confidential_reason": "A security test.", "confidential_until": "31 January 2027"}
    assert client.post(ITEM, data=given).status_code == 302
    words = "Left out of public copies: A security test. (until 31 January 2027)"
    assert words in client.get(ITEM).text
    assert words in client.get(CORE).text
    short = filled(client.last_page, state="met", place="section", version="1")
    client.post(ITEM, data=short)
    row = get_item(actor, product, "CORE-01").one.row
    assert (row.state, row.confidential) == (AnswerState.met, True)


def test_an_item_says_when_the_supplier_was_asked(
    client: CheckingClient, actor: Actor, product: str
) -> None:
    path = f"/rht/questions/ask?about={product}&item=CORE-05,CORE-03"
    client.get(path)
    client.post(path, data=filled(client.last_page, act="sent", on="6 October 2026"))
    assert "QUE-1</span></a> Asked on 6 October 2026, no answer yet<" in client.get(CORE).text
    assert "QUE-2</span></a> Asked on 6 October 2026, no answer yet<" in client.last_page
    questions.change_question(actor, "QUE-1", version=None, asked_on=date(2026, 9, 1))
    late = "Asked on 1 September 2026, no answer yet after 25 working days"
    assert late in client.get(CORE).text
    assert late in client.get(f"/rht/products/{product}/items/CORE-05").text
    day = date(2026, 10, 5)
    questions.answer_question(actor, "QUE-1", version=None, answer="Yes.", answered_on=day)
    assert "QUE-1</span></a> Answered on 5 October 2026<" in client.get(CORE).text
    # Of a supplier's item every product of it hears; of a product's only that product.
    make.make_product(actor, "Second (example)", supplier="SUP-1")
    again = client.get("/rht/products/PRD-2/checklists/CORE").text
    assert ("QUE-1" in again, "QUE-2" in again) == (False, True)
    assert "QUE-2" in client.get("/rht/suppliers/SUP-1/checklists/CORE").text
    questions.archive_question(actor, "QUE-2", version=None, reason="Twice")
    assert "QUE-2" not in client.get(CORE).text
