"""The supplier that answers for a product."""

import sqlalchemy as sa

from vendor_tracker.domain.actor import Actor
from vendor_tracker.domain.vocabulary import SupplierRole
from vendor_tracker.storage.db import session
from vendor_tracker.storage.models import ProductSupplier, Supplier

# Of several suppliers of a product, the one that makes it answers first.
_ORDER = (SupplierRole.developer, SupplierRole.reseller, SupplierRole.host)


def main_supplier(actor: Actor, product_id: int) -> Supplier | None:
    """Return the supplier that answers for a product, or None when nobody is named."""
    rows = session().execute(
        sa.select(Supplier, ProductSupplier.role)
        .join(ProductSupplier, ProductSupplier.supplier_id == Supplier.id)
        .where(
            ProductSupplier.organisation_id == actor.organisation_id,
            ProductSupplier.product_id == product_id,
            ProductSupplier.role != SupplierRole.former,
            Supplier.archived_at.is_(None),
        )
        .order_by(ProductSupplier.id)
    )
    first = min(rows, key=lambda row: _ORDER.index(row.role), default=None)
    return None if first is None else first.Supplier
