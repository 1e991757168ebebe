"""Rows of suppliers and of the people who work there."""

from collections import defaultdict
from collections.abc import Iterator

import sqlalchemy as sa
from sqlalchemy.orm import aliased

from vendor_tracker.domain.actor import Actor
from vendor_tracker.domain.references import Kind, reference
from vendor_tracker.storage.db import session
from vendor_tracker.storage.models import (
    Contact,
    ContactSupplier,
    ExternalReference,
    Supplier,
    SupplierAlias,
    SupplierStatus,
)
from vendor_tracker.storage.queries.registers.links import references_elsewhere
from vendor_tracker.storage.queries.registers.scope import (
    Scope,
    SheetRow,
    ref,
    several,
    stream_told,
    taken,
)
from vendor_tracker.storage.queries.standings import has_product_in_play


def list_suppliers(actor: Actor, scope: Scope) -> Iterator[SheetRow]:
    """Yield every supplier with its names, its references and where it stands."""
    aliases = _aliases(actor)
    elsewhere = references_elsewhere(actor, ExternalReference.supplier_id)
    elder, status = aliased(Supplier), SupplierStatus
    statement = (
        sa.select(
            Supplier.id.label("key"), ref(Kind.SUPPLIER, Supplier.number), Supplier.name,
            Supplier.legal_name, Supplier.company_number, Supplier.country, Supplier.website,
            Supplier.size, ref(Kind.SUPPLIER, elder.number, "parent"),
            elder.name.label("parent_name"), Supplier.owner, Supplier.owner_hours, Supplier.note,
            Supplier.version, status.products, *_counted(),
            status.promises_late, status.oldest_question_on, status.last_met_on, status.notice_by,
        )
        .outerjoin(elder, elder.id == Supplier.parent_id)
        .outerjoin(status, status.supplier_id == Supplier.id)
        .where(*taken(actor, Supplier, scope))
        .order_by(Supplier.number)
    )  # fmt: skip
    for row, told in stream_told(statement):
        yield {
            **told,
            "aliases": tuple(aliases.get(row.key, ())),
            "references": elsewhere.get(row.key, ()),
        }


def list_contacts(actor: Actor, scope: Scope) -> Iterator[SheetRow]:
    """Yield every person at a supplier; a public copy names none."""
    if scope.public:
        return
    roles, names = _roles(actor)
    statement = (
        sa.select(
            Contact.id.label("key"), ref(Kind.CONTACT, Contact.number), Contact.name,
            Contact.job_title, Contact.email, Contact.phone, Contact.version,
        )
        .where(*taken(actor, Contact, scope))
        .order_by(Contact.number)
    )  # fmt: skip
    for row, told in stream_told(statement):
        yield {
            **told,
            "suppliers": tuple(roles.get(row.key, ())),
            "supplier_names": several(names.get(row.key, ())),
        }


def _counted() -> list[sa.ColumnElement[int | None]]:
    """Return the counts of gaps, empty while nothing is asked of a supplier."""
    names = ("critical", "major", "minor")
    return [
        sa.case((has_product_in_play(), getattr(SupplierStatus, name))).label(name)
        for name in names
    ]


def _aliases(actor: Actor) -> dict[int, list[str]]:
    found: dict[int, list[str]] = defaultdict(list)
    rows = session().execute(
        sa.select(SupplierAlias.supplier_id, SupplierAlias.alias)
        .where(SupplierAlias.organisation_id == actor.organisation_id)
        .order_by(SupplierAlias.id)
    )
    for key, alias in rows:
        found[key].append(alias)
    return found


def _roles(actor: Actor) -> tuple[dict[int, list[str]], dict[int, list[str]]]:
    """Return what each person is the contact for, and the names of their suppliers."""
    roles: dict[int, list[str]] = defaultdict(list)
    names: dict[int, list[str]] = defaultdict(list)
    link = ContactSupplier
    rows = session().execute(
        sa.select(link.contact_id, Supplier.number, Supplier.name, link.kind)
        .join(Supplier, Supplier.id == link.supplier_id)
        .where(link.organisation_id == actor.organisation_id)
        .order_by(link.id)
    )
    for key, number, name, kind in rows:
        roles[key].append(f"{reference(Kind.SUPPLIER, number)}: {kind.label}")
        names[key].append(name)
    return roles, names
