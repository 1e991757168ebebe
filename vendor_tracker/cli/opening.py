"""What every command needs first: settings, an open database, an actor."""

from collections.abc import Iterator
from contextlib import contextmanager

from vendor_tracker import config
from vendor_tracker.config import Settings
from vendor_tracker.domain.actor import Actor
from vendor_tracker.domain.errors import NotFound, Refused
from vendor_tracker.services import databases
from vendor_tracker.services.databases import Database
from vendor_tracker.storage.queries.users import find_command_actor


def settings() -> Settings:
    """Return the settings of this installation."""
    return config.load()


def ready_database(given: Settings) -> Database:
    """Return the database at the expected revision; refuse in words when it is not."""
    database = databases.open_database(given)
    found, expected = databases.revisions(database)
    if found is None:
        raise Refused("There is no database yet. Run: vendor-tracker init")
    if found != expected:
        raise Refused(
            f"The database is at revision {found}, this program needs {expected}. "
            "Make a backup, then run: vendor-tracker db upgrade"
        )
    return database


@contextmanager
def opened() -> Iterator[Settings]:
    """Hold a session on the database of this installation."""
    given = settings()
    database = ready_database(given)
    with database.opened():
        yield given
    database.dispose()


def actor_of(code: str) -> Actor:
    """Return the command line as an actor of an organisation; raise NotFound in words."""
    found = find_command_actor(code.strip().lower())
    if found is None:
        raise NotFound(f"organisation with the code {code}")
    return found
