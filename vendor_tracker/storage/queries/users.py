"""Who is signed in, where they belong, and who else does."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

import sqlalchemy as sa

from vendor_tracker.domain.actor import Actor
from vendor_tracker.domain.vocabulary import Discipline, Role
from vendor_tracker.storage.db import session
from vendor_tracker.storage.models import LoginSession, Membership, Organisation, User

_USER: Any = User.__table__.c
_SESSION: Any = LoginSession.__table__.c
_MEMBERSHIP: Any = Membership.__table__.c
_ORGANISATION: Any = Organisation.__table__.c
# Asked at every page, so put together once.
_SIGNED_IN = (
    sa.select(
        _SESSION.id, _USER.id, _USER.name, _USER.email, _SESSION.started_at, _SESSION.seen_at
    )
    .where(
        _SESSION.key_hash == sa.bindparam("key_hash"),
        _SESSION.ended_at.is_(None),
        _USER.id == _SESSION.user_id,
        _USER.disabled_at.is_(None),
    )
)  # fmt: skip
_ACTOR = (
    sa.select(
        _USER.id, _USER.name, _MEMBERSHIP.role, _ORGANISATION.id, _ORGANISATION.code,
        _ORGANISATION.name, _ORGANISATION.is_example, _MEMBERSHIP.disciplines,
    )
    .where(
        _USER.id == sa.bindparam("user_id"),
        _USER.disabled_at.is_(None),
        _ORGANISATION.code == sa.bindparam("code"),
        _MEMBERSHIP.user_id == _USER.id,
        _MEMBERSHIP.organisation_id == _ORGANISATION.id,
        sa.or_(_MEMBERSHIP.until.is_(None), _MEMBERSHIP.until >= sa.bindparam("on")),
    )
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class SignedIn:
    """One person with a session that is still good or not."""

    session_id: int
    user_id: int
    name: str
    email: str
    started_at: datetime
    seen_at: datetime


@dataclass(frozen=True, slots=True)
class Member:
    """One person of an organisation."""

    email: str
    name: str
    role: Role
    until: date | None
    is_disabled: bool
    last_seen_at: datetime | None
    disciplines: tuple[Discipline, ...] = ()

    def is_here(self, on: date) -> bool:
        """Tell whether this person has access on a day."""
        return not self.is_disabled and (self.until is None or self.until >= on)


def find_signed_in(key_hash: str) -> SignedIn | None:
    """Return who holds this session key, unless it ended or the person was disabled."""
    row = session().connection().execute(_SIGNED_IN, {"key_hash": key_hash}).first()
    return None if row is None else SignedIn(*row)


def find_actor(user_id: int, code: str, on: date) -> Actor | None:
    """Return the person as an actor of this organisation, if they belong to it today."""
    given = {"user_id": user_id, "code": code, "on": on}
    row = session().connection().execute(_ACTOR, given).first()
    if row is None:
        return None
    return Actor(*row[:-1], disciplines=frozenset(map(Discipline, row[-1])))


def find_person_actor(email_key: str, code: str, on: date) -> Actor | None:
    """Return the person with this address as an actor of this organisation, if they belong."""
    user_id = session().scalar(sa.select(User.id).where(User.email_key == email_key))
    return None if user_id is None else find_actor(user_id, code, on)


def list_codes() -> list[str]:
    """Return the code of every organisation of this installation, in order."""
    return list(session().scalars(sa.select(Organisation.code).order_by(Organisation.code)))


def find_command_actor(code: str) -> Actor | None:
    """Return the actor of the command line in this organisation, if there is one."""
    found = session().scalar(sa.select(Organisation).where(Organisation.code == code))
    if found is None:
        return None
    return Actor(
        None, "Command line", Role.administrator, found.id, found.code, found.name,
        found.is_example,
    )  # fmt: skip


def list_organisations_of(user_id: int, on: date) -> list[tuple[str, str]]:
    """Return code and name of every organisation a person belongs to, by name."""
    rows = session().execute(
        sa.select(Organisation.code, Organisation.name)
        .join(Membership, Membership.organisation_id == Organisation.id)
        .where(
            Membership.user_id == user_id,
            sa.or_(Membership.until.is_(None), Membership.until >= on),
        )
        .order_by(Organisation.name, Organisation.code)
    )
    return [(code, name) for code, name in rows]


def list_members(actor: Actor) -> list[Member]:
    """Return everybody who belongs to the organisation, by name."""
    seen = (
        sa.select(sa.func.max(LoginSession.seen_at))
        .where(LoginSession.user_id == User.id)
        .scalar_subquery()
    )
    rows = session().execute(
        sa.select(
            User.email, User.name, Membership.role, Membership.until, User.disabled_at, seen,
            Membership.disciplines,
        )
        .join(Membership, Membership.user_id == User.id)
        .where(Membership.organisation_id == actor.organisation_id)
        .order_by(User.name, User.email_key)
    )  # fmt: skip
    return [
        Member(email, name, role, until, disabled is not None, last, tuple(map(Discipline, skills)))
        for email, name, role, until, disabled, last, skills in rows
    ]
