"""The versions of products, and what the clocks of evidence say against them."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any

import sqlalchemy as sa

from vendor_tracker.domain import clocks
from vendor_tracker.domain.actor import Actor
from vendor_tracker.domain.clocks import Reading
from vendor_tracker.domain.facts import (
    EvidenceFacts,
    VersionFacts,
)
from vendor_tracker.domain.references import Kind, reference
from vendor_tracker.storage.db import session
from vendor_tracker.storage.models import ProductVersion
from vendor_tracker.storage.references import id_of


def list_version_choices(actor: Actor, product: str) -> Sequence[tuple[str, str]]:
    """Return reference and name of each version of a product, the newest last."""
    product_id = id_of(actor.organisation_id, Kind.PRODUCT, product)
    found = load_versions(actor, {product_id}).get(product_id, {})
    return [(version.reference, version.name) for version in found.values()]


def load_versions(actor: Actor, product_ids: Iterable[int]) -> dict[int, dict[int, VersionFacts]]:
    """Return the versions of these products, by product and private key."""
    found: dict[int, dict[int, VersionFacts]] = defaultdict(dict)
    wanted = list(product_ids)
    if not wanted:
        return found
    rows = session().execute(
        sa.select(
            ProductVersion.product_id, ProductVersion.id, ProductVersion.number,
            ProductVersion.name, ProductVersion.released_on, ProductVersion.in_use_from,
        )
        .where(
            ProductVersion.organisation_id == actor.organisation_id,
            ProductVersion.product_id.in_(wanted),
            ProductVersion.archived_at.is_(None),
        )
        .order_by(ProductVersion.id)
    )  # fmt: skip
    for row in rows:
        found[row.product_id][row.id] = VersionFacts(
            reference(Kind.VERSION, row.number), row.name, row.released_on, row.in_use_from
        )
    return found


def read_both(
    kept: Any, versions: dict[int, VersionFacts], on: date, warning_days: int
) -> tuple[VersionFacts | None, VersionFacts | None, Reading]:
    """Return its own version, the version we judge, and what both clocks say."""
    own = versions.get(kept.version_id)
    facts = EvidenceFacts("", expires_on=kept.expires_on, version=own.reference if own else "")
    judged = clocks.judged_version(tuple(versions.values()), on)
    return own, judged, clocks.read_clocks(facts, judged, on, warning_days)
