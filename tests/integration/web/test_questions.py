"""Asking: the finished message, its document, and what is recorded when it was sent."""

from datetime import date
from urllib.parse import unquote

import pytest

from tests.clients import CheckingClient, filled
from tests.factories import (
    make_claim,
    make_contact,
    make_cost,
    make_evidence,
    make_product,
    make_promise,
    make_question,
    make_supplier,
)
from vendor_tracker.domain.actor import Actor
from vendor_tracker.domain.vocabulary import ContactKind
from vendor_tracker.storage.queries.questions import get_question


@pytest.fixture
def supplier(actor: Actor) -> str:
    """Return a supplier with two people."""
    ref = make_supplier(actor)
    make_contact(actor, "Ann Sales", supplier=ref, email="ann@fenwick.example")
    make_contact(
        actor,
        "Col Contract",
        supplier=ref,
        kind=ContactKind.contract,
        email="col@fenwick.example",
    )
    return ref


def test_a_late_promise_becomes_a_message_and_a_question(
    client: CheckingClient, actor: Actor, supplier: str
) -> None:
    promise = make_promise(
        actor, supplier=supplier, text="Send the bias report", due_on=date(2026, 9, 3)
    )
    path = f"/rht/questions/ask?about={promise}"
    client.get(path)
    page = client.last_page
    assert "Dear Col Contract," in page
    assert "It was due on 3 September 2026" in page
    assert 'value="A question from Riverside Trust (example) [PRM-1]"' in page
    assert "mailto:col@fenwick.example?subject=A%20question" in page
    answer = client.post(path, data=filled(page, act="sent", on="6 October 2026"))
    assert answer.location == "/rht/questions/QUE-1"
    question = get_question(actor, "QUE-1")
    assert question.asked_on == date(2026, 10, 6)
    assert question.asked_of == "Col Contract"
    assert "PRM-1" in question.text
    again = client.post(path, data=filled(page, act="sent", on="6 October 2026"))
    assert again.location == "/rht/questions/QUE-1"
    assert client.get("/rht/questions/QUE-2").status_code == 404


def test_many_matters_make_one_message(client: CheckingClient, actor: Actor, supplier: str) -> None:
    product = make_product(actor, name="Bleed Alert", supplier=supplier)
    refs = [
        make_promise(actor, supplier=supplier, product=product, text="Send it"),
        make_question(actor, supplier=supplier, product=product, text="How many sites?"),
        make_cost(actor, supplier=supplier, product=product, description="Night support"),
        make_evidence(actor, supplier=supplier, product=product, title="DTAC form"),
        make_claim(actor, product=product, supplier=supplier, statement="Finds 96%"),
    ]
    path = f"/rht/questions/ask?supplier={supplier}&about={','.join(refs)}"
    client.get(path)
    page = client.last_page
    assert "[PRM-1, QUE-1, COST-1, EVD-1, CLM-1]" in page
    assert "We would like to ask you 5 things." in page
    answer = client.post(path, data=filled(page, act="sent"))
    assert answer.location == f"/rht/questions?supplier={supplier}"
    listed = client.get(answer.location).text
    assert "Showing 5 of 5" in listed
    assert get_question(actor, "QUE-1").asked_on == date(2026, 10, 6)


def test_the_message_is_a_document_and_takes_changes(
    client: CheckingClient, actor: Actor, supplier: str
) -> None:
    path = f"/rht/questions/ask?supplier={supplier}&ask=How+many+sites"
    client.get(path)
    page = client.last_page
    assert "How many sites." in page
    answer = client.post(path, data=filled(page, act="docx"))
    assert answer.data.startswith(b"PK")
    assert answer.headers["Content-Disposition"].startswith("attachment")
    client.post(path, data=filled(page, act="again", body="My own words & more"))
    assert "body=My own words & more" in unquote(client.last_page)
    assert client.post(path, data=filled(page, act="sent", on="7/10/2026")).status_code == 422
    assert "lies in the future" in client.last_page


def test_a_cost_nobody_asked_about_is_known_to_be_asked(
    client: CheckingClient, actor: Actor, supplier: str
) -> None:
    product = make_product(actor, supplier=supplier)
    path = f"/rht/questions/ask?about={product}&category=K11"
    client.get(path)
    assert "Who watches how well it works" in client.last_page
    assert client.post(path, data=filled(client.last_page, act="sent")).status_code == 302
    page = client.get("/rht/costs/COST-1").text
    assert "Asked, waiting" in page


def test_whom_and_what_are_asked_for_first(client: CheckingClient, actor: Actor) -> None:
    assert "Which supplier or product?" in client.get("/rht/questions/ask").text
    product = make_product(actor)
    assert "What do you want to ask?" in client.get(f"/rht/questions/ask?about={product}").text
    answer = client.get(f"/rht/questions/ask?supplier={product}&ask=Why")
    assert answer.status_code == 422
    assert "Add the supplier to the product first" in client.last_page
    assert client.get("/rht/questions/ask?about=PRM-99").status_code == 404
    assert client.get("/rht/questions/ask?about=nonsense").status_code == 404
