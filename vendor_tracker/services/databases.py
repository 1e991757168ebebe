"""Open the database of an installation, bring it to the right revision, look after it."""

import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path

import sqlalchemy as sa
from sqlalchemy.exc import ArgumentError, OperationalError

from vendor_tracker import clock
from vendor_tracker.config import Settings
from vendor_tracker.domain.errors import Refused
from vendor_tracker.storage import migrate
from vendor_tracker.storage.db import Database, is_damaged
from vendor_tracker.storage.models import Organisation

__all__ = ["Database"]


def open_database(settings: Settings) -> Database:
    """Return the database these settings name."""
    return Database(settings.database_url)


@contextmanager
def at_hand(settings: Settings, *, is_draft: bool = False) -> Iterator[Database]:
    """Hold the database these settings name; every connection is closed afterwards."""
    database = Database(settings.database_url, is_draft=is_draft)
    try:
        yield database
    finally:
        database.dispose()


def revisions(database: Database) -> tuple[str | None, str]:
    """Return the revision a database is at and the one this program needs."""
    return migrate.current(database), migrate.head()


def upgrade(database: Database) -> tuple[str | None, str]:
    """Bring a database to the revision this program needs; return before and after."""
    before = migrate.current(database)
    migrate.upgrade(database)
    return before, migrate.head()


def prepare_folder(settings: Settings) -> None:
    """Make the instance folder with its secret, readable by nobody else."""
    settings.instance.mkdir(parents=True, exist_ok=True, mode=0o700)
    settings.evidence.mkdir(exist_ok=True, mode=0o700)
    secret = settings.instance / "secret.key"
    if not secret.exists():
        _write_secret(secret)


def refuse_existing(database: Database) -> None:
    """Refuse to start over a database that is already in use."""
    if holds_organisations(database):
        raise Refused(
            "This installation has a database already; nothing was changed. To start anew, name "
            "another folder with VENDOR_TRACKER_INSTANCE."
        )


def holds_organisations(database: Database, *, real: bool = False) -> bool:
    """Tell whether a database is in use; with `real`, by an organisation that is no example.

    An attempt that was refused halfway leaves tables and nobody in them: that is not in use.
    """
    if migrate.current(database) is None:
        return False
    wanted = sa.select(Organisation.id)
    if real:
        wanted = wanted.where(Organisation.is_example.is_(False))
    with database.opened() as opened:
        return opened.scalar(wanted.limit(1)) is not None


def first_day(database: Database) -> date | None:
    """Return the day the first organisation was made, or None while there is none."""
    if migrate.current(database) is None:
        return None
    with database.opened() as opened:
        made_at = opened.scalar(sa.select(sa.func.min(Organisation.created_at)))
    return None if made_at is None else clock.to_london(made_at).date()


def why_unreachable(error: Exception) -> str | None:
    """Say in words that the database cannot be reached or used; None for any other error."""
    if isinstance(error, ArgumentError):
        return "VENDOR_TRACKER_DATABASE_URL is not the address of a database. Check it."
    if is_damaged(error):
        return (
            "The database file is damaged, so nothing was opened. Move it away and bring back the "
            "last backup: vendor-tracker restore FILE"
        )
    if not isinstance(error, OperationalError):
        return None
    first = str(error.orig).strip().partition("\n")[0]
    return f"The database cannot be used ({first}). Check VENDOR_TRACKER_DATABASE_URL."


def _write_secret(path: Path) -> None:
    path.touch(mode=0o600)
    path.write_text(secrets.token_hex(32))
