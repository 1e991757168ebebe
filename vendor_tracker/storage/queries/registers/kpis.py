"""Rows of the measures of contracts, each with its last rating."""

from collections.abc import Iterator
from typing import Any

import sqlalchemy as sa

from vendor_tracker.domain.actor import Actor
from vendor_tracker.domain.references import Kind
from vendor_tracker.storage.db import session
from vendor_tracker.storage.models import Contract, ContractKpi, ContractRating
from vendor_tracker.storage.queries.registers.scope import (
    Scope,
    SheetRow,
    ref,
    stream_told,
    taken,
)

_NO_RATING = {"rating": None, "rated_on": None, "actual": None, "published_on": None}


def list_kpis(actor: Actor, scope: Scope) -> Iterator[SheetRow]:
    """Yield every measure of every contract."""
    ratings = _ratings(actor)
    statement = (
        sa.select(
            Contract.id.label("key"), ref(Kind.CONTRACT, Contract.number, "contract"),
            Contract.title.label("contract_title"), ContractKpi.place, ContractKpi.name,
            ContractKpi.target, ContractKpi.consequence,
        )
        .join(ContractKpi, ContractKpi.contract_id == Contract.id)
        .where(*taken(actor, Contract, scope))
        .order_by(Contract.number, ContractKpi.place)
    )  # fmt: skip
    for row, told in stream_told(statement):
        found = ratings.get((row.key, row.place), [])
        yield {**told, **(found[-1] if found else _NO_RATING), "ratings": len(found)}


def _ratings(actor: Actor) -> dict[tuple[int, int], list[dict[str, Any]]]:
    """Return the ratings of each measure, oldest first."""
    row = ContractRating
    statement = (
        sa.select(
            row.contract_id, row.place, row.rating, row.rated_on, row.actual, row.published_on
        )
        .where(row.organisation_id == actor.organisation_id)
        .order_by(row.rated_on, row.id)
    )
    found: dict[tuple[int, int], list[dict[str, Any]]] = {}
    for key, place, *told in session().execute(statement):
        named = dict(zip(_NO_RATING, told, strict=True))
        found.setdefault((key, place), []).append(named)
    return found
