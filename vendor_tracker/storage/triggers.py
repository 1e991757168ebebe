"""Triggers that keep history append-only; made again whenever a table was rebuilt."""

import sqlalchemy as sa

APPEND_ONLY = (
    "audit_event",
    "checklist_change",
    "checklist_version",
    "revision",
    "setting",
    "system_event",
)
_REFUSAL = "history is append-only"


def make_triggers(connection: sa.Connection) -> None:
    """Create every trigger anew, so that a rebuilt table has its triggers again."""
    if connection.dialect.name == "postgresql":
        _make_on_postgresql(connection)
    else:
        _make_on_sqlite(connection)


def drop_triggers(connection: sa.Connection) -> None:
    """Remove every trigger, so that tables can be dropped or filled by a migration."""
    for table in _present(connection):
        for act in ("update", "delete", "truncate"):
            name = f"{table}_no_{act}"
            where = f" ON {table}" if connection.dialect.name == "postgresql" else ""
            connection.exec_driver_sql(f"DROP TRIGGER IF EXISTS {name}{where}")


def _present(connection: sa.Connection) -> list[str]:
    """Return the tables that are there: an older revision has fewer."""
    there = set(sa.inspect(connection).get_table_names())
    return [table for table in APPEND_ONLY if table in there]


def _make_on_sqlite(connection: sa.Connection) -> None:
    drop_triggers(connection)
    for table in _present(connection):
        for act in ("UPDATE", "DELETE"):
            connection.exec_driver_sql(
                f"CREATE TRIGGER {table}_no_{act.lower()} BEFORE {act} ON {table} "
                f"BEGIN SELECT RAISE(ABORT, '{_REFUSAL}'); END"
            )


def _make_on_postgresql(connection: sa.Connection) -> None:
    connection.exec_driver_sql(
        "CREATE OR REPLACE FUNCTION refuse_rewriting() RETURNS trigger LANGUAGE plpgsql AS "
        f"$$ BEGIN RAISE EXCEPTION '{_REFUSAL}'; END $$"
    )
    drop_triggers(connection)
    for table in _present(connection):
        for act in ("UPDATE", "DELETE"):
            connection.exec_driver_sql(
                f"CREATE TRIGGER {table}_no_{act.lower()} BEFORE {act} ON {table} "
                "FOR EACH ROW EXECUTE FUNCTION refuse_rewriting()"
            )
        connection.exec_driver_sql(
            f"CREATE TRIGGER {table}_no_truncate BEFORE TRUNCATE ON {table} "
            "FOR EACH STATEMENT EXECUTE FUNCTION refuse_rewriting()"
        )
