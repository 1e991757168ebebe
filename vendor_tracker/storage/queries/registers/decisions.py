"""Rows of decisions, with the counts as they stood on the day."""

from collections.abc import Iterator

import sqlalchemy as sa

from vendor_tracker.domain.actor import Actor
from vendor_tracker.domain.references import Kind
from vendor_tracker.storage.models import Decision
from vendor_tracker.storage.queries.registers.links import conditions_by_decision
from vendor_tracker.storage.queries.registers.scope import (
    Scope,
    SheetRow,
    joined,
    product_columns,
    ref,
    stream_told,
    taken,
)

_THEN = ("critical", "major", "minor", "waived", "items_asked", "items_met")


def list_decisions(actor: Actor, scope: Scope) -> Iterator[SheetRow]:
    """Yield every decision, planned or taken."""
    decision, conditions = Decision, conditions_by_decision(actor)
    statement = sa.select(
        decision.id.label("key"), ref(Kind.DECISION, decision.number), *product_columns(),
        decision.gate,
        decision.planned_on, decision.decided_on, decision.outcome, decision.reason,
        decision.conditions, decision.decided_by, decision.counts, decision.version,
    )  # fmt: skip
    statement = joined(statement, decision).where(*taken(actor, decision, scope))
    for row, told in stream_told(statement.order_by(decision.number)):
        counts = row.counts or {}
        kept = conditions.get(row.key, ())
        yield {
            **told,
            **{name: counts.get(name) for name in _THEN},
            "promises": tuple(one.reference for one in kept),
            "conditions_open": sum(one.is_open for one in kept) if kept else None,
        }
