"""The links from which somebody's calendar programs read."""

from dataclasses import dataclass
from datetime import date, datetime

import sqlalchemy as sa

from vendor_tracker.domain.actor import Actor
from vendor_tracker.storage.db import session
from vendor_tracker.storage.models import CalendarLink, Organisation
from vendor_tracker.storage.queries.users import find_actor

_LETTERS = 12


@dataclass(frozen=True, slots=True)
class Link:
    """One link; its address is known only to whoever was shown it."""

    key: str
    made_at: datetime
    revoked_at: datetime | None


def key_of(token_hash: str) -> str:
    """Return what names a link on its page, and opens nothing."""
    return token_hash[:_LETTERS]


def list_links(actor: Actor) -> list[Link]:
    """Return the links of the actor, those that work first, the newest on top."""
    rows = session().scalars(
        sa.select(CalendarLink)
        .where(
            CalendarLink.organisation_id == actor.organisation_id,
            CalendarLink.user_id == actor.user_id,
        )
        .order_by(CalendarLink.revoked_at.is_not(None), CalendarLink.id.desc())
    )
    return [Link(key_of(row.token_hash), row.created_at, row.revoked_at) for row in rows]


def find_reader(token_hash: str, on: date) -> Actor | None:
    """Return who reads by a link that works, if they still belong to its organisation."""
    found = (
        session()
        .execute(
            sa.select(CalendarLink.user_id, Organisation.code)
            .join(Organisation, Organisation.id == CalendarLink.organisation_id)
            .where(CalendarLink.token_hash == token_hash, CalendarLink.revoked_at.is_(None))
        )
        .first()
    )
    return None if found is None else find_actor(found.user_id, found.code, on)
