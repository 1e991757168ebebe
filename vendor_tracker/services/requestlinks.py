"""Private links by which a supplier answers a request: made, opened, passed on, revoked."""

import secrets
from contextlib import suppress
from datetime import date, datetime, time, timedelta
from typing import Any

import sqlalchemy as sa

from vendor_tracker import clock
from vendor_tracker.domain.actor import Actor
from vendor_tracker.domain.errors import NotFound, Refused
from vendor_tracker.domain.permissions import Permission
from vendor_tracker.domain.references import Kind
from vendor_tracker.domain.texts import storable
from vendor_tracker.domain.vocabulary import RequestState
from vendor_tracker.services import records, requestitems, sessions
from vendor_tracker.services.transaction import Busy, Full, transactional
from vendor_tracker.storage.db import session, without_waiting
from vendor_tracker.storage.models import RequestLink, SupplierRequest
from vendor_tracker.storage.queries.requestlinks import OpenedLink, find_link, key_of

# How long a link works where nobody says otherwise, and at most.
USUAL = timedelta(days=60)
LONGEST = timedelta(days=366)
MOST = 100
_BYTES = 32
_LONGEST_NAME = 200


class Ended(Refused):
    """A link was revoked, ran out or was answered since its page was opened."""


@transactional
def make_link(actor: Actor, ref: str, *, made_for: str, until: date | None = None) -> str:
    """Make a link to a request that was sent, and return its token, which is kept nowhere.

    An older link for the same people works no longer: this one replaces it.
    """
    actor.must(Permission.LOG)
    row = records.find(actor, Kind.REQUEST, SupplierRequest, ref)
    if row.state is not RequestState.sent:
        raise Refused(f"A link leads to what is with the supplier: this is {_said(row)}.")
    name = name_of(made_for)
    for link in live(row):
        if link.made_for == name and not link.section:
            revoke(link)
    records.stamp(actor, Kind.REQUEST, row, "make link")
    return add(row, made_for=name, expires_at=_end_of(until), made_by=actor.user_id)


@transactional
def revoke_link(actor: Actor, ref: str, key: str) -> None:
    """Have a link work no longer, nor any that was passed on from it."""
    actor.must(Permission.LOG)
    row = records.find(actor, Kind.REQUEST, SupplierRequest, ref)
    found = next((link for link in live(row) if key_of(link.token_hash) == key), None)
    if found is None:
        raise NotFound(key)
    revoke(found)
    records.stamp(actor, Kind.REQUEST, row, "revoke link")


def open_link(token: str, address: str) -> OpenedLink | None:
    """Return what a link leads to, whatever became of it; None where there never was one.

    Raise Refused where an address tried too many that are none, as at signing in.
    """
    sessions.refuse_guesses(address)
    found = find_link(sessions.hash_of(token), clock.now())
    if found is None:
        # Reading goes on while nothing can be written, and never waits to count a try.
        with suppress(Busy, Full), without_waiting():
            sessions.count_guess(address)
    return found


def opened(token: str) -> tuple[OpenedLink, RequestLink, SupplierRequest]:
    """Return a link inside a write, with its rows held; raise Ended where it works no longer."""
    hashed = sessions.hash_of(token)
    row = session().scalar(
        sa.select(RequestLink)
        .where(RequestLink.token_hash == hashed)
        .with_for_update()
        .execution_options(populate_existing=True)
    )
    found = find_link(hashed, clock.now())
    if row is None or found is None:
        raise Ended("This link leads nowhere.")
    if found.state.value != "open":
        raise Ended(f"Nothing was saved: this link is {found.state.value}.")
    row.opened_at = row.opened_at or clock.now()
    request = records.find(found.guest, Kind.REQUEST, SupplierRequest, found.request)
    return found, row, request


def items_of(link: OpenedLink, request: SupplierRequest) -> set[str]:
    """Return the codes of the questions that a link leads to."""
    rows = requestitems.rows(request)
    return {one.item_code for one in rows if link.section in ("", one.section)}


def live(row: SupplierRequest) -> list[RequestLink]:
    """Return the links of a request that were not revoked."""
    return list(
        session().scalars(
            sa.select(RequestLink)
            .where(
                RequestLink.organisation_id == row.organisation_id,
                RequestLink.request_id == row.id,
                RequestLink.revoked_at.is_(None),
            )
            .order_by(RequestLink.id)
        )
    )


def add(row: SupplierRequest, *, made_for: str, expires_at: datetime, **more: Any) -> str:
    """Add a link and return its token."""
    count = sa.select(sa.func.count()).where(
        RequestLink.organisation_id == row.organisation_id, RequestLink.request_id == row.id
    )
    if int(session().scalar(count) or 0) >= MOST:
        raise Refused(f"There are {MOST} links to this request. Use one that still works.")
    token = secrets.token_urlsafe(_BYTES)
    session().add(
        RequestLink(
            organisation_id=row.organisation_id, request_id=row.id,
            token_hash=sessions.hash_of(token), made_for=made_for, made_at=clock.now(),
            expires_at=expires_at, **{"draft": {}, **more},
        )
    )  # fmt: skip
    session().flush()
    return token


def children(link: RequestLink, row: SupplierRequest) -> list[RequestLink]:
    """Return the links that were passed on from one and work."""
    return [one for one in live(row) if one.parent_id == link.id]


def revoke(link: RequestLink) -> None:
    """Have a link work no longer, nor any that was passed on from it."""
    at = clock.now()
    link.revoked_at = at
    session().flush()
    passed_on = sa.update(RequestLink).where(
        RequestLink.organisation_id == link.organisation_id,
        RequestLink.parent_id == link.id,
        RequestLink.revoked_at.is_(None),
    )
    session().execute(passed_on.values(revoked_at=at))


def name_of(made_for: str) -> str:
    """Return for whom a link is made, as it is kept."""
    name = " ".join(storable(made_for, "made_for").split())
    if not name:
        raise Refused("Say who it is for, such as a name or a team.", field="made_for")
    if len(name) > _LONGEST_NAME:
        raise Refused(f"Use at most {_LONGEST_NAME} characters.", field="made_for")
    return name


def _end_of(until: date | None) -> datetime:
    today = clock.today()
    last = until or today + USUAL
    if last < today:
        raise Refused("That day has passed. Enter today or a later day.", field="until")
    if last > today + LONGEST:
        raise Refused("A link works for a year at most. Enter an earlier day.", field="until")
    return datetime.combine(last + timedelta(days=1), time.min, clock.LONDON)


def _said(row: SupplierRequest) -> str:
    return row.state.label.lower()
