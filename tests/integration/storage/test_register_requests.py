"""What suppliers were asked, and their replies, as rows of the register."""

from datetime import date

import pytest

from tests import factories
from tests.questioning import SAID_BY, make_request
from vendor_tracker.domain.actor import Actor
from vendor_tracker.domain.requests import Given
from vendor_tracker.domain.settings import Limits
from vendor_tracker.domain.vocabulary import RequestReview
from vendor_tracker.services import requestreplies
from vendor_tracker.storage.queries.registers.meetings import list_promises
from vendor_tracker.storage.queries.registers.requests import list_replies, list_requests
from vendor_tracker.storage.queries.registers.scope import Scope, Withheld

SCOPE = Scope(date(2026, 10, 8), Limits())
PUBLIC = Scope(date(2026, 10, 8), Limits(), public=True)


@pytest.fixture
def asked(any_actor: Actor) -> str:
    """Return a request of which one question is answered."""
    supplier = factories.make_supplier(any_actor)
    factories.make_product(any_actor, supplier=supplier)
    factories.make_promise(any_actor, supplier=supplier, due_on=date(2026, 9, 1))
    return make_request(any_actor, answered=[Given("K06", "nil")])


def test_each_question_is_a_row_with_how_long_it_waited(any_actor: Actor, asked: str) -> None:
    first, second = list_requests(any_actor, SCOPE)
    assert (first["request"], first["item"], first["review"]) == (
        asked, "K04", RequestReview.waiting,
    )  # fmt: skip
    assert (first["waited"], second["waited"]) == (2, 0)
    assert (second["value"], second["answered_by"]) == ("nil", SAID_BY)
    assert (second["supplier"], second["product"]) == ("SUP-1", "PRD-1")


def test_a_public_copy_has_no_request(any_actor: Actor, asked: str) -> None:
    assert list(list_requests(any_actor, PUBLIC)) == []


def test_a_reply_stands_with_what_it_is_about(any_actor: Actor, asked: str) -> None:
    requestreplies.add_reply(any_actor, "SUP-1", about="PRM-1", text="It came.", said_by=SAID_BY)
    (reply,) = list_replies(any_actor, SCOPE)
    assert (reply["about"], reply["supplier"], reply["text"]) == ("PRM-1", "SUP-1", "It came.")
    (promise,) = list_promises(any_actor, SCOPE)
    assert promise["replies"] == (f"It came. ({SAID_BY}, 6 October 2026)",)
    hidden = Scope(SCOPE.on, Limits(), withheld=Withheld(frozenset({"PRM-1"})))
    assert list(list_replies(any_actor, hidden)) == []
