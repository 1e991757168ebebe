"""Private links from which calendar programs read: made, revoked, and opened by whoever has one."""

import secrets
from contextlib import suppress

import sqlalchemy as sa

from vendor_tracker import clock
from vendor_tracker.domain.actor import Actor
from vendor_tracker.domain.errors import NotFound, Refused
from vendor_tracker.domain.permissions import Permission
from vendor_tracker.services import audit, sessions
from vendor_tracker.services.transaction import Busy, Full, transactional
from vendor_tracker.storage.db import session, without_waiting
from vendor_tracker.storage.models import CalendarLink, User
from vendor_tracker.storage.queries.calendarlinks import find_reader, key_of

MOST = 5
_BYTES = 32


@transactional
def make_link(actor: Actor) -> str:
    """Make a link for the actor and return its token, which is kept nowhere."""
    actor.must(Permission.VIEW)
    person = _person(actor)
    if len(_live(actor.organisation_id, person)) >= MOST:
        raise Refused(f"You have {MOST} links. Revoke one that you no longer use, then make one.")
    token = secrets.token_urlsafe(_BYTES)
    session().add(
        CalendarLink(
            organisation_id=actor.organisation_id,
            user_id=person,
            token_hash=sessions.hash_of(token),
            created_at=clock.now(),
        )
    )
    _note(actor.name, "make calendar link", person, actor.organisation_code)
    return token


@transactional
def revoke_link(actor: Actor, key: str) -> None:
    """Have a link of the actor work no longer, from now on."""
    actor.must(Permission.VIEW)
    person = _person(actor)
    for link in _live(actor.organisation_id, person):
        if key_of(link.token_hash) == key:
            link.revoked_at = clock.now()
            _note(actor.name, "revoke calendar link", person, actor.organisation_code)
            return
    raise NotFound(key)


@transactional
def revoke_all(organisation_id: int, user_id: int) -> None:
    """Have no link of a person work here any more, as when their access ends."""
    for link in _live(organisation_id, user_id):
        link.revoked_at = clock.now()


def open_link(token: str, address: str) -> Actor | None:
    """Return for whom a link reads; None where it is nobody's, was revoked, or access ended.

    Raise Refused where an address tried too many that are none, as at signing in.
    """
    sessions.refuse_guesses(address)
    reader = find_reader(sessions.hash_of(token), clock.today())
    if reader is None:
        # Reading goes on while nothing can be written, and never waits to count a try.
        with suppress(Busy, Full), without_waiting():
            sessions.count_guess(address)
    return reader


def _live(organisation_id: int, user_id: int) -> list[CalendarLink]:
    return list(
        session().scalars(
            sa.select(CalendarLink)
            .where(
                CalendarLink.organisation_id == organisation_id,
                CalendarLink.user_id == user_id,
                CalendarLink.revoked_at.is_(None),
            )
            .order_by(CalendarLink.id)
        )
    )


def _person(actor: Actor) -> int:
    if actor.user_id is None:
        raise Refused("Links are made for people who sign in.")
    return actor.user_id


def _note(who: str, act: str, user_id: int, code: str) -> None:
    email = session().get_one(User, user_id).email_key
    audit.record_system(who, act, f"{email} {code}")
