"""Rows of benefits: one for each benefit of a business case and day."""

from collections.abc import Iterator
from decimal import Decimal
from typing import Any

import sqlalchemy as sa

from vendor_tracker.domain.actor import Actor
from vendor_tracker.domain.benefits import BenefitRow
from vendor_tracker.domain.references import Kind
from vendor_tracker.storage.models import BusinessCase, CaseBenefit
from vendor_tracker.storage.queries.registers.scope import (
    Scope,
    SheetRow,
    joined,
    product_columns,
    ref,
    stream_told,
    taken,
)

_PARTS = ("kind", "name", "unit", "due_on", "planned", "actual", "worth", "source")
# A cell holds no third with all its digits.
_SHARE = Decimal("0.0001")


def list_benefits(actor: Actor, scope: Scope) -> Iterator[SheetRow]:
    """Yield every benefit of every case; a public copy has none, as it has no case."""
    if scope.public:
        return
    case, benefit = BusinessCase, CaseBenefit
    statement = sa.select(
        ref(Kind.CASE, case.number, "case"), *product_columns(),
        *(getattr(benefit, name) for name in _PARTS),
    ).join(benefit, benefit.case_id == case.id)  # fmt: skip
    statement = joined(statement, case).where(
        *taken(actor, case, scope), benefit.organisation_id == actor.organisation_id
    )
    order = (case.number, benefit.name, benefit.due_on, benefit.id)
    for _, told in stream_told(statement.order_by(*order)):
        yield {**told, **_worked_out(told)}


def _worked_out(told: dict[str, Any]) -> dict[str, Decimal | None]:
    row = BenefitRow(**{name: told[name] for name in _PARTS})
    share = None
    if row.actual is not None and row.planned:
        share = (row.actual / row.planned).quantize(_SHARE)
    return {"share": share, "planned_worth": row.planned_worth, "actual_worth": row.actual_worth}
