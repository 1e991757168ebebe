"""What SQLite is told about the sizes of tables, so that its plans stay good as they grow.

A new database has no statistics, and SQLite then takes the rows of one organisation for a
handful: it walks through all of them where another index would lead straight to the few that
are wanted. Statistics of a typical register, loaded once, keep every plan the same from the
first product to the ten thousandth.
"""

from collections.abc import Sequence

import sqlalchemy as sa

_INDEXES = """
    SELECT m.name, i.name, i."unique" FROM sqlite_master AS m, pragma_index_list(m.name) AS i
    WHERE m.type = 'table' ORDER BY m.name, i.name
"""
_COLUMNS = "SELECT name FROM pragma_index_info(?) ORDER BY seqno"
_ROWS = 100_000
_OF_ORGANISATION = 50_000
# Columns that divide the rows of an organisation into a few large parts.
_COARSE = frozenset(
    {
        "archived_at", "catch_up_on", "closed_on", "critical", "done_on", "answered_on",
        "decided_on", "expires_on", "recheck_on", "next_step_rank", "stage", "batch_id",
    }
)  # fmt: skip
_OF_PART = 5_000
_OF_PARENT = 8


def load_statistics(connection: sa.Connection) -> None:
    """Tell SQLite what a register looks like once it is in use."""
    # Makes the table of statistics where there is none; the tables themselves are still empty.
    connection.exec_driver_sql("ANALYZE sqlite_master")
    connection.exec_driver_sql("DELETE FROM sqlite_stat1")
    for table, index, is_unique in connection.exec_driver_sql(_INDEXES).all():
        columns = connection.exec_driver_sql(_COLUMNS, (index,)).scalars().all()
        connection.exec_driver_sql(
            "INSERT INTO sqlite_stat1 (tbl, idx, stat) VALUES (?, ?, ?)",
            (table, index, _statistics(columns, is_unique=bool(is_unique))),
        )
    # Has them read again by this connection; every other one reads them when it opens.
    connection.exec_driver_sql("ANALYZE sqlite_master")


def _statistics(columns: Sequence[str], *, is_unique: bool) -> str:
    """Return the rows of a table, and how many share the first, the first two ... columns."""
    shares, left = [_ROWS], _ROWS
    for column in columns:
        if column == "organisation_id":
            left = min(left, _OF_ORGANISATION)
        elif column in _COARSE:
            left = min(left, _OF_PART)
        else:
            left = min(left, _OF_PARENT)
        shares.append(left)
    if is_unique:
        shares[-1] = 1
    return " ".join(str(share) for share in shares)
