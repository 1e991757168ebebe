"""Whether the database answers at the revision this program expects."""

from dataclasses import dataclass

import sqlalchemy as sa
from sqlalchemy.exc import SQLAlchemyError

from vendor_tracker.storage.db import log_is_safe, session, sqlite_driver
from vendor_tracker.storage.migrate import head


@dataclass(frozen=True, slots=True)
class DatabaseWords:
    """Which database this is, in words, and the revision of its tables."""

    engine: str
    library: str
    journal: str
    revision: str


def is_ready() -> bool:
    """Tell whether pages can be served from this database."""
    try:
        found = session().scalar(sa.text("SELECT version_num FROM alembic_version"))
    except SQLAlchemyError:
        return False
    return bool(found == head())


def about_database() -> DatabaseWords:
    """Return which engine and library keep the records, and at which revision."""
    revision = str(session().scalar(sa.text("SELECT version_num FROM alembic_version")) or "")
    if session().get_bind().dialect.name == "postgresql":
        found = str(session().scalar(sa.text("SHOW server_version")) or "")
        return DatabaseWords("PostgreSQL", f"PostgreSQL {found}", "", revision)
    driver = sqlite_driver()
    is_safe = log_is_safe(driver.sqlite_version_info)
    journal = "write-ahead log" if is_safe else "rollback journal, as this release is old"
    library = f"SQLite {driver.sqlite_version}"
    return DatabaseWords("SQLite, embedded", library, journal, revision)
