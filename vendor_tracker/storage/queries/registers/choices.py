"""Registers that an organisation keeps under a name."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

import sqlalchemy as sa

from vendor_tracker.domain.actor import Actor
from vendor_tracker.domain.errors import NotFound
from vendor_tracker.domain.names import name_key
from vendor_tracker.domain.registers import READY, RegisterChoice, of_body
from vendor_tracker.storage.db import session
from vendor_tracker.storage.models import RegisterChoice as Stored
from vendor_tracker.storage.models import User


@dataclass(frozen=True, slots=True)
class NamedChoice:
    """A register under a name, and who saved it last; those that are ready nobody saved."""

    name: str
    choice: RegisterChoice
    saved_at: datetime | None = None
    saved_by: str | None = None


def list_choices(actor: Actor) -> Sequence[NamedChoice]:
    """Return what the organisation keeps, by name, then what is ready and not kept anew."""
    rows = session().execute(
        sa.select(Stored.name, Stored.body, Stored.saved_at, User.name)
        .outerjoin(User, User.id == Stored.saved_by)
        .where(Stored.organisation_id == actor.organisation_id)
        .order_by(Stored.name_key)
    )
    kept = [NamedChoice(name, of_body(body), at, by) for name, body, at, by in rows]
    known = {name_key(one.name) for one in kept}
    ready = [NamedChoice(name, one) for name, one in READY.items() if name_key(name) not in known]
    return [*kept, *ready]


def get_choice(actor: Actor, name: str) -> NamedChoice:
    """Return the register under a name, in any case."""
    wanted = name_key(name)
    for one in list_choices(actor):
        if name_key(one.name) == wanted:
            return one
    raise NotFound(name)
