"""Make payments with as few words as a test needs."""

from datetime import date
from decimal import Decimal
from typing import Any

from vendor_tracker.domain.actor import Actor
from vendor_tracker.domain.references import Kind, reference
from vendor_tracker.services import records
from vendor_tracker.services.transaction import touch_alone, transactional
from vendor_tracker.storage.models import Payment
from vendor_tracker.storage.references import id_of


@transactional
def make_payment(actor: Actor, *, supplier: str, cost: str | None = None, **fields: Any) -> str:
    """Make a payment of £1,200 that nobody has explained, unless a line is named."""
    own = actor.organisation_id
    wanted = {"paid_on": date(2026, 9, 1), "amount": Decimal("1200.00"), **fields}
    wanted["supplier_id"] = id_of(own, Kind.SUPPLIER, supplier)
    wanted["cost_id"] = cost and id_of(own, Kind.COST, cost)
    row = records.add(actor, Kind.PAYMENT, Payment, **wanted)
    touch_alone(actor, suppliers=[row.supplier_id])
    return reference(Kind.PAYMENT, row.number)
