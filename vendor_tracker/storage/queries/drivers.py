"""What the cost lines of a product follow."""

from decimal import Decimal

import sqlalchemy as sa

from vendor_tracker.domain.actor import Actor
from vendor_tracker.domain.drivers import DriverRow
from vendor_tracker.domain.references import Kind, number_of, split
from vendor_tracker.domain.vocabulary import DriverKind
from vendor_tracker.storage.db import session
from vendor_tracker.storage.models import Product, ProductDriver


def list_drivers(actor: Actor, ref: str) -> list[DriverRow]:
    """Return how many there are in a year of each kind, in the order of the kinds."""
    rows = session().execute(
        sa.select(ProductDriver.kind, ProductDriver.quantity, ProductDriver.source)
        .join(Product, Product.id == ProductDriver.product_id)
        .where(
            ProductDriver.organisation_id == actor.organisation_id,
            Product.organisation_id == actor.organisation_id,
            Product.number == number_of(Kind.PRODUCT, ref),
        )
    )
    order = list(DriverKind)
    found = [DriverRow(*row) for row in rows]
    return sorted(found, key=lambda one: order.index(one.kind))


def find_driver(actor: Actor, ref: str, kind: DriverKind) -> Decimal | None:
    """Return how many there are of one kind; None where nobody said, or no product is named."""
    found = split(ref)
    if found is None or found[0] is not Kind.PRODUCT:
        return None
    return next((one.quantity for one in list_drivers(actor, ref) if one.kind is kind), None)
