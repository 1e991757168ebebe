"""The first page of a product, on both engines: same counts everywhere, few statements."""

from datetime import date
from decimal import Decimal
from typing import Any

from tests.clients import CheckingClient
from tests.counting import counted
from tests.factories import (
    make_claim,
    make_cost,
    make_evidence,
    make_many,
    make_meeting,
    make_product,
    make_promise,
    make_question,
    make_supplier,
    make_version,
)
from vendor_tracker.domain.actor import Actor
from vendor_tracker.domain.vocabulary import ClaimKind, Direction, SetBy, Side, Stage
from vendor_tracker.services import products
from vendor_tracker.storage.db import Database
from vendor_tracker.storage.queries.overviews import get_overview
from vendor_tracker.storage.queries.productlists import list_products


def _rich(actor: Actor, name: str = "Head CT Alert") -> str:
    """Make a product about which much is recorded."""
    supplier = make_supplier(actor, f"Supplier of {name}")
    ref = make_product(actor, name, supplier=supplier)
    make_version(actor, product=ref)
    bar = {"set_by": SetBy.us, "value": Decimal(92), "set_on": date(2026, 1, 1)}
    for _ in range(3):
        make_claim(
            actor,
            product=ref,
            kind=ClaimKind.T5,
            direction=Direction.higher,
            metric="sensitivity",
            relied_on=True,
            thresholds=[bar],
            results=[{"estimate": Decimal(90), "tested_on": date(2026, 2, 1)}],
        )
    make_cost(actor, supplier=supplier, product=ref)
    make_evidence(actor, product=ref, supplier=supplier, expires_on=date(2026, 9, 1))
    held: dict[str, Any] = {"our_hours": Decimal("1.5"), "their_hours": Decimal(2)}
    make_meeting(actor, supplier=supplier, held_on=date(2026, 9, 1), **held)
    make_meeting(actor, supplier=supplier, product=ref, held_on=date(2026, 11, 1), **held)
    make_promise(actor, supplier=supplier, product=ref, due_on=date(2026, 9, 1))
    make_promise(actor, supplier=supplier, side=Side.ours, done_on=date(2026, 9, 1))
    make_question(actor, supplier=supplier, asked_on=date(2026, 9, 1))
    make_question(actor, supplier=supplier, asked_on=date(2026, 8, 1), answered_on=date(2026, 8, 2))
    return ref


def test_working_together_counts_both_sides(any_actor: Actor) -> None:
    ref = _rich(any_actor)
    other = make_product(any_actor, "Other", supplier="SUP-1")
    make_promise(any_actor, supplier="SUP-1", product=other)
    both = get_overview(any_actor, ref).together
    assert (both.theirs.made, both.theirs.met, both.theirs.late) == (1, 0, 1)
    assert (both.ours.made, both.ours.met, both.ours.late) == (1, 1, 0)
    assert (both.ours.hours, both.theirs.hours) == (Decimal("1.5"), Decimal(2))
    assert (both.asked, both.answered, both.oldest_question_on) == (2, 1, date(2026, 9, 1))
    assert (both.since, both.next_meeting_on) == (date(2026, 9, 1), date(2026, 11, 1))


def test_sentence_strip_list_tab_and_flags_give_one_number(any_actor: Actor) -> None:
    ref = _rich(any_actor)
    page = get_overview(any_actor, ref)
    by_severity = [line.severity.value for line in page.flags if not line.known_at_start]
    stands = page.head.standing
    assert stands.major == by_severity.count("major") > 0
    assert stands.critical == by_severity.count("critical")
    assert page.head.counts.flags == len(page.flags)
    row = list_products(any_actor).rows[0]
    assert row.standing == stands
    assert row.readiness == page.head.readiness


def test_a_product_in_catch_up_counts_its_suppliers_flags_apart(any_actor: Actor) -> None:
    supplier = make_supplier(any_actor)
    make_product(any_actor, "In play", supplier=supplier)
    ref = products.add_product(any_actor, name="Live", stage=Stage.live)
    make_evidence(any_actor, product=ref, expires_on=date(2026, 9, 1))
    page = get_overview(any_actor, ref)
    assert page.flags
    assert all(line.known_at_start for line in page.flags)
    assert page.head.counts.flags == len(page.flags) == page.head.standing.known_at_start


def test_pages_ask_little_however_much_there_is(
    client: CheckingClient, actor: Actor, database: Database
) -> None:
    ref = _rich(actor)
    with counted(database) as asked:
        assert client.get(f"/rht/products/{ref}").status_code == 200
    # One of them is for how well the product is shown to work, whatever its claims and results.
    assert len(asked) <= 13, str(asked)
    make_many(30, lambda n: make_product(actor, f"Product {n}", supplier="SUP-1"))
    with counted(database) as asked:
        client.get("/rht/products?q=product&stage=evaluating&worst=critical")
    assert len(asked) <= 5, str(asked)
