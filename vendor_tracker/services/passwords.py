"""Passwords: what is good enough, and the hash that is kept."""

from functools import cached_property

from argon2 import PasswordHasher
from argon2.exceptions import Argon2Error, InvalidHashError

from vendor_tracker.domain.errors import Refused

SHORTEST = 15
LONGEST = 200
_EASIEST = 3


class _Hashing:
    """The hasher in use, and the hash that stands in for accounts that do not exist."""

    def __init__(self, hasher: PasswordHasher) -> None:
        self.hasher = hasher

    @cached_property
    def nobody(self) -> str:
        """Return a hash to check when there is no account, so that both take as long."""
        return self.hasher.hash("nobody has this password")


_hashing = _Hashing(PasswordHasher())


def use_hasher(hasher: PasswordHasher) -> None:
    """Replace the hasher, so that tests need not wait for a strong one."""
    global _hashing
    _hashing = _Hashing(hasher)


def hashed(password: str, *known_words: str) -> str:
    """Return the hash to keep; refuse a password that is short or easy to guess."""
    if len(password) < SHORTEST:
        raise Refused(
            f"Use at least {SHORTEST} characters; three or four unrelated words are easy to keep "
            "in mind.",
            field="password",
        )
    if len(password) > LONGEST:
        raise Refused(f"Use at most {LONGEST} characters.", field="password")
    if _is_common(password, known_words):
        raise Refused(
            "This password is easy to guess. Use words that do not belong together.",
            field="password",
        )
    return _hashing.hasher.hash(password)


def matches(password: str, kept: str | None) -> bool:
    """Tell whether this is the password behind a hash; as slow for nobody as for somebody."""
    try:
        return _hashing.hasher.verify(kept or _hashing.nobody, password) and kept is not None
    except (Argon2Error, InvalidHashError):
        return False


def _is_common(password: str, known_words: tuple[str, ...]) -> bool:
    from zxcvbn import zxcvbn

    found = zxcvbn(password[:72], user_inputs=list(known_words), max_length=72)
    return bool(found["score"] < _EASIEST)
