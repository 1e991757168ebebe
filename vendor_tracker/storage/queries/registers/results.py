"""Rows of results by group, without the figures of a few people."""

from collections.abc import Iterator
from typing import Any

from vendor_tracker.domain.actor import Actor
from vendor_tracker.domain.facts import ClaimFacts
from vendor_tracker.domain.fairness import by_group, limit_of
from vendor_tracker.domain.groups import scheme_label
from vendor_tracker.domain.suppression import SafeLine, safe_lines
from vendor_tracker.storage.models import ClaimResult
from vendor_tracker.storage.queries.registers.claims import claims_with
from vendor_tracker.storage.queries.registers.links import bars_by_claim, results_by_claim
from vendor_tracker.storage.queries.registers.scope import Scope, SheetRow


def list_group_results(actor: Actor, scope: Scope) -> Iterator[SheetRow]:
    """Yield every group of every claim beside the one that it is compared with."""
    bars, results = bars_by_claim(actor), results_by_claim(actor)
    for row, told in claims_with(actor, scope, ClaimResult):
        facts = ClaimFacts(
            row.claim,
            metric=row.metric,
            direction=row.direction,
            thresholds=bars.get(row.key, ()),
            results=results.get(row.key, ()),
        )
        if not by_group(facts):
            continue
        limit = limit_of(facts, scope.limits)
        limited = {
            "gap_limit": limit.value if limit else None,
            "limit_is_ours": None if limit is None else not limit.is_default,
        }
        for safe in safe_lines(facts, scope.limits):
            yield {**told, **limited, **_line(safe)}


def _line(safe: SafeLine) -> dict[str, Any]:
    line, result = safe.line, safe.line.result
    named = {
        "attribute": safe.table.attribute,
        "scheme": scheme_label(result.scheme),
        "subgroup": result.subgroup,
        "against": safe.table.against,
        "left_out": safe.left_out,
    }
    figures: dict[str, Any] = {
        "n": result.n,
        "positives": result.positives,
        "estimate": result.estimate,
        "low": line.low,
        "high": line.high,
        "derived": line.derived is not None,
        "gap": safe.gap,
        "verdict": line.verdict,
        # The words name the gap.
        "says": None if safe.hides_gap else line.says,
    }
    return {**named, **(dict.fromkeys(figures) if safe.left_out else figures)}
