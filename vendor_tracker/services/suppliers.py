"""Add, change, archive and bring back suppliers."""

from collections.abc import Sequence
from decimal import Decimal
from typing import Any, TypedDict, Unpack

import sqlalchemy as sa

from vendor_tracker.domain import names
from vendor_tracker.domain.actor import Actor
from vendor_tracker.domain.errors import Refused
from vendor_tracker.domain.permissions import Permission
from vendor_tracker.domain.references import Kind, reference
from vendor_tracker.services import children, records
from vendor_tracker.services.transaction import touch, touch_alone, transactional
from vendor_tracker.storage.db import session
from vendor_tracker.storage.models import ExternalReference, Supplier, SupplierAlias


class SupplierFields(TypedDict, total=False):
    """What a person may say about a supplier."""

    legal_name: str
    company_number: str
    country: str
    website: str
    size: Any
    owner: str
    owner_hours: Any
    note: str


@transactional
def add_supplier(
    actor: Actor,
    *,
    name: str,
    parent: str | None = None,
    aliases: Sequence[str] = (),
    references: Sequence[tuple[str, str]] = (),
    **fields: Unpack[SupplierFields],
) -> str:
    """Add a supplier and return its reference; a name in use is refused in words."""
    actor.must(Permission.LOG)
    _refuse_known_name(actor, name, None)
    row = records.add(
        actor,
        Kind.SUPPLIER,
        Supplier,
        parent_id=_parent_id(actor, parent, None),
        **_named(name),
        **fields,
    )
    _set_children(row, aliases, references)
    touch_alone(actor, suppliers=[row.id])
    return reference(Kind.SUPPLIER, row.number)


@transactional
def change_supplier(
    actor: Actor,
    ref: str,
    *,
    version: int | None,
    name: str,
    parent: str | None = None,
    aliases: Sequence[str] = (),
    references: Sequence[tuple[str, str]] = (),
    **fields: Unpack[SupplierFields],
) -> str:
    """Change a supplier as it was read at this version; Conflict if it moved on."""
    actor.must(Permission.LOG)
    row = records.find(actor, Kind.SUPPLIER, Supplier, ref)
    records.must_be(Kind.SUPPLIER, row, version)
    _refuse_known_name(actor, name, row.id)
    parent_id = _parent_id(actor, parent, row)
    if _set_children(row, aliases, references):
        records.stamp(actor, Kind.SUPPLIER, row, "change")
    records.change(
        actor, Kind.SUPPLIER, row, version=None, parent_id=parent_id, **_named(name), **fields
    )
    touch_alone(actor, suppliers=[row.id])
    return ref


@transactional
def fill_owners(actor: Actor, owners: Sequence[tuple[str, str, Decimal | None]]) -> int:
    """Name who looks after suppliers where nobody is named yet; return how many it changed.

    What stands there already is kept, so nothing that somebody else wrote is lost.
    """
    actor.must(Permission.LOG)
    changed = 0
    for ref, owner, hours in owners:
        row = records.find(actor, Kind.SUPPLIER, Supplier, ref)
        fields: dict[str, Any] = {}
        if owner.strip() and not row.owner:
            fields["owner"] = owner.strip()
        if hours is not None and not row.owner_hours:
            fields["owner_hours"] = hours
        if fields and row.archived_at is None:
            records.change(actor, Kind.SUPPLIER, row, version=None, **fields)
            touch_alone(actor, suppliers=[row.id])
            changed += 1
    return changed


@transactional
def archive_supplier(actor: Actor, ref: str, *, version: int | None, reason: str) -> None:
    """Put a supplier away; its products stay."""
    actor.must(Permission.LOG)
    row = records.find(actor, Kind.SUPPLIER, Supplier, ref)
    records.archive(actor, Kind.SUPPLIER, row, version=version, reason=reason)
    touch(actor, suppliers=[row.id])


@transactional
def restore_supplier(actor: Actor, ref: str, *, version: int | None) -> None:
    """Bring an archived supplier back."""
    actor.must(Permission.LOG)
    row = records.find(actor, Kind.SUPPLIER, Supplier, ref)
    records.restore(actor, Kind.SUPPLIER, row, version=version)
    touch(actor, suppliers=[row.id])


def _named(name: str) -> dict[str, str]:
    return {
        "name": name.strip(),
        "name_key": names.name_key(name),
        "sort_key": names.sort_key(name),
    }


def _refuse_known_name(actor: Actor, name: str, own_id: int | None) -> None:
    if not name.strip():
        raise Refused("Enter the name the supplier trades under.", field="name")
    taken = session().scalar(
        sa.select(Supplier.number).where(
            Supplier.organisation_id == actor.organisation_id,
            Supplier.name_key == names.name_key(name),
            Supplier.archived_at.is_(None),
            Supplier.id != (own_id or 0),
        )
    )
    if taken is not None:
        known = reference(Kind.SUPPLIER, taken)
        raise Refused(f"{name.strip()} is already here as {known}.", field="name")


def _parent_id(actor: Actor, parent: str | None, own: Supplier | None) -> int | None:
    """Return the parent company; one put away since may stay, but not come new."""
    if not parent:
        return None
    row = records.find(actor, Kind.SUPPLIER, Supplier, parent)
    if row.archived_at is not None and (own is None or own.parent_id != row.id):
        raise Refused(f"{parent} is archived. Bring it back first.", field="parent")
    above: Supplier | None = row
    while above is not None and own is not None:
        if above.id == own.id:
            raise Refused(
                "A supplier cannot stand above itself. Choose another parent company.",
                field="parent",
            )
        above = session().get(Supplier, above.parent_id) if above.parent_id else None
    return row.id


def _set_children(
    row: Supplier, aliases: Sequence[str], references: Sequence[tuple[str, str]]
) -> bool:
    # A name or reference given twice is kept once.
    by_key = {names.name_key(alias): alias.strip() for alias in reversed(aliases)}
    by_key = dict(reversed(by_key.items()))
    moved = children.replace(
        SupplierAlias,
        row,
        "supplier_id",
        [{"alias": alias, "alias_key": key} for key, alias in by_key.items()],
    )
    return (
        children.replace(
            ExternalReference,
            row,
            "supplier_id",
            [{"scheme": scheme, "value": value} for scheme, value in dict.fromkeys(references)],
        )
        or moved
    )
