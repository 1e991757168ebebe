"""Pages of a long list: the next page begins after the last row shown, however long the list."""

import base64
import binascii
import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Generic, TypeVar

import sqlalchemy as sa

from vendor_tracker.domain.errors import Refused
from vendor_tracker.domain.texts import storable
from vendor_tracker.storage.db import session

SIZE = 50
_TOO_MUCH = 2**31
# Amounts in pence are larger than any count.
_TOO_MUCH_PENCE = 2**62

Row = TypeVar("Row")

# A statement whatever its columns.
AnySelect = sa.Select[*tuple[Any, ...]]


@dataclass(frozen=True, slots=True)
class Asked:
    """Where in a list the reader is, and how it is sorted."""

    sort: str = ""
    descending: bool = False
    after: str = ""
    before: str = ""
    size: int = SIZE


@dataclass(frozen=True, slots=True)
class Page(Generic[Row]):
    """Some rows of a list, how many there are in all, and where the neighbours begin."""

    rows: Sequence[Row]
    total: int
    before: str | None
    after: str | None


def like(text: str) -> str:
    """Return the pattern that finds a text anywhere, its own wildcards taken as they stand."""
    escaped = text.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_")
    return f"%{escaped}%"


def count(statement: AnySelect) -> int:
    """Return how many rows a statement has."""
    counted = sa.select(sa.func.count()).select_from(statement.order_by(None).subquery())
    return int(session().scalar(counted) or 0)


def fetch(
    statement: AnySelect,
    keys: Sequence[sa.ColumnElement[Any]],
    asked: Asked,
    widen: Callable[[sa.Subquery], AnySelect] | None = None,
) -> tuple[list[Any], str | None, str | None]:
    """Return the rows of one page with the cursors before and after it.

    The keys must be filled in every row and together name one row, so that no row is shown
    twice or passed over when the list changes meanwhile. Where rows are wide, the statement
    selects their private keys alone, and `widen` joins the rest to the few that are shown.
    """
    backwards = bool(asked.before)
    start, size = _read(asked.before or asked.after, keys), asked.size
    down = asked.descending != backwards
    paged = statement.add_columns(*[key.label(f"key_{n}") for n, key in enumerate(keys)])
    if start is not None:
        here, there = sa.tuple_(*keys), sa.tuple_(*start)
        paged = paged.where(here < there if down else here > there)
    paged = paged.order_by(*[key.desc() if down else key.asc() for key in keys]).limit(size + 1)
    if widen is not None:
        few = paged.subquery()
        order = [few.c[f"key_{n}"] for n in range(len(keys))]
        wide = widen(few).add_columns(*order)
        paged = wide.order_by(*[key.desc() if down else key.asc() for key in order])
    rows = list(session().execute(paged))
    more = len(rows) > size
    rows = rows[:size]
    if backwards:
        rows.reverse()
    has_before, has_after = (more, True) if backwards else (start is not None, more)
    return (
        rows,
        _write(rows[0], len(keys)) if rows and has_before else None,
        _write(rows[-1], len(keys)) if rows and has_after else None,
    )


def fetch_counted(
    statement: AnySelect, keys: Sequence[sa.ColumnElement[Any]], asked: Asked
) -> tuple[list[Any], str | None, str | None, int]:
    """Return the rows of one page, its cursors, and how many rows there are, in one go."""
    listed = statement.order_by(None).subquery()
    whole = sa.select(sa.func.count()).select_from(listed).scalar_subquery()
    rows, before, after = fetch(statement.add_columns(whole.label("whole")), keys, asked)
    return rows, before, after, rows[0].whole if rows else count(statement)


def _write(row: Any, keys: int) -> str:
    values = [_plain(value) for value in row[-keys:]]
    return base64.urlsafe_b64encode(json.dumps(values).encode()).decode().rstrip("=")


def _plain(value: Any) -> Any:
    if isinstance(value, date):
        return value.isoformat()
    return value if isinstance(value, int | str) else str(value)


def _read(cursor: str, keys: Sequence[sa.ColumnElement[Any]]) -> list[Any] | None:
    """Return the values of a cursor; one that was tampered with starts at the beginning."""
    if not cursor:
        return None
    try:
        values = json.loads(base64.urlsafe_b64decode(cursor + "=" * (-len(cursor) % 4)))
    except (ValueError, binascii.Error, RecursionError):
        return None
    if not isinstance(values, list) or len(values) != len(keys):
        return None
    read = [_typed(value, key) for value, key in zip(values, keys, strict=True)]
    return None if any(value is None for value in read) else read


def _typed(value: Any, key: sa.ColumnElement[Any]) -> Any:
    if isinstance(key.type, sa.Integer):
        most = _TOO_MUCH_PENCE if isinstance(key.type, sa.BigInteger) else _TOO_MUCH
        fits = type(value) is int and abs(value) < most
        return sa.literal(value, key.type) if fits else None
    try:
        text = storable(value) if isinstance(value, str) else ""
        read = date.fromisoformat(text) if isinstance(key.type, sa.Date) else text
    except (ValueError, Refused):
        return None
    return sa.literal(read, key.type) if isinstance(value, str) else None
