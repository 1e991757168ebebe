"""Adding, changing and archiving people at suppliers, on both engines."""

import pytest
import sqlalchemy as sa

from tests.factories import make_supplier
from vendor_tracker.domain.actor import Actor
from vendor_tracker.domain.errors import Conflict, Forbidden, NotFound, Refused
from vendor_tracker.domain.vocabulary import ContactKind, Role
from vendor_tracker.services import contacts
from vendor_tracker.storage.db import session
from vendor_tracker.storage.models import Revision
from vendor_tracker.storage.queries.contacts import get_contact, list_contacts

Kinds = ContactKind


@pytest.fixture
def supplier(any_actor: Actor) -> str:
    """Return a supplier."""
    return make_supplier(any_actor, "Fenwick Imaging (example)")


def test_one_person_serves_several_suppliers(any_actor: Actor, supplier: str) -> None:
    other = make_supplier(any_actor, "Harrow Cloud (example)")
    links = [(supplier, Kinds.clinical), (other, Kinds.contract), (supplier, Kinds.clinical)]
    ref = contacts.add_contact(
        any_actor, name=" Dana Sales ", links=links, email="dana@fenwick.example"
    )
    found = get_contact(any_actor, ref)
    assert (ref, found.name) == ("PER-1", "Dana Sales")
    assert [(link.supplier, link.kind) for link in found.links] == links[:2]
    kept = session().scalars(sa.select(Revision.snapshot).where(Revision.kind == "PER")).one()
    assert len(kept["contact_supplier"]) == 2


@pytest.mark.parametrize("email", ["dana", "@", "dana@", "@fenwick.example", "da na@x.example"])
def test_a_broken_address_is_refused(any_actor: Actor, supplier: str, email: str) -> None:
    with pytest.raises(Refused, match="e-mail address") as refused:
        contacts.add_contact(any_actor, name="Dana", links=[(supplier, Kinds.other)], email=email)
    assert refused.value.field == "email"


def test_a_person_needs_a_name_and_a_supplier_that_is_here(any_actor: Actor, supplier: str) -> None:
    with pytest.raises(Refused, match="name of the person"):
        contacts.add_contact(any_actor, name=" ", links=[(supplier, Kinds.other)])
    with pytest.raises(Refused, match="at which supplier"):
        contacts.add_contact(any_actor, name="Dana", links=[])
    with pytest.raises(NotFound):
        contacts.add_contact(any_actor, name="Dana", links=[("SUP-9", Kinds.other)])
    assert list_contacts(any_actor).total == 0


def test_a_change_of_links_alone_moves_the_version(any_actor: Actor, supplier: str) -> None:
    ref = contacts.add_contact(any_actor, name="Dana", links=[(supplier, Kinds.other)])
    contacts.change_contact(
        any_actor, ref, version=1, name="Dana", links=[(supplier, Kinds.safety)]
    )
    assert get_contact(any_actor, ref).version == 2
    contacts.change_contact(
        any_actor, ref, version=2, name="Dana", links=[(supplier, Kinds.safety)]
    )
    assert get_contact(any_actor, ref).version == 2
    with pytest.raises(Conflict):
        contacts.change_contact(
            any_actor, ref, version=1, name="Dan", links=[(supplier, Kinds.safety)]
        )


def test_a_reader_may_not_add_a_contact(any_actor: Actor, supplier: str) -> None:
    from dataclasses import replace

    reader = replace(any_actor, role=Role.reader)
    with pytest.raises(Forbidden):
        contacts.add_contact(reader, name="Dana", links=[(supplier, Kinds.other)])


def test_a_person_is_found_by_name_address_supplier_and_matter(
    any_actor: Actor, supplier: str
) -> None:
    links = [(supplier, Kinds.technical)]
    contacts.add_contact(any_actor, name="Zoë Dana", links=links, email="Zoe.D@fenwick.example")
    contacts.add_contact(any_actor, name="Ann", links=[(supplier, Kinds.contract)])

    def found(**wanted: object) -> list[str]:
        return [row.name for row in list_contacts(any_actor, **wanted).rows]  # type: ignore[arg-type]

    assert found() == found(text="fenwick") == found(text="sup-1") == ["Ann", "Zoë Dana"]
    assert found(text="zoe") == found(text="zoe.d@") == found(text="PER-1") == ["Zoë Dana"]
    assert found(kind=Kinds.contract) == ["Ann"]
    assert found(text="_") == []
    contacts.archive_contact(any_actor, "PER-1", version=1, reason="left")
    assert found() == ["Ann"]
    assert found(archived=True) == ["Zoë Dana"]
    contacts.restore_contact(any_actor, "PER-1", version=2)
    assert found() == ["Ann", "Zoë Dana"]
