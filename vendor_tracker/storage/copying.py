"""Copy every row of one database into another, whatever their engines."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import sqlalchemy as sa

from vendor_tracker.storage import migrate
from vendor_tracker.storage.db import Database
from vendor_tracker.storage.models import Base
from vendor_tracker.storage.triggers import drop_triggers, make_triggers

_BATCH = 1_000


def copy_to_file(database: Database, path: Path, progress: Callable[[str], None]) -> None:
    """Write a consistent copy of a database in use into a new embedded one."""
    if database.is_embedded:
        _copy_pages(database, path)
        return
    target = Database(f"sqlite:///{path}")
    try:
        migrate.upgrade(target)
        copy_rows(database, target, progress)
    finally:
        target.dispose()


def copy_rows(source: Database, target: Database, progress: Callable[[str], None]) -> None:
    """Copy the rows of every table, in one snapshot of the source, as one write of the target."""
    isolation = "SERIALIZABLE" if source.is_embedded else "REPEATABLE READ"
    with source.engine.connect() as plain, target.engine.connect() as other:
        reading = plain if source.is_embedded else plain.execution_options(
            isolation_level=isolation
        )  # fmt: skip
        writing = other.execution_options(write=True)
        with reading.begin(), writing.begin():
            drop_triggers(writing)
            for table in Base.metadata.sorted_tables:
                progress(table.name)
                _copy_table(reading, writing, table)
            if not target.is_embedded:
                _move_sequences(writing)
            make_triggers(writing)


def count_rows(database: Database) -> dict[str, int]:
    """Return how many rows each table holds."""
    with database.engine.connect() as connection:
        return {
            table.name: int(connection.scalar(sa.select(sa.func.count()).select_from(table)) or 0)
            for table in Base.metadata.sorted_tables
        }


def name_files(database: Database) -> list[tuple[str, str]]:
    """Return the organisation's code and the hash of every file that a record names."""
    files, owners = (Base.metadata.tables[name] for name in ("stored_file", "organisation"))
    named = (
        sa.select(owners.c.code, files.c.sha256)
        .join(owners, owners.c.id == files.c.organisation_id)
        .order_by(owners.c.code, files.c.sha256)
    )
    with database.engine.connect() as connection:
        return [(str(row.code), str(row.sha256)) for row in connection.execute(named)]


def _copy_pages(database: Database, path: Path) -> None:
    from vendor_tracker.storage.db import sqlite_driver

    with database.engine.connect() as connection:
        raw: Any = connection.connection.dbapi_connection
        target = sqlite_driver().connect(str(path))
        try:
            raw.backup(target)
        finally:
            target.close()


def _copy_table(reading: sa.Connection, writing: sa.Connection, table: sa.Table) -> None:
    writing.execute(sa.delete(table))
    # A supplier may name a parent that comes later: the link is set once all rows are there.
    late = [column for column in table.columns if column.name == "parent_id"]
    links: list[tuple[int, Any]] = []
    rows = reading.execution_options(yield_per=_BATCH).execute(sa.select(table))
    for chunk in rows.mappings().partitions(_BATCH):
        copied = [dict(row) for row in chunk]
        for row in copied if late else ():
            links.append((row["id"], row["parent_id"]))
            row["parent_id"] = None
        writing.execute(sa.insert(table), copied)
    for key, linked in links:
        if linked is not None:
            writing.execute(sa.update(table).where(table.c.id == key).values(parent_id=linked))


def _move_sequences(writing: sa.Connection) -> None:
    """Let new rows get keys after those that were copied."""
    for table in Base.metadata.sorted_tables:
        key = table.autoincrement_column
        if key is not None:
            sequence = sa.func.pg_get_serial_sequence(f'"{table.name}"', key.name)
            free = sa.select(sa.func.coalesce(sa.func.max(key), 0) + 1).scalar_subquery()
            writing.execute(sa.select(sa.func.setval(sequence, free, False)))
