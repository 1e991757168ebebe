"""Which days a calendar shows, and whose: suppliers and products by name or reference."""

from dataclasses import dataclass
from datetime import date
from typing import Any

import sqlalchemy as sa

from vendor_tracker.domain import names
from vendor_tracker.domain.actor import Actor
from vendor_tracker.domain.calendars import OPEN, DayKind, Theme
from vendor_tracker.domain.references import Kind, split
from vendor_tracker.storage.models import (
    ContractProduct,
    ContractSupplier,
    Product,
    ProductSupplier,
    Supplier,
)
from vendor_tracker.storage.queries.paging import like

_LONG_AGO = date(1900, 1, 1)


@dataclass(frozen=True, slots=True)
class DayFilter:
    """Which days are wanted; what is still open is wanted however long ago it was due."""

    start: date
    until: date
    theme: Theme = Theme.contracts
    text: str = ""
    # A copy that leaves the program holds nothing confidential on this day.
    public_on: date | None = None

    def between(self, kind: DayKind, column: Any) -> sa.ColumnElement[bool]:
        """Return the condition that a day of this kind is wanted."""
        start = _LONG_AGO if kind in OPEN else self.start
        return sa.and_(column >= start, column <= self.until)


@dataclass(frozen=True, slots=True)
class Subjects:
    """Private keys of suppliers and products, as parts of a statement."""

    suppliers: sa.Select[int]
    products: sa.Select[int]

    def contracts(self, actor: Actor) -> sa.CompoundSelect[int]:
        """Return the private keys of the contracts of these suppliers or products."""
        seller, covered = ContractSupplier, ContractProduct
        own = actor.organisation_id
        return sa.union(
            sa.select(seller.contract_id).where(
                seller.organisation_id == own, seller.supplier_id.in_(self.suppliers)
            ),
            sa.select(covered.contract_id).where(
                covered.organisation_id == own, covered.product_id.in_(self.products)
            ),
        )


def subjects_of(actor: Actor, text: str) -> Subjects | None:
    """Return what a text means: its reference, else all whose name holds it; None for no text.

    What belongs to the products of a supplier is wanted with the supplier.
    """
    wanted = text.strip()
    if not wanted:
        return None
    own = actor.organisation_id
    suppliers = sa.select(Supplier.id).where(
        Supplier.organisation_id == own, _means(Supplier, Kind.SUPPLIER, wanted)
    )
    theirs = sa.select(ProductSupplier.product_id).where(
        ProductSupplier.organisation_id == own, ProductSupplier.supplier_id.in_(suppliers)
    )
    products = sa.select(Product.id).where(
        Product.organisation_id == own,
        sa.or_(_means(Product, Kind.PRODUCT, wanted), Product.id.in_(theirs)),
    )
    return Subjects(suppliers, products)


def _means(model: Any, kind: Kind, text: str) -> sa.ColumnElement[bool]:
    found = split(text)
    if found is not None:
        return sa.and_(sa.literal(found[0] is kind), model.number == found[1])
    matched: sa.ColumnElement[bool] = model.sort_key.like(like(names.sort_key(text)), escape="\\")
    return matched
