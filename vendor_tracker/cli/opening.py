"""What every command needs first: settings, an open database, an actor."""

from collections.abc import Iterator
from contextlib import contextmanager

import click

from vendor_tracker import config
from vendor_tracker.config import Settings
from vendor_tracker.domain.actor import Actor
from vendor_tracker.domain.errors import NotFound, Refused
from vendor_tracker.services import databases
from vendor_tracker.services.databases import Database
from vendor_tracker.storage.queries.users import find_command_actor, list_codes

organisation = click.option(
    "--organisation", "code", default="",
    help="Code of the organisation; needed where there are several.",
)  # fmt: skip


def settings() -> Settings:
    """Return the settings of this installation."""
    return config.load()


def ready_database(given: Settings) -> Database:
    """Return the database at the expected revision; refuse in words when it is not."""
    database = databases.open_database(given)
    found, expected = databases.revisions(database)
    if found != expected:
        database.dispose()
        raise Refused(why_not_ready(found, expected))
    return database


def why_not_ready(found: str | None, expected: str) -> str:
    """Say what to do about a database that is missing or at another revision."""
    if found is None:
        return "There is no database yet. Run: vendor-tracker init"
    return (
        f"The database is at revision {found}, this program needs {expected}. "
        "Make a backup, then run: vendor-tracker db upgrade"
    )


@contextmanager
def opened() -> Iterator[Settings]:
    """Hold a session on the database of this installation."""
    given = settings()
    database = ready_database(given)
    try:
        with database.opened():
            yield given
    finally:
        database.dispose()


def actor_of(code: str) -> Actor:
    """Return the command line as an actor of an organisation, without a code the only one."""
    found = find_command_actor(code.strip().lower() or _only_code())
    if found is None:
        raise NotFound(f"organisation with the code {code}")
    return found


def say_link(given: Settings, token: str) -> None:
    """Print a link; without an address that was named, the port is only the usual one."""
    click.echo(f"{given.base_url}/link/{token}")
    if not given.has_address:
        click.echo(
            f"No address is named in VENDOR_TRACKER_BASE_URL. If the program is served on another "
            f"port than {given.port}, write that port in the link."
        )


def _only_code() -> str:
    codes = list_codes()
    if len(codes) == 1:
        return codes[0]
    if not codes:
        raise Refused("There is no organisation yet. Run: vendor-tracker init")
    raise Refused(f"Say which organisation with --organisation: {' or '.join(codes)}.")
