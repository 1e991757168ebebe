"""What is known of one product as a medical device, for its page and its form."""

from dataclasses import dataclass

import sqlalchemy as sa

from vendor_tracker.domain.actor import Actor
from vendor_tracker.domain.productfacts import DeviceFacts
from vendor_tracker.domain.references import Kind, number_of
from vendor_tracker.domain.vocabulary import Known, ProductFact
from vendor_tracker.storage.db import session
from vendor_tracker.storage.models import Device, Product
from vendor_tracker.storage.queries.heads import ProductHead, find_head


@dataclass(frozen=True, slots=True)
class DeviceDetail:
    """A product as a device; without a look-up nothing of it is known."""

    head: ProductHead
    facts: DeviceFacts
    is_looked_up: bool
    # Whether it is a device at all, and whether it listens to consultations.
    is_device: Known
    is_scribe: Known
    intended_use: str
    not_for: str


def get_device(actor: Actor, ref: str) -> DeviceDetail:
    """Return a product as a device; raise NotFound when there is no such product."""
    head = find_head(actor, ref).head
    product, row = (
        session()
        .execute(
            sa.select(Product, Device)
            .outerjoin(
                Device,
                sa.and_(
                    Device.organisation_id == Product.organisation_id,
                    Device.product_id == Product.id,
                ),
            )
            .where(
                Product.organisation_id == actor.organisation_id,
                Product.number == number_of(Kind.PRODUCT, ref),
            )
        )
        .one()
    )
    facts = DeviceFacts() if row is None else _facts(row)
    known = {name: Known(value[0]) for name, value in product.about.items()}
    dev, scr = (known.get(one, Known.unknown) for one in (ProductFact.dev, ProductFact.scr))
    return DeviceDetail(
        head, facts, row is not None, dev, scr, product.intended_use, product.not_for
    )


def _facts(row: Device) -> DeviceFacts:
    return DeviceFacts(
        row.mark, row.class_uk, row.class_eu, row.gmdn, row.register_number,
        row.register_checked_on, row.on_registry, row.registry_checked_on, row.our_use,
        row.use_fits,
    )  # fmt: skip
