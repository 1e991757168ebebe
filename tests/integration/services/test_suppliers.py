"""Adding, changing and archiving suppliers, on both engines."""

import pytest
import sqlalchemy as sa

from vendor_tracker.domain.actor import Actor
from vendor_tracker.domain.errors import Conflict, NotFound, Refused
from vendor_tracker.services import suppliers
from vendor_tracker.storage.db import session
from vendor_tracker.storage.models import AuditEvent, Revision
from vendor_tracker.storage.queries.suppliers import get_supplier, list_suppliers


def test_a_supplier_gets_a_reference_a_revision_and_a_link_of_the_chain(any_actor: Actor) -> None:
    ref = suppliers.add_supplier(
        any_actor, name=" Fenwick  Imaging (example) ", owner="Imaging lead"
    )
    assert ref == "SUP-1"
    revision = session().scalars(sa.select(Revision)).one()
    assert revision.snapshot["name"] == "Fenwick  Imaging (example)"
    event = session().scalars(sa.select(AuditEvent)).one()
    assert (event.seq, event.subject, event.action) == (1, "SUP-1", "add")


def test_a_name_in_use_is_refused_at_its_field(any_actor: Actor) -> None:
    suppliers.add_supplier(any_actor, name="Fenwick Imaging")
    with pytest.raises(Refused, match="already here as SUP-1") as refusal:
        suppliers.add_supplier(any_actor, name="FENWICK  imaging")
    assert refusal.value.field == "name"


def test_a_stale_change_is_a_conflict_and_changes_nothing(any_actor: Actor) -> None:
    ref = suppliers.add_supplier(any_actor, name="Fenwick Imaging")
    suppliers.change_supplier(any_actor, ref, version=1, name="Fenwick Imaging", country="UK")
    with pytest.raises(Conflict) as conflict:
        suppliers.change_supplier(any_actor, ref, version=1, name="Fenwick Ltd")
    assert conflict.value.stored["country"] == "UK"
    assert get_supplier(any_actor, ref).name == "Fenwick Imaging"


def test_other_names_are_kept_with_the_supplier_and_found(any_actor: Actor) -> None:
    ref = suppliers.add_supplier(any_actor, name="Fenwick Imaging", aliases=["Fenwick AI Ltd"])
    suppliers.change_supplier(
        any_actor, ref, version=1, name="Fenwick Imaging", aliases=["Fenwick AI Ltd", "FAI"]
    )
    assert get_supplier(any_actor, ref).aliases == ("Fenwick AI Ltd", "FAI")
    assert get_supplier(any_actor, ref).version == 2
    assert [row.reference for row in list_suppliers(any_actor, text="fai").rows] == [ref]


def test_a_name_or_reference_given_twice_is_kept_once(any_actor: Actor) -> None:
    ref = suppliers.add_supplier(
        any_actor,
        name="Fenwick",
        aliases=["FAI", "fai", "Fenwick AI"],
        references=[("DUNS", "1"), ("DUNS", "1")],
    )
    found = get_supplier(any_actor, ref)
    assert (found.aliases, found.references) == (("FAI", "Fenwick AI"), (("DUNS", "1"),))


def test_an_archived_supplier_leaves_the_list_and_keeps_its_reference(any_actor: Actor) -> None:
    ref = suppliers.add_supplier(any_actor, name="Fenwick Imaging")
    suppliers.archive_supplier(any_actor, ref, version=1, reason="merged")
    assert list_suppliers(any_actor).total == 0
    assert get_supplier(any_actor, ref).is_archived
    suppliers.restore_supplier(any_actor, ref, version=2)
    assert list_suppliers(any_actor).total == 1


def test_a_text_that_no_sheet_can_hold_is_refused(any_actor: Actor) -> None:
    with pytest.raises(Refused, match="hidden control character"):
        suppliers.add_supplier(any_actor, name="Fenwick\x0bImaging")


def test_an_unknown_reference_is_not_found(any_actor: Actor) -> None:
    for ref in ("SUP-9", "PRD-1", "nonsense", "SUP-0"):
        with pytest.raises(NotFound):
            get_supplier(any_actor, ref)
