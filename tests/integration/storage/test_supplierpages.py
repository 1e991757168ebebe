"""What the page of a supplier reads, on both engines."""

from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pytest

from tests.factories import (
    archive,
    make_contact,
    make_cost,
    make_decision,
    make_evidence,
    make_meeting,
    make_product,
    make_promise,
    make_question,
    make_supplier,
    make_version,
)
from vendor_tracker.domain.actor import Actor
from vendor_tracker.domain.vocabulary import (
    Charge,
    ContactKind,
    DisclosedBy,
    Gate,
    Outcome,
    Stage,
    SupplierRole,
)
from vendor_tracker.services import suppliers
from vendor_tracker.storage.queries.suppliers import get_supplier_page, list_suppliers

TODAY = date(2026, 10, 6)


def days(number: int) -> date:
    """Return a day so many days from today."""
    return TODAY + timedelta(days=number)


@pytest.fixture
def supplier(any_actor: Actor) -> str:
    """Return a supplier."""
    return make_supplier(any_actor, "Fenwick Imaging (example)")


def test_a_cost_says_how_it_came_to_light_against_the_award(
    any_actor: Actor, supplier: str
) -> None:
    product = make_product(any_actor, supplier=supplier, stage=Stage.contracted)
    make_decision(
        any_actor, product=product, gate=Gate.award, decided_on=days(-20), outcome=Outcome.go_on
    )
    told: dict[str, Any] = {
        "disclosed_by": DisclosedBy.supplier,
        "unit_price": Decimal(10),
        "quantity": 3,
    }
    once: dict[str, Any] = {"charge": Charge.one_off}
    for on in (-21, -19):
        make_cost(
            any_actor, supplier=supplier, product=product, disclosed_on=days(on), **told, **once
        )
    make_cost(any_actor, supplier=supplier, disclosed_on=days(-21), **told)
    lines = get_supplier_page(any_actor, supplier, TODAY).costs.rows
    assert [line.status.value for line in lines] == ["timing_not_known", "late", "before_award"]
    assert lines[0].amount == 30


def test_evidence_for_a_version_that_is_no_longer_used_says_so(
    any_actor: Actor, supplier: str
) -> None:
    product = make_product(any_actor, supplier=supplier)
    old = make_version(any_actor, product=product, name="1", in_use_from=days(-90))
    make_version(any_actor, product=product, name="2", in_use_from=days(-3))
    make_evidence(any_actor, supplier=supplier, product=product, version=old)
    make_evidence(any_actor, supplier=supplier, product=product)
    made, other = get_supplier_page(any_actor, supplier, TODAY).evidence.rows
    assert (made.version, made.reading.clock.value) == ("1", "other_version")
    assert other.reading.clock.value == "no_end"


def test_roles_are_gathered_and_archived_things_left_out(any_actor: Actor, supplier: str) -> None:
    other = make_supplier(any_actor, "Harrow Cloud (example)")
    both = make_product(any_actor, "Both (example)", supplier=supplier, role=SupplierRole.host)
    gone = make_product(any_actor, "Gone (example)", supplier=supplier)
    archive(any_actor, gone)
    make_contact(any_actor, "Dana", supplier=supplier, kind=ContactKind.safety)
    archive(any_actor, make_contact(any_actor, "Left", supplier=supplier))
    make_question(any_actor, supplier=other)
    page = get_supplier_page(any_actor, supplier, TODAY)
    assert [line.reference for line in page.products.rows] == [both]
    assert page.products.rows[0].roles == (SupplierRole.host,)
    assert [line.name for line in page.contacts.rows] == ["Dana"]
    assert page.questions.total == 0


def test_other_names_and_references_come_with_the_supplier(any_actor: Actor) -> None:
    group = suppliers.add_supplier(any_actor, name="Fenwick Group", aliases=["FG"])
    ref = suppliers.add_supplier(
        any_actor,
        name="Fenwick Imaging",
        parent=group,
        aliases=["FAI", "Fenwick AI"],
        references=[("DUNS", "123"), ("Spine", "F1")],
    )
    head = get_supplier_page(any_actor, ref, TODAY).head
    assert head.aliases == ("FAI", "Fenwick AI")
    assert head.references == (("DUNS", "123"), ("Spine", "F1"))
    assert head.parent == (group, "Fenwick Group")
    assert get_supplier_page(any_actor, group, TODAY).head.aliases == ("FG",)


def test_open_promises_come_first_and_then_what_was_done_last(
    any_actor: Actor, supplier: str
) -> None:
    fields: tuple[dict[str, Any], ...] = (
        {"done_on": days(-9)},
        {"due_on": days(9)},
        {"done_on": days(-1), "due_on": days(-2)},
        {},
        {"due_on": days(-4)},
    )
    for given in fields:
        make_promise(any_actor, supplier=supplier, **given)
    page = get_supplier_page(any_actor, supplier, TODAY)
    shown = [line.reference for line in page.promises.rows]
    assert shown == ["PRM-5", "PRM-2", "PRM-4", "PRM-3", "PRM-1"]
    assert page.head.standing.promises_late == 1


def test_the_list_is_narrowed_by_late_promises_and_open_gaps(
    any_actor: Actor, supplier: str
) -> None:
    other = make_supplier(any_actor, "Harrow Cloud (example)", owner="", owner_hours=None)
    make_product(any_actor, supplier=other, stage=Stage.live)
    make_promise(any_actor, supplier=supplier, due_on=days(-4))
    make_meeting(any_actor, supplier=supplier)
    assert [row.reference for row in list_suppliers(any_actor, late=True).rows] == [supplier]
    gaps = list_suppliers(any_actor, gaps="any")
    assert [row.reference for row in gaps.rows] == [other]
    assert all(row.is_checked for row in gaps.rows)
    assert list_suppliers(any_actor, gaps="nonsense").total == 2
