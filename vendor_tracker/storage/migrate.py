"""Bring a database to the schema this program expects, and tell whether it is there."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

import sqlalchemy as sa

from vendor_tracker import config
from vendor_tracker.storage.db import Database
from vendor_tracker.storage.planning import load_statistics

if TYPE_CHECKING:
    from alembic.config import Config

_LOCK = 7_310_482


class BrokenLinks(Exception):
    """A migration would leave rows that point at nothing; it was taken back."""


def head() -> str:
    """Return the revision this program expects."""
    return (config.migrations_folder() / "versions" / "HEAD").read_text().strip()


def current(database: Database) -> str | None:
    """Return the revision the database is at, or None before the first."""
    if database.is_embedded:
        path = Path(str(database.url.database))
        if not path.exists() or not path.stat().st_size:
            return None  # asking would make the file, or begin it
    with database.engine.connect() as connection:
        if not sa.inspect(connection).has_table("alembic_version"):
            return None
        return connection.exec_driver_sql("SELECT version_num FROM alembic_version").scalar()


def upgrade(database: Database, revision: str = "head") -> None:
    """Run every revision up to this one, all or nothing."""
    from alembic import command

    with _changing(database) as connection:
        command.upgrade(_alembic(connection), revision)
        if database.is_embedded:
            load_statistics(connection)


def downgrade(database: Database, revision: str) -> None:
    """Run revisions backwards down to this one, all or nothing."""
    from alembic import command

    with _changing(database) as connection:
        command.downgrade(_alembic(connection), revision)


def knows(revision: str) -> bool:
    """Tell whether this program has this revision, so that it can upgrade from it."""
    from alembic.script import ScriptDirectory
    from alembic.util import CommandError

    try:
        found = ScriptDirectory(str(config.migrations_folder())).get_revision(revision)
    except CommandError:
        return False
    return bool(found)


def differences(database: Database) -> list[Any]:
    """Return what differs between the tables and what this program expects of them."""
    from alembic.autogenerate import compare_metadata
    from alembic.migration import MigrationContext

    from vendor_tracker.storage.models import Base

    with database.engine.connect() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": False})
        return list(compare_metadata(context, Base.metadata))


def _alembic(connection: sa.Connection) -> "Config":
    from alembic.config import Config

    settings = Config()
    settings.set_main_option("script_location", str(config.migrations_folder()))
    settings.set_main_option("path_separator", "os")
    settings.attributes["connection"] = connection
    return settings


@contextmanager
def _changing(database: Database) -> Iterator[sa.Connection]:
    """Hold one connection that may change tables, in one transaction of its own."""
    with database.engine.connect() as plain:
        connection = plain.execution_options(write=True)
        if database.is_embedded:
            # Rebuilding a table would fire its foreign keys; they are checked at the end.
            raw: Any = connection.connection.dbapi_connection
            raw.execute("PRAGMA foreign_keys=OFF")
        try:
            with connection.begin():
                if not database.is_embedded:
                    connection.exec_driver_sql(f"SELECT pg_advisory_xact_lock({_LOCK})")
                yield connection
                if database.is_embedded and _has_broken_links(connection):
                    raise BrokenLinks("The migration was taken back; the database is unchanged.")
        finally:
            if database.is_embedded:
                raw.execute("PRAGMA foreign_keys=ON")


def _has_broken_links(connection: sa.Connection) -> bool:
    return connection.exec_driver_sql("PRAGMA foreign_key_check").first() is not None
