"""Sign in and out; sessions live in the database and end there."""

import hashlib
import secrets
from contextlib import suppress
from datetime import datetime, timedelta
from ipaddress import ip_address, ip_network

import sqlalchemy as sa

from vendor_tracker import clock
from vendor_tracker.domain import names
from vendor_tracker.domain.errors import Refused
from vendor_tracker.services import audit, passwords
from vendor_tracker.services.transaction import Busy, Full, transactional
from vendor_tracker.storage.db import session, without_waiting
from vendor_tracker.storage.models import LoginSession, SignInAttempt, SystemHead, User
from vendor_tracker.storage.queries.users import SignedIn, find_signed_in

IDLE = timedelta(minutes=30)
LONGEST = timedelta(hours=10)
SEEN_EVERY = timedelta(minutes=1)
WINDOW = timedelta(minutes=5)
TRIES = 10
TRIES_OF_ALL = 1_000
_WRONG = (
    "The e-mail address or the password is not right. Check both; your administrator can send a "
    "new link if you forgot the password."
)


def sign_in(email: str, password: str, address: str) -> str:
    """Return the key of a new session; refuse in the same words whatever is wrong."""
    who = names.name_key(email)
    tries = take_try(who, address)
    user = session().scalar(sa.select(User).where(User.email_key == who))
    kept = user.password_hash if user is not None and user.disabled_at is None else None
    if not passwords.matches(password, kept) or user is None:
        _note_refusal(who)
        raise Refused(_WRONG, field="email")
    give_back(tries)
    return start(user.id, user.email_key)


@transactional
def take_try(who: str, address: str = "") -> list[int]:
    """Count a try before the password is looked at, so that many at once are not more tries."""
    opened, at = session(), clock.now()
    opened.get_one(SystemHead, 1, with_for_update=True, populate_existing=True)
    buckets = [_bucket("account", who), "all"]
    buckets += [_bucket("address", _network(address))] if address else []
    _refuse_when_too_many(buckets)
    opened.execute(sa.delete(SignInAttempt).where(SignInAttempt.at < at - 2 * WINDOW))
    taken = [SignInAttempt(bucket=bucket, at=at) for bucket in buckets]
    opened.add_all(taken)
    opened.flush()
    return [row.id for row in taken]


@transactional
def give_back(tries: list[int]) -> None:
    """Do not count a try whose password was right."""
    session().execute(sa.delete(SignInAttempt).where(SignInAttempt.id.in_(tries)))


def refuse_guesses(address: str) -> None:
    """Refuse an address from which too many private links were tried that are none."""
    _refuse_when_too_many([_bucket("link", _network(address))], field=None)


@transactional
def count_guess(address: str) -> None:
    """Count a private link that is none; apart from the tries to sign in."""
    opened, at = session(), clock.now()
    opened.execute(sa.delete(SignInAttempt).where(SignInAttempt.at < at - 2 * WINDOW))
    opened.add(SignInAttempt(bucket=_bucket("link", _network(address)), at=at))


@transactional
def start(user_id: int, who: str) -> str:
    """Start a session for a person whose identity is certain, and return its key."""
    key, at = secrets.token_urlsafe(32), clock.now()
    session().add(LoginSession(key_hash=hash_of(key), user_id=user_id, started_at=at, seen_at=at))
    audit.record_system(who, "sign in", who)
    return key


@transactional
def sign_out(key: str) -> None:
    """End a session for good."""
    opened = session().scalar(sa.select(LoginSession).where(LoginSession.key_hash == hash_of(key)))
    if opened is not None and opened.ended_at is None:
        opened.ended_at = clock.now()
        user = session().get_one(User, opened.user_id)
        audit.record_system(user.email_key, "sign out", user.email_key)


@transactional
def end_all(user_id: int) -> None:
    """End every session of a person at once."""
    session().execute(
        sa.update(LoginSession)
        .where(LoginSession.user_id == user_id, LoginSession.ended_at.is_(None))
        .values(ended_at=clock.now())
    )


def find(key: str) -> SignedIn | None:
    """Return who is signed in with this key, or None once it is idle or too old."""
    found = find_signed_in(hash_of(key))
    now = clock.now()
    if found is None or now - found.seen_at >= IDLE or now - found.started_at >= LONGEST:
        return None
    if now - found.seen_at >= SEEN_EVERY:
        # Reading goes on while nothing can be written, and never waits to say that it did.
        with suppress(Busy, Full), without_waiting():
            _see(found.session_id, now)
    return found


def hash_of(key: str) -> str:
    """Return the hash under which a key or token is kept."""
    return hashlib.sha256(key.encode()).hexdigest()


@transactional
def _see(session_id: int, now: datetime) -> None:
    session().execute(
        sa.update(LoginSession).where(LoginSession.id == session_id).values(seen_at=now)
    )


def _bucket(kind: str, value: str) -> str:
    return hash_of(f"{kind}:{value}")


def _network(address: str) -> str:
    """Return what one household or office has: the address, or the network of a long one."""
    try:
        found = ip_address(address.partition("%")[0])
    except ValueError:
        return address
    return str(ip_network((found, 64), strict=False)) if found.version == 6 else str(found)


def _refuse_when_too_many(buckets: list[str], field: str | None = "email") -> None:
    rows = session().execute(
        sa.select(SignInAttempt.bucket, sa.func.count())
        .where(SignInAttempt.bucket.in_(buckets), SignInAttempt.at > clock.now() - WINDOW)
        .group_by(SignInAttempt.bucket)
    )
    for bucket, count in rows:
        if count >= (TRIES_OF_ALL if bucket == "all" else TRIES):
            raise Refused(
                "There were too many wrong tries. Wait five minutes, then try again.",
                field=field,
            )


@transactional
def _note_refusal(who: str) -> None:
    audit.record_system("nobody", "sign in refused", hash_of(who)[:16])
