"""What is held about a supplier, and its right of reply."""

from datetime import date
from typing import Any

import pytest

from tests import factories
from tests.clients import CheckingClient
from tests.questioning import make_request
from vendor_tracker.domain.actor import Actor
from vendor_tracker.domain.errors import Refused
from vendor_tracker.domain.requests import Given
from vendor_tracker.services import requestreplies


@pytest.fixture
def supplier(actor: Actor) -> str:
    """Return a supplier with a claim, a cost that we found, and a late promise."""
    ref = factories.make_supplier(actor)
    product = factories.make_product(actor, supplier=ref)
    factories.make_claim(actor, product=product, statement="It finds nine in ten")
    factories.make_promise(actor, supplier=ref, text="Send it", due_on=date(2026, 9, 1))
    return ref


def test_a_record_shows_what_is_held_and_how_long_they_let_us_wait(
    client: CheckingClient, actor: Actor, supplier: str
) -> None:
    make_request(actor, answered=[Given("K04", "nil")])
    page = client.get(f"/rht/suppliers/{supplier}/record").text
    assert "It finds nine in ten" in page
    assert "Send it" in page
    assert "1 question was answered" in page
    assert "QNR-1" in page
    assert "Their record" in client.get(f"/rht/suppliers/{supplier}").text


def test_a_reply_stands_beside_the_record(
    client: CheckingClient, actor: Actor, supplier: str
) -> None:
    path = f"/rht/suppliers/{supplier}/record"
    words = {"about": "PRM-1", "text": "We sent it on 3 September.", "said_by": "Sales (example)"}
    assert client.send(path, **words).status_code == 302
    for page in (path, "/rht/promises/PRM-1"):
        assert "We sent it on 3 September." in client.get(page).text
    assert "We sent it on" not in client.get("/rht/claims/CLM-1").text


def test_a_reply_is_about_something_that_is_held(actor: Actor, supplier: str) -> None:
    other = factories.make_supplier(actor, "Else (example)")
    with pytest.raises(Refused) as refused:
        requestreplies.add_reply(actor, other, about="PRM-1", text="No.", said_by="Sales")
    assert refused.value.field == "about"
    for name, given in (("text", {"text": " "}), ("said_by", {"said_by": ""})):
        said: dict[str, Any] = {"about": "PRM-1", "text": "No.", "said_by": "Sales"} | given
        with pytest.raises(Refused) as refused:
            requestreplies.add_reply(actor, supplier, **said)
        assert refused.value.field == name
