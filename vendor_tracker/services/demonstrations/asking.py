"""What the story tells about requests: many questions sent in one go, and what came back."""

from collections.abc import Sequence
from datetime import date

from vendor_tracker.domain.actor import Actor
from vendor_tracker.domain.requests import Given
from vendor_tracker.services import requests


def send_request(
    actor: Actor,
    *,
    supplier: str,
    product: str,
    title: str,
    why: str,
    items: Sequence[str],
    due_on: date,
) -> str:
    """Begin a request, and send it on the same day."""
    ref = requests.start_request(
        actor, supplier=supplier, product=product, title=title, items=items, why=why,
        readers="Those who assess it with us, clinicians among them.", due_on=due_on,
    )  # fmt: skip
    requests.send_request(actor, ref, version=None)
    return ref


def hand_in(actor: Actor, ref: str, *, said: Sequence[str], said_by: str) -> str:
    """Take over what the supplier sent back, each told as `K06 | 900 a year | in words`."""
    parts = [[part.strip() for part in one.split("|")] for one in said]
    given = [Given(item, value, words) for item, value, words in parts]
    requests.hand_in(actor, ref, given, said_by=said_by)
    return ref
