"""Lists and forms of people at suppliers."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

import sqlalchemy as sa

from vendor_tracker.domain import names
from vendor_tracker.domain.actor import Actor
from vendor_tracker.domain.errors import NotFound
from vendor_tracker.domain.references import Kind, number_of, reference, split
from vendor_tracker.domain.vocabulary import ContactKind
from vendor_tracker.storage.db import session
from vendor_tracker.storage.models import Contact, ContactSupplier, Supplier
from vendor_tracker.storage.queries.paging import Asked, Page, count, fetch, like

SORTS = ("name",)


@dataclass(frozen=True, slots=True)
class ContactLink:
    """A supplier where a person works, and what they are the contact for there."""

    supplier: str
    name: str
    kind: ContactKind


@dataclass(frozen=True, slots=True)
class ContactDetail:
    """One person with everything that may be changed about them."""

    reference: str
    version: int
    name: str
    job_title: str
    email: str
    phone: str
    is_archived: bool
    archived_reason: str
    links: tuple[ContactLink, ...] = ()


def list_contacts(
    actor: Actor,
    *,
    text: str = "",
    kind: ContactKind | None = None,
    asked: Asked | None = None,
    archived: bool = False,
) -> Page[ContactDetail]:
    """Return one page of people whose name, address, reference or supplier holds the text."""
    statement = sa.select(Contact).where(
        Contact.organisation_id == actor.organisation_id,
        Contact.archived_at.is_not(None) if archived else Contact.archived_at.is_(None),
    )
    if text.strip():
        statement = statement.where(_holds(actor, text))
    if kind is not None:
        statement = statement.where(
            Contact.id.in_(_linked(actor).where(ContactSupplier.kind == kind))
        )
    keys: list[Any] = [Contact.sort_key, Contact.id]
    rows, before, after = fetch(statement, keys, asked or Asked(sort="name"))
    links = _links(actor, [row.Contact.id for row in rows])
    people = [
        replace(_detail(row.Contact), links=tuple(links.get(row.Contact.id, ()))) for row in rows
    ]
    return Page(people, count(statement), before, after)


def get_contact(actor: Actor, ref: str) -> ContactDetail:
    """Return one person, archived or not; raise NotFound when there is none."""
    row = session().scalar(
        sa.select(Contact).where(
            Contact.organisation_id == actor.organisation_id,
            Contact.number == number_of(Kind.CONTACT, ref),
        )
    )
    if row is None:
        raise NotFound(ref)
    return replace(_detail(row), links=tuple(_links(actor, [row.id]).get(row.id, ())))


def _holds(actor: Actor, text: str) -> sa.ColumnElement[bool]:
    found = split(text)
    if found is not None and found[0] is Kind.CONTACT:
        return Contact.number == found[1]
    if found is not None and found[0] is Kind.SUPPLIER:
        return Contact.id.in_(_linked(actor).where(Supplier.number == found[1]))
    pattern = like(names.sort_key(text))
    at = _linked(actor).where(Supplier.sort_key.like(pattern, escape="\\"))
    return sa.or_(
        Contact.sort_key.like(pattern, escape="\\"),
        sa.func.lower(Contact.email).like(like(text.strip().lower()), escape="\\"),
        Contact.id.in_(at),
    )


def _linked(actor: Actor) -> sa.Select[Any]:
    return (
        sa.select(ContactSupplier.contact_id)
        .join(Supplier, Supplier.id == ContactSupplier.supplier_id)
        .where(ContactSupplier.organisation_id == actor.organisation_id)
    )


def _links(actor: Actor, ids: Sequence[int]) -> dict[int, list[ContactLink]]:
    link = ContactSupplier
    rows = session().execute(
        sa.select(link.contact_id, Supplier.number, Supplier.name, link.kind)
        .join(Supplier, Supplier.id == link.supplier_id)
        .where(link.organisation_id == actor.organisation_id, link.contact_id.in_(ids))
        .order_by(link.id)
    )
    found: dict[int, list[ContactLink]] = {}
    for contact_id, number, name, kind in rows:
        line = ContactLink(reference(Kind.SUPPLIER, number), name, kind)
        found.setdefault(contact_id, []).append(line)
    return found


def _detail(row: Contact) -> ContactDetail:
    return ContactDetail(
        reference(Kind.CONTACT, row.number),
        row.version,
        row.name,
        row.job_title,
        row.email,
        row.phone,
        row.archived_at is not None,
        row.archived_reason or "",
    )
