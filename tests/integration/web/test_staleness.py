"""What became stale with a new version."""

from datetime import date

import pytest

from tests import factories
from tests.clients import CheckingClient
from vendor_tracker.domain.actor import Actor
from vendor_tracker.domain.vocabulary import AnswerState
from vendor_tracker.services import answers, cards
from vendor_tracker.storage.queries.staleness import get_staleness


@pytest.fixture
def product(actor: Actor) -> str:
    """Make a product with a record of each kind for its version 3.1."""
    product = factories.make_product(actor)
    old = factories.make_version(actor, product=product, name="3.1", released_on=date(2026, 1, 5))
    cards.add_card(actor, product, product_version=old)
    factories.make_evidence(actor, product=product, version=old, title="Test report")
    factories.make_claim(actor, product=product, version=old)
    answers.save_answer(actor, product, "TRA-02", version=None, state=AnswerState.partly)
    answers.save_answer(actor, product, "CST-04", version=None, state=AnswerState.partly)
    return product


def test_everything_for_an_older_version_is_listed_with_what_to_do(
    client: CheckingClient, actor: Actor, product: str
) -> None:
    factories.make_version(actor, product=product, name="3.2", released_on=date(2026, 9, 1))
    stale = get_staleness(actor, "VER-2")
    assert [len(rows) for rows in (stale.cards, stale.evidence, stale.claims)] == [1, 1, 1]
    assert [row.reference for row in stale.answers] == [f"{product}/TRA-02"]
    page = client.get("/rht/versions/VER-2/stale").text
    assert "4 records to look at." in page
    assert "Ask for the card of this version" in page
    assert f"/rht/products/{product}/items/TRA-02" in page


def test_nothing_is_stale_for_the_version_it_was_made_for_or_an_older_one(
    client: CheckingClient, actor: Actor, product: str
) -> None:
    factories.make_version(actor, product=product, name="3.0", released_on=date(2025, 9, 1))
    assert get_staleness(actor, "VER-1").total == 0
    assert get_staleness(actor, "VER-2").total == 0
    assert "Nothing was made for an older version." in client.get("/rht/versions/VER-1/stale").text


def test_a_version_without_a_day_is_still_to_come(actor: Actor, product: str) -> None:
    factories.make_version(actor, product=product, name="4.0")
    assert get_staleness(actor, "VER-2").total == 4
