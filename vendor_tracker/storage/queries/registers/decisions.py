"""Rows of decisions, with the counts as they stood on the day."""

from collections.abc import Iterator

import sqlalchemy as sa

from vendor_tracker.domain.actor import Actor
from vendor_tracker.domain.references import Kind
from vendor_tracker.storage.models import Decision
from vendor_tracker.storage.queries.registers.scope import (
    Scope,
    SheetRow,
    joined,
    product_columns,
    ref,
    stream,
    taken,
)


def list_decisions(actor: Actor, scope: Scope) -> Iterator[SheetRow]:
    """Yield every decision, planned or taken."""
    decision = Decision
    statement = sa.select(
        ref(Kind.DECISION, decision.number), *product_columns(), decision.gate,
        decision.planned_on, decision.decided_on, decision.outcome, decision.reason,
        decision.conditions, decision.decided_by, decision.counts, decision.version,
    )  # fmt: skip
    statement = joined(statement, decision).where(*taken(actor, decision, scope))
    for row in stream(statement.order_by(decision.number)):
        counts = row.counts or {}
        then = {name: counts.get(name) for name in ("critical", "major", "minor")}
        yield {**row._mapping, **then}
