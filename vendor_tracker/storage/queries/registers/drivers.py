"""Rows of what costs follow, and of what an hour of our own people costs."""

from collections.abc import Iterator

import sqlalchemy as sa

from vendor_tracker.domain.actor import Actor
from vendor_tracker.domain.references import Kind
from vendor_tracker.domain.vocabulary import Doubt
from vendor_tracker.storage.models import Product, ProductDriver
from vendor_tracker.storage.queries.registers.scope import (
    Scope,
    SheetRow,
    ref,
    stream_told,
    taken,
)
from vendor_tracker.storage.queries.staffrates import list_rates


def list_drivers(actor: Actor, scope: Scope) -> Iterator[SheetRow]:
    """Yield how many there are in a year of what the costs of each product follow."""
    driver = ProductDriver
    statement = (
        sa.select(
            ref(Kind.PRODUCT, Product.number, "product"), Product.name.label("product_name"),
            driver.kind, driver.quantity, driver.source,
        )
        .join(driver, driver.product_id == Product.id)
        .where(*taken(actor, Product, scope), driver.organisation_id == actor.organisation_id)
        .order_by(Product.number, driver.id)
    )  # fmt: skip
    for _, told in stream_told(statement):
        yield told


def list_staff_rates(actor: Actor, scope: Scope) -> Iterator[SheetRow]:
    """Yield every rate; pay stays out of a public copy, and belongs to no one record."""
    if scope.public or scope.about:
        return
    for rate in list_rates(actor):
        yield {
            "role": rate.role,
            "valid_from": rate.valid_from,
            "pay": rate.pay,
            "pay_doubt": Doubt.exact,
            "on_costs": rate.on_costs,
            "price": rate.price,
            "is_in_force": rate.is_in_force,
            "source": rate.source,
        }
