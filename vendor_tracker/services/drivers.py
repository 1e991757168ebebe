"""Keep what the cost lines of a product follow, and the lines in step with it."""

import dataclasses
from collections import defaultdict
from collections.abc import Sequence
from decimal import Decimal
from typing import Any

import sqlalchemy as sa

from vendor_tracker.domain.actor import Actor
from vendor_tracker.domain.drivers import DriverRow, check_drivers, quantity_of
from vendor_tracker.domain.errors import Refused
from vendor_tracker.domain.permissions import Permission
from vendor_tracker.domain.references import Kind, reference
from vendor_tracker.domain.vocabulary import DriverKind
from vendor_tracker.services import children, records
from vendor_tracker.services.transaction import touch, transactional
from vendor_tracker.storage.db import session
from vendor_tracker.storage.models import Cost, Product, ProductDriver


@transactional
def save_drivers(
    actor: Actor, product: str, *, version: int | None, rows: Sequence[DriverRow]
) -> list[str]:
    """Make these what the costs of a product follow; return the lines that moved with it."""
    actor.must(Permission.LOG)
    row = records.find(actor, Kind.PRODUCT, Product, product)
    records.must_be(Kind.PRODUCT, row, version)
    followers = _followers(actor, row.id)
    named: dict[DriverKind, list[str]] = defaultdict(list)
    for line in followers:
        if line.driver is not None:
            named[line.driver].append(reference(Kind.COST, line.number))
    check_drivers(rows, named)
    if children.replace(ProductDriver, row, "product_id", [dataclasses.asdict(r) for r in rows]):
        records.stamp(actor, Kind.PRODUCT, row, "change")
    moved = _follow(actor, followers, {one.kind: one.quantity for one in rows})
    touch(actor, products=[row.id])
    return moved


def followed(actor: Actor, columns: dict[str, Any]) -> dict[str, Any]:
    """Return the quantity of a line that follows something; nothing for one that does not."""
    kind = columns.get("driver")
    if kind is None:
        return {}
    driver = _quantity(actor, columns.get("product_id"), kind)
    if driver is None:
        raise Refused(
            f"Nobody has entered yet how many there are of: {DriverKind(kind).label.lower()}. "
            "Enter it on the page of the product under What the costs follow, or type the number "
            "of this line.",
            field="driver",
        )
    return {"quantity": quantity_of(driver, columns.get("per_driver"))}


def _quantity(actor: Actor, product_id: int | None, kind: DriverKind) -> Decimal | None:
    if product_id is None:
        words = "Only the costs of a product follow something. Name the product, or type a number."
        raise Refused(words, field="driver")
    found: Decimal | None = session().scalar(
        sa.select(ProductDriver.quantity).where(
            ProductDriver.organisation_id == actor.organisation_id,
            ProductDriver.product_id == product_id,
            ProductDriver.kind == kind,
        )
    )
    return found


def _followers(actor: Actor, product_id: int) -> Sequence[Cost]:
    """Return the live lines of a product that follow something."""
    return session().scalars(
        sa.select(Cost)
        .where(
            Cost.organisation_id == actor.organisation_id,
            Cost.product_id == product_id,
            Cost.driver.is_not(None),
            Cost.archived_at.is_(None),
        )
        .order_by(Cost.id)
        .execution_options(populate_existing=True)
    ).all()  # fmt: skip


def _follow(actor: Actor, lines: Sequence[Cost], drivers: dict[DriverKind, Decimal]) -> list[str]:
    """Write the quantity of each line anew; return those that moved."""
    moved = []
    for line in lines:
        assert line.driver is not None
        quantity = quantity_of(drivers[line.driver], line.per_driver)
        if records.change(actor, Kind.COST, line, version=None, quantity=quantity):
            moved.append(reference(Kind.COST, line.number))
    return moved
