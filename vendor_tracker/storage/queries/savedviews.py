"""Lists that people keep, and the people a list may name, in one statement."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

import sqlalchemy as sa

from vendor_tracker.domain.actor import Actor
from vendor_tracker.domain.vocabulary import Role
from vendor_tracker.storage.db import session
from vendor_tracker.storage.models import Membership, SavedView, User
from vendor_tracker.storage.queries.flagfilters import is_here


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody who may have flags."""

    email: str
    name: str


@dataclass(frozen=True, slots=True)
class View:
    """The filters and the order of a list under a name."""

    name: str
    query: str


@dataclass(frozen=True, slots=True)
class Desk:
    """Who may have flags here, and the lists that the reader keeps."""

    people: Sequence[Person]
    views: Sequence[View]


def get_desk(actor: Actor, page: str, on: date) -> Desk:
    """Return the people by name, and the reader's lists of this page in the order of saving."""
    kept = sa.and_(
        SavedView.organisation_id == actor.organisation_id,
        SavedView.user_id == User.id,
        SavedView.user_id == actor.user_id,
        SavedView.page == page,
    )
    rows = session().execute(
        sa.select(User.email, User.name, Membership.role, SavedView.name, SavedView.query)
        .join(Membership, Membership.user_id == User.id)
        .outerjoin(SavedView, kept)
        .where(*is_here(actor, on))
        .order_by(User.name, User.email_key, SavedView.id)
    )
    people: dict[str, Person] = {}
    views = []
    for email, name, role, called, query in rows:
        if role is not Role.reader:
            people[email] = Person(email, name)
        if called is not None:
            views.append(View(called, query))
    return Desk(list(people.values()), views)
