"""What rules and totals know of a cost line, from its stored row."""

from dataclasses import fields
from operator import attrgetter
from typing import Any

from vendor_tracker.domain.facts import CostFacts

# Every fact of a line stands in a column of the same name.
COST_FACTS = tuple(field.name for field in fields(CostFacts) if field.name != "reference")
_facts_of = attrgetter(*COST_FACTS)
# From what its number and its price come, beside its facts.
COST_TERMS = (
    "per_driver", "staff_role", "currency", "currency_price", "currency_rate", "currency_rate_on",
)  # fmt: skip


def cost_facts(ref: str, row: Any) -> CostFacts:
    """Return the facts of one line from a row with the columns above."""
    return CostFacts(ref, *_facts_of(row))
