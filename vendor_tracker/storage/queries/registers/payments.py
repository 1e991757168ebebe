"""Rows of payments, with what is said of each."""

from collections.abc import Iterator

import sqlalchemy as sa

from vendor_tracker.domain.actor import Actor
from vendor_tracker.domain.payments import state_of
from vendor_tracker.domain.references import Kind
from vendor_tracker.domain.vocabulary import Doubt
from vendor_tracker.storage.models import Cost, Payment, Supplier
from vendor_tracker.storage.queries.registers.scope import (
    Scope,
    SheetRow,
    ref,
    stream_told,
    supplier_columns,
    taken,
)


def list_payments(actor: Actor, scope: Scope) -> Iterator[SheetRow]:
    """Yield every payment; a public copy has none, for they tell what was agreed."""
    if scope.public:
        return
    statement = (
        sa.select(
            ref(Kind.PAYMENT, Payment.number), *supplier_columns(), Payment.paid_on,
            Payment.amount, Payment.what_for, Payment.invoice, Payment.dismissed_reason,
            Payment.source, ref(Kind.COST, Cost.number, "cost"), Cost.archived_at,
        )
        .join(Supplier, Supplier.id == Payment.supplier_id)
        .outerjoin(Cost, Cost.id == Payment.cost_id)
        .where(*taken(actor, Payment, scope))
        .order_by(Payment.number)
    )  # fmt: skip
    for row, told in stream_told(statement):
        is_live = row.cost is not None and row.archived_at is None
        state = state_of(has_live_cost=is_live, dismissed_reason=row.dismissed_reason)
        yield {**told, "amount_doubt": Doubt.exact, "state": state}
