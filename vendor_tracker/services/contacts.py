"""Add, change, archive and bring back people at suppliers."""

from collections.abc import Sequence
from typing import TypedDict, Unpack

import sqlalchemy as sa

from vendor_tracker.domain import names
from vendor_tracker.domain.actor import Actor
from vendor_tracker.domain.errors import Refused
from vendor_tracker.domain.permissions import Permission
from vendor_tracker.domain.references import Kind, reference
from vendor_tracker.domain.vocabulary import ContactKind
from vendor_tracker.services import children, records
from vendor_tracker.services.transaction import touch_alone, transactional
from vendor_tracker.storage.db import session
from vendor_tracker.storage.models import Contact, ContactSupplier, Supplier

Links = Sequence[tuple[str, ContactKind]]


class ContactFields(TypedDict, total=False):
    """What a person may say about a contact."""

    job_title: str
    email: str
    phone: str


@transactional
def add_contact(actor: Actor, *, name: str, links: Links, **fields: Unpack[ContactFields]) -> str:
    """Add a person at one or more suppliers and return the reference."""
    actor.must(Permission.LOG)
    refuse(name, links, fields.get("email", ""))
    row = records.add(actor, Kind.CONTACT, Contact, **_named(name), **fields)
    _set_links(actor, row, links)
    touch_alone(actor, suppliers=_supplier_ids(row))
    return reference(Kind.CONTACT, row.number)


@transactional
def change_contact(
    actor: Actor,
    ref: str,
    *,
    version: int | None,
    name: str,
    links: Links,
    **fields: Unpack[ContactFields],
) -> str:
    """Change a contact as it was read at this version; Conflict if it moved on."""
    actor.must(Permission.LOG)
    row = records.find(actor, Kind.CONTACT, Contact, ref)
    records.must_be(Kind.CONTACT, row, version)
    refuse(name, links, fields.get("email", ""))
    before = _supplier_ids(row)
    if _set_links(actor, row, links):
        records.stamp(actor, Kind.CONTACT, row, "change")
    records.change(actor, Kind.CONTACT, row, version=None, **_named(name), **fields)
    touch_alone(actor, suppliers={*before, *_supplier_ids(row)})
    return ref


@transactional
def archive_contact(actor: Actor, ref: str, *, version: int | None, reason: str) -> None:
    """Put a contact away with a reason, such as that the person left."""
    actor.must(Permission.LOG)
    row = records.find(actor, Kind.CONTACT, Contact, ref)
    records.archive(actor, Kind.CONTACT, row, version=version, reason=reason)
    touch_alone(actor, suppliers=_supplier_ids(row))


@transactional
def restore_contact(actor: Actor, ref: str, *, version: int | None) -> None:
    """Bring an archived contact back."""
    actor.must(Permission.LOG)
    row = records.find(actor, Kind.CONTACT, Contact, ref)
    records.restore(actor, Kind.CONTACT, row, version=version)
    touch_alone(actor, suppliers=_supplier_ids(row))


def refuse(name: str, links: Links, email: str) -> None:
    """Refuse in words a person that cannot be right."""
    if not name.strip():
        raise Refused("Enter the name of the person.", field="name")
    if not links:
        raise Refused("Say at which supplier this person works.", field="links")
    before, at, after = email.strip().rpartition("@")
    if email.strip() and (not before or not at or not after or " " in email.strip()):
        raise Refused(
            "Enter an e-mail address such as sales@fenwick.example, or leave it empty.",
            field="email",
        )


def _named(name: str) -> dict[str, str]:
    return {
        "name": name.strip(),
        "name_key": names.name_key(name),
        "sort_key": names.sort_key(name),
    }


def _set_links(actor: Actor, row: Contact, links: Links) -> bool:
    """Set where the person works; a supplier put away since may stay, but not come new."""
    present = set(_supplier_ids(row))
    wanted = []
    for ref, kind in dict.fromkeys(links):
        supplier = records.find(actor, Kind.SUPPLIER, Supplier, ref)
        if supplier.archived_at is not None and supplier.id not in present:
            raise Refused(f"{ref} is archived. Bring it back first.", field="links")
        wanted.append({"supplier_id": supplier.id, "kind": kind})
    return children.replace(ContactSupplier, row, "contact_id", wanted)


def _supplier_ids(row: Contact) -> list[int]:
    link = ContactSupplier
    return list(
        session().scalars(
            sa.select(link.supplier_id).where(
                link.organisation_id == row.organisation_id, link.contact_id == row.id
            )
        )
    )
