"""Where products stand, by the same function as their pages."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Any

import sqlalchemy as sa

from vendor_tracker.domain.actor import Actor
from vendor_tracker.domain.costsummaries import CostSummary
from vendor_tracker.domain.dossier import (
    IN_PLAY,
)
from vendor_tracker.domain.readiness import readiness
from vendor_tracker.storage.models import Product, ProductStatus
from vendor_tracker.storage.queries.registers.links import decisions_by_product
from vendor_tracker.storage.queries.registers.scope import Scope, stream, taken
from vendor_tracker.storage.queries.standings import Place, has_records, place_of

# What `place_of` asks of a product, and of what was worked out about it.
_PRODUCT = (
    Product.id, Product.number, Product.name, Product.stage, Product.catch_up_on,
    Product.catch_up_ended_on,
)  # fmt: skip
_STATUS = tuple(
    getattr(ProductStatus, name)
    for name in (
        "product_id", "critical", "major", "minor", "known_at_start", "waived", "last_met_on",
        "items_asked", "items_met", "cost_lines", "costs_unknown", "hidden_unknown", "cost_year",
        "cost_one_off", "hidden_year", "hidden_one_off", "checked_on",
    )
)  # fmt: skip
_COUNTS = ("critical", "major", "minor", "known_at_start")


def stream_places(
    actor: Actor,
    scope: Scope,
    columns: Sequence[Any],
    order: Sequence[Any],
    where: Sequence[sa.ColumnElement[bool]] = (),
) -> Iterator[tuple[Any, Place]]:
    """Yield products with these columns and what was worked out, and where they stand."""
    decisions = decisions_by_product(actor)
    statement = (
        sa.select(*_PRODUCT, *_STATUS, has_records(), *columns)
        .outerjoin(ProductStatus, ProductStatus.product_id == Product.id)
        .where(*taken(actor, Product, scope), *where)
        .order_by(*order)
    )
    for row in stream(statement):
        status = None if row.product_id is None else row
        made = decisions.get(row.id, ())
        yield row, place_of(row, status, made, records=row.records, on=scope.on)


def words_of(place: Place, ref: str, scope: Scope) -> dict[str, Any]:
    """Return the sentence of a product and the counts behind it; unasked is never nought."""
    standing, found = place.standing, place.readiness
    if ref in scope.withheld.products and place.is_checked:
        # The words about costs would tell what the lines that are left out come to.
        found = replace(readiness(replace(standing, costs=CostSummary()), scope.on), parts=())
    return {
        "readiness": found.sentence,
        **{name: count_of(place, name) for name in _COUNTS},
    }


def count_of(place: Place, name: str) -> int | None:
    """Return a count; None for what nobody asked yet, or what is counted apart in catch-up."""
    standing = place.standing
    if not place.is_checked or standing.stage not in IN_PLAY:
        return None
    if standing.catch_up_on is not None and name != "known_at_start":
        return None
    return int(getattr(standing, name))
