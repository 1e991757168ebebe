"""Give products that arrive already bought or in use their days of review."""

from collections.abc import Iterable, Mapping
from datetime import date

import sqlalchemy as sa

from vendor_tracker import clock
from vendor_tracker.domain.actor import Actor
from vendor_tracker.domain.attention import Arrival, review_days
from vendor_tracker.domain.vocabulary import Known, ProductFact
from vendor_tracker.services import settings
from vendor_tracker.storage.db import session
from vendor_tracker.storage.models import Product


def arrival(name: str, facts: Mapping[ProductFact, Known] | None = None) -> Arrival:
    """Return what decides how soon a product is reviewed; the name is the caller's own."""
    known = facts or {}
    return Arrival(
        name,
        is_scribe=known.get(ProductFact.scr) is Known.yes,
        is_device=known.get(ProductFact.dev) is Known.yes,
    )


def give_review_days(actor: Actor, arrivals: Iterable[Arrival]) -> dict[str, date]:
    """Return the review day of each arrival, after the days already given.

    An import of many products calls this once for all of them.
    """
    wanted = list(arrivals)
    if not wanted:
        return {}
    given = session().scalars(
        sa.select(Product.catch_up_on).where(
            Product.organisation_id == actor.organisation_id,
            Product.catch_up_on > clock.today(),
            Product.archived_at.is_(None),
        )
    )
    a_week = settings.limits(actor.organisation_id).catch_up_a_week
    return review_days(wanted, [day for day in given if day], clock.today(), a_week)
