"""Add, change, archive and bring back versions of products."""

from datetime import date

import sqlalchemy as sa

from vendor_tracker import clock
from vendor_tracker.domain.actor import Actor
from vendor_tracker.domain.errors import Refused
from vendor_tracker.domain.names import name_key, tidy
from vendor_tracker.domain.permissions import Permission
from vendor_tracker.domain.plausible import must_not_follow
from vendor_tracker.domain.references import Kind, reference
from vendor_tracker.services import records
from vendor_tracker.services.transaction import touch, transactional
from vendor_tracker.storage.db import session
from vendor_tracker.storage.models import ProductVersion


@transactional
def add_version(
    actor: Actor,
    product: str,
    *,
    name: str,
    released_on: date | None = None,
    changes: str = "",
    in_use_from: date | None = None,
) -> str:
    """Add a version of a product and return its reference."""
    actor.must(Permission.LOG)
    product_id = records.find_id(actor, Kind.PRODUCT, product)
    _refuse(actor, product_id, name, None)
    refuse_days(released_on, in_use_from)
    row = records.add(
        actor,
        Kind.VERSION,
        ProductVersion,
        product_id=product_id,
        name=tidy(name),
        released_on=released_on,
        changes=changes.strip(),
        in_use_from=in_use_from,
    )
    touch(actor, products=[product_id])
    return reference(Kind.VERSION, row.number)


@transactional
def change_version(
    actor: Actor,
    ref: str,
    *,
    version: int | None,
    name: str,
    released_on: date | None = None,
    changes: str = "",
    in_use_from: date | None = None,
) -> str:
    """Change a version as it was read at this row version; Conflict if it moved on."""
    actor.must(Permission.LOG)
    row = records.find(actor, Kind.VERSION, ProductVersion, ref)
    records.must_be(Kind.VERSION, row, version)
    _refuse(actor, row.product_id, name, row.id)
    refuse_days(released_on, in_use_from)
    records.change(
        actor,
        Kind.VERSION,
        row,
        version=None,
        name=tidy(name),
        released_on=released_on,
        changes=changes.strip(),
        in_use_from=in_use_from,
    )
    touch(actor, products=[row.product_id])
    return ref


@transactional
def recheck_version(
    actor: Actor,
    ref: str,
    *,
    version: int | None,
    rechecked_on: date | None,
    rechecked_by: str,
    recheck_note: str,
) -> None:
    """Note that safety, and how well it works here, were looked at again for a version."""
    actor.must(Permission.LOG)
    row = records.find(actor, Kind.VERSION, ProductVersion, ref)
    records.must_be(Kind.VERSION, row, version)
    if row.archived_at is not None:
        raise Refused(f"{ref} is archived. Bring it back first.")
    _refuse_recheck(rechecked_on, rechecked_by, recheck_note)
    records.change(
        actor,
        Kind.VERSION,
        row,
        version=None,
        rechecked_on=rechecked_on,
        rechecked_by=tidy(rechecked_by),
        recheck_note=recheck_note.strip(),
    )
    touch(actor, products=[row.product_id])


def _refuse_recheck(on: date | None, by: str, note: str) -> None:
    """Refuse a look that nobody took, that found nothing, or that is still to come."""
    if on is None:
        raise Refused("Enter the day on which it was looked at again.", field="rechecked_on")
    must_not_follow(clock.today(), on, "The day it was looked at again", "rechecked_on")
    if not by.strip():
        raise Refused("Enter who looked at it, by name or by task.", field="rechecked_by")
    if not note.strip():
        raise Refused("Say in a few words what was found, even if nothing.", field="recheck_note")


@transactional
def archive_version(actor: Actor, ref: str, *, version: int | None, reason: str) -> None:
    """Put a version away with a reason."""
    actor.must(Permission.LOG)
    row = records.find(actor, Kind.VERSION, ProductVersion, ref)
    records.archive(actor, Kind.VERSION, row, version=version, reason=reason)
    touch(actor, products=[row.product_id])


@transactional
def restore_version(actor: Actor, ref: str, *, version: int | None) -> None:
    """Bring an archived version back."""
    actor.must(Permission.LOG)
    row = records.find(actor, Kind.VERSION, ProductVersion, ref)
    records.restore(actor, Kind.VERSION, row, version=version)
    touch(actor, products=[row.product_id])


def _refuse(actor: Actor, product_id: int | None, name: str, own_id: int | None) -> None:
    """Refuse a name that is empty or taken; an archived version keeps its name."""
    if not name.strip():
        raise Refused("Enter the name or number of the version, such as 3.2.", field="name")
    others = session().scalars(
        sa.select(ProductVersion).where(
            ProductVersion.organisation_id == actor.organisation_id,
            ProductVersion.product_id == product_id,
            ProductVersion.id != (own_id or 0),
        )
    )
    for other in others:
        if name_key(other.name) == name_key(name):
            known = reference(Kind.VERSION, other.number)
            away = ", put away: bring it back instead" if other.archived_at else ""
            raise Refused(f"Version {other.name} is already here as {known}{away}.", field="name")


def refuse_days(released_on: date | None, in_use_from: date | None) -> None:
    """Refuse days of a version that contradict one another."""
    if released_on is not None and in_use_from is not None and in_use_from < released_on:
        raise Refused("It cannot be in use before it was released.", field="in_use_from")
