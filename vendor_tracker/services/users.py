"""Add people, give them a one-time link, change their role, end their access."""

import secrets
from collections.abc import Iterable
from datetime import date, timedelta

import sqlalchemy as sa

from vendor_tracker import clock
from vendor_tracker.domain import names
from vendor_tracker.domain.actor import Actor
from vendor_tracker.domain.errors import NotFound, Refused
from vendor_tracker.domain.permissions import Permission
from vendor_tracker.domain.vocabulary import Discipline, Role
from vendor_tracker.services import audit, calendarlinks, passwords, sessions
from vendor_tracker.services.transaction import transactional
from vendor_tracker.storage.db import session
from vendor_tracker.storage.models import Membership, OneTimeLink, Organisation, User

LINK_LASTS = timedelta(hours=72)


@transactional
def add_user(actor: Actor, *, email: str, name: str, role: Role, until: date | None = None) -> str:
    """Give a person a role here and return the token of a link that sets their password.

    Somebody who works for another organisation too keeps their own password: the token is empty,
    or whoever looks after people here could sign in there in their name.
    """
    actor.must(Permission.ADMINISTER)
    _refuse_a_day_gone(until)
    _hold_people(actor)
    if "@" not in email.strip("@ "):
        raise Refused("Enter an e-mail address, such as name@example.org.", field="email")
    if not name.strip():
        raise Refused("Enter the person's name.", field="name")
    user = _user(email) or _new_user(email, name)
    member = _membership(actor, user)
    if member is None:
        member = Membership(organisation_id=actor.organisation_id, user_id=user.id, role=role)
        session().add(member)
    elif role is not Role.administrator:
        _refuse_to_lose_last(actor, member)
    member.role, member.until = role, until
    user.disabled_at = None
    audit.record_system(
        actor.name, "give role", f"{user.email_key} {role} {actor.organisation_code}"
    )
    return "" if _is_not_ours_alone(actor, user) else make_link(user)


@transactional
def set_disciplines(actor: Actor, email: str, disciplines: Iterable[Discipline]) -> None:
    """Say for which skills a person may agree to waivers of critical gaps."""
    actor.must(Permission.ADMINISTER)
    _hold_people(actor)
    user = _user(email)
    member = None if user is None else _membership(actor, user)
    if user is None or member is None:
        raise NotFound(email)
    held, chosen = set(member.disciplines), set(disciplines)
    member.disciplines = [one.value for one in Discipline if one in chosen]
    for one in Discipline:
        if (one in held) != (one in chosen):
            act = f"{'give' if one in chosen else 'take'} {one.value}"
            audit.record_system(actor.name, act, f"{user.email_key} {actor.organisation_code}")


@transactional
def disable_user(actor: Actor, email: str) -> None:
    """End a person's access: sessions, unspent links and links of calendars at once."""
    actor.must(Permission.ADMINISTER)
    _hold_people(actor)
    user = _user(email)
    member = None if user is None else _membership(actor, user)
    if user is None or member is None:
        raise NotFound(email)
    if user.id == actor.user_id:
        raise Refused("You cannot end your own access. Ask another administrator.")
    _refuse_to_lose_last(actor, member)
    member.until = clock.today() - timedelta(days=1)
    if not _belongs_elsewhere(user, actor):
        user.disabled_at = clock.now()
    sessions.end_all(user.id)
    _spend_links(user.id)
    calendarlinks.revoke_all(actor.organisation_id, user.id)
    audit.record_system(actor.name, "end access", f"{user.email_key} {actor.organisation_code}")


@transactional
def renew_link(actor: Actor, email: str) -> str:
    """Return the token of a new link for a person of this organisation."""
    actor.must(Permission.ADMINISTER)
    user = _user(email)
    if user is None or _membership(actor, user) is None:
        raise NotFound(email)
    if _is_not_ours_alone(actor, user):
        raise Refused(
            f"{user.name} works for another organisation too, so nobody here can set that "
            "password. Whoever runs this installation can: vendor-tracker user add."
        )
    audit.record_system(actor.name, "make link", user.email_key)
    return make_link(user)


def make_link(user: User) -> str:
    """Return the token of a new one-time link; earlier ones stop working."""
    token = secrets.token_urlsafe(32)
    _spend_links(user.id)
    session().add(
        OneTimeLink(
            token_hash=sessions.hash_of(token),
            user_id=user.id,
            expires_at=clock.now() + LINK_LASTS,
        )
    )
    session().flush()
    return token


def link_is_good(token: str) -> bool:
    """Tell whether a one-time link can still be used."""
    return _live_link(token) is not None


def spend_link(token: str, password: str) -> str:
    """Set a password by a one-time link, and return the key of a new session."""
    kept = passwords.hashed(password)
    return _spend(token, kept)


def change_password(user_id: int, old: str, new: str) -> None:
    """Replace a person's password after checking the old one; other sessions end."""
    user = session().get_one(User, user_id)
    tries = sessions.take_try(user.email_key)
    if not passwords.matches(old, user.password_hash):
        raise Refused("The present password is not right.", field="old_password")
    sessions.give_back(tries)
    _set_password(user_id, passwords.hashed(new, user.name, user.email))


@transactional
def _set_password(user_id: int, kept: str) -> None:
    user = session().get_one(User, user_id)
    user.password_hash = kept
    sessions.end_all(user_id)
    audit.record_system(user.email_key, "change password", user.email_key)


@transactional
def _spend(token: str, kept: str) -> str:
    link = _live_link(token)
    if link is None:
        raise Refused("This link was used already or is too old. Ask for a new one.")
    link.spent_at = clock.now()
    user = session().get_one(User, link.user_id)
    user.password_hash = kept
    sessions.end_all(user.id)
    audit.record_system(user.email_key, "set password by link", user.email_key)
    return sessions.start(user.id, user.email_key)


def _live_link(token: str) -> OneTimeLink | None:
    return session().scalar(
        sa.select(OneTimeLink)
        .join(User, User.id == OneTimeLink.user_id)
        .where(
            OneTimeLink.token_hash == sessions.hash_of(token),
            OneTimeLink.spent_at.is_(None),
            OneTimeLink.expires_at > clock.now(),
            User.disabled_at.is_(None),
        )
    )


def _spend_links(user_id: int) -> None:
    session().execute(
        sa.update(OneTimeLink)
        .where(OneTimeLink.user_id == user_id, OneTimeLink.spent_at.is_(None))
        .values(spent_at=clock.now())
    )


def _user(email: str) -> User | None:
    return session().scalar(sa.select(User).where(User.email_key == names.name_key(email)))


def _new_user(email: str, name: str) -> User:
    user = User(
        email=email.strip(),
        email_key=names.name_key(email),
        name=name.strip(),
        created_at=clock.now(),
    )
    session().add(user)
    session().flush()
    return user


def _membership(actor: Actor, user: User) -> Membership | None:
    return session().scalar(
        sa.select(Membership).where(
            Membership.organisation_id == actor.organisation_id, Membership.user_id == user.id
        )
    )


def _belongs_elsewhere(user: User, actor: Actor) -> bool:
    return bool(
        session().scalar(
            sa.select(sa.func.count())
            .select_from(Membership)
            .where(
                Membership.user_id == user.id,
                Membership.organisation_id != actor.organisation_id,
                sa.or_(Membership.until.is_(None), Membership.until >= clock.today()),
            )
        )
    )


def _is_not_ours_alone(actor: Actor, user: User) -> bool:
    """Tell whether a password set from here would open another organisation as well.

    The command line has the whole installation anyway.
    """
    return actor.user_id is not None and _belongs_elsewhere(user, actor)


def _hold_people(actor: Actor) -> None:
    """Have one write at a time change who belongs here: two could lose the last two at once."""
    session().get_one(
        Organisation,
        actor.organisation_id,
        with_for_update={"key_share": True},
        populate_existing=True,
    )


def _refuse_a_day_gone(until: date | None) -> None:
    if until is not None and until < clock.today():
        raise Refused("That day has gone already. Leave it empty, or end the access.", "until")


def _refuse_to_lose_last(actor: Actor, member: Membership) -> None:
    if member.role is not Role.administrator:
        return
    others = session().scalar(
        sa.select(sa.func.count())
        .select_from(Membership)
        .join(User, User.id == Membership.user_id)
        .where(
            Membership.organisation_id == actor.organisation_id,
            Membership.role == Role.administrator,
            Membership.id != member.id,
            User.disabled_at.is_(None),
            sa.or_(Membership.until.is_(None), Membership.until >= clock.today()),
        )
    )
    if not others:
        raise Refused("This is the last administrator. Name another one first.")
