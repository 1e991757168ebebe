"""What suppliers say to records that are held about them, to stand in the same row."""

from collections import defaultdict

import sqlalchemy as sa

from vendor_tracker.domain.actor import Actor
from vendor_tracker.domain.wording import day
from vendor_tracker.storage.db import session
from vendor_tracker.storage.models import SupplierReply
from vendor_tracker.storage.queries.registers.scope import several


def replies_by_record(actor: Actor) -> dict[str, tuple[str, ...]]:
    """Return by reference what the supplier says to each record, with who and when."""
    told = SupplierReply
    found: dict[str, list[str]] = defaultdict(list)
    statement = sa.select(told.about, told.text, told.said_by, told.said_at).where(
        told.organisation_id == actor.organisation_id
    )
    for about, text, said_by, said_at in session().execute(statement.order_by(told.id)):
        found[about].append(f"{text} ({said_by}, {day(said_at.date())})")
    return {about: several(texts) for about, texts in found.items()}
