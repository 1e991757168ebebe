"""Statements that do not go together are shown with each other, and say so once."""

from decimal import Decimal

from tests.clients import CheckingClient
from tests.factories import make_claim, make_product
from vendor_tracker.domain.actor import Actor
from vendor_tracker.domain.vocabulary import ClaimKind, Direction


def make_said(actor: Actor, product: str, estimate: int) -> str:
    """Make a claim about the share of bleeds found, with a range of two points."""
    ends = {"low": Decimal(estimate - 2), "high": Decimal(estimate + 2)}
    return make_claim(
        actor,
        product=product,
        kind=ClaimKind.T5,
        metric="Sensitivity",
        direction=Direction.higher,
        results=[{"estimate": Decimal(estimate), **ends}],
    )


def test_a_contradiction_is_shown_on_both_claims(client: CheckingClient, actor: Actor) -> None:
    product = make_product(actor)
    first, second = (make_said(actor, product, estimate) for estimate in (96, 85))
    for one, other in ((first, second), (second, first)):
        client.get(f"/rht/claims/{one}")
        assert "What does not go together" in client.last_page
        assert "says 96 (range 94 to 98), and" in client.last_page
        assert f"See {other}" in client.last_page
    client.get(f"/rht/products/{product}/flags")
    assert "1 contradiction." in client.last_page


def test_claims_that_agree_say_nothing(client: CheckingClient, actor: Actor) -> None:
    product = make_product(actor)
    first = make_said(actor, product, 96)
    make_said(actor, make_product(actor, "Other (example)"), 85)
    client.get(f"/rht/claims/{first}")
    assert "What does not go together" not in client.last_page
