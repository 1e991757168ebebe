"""A form that makes a record makes one, however often it is sent."""

import re

import pytest

from tests import worlds
from tests.clients import CheckingClient, filled
from vendor_tracker.domain.actor import Actor
from vendor_tracker.domain.references import Kind

FORMS = {
    "suppliers/add": {"name": "Fenwick Two (example)"},
    "products/add": {"name": "Head CT Alert Two (example)"},
    "contacts/add?supplier=SUP-1": {"name": "Sales desk two"},
    "contracts/add?supplier=SUP-1": {"title": "Licence two"},
    "claims/add?product=PRD-1": {"statement": "It finds nine in ten"},
    "costs/add?product=PRD-1": {"description": "Account fee"},
    "payments/add?supplier=SUP-1": {"paid_on": "1 October 2026", "amount": "480.50"},
    "versions/add?product=PRD-1": {"name": "9.9"},
    "decisions/add?product=PRD-1": {"gate": "go_live", "planned_on": "1 December 2026"},
    "decisions/record?product=PRD-1": {
        "gate": "review",
        "decided_on": "1 October 2026",
        "outcome": "go_on",
        "reason": "It does what it should",
        "decided_by": "The board",
    },
}


@pytest.mark.parametrize("path", FORMS)
def test_a_form_sent_again_leads_to_what_it_made(
    client: CheckingClient, actor: Actor, path: str
) -> None:
    worlds.one_of_each(actor)
    if path.startswith("decisions/record"):
        client.sign_in_as(actor, "reviewer")
    page = client.get(f"/rht/{path}").text
    sent = filled(page, **FORMS[path])
    first = client.post(f"/rht/{path}", data=sent)
    assert first.status_code == 302, client.last_page
    said = re.search(r"([A-Z]{3,4}-\d+) (?:was|is) [a-z]+\.", client.get(first.location).text)
    assert said is not None
    again = client.post(f"/rht/{path}", data=sent)
    assert again.location == first.location
    assert f"This form was saved before: it made {said[1]}." in client.get(again.location).text
    number = int(said[1].split("-")[1])
    folder = path.split("/", maxsplit=1)[0]
    kind = said[1].split("-", maxsplit=1)[0]
    assert client.get(f"/rht/{folder}/{kind}-{number + 1}").status_code == 404


def test_another_form_of_the_same_words_makes_another_record(
    client: CheckingClient, actor: Actor
) -> None:
    supplier = worlds.one_of_each(actor)[Kind.SUPPLIER]
    path = f"/rht/costs/add?supplier={supplier}"
    places = {client.send(path, description="Account fee").location for _ in range(2)}
    assert len(places) == 2


def test_what_was_refused_may_be_sent_again(client: CheckingClient, actor: Actor) -> None:
    path = "/rht/suppliers/add"
    client.get(path)
    refused = client.post(path, data=filled(client.last_page, name=""))
    assert refused.status_code == 422
    sent = client.post(path, data=filled(client.last_page, name="Fenwick (example)"))
    assert sent.location == "/rht/suppliers/SUP-1"
