"""Rows of derived values: held while they are worked out anew, written where they differ."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

import sqlalchemy as sa
from sqlalchemy.dialects import postgresql, sqlite

from vendor_tracker.domain.gaps import About
from vendor_tracker.storage.db import session
from vendor_tracker.storage.dossiers import CHUNK, chunks
from vendor_tracker.storage.models import ProductStatus, SupplierStatus

Values = dict[str, Any]

_TABLES: dict[About, Any] = {
    About.product: ProductStatus.__table__,
    About.supplier: SupplierStatus.__table__,
}
_KEYS = {About.product: "product_id", About.supplier: "supplier_id"}


def key_of(about: About) -> str:
    """Return the column that names the subject."""
    return _KEYS[about]


def hold(about: About, organisation_id: int, ids: Iterable[int]) -> dict[int, Values]:
    """Lock the derived values of these subjects in the order of their keys, and return them.

    These rows are the lock under which flags and counters are worked out. The rows of products
    and suppliers would not do: whoever edits one holds it before its write ends, so that two
    writers could wait for each other. Derived rows are only ever locked here.
    """
    held: dict[int, Values] = {}
    for part in chunks(ids):
        held |= _locked(about, organisation_id, part)
        missing = [key for key in part if key not in held]
        if missing:
            _make(about, organisation_id, missing)
            held |= _locked(about, organisation_id, missing)
    return held


def read(about: About, organisation_id: int, ids: Iterable[int]) -> dict[int, Values]:
    """Return the derived values of these subjects without holding them."""
    found: dict[int, Values] = {}
    for part in chunks(ids):
        found |= _by_key(about, _select(about, organisation_id, part))
    return found


def write(
    about: About, held: Mapping[int, Mapping[str, Any]], wanted: Mapping[int, Mapping[str, Any]]
) -> None:
    """Write the values that differ from those that are stored."""
    table, key = _TABLES[about], _KEYS[about]
    alike: dict[tuple[str, ...], list[Values]] = defaultdict(list)
    for subject, values in wanted.items():
        stored = held[subject]
        changed = {name: value for name, value in values.items() if stored[name] != value}
        if changed:
            alike[tuple(changed)].append({"subject": subject, **changed})
    for names, rows in alike.items():
        statement = (
            sa.update(table)
            .where(table.c[key] == sa.bindparam("subject"))
            .values({name: sa.bindparam(name) for name in names})
        )
        session().execute(statement, rows)


def due(about: About, organisation_id: int, on: date) -> list[int]:
    """Return the first subjects whose day to be looked at again has come."""
    table, key = _TABLES[about], _KEYS[about]
    statement = (
        sa.select(table.c[key])
        .where(table.c.organisation_id == organisation_id, table.c.recheck_on <= on)
        .order_by(table.c[key])
        .limit(CHUNK)
    )
    return list(session().scalars(statement))


def count_due(organisation_id: int, on: date) -> int:
    """Count the products and suppliers whose day to be looked at again has come."""
    counts = (
        sa.select(sa.func.count())
        .select_from(table)
        .where(table.c.organisation_id == organisation_id, table.c.recheck_on <= on)
        .scalar_subquery()
        for table in _TABLES.values()
    )
    return sum(session().execute(sa.select(*counts)).one())


def make_all_due(organisation_id: int, on: date) -> None:
    """Have everything in an organisation looked at again from this day on."""
    for about in (About.supplier, About.product):
        table, key = _TABLES[about], _KEYS[about]
        own = table.c.organisation_id == organisation_id
        # Locked in the order in which every write locks them, then changed.
        session().execute(sa.select(table.c[key]).where(own).order_by(table.c[key])
                          .with_for_update(key_share=True)).all()  # fmt: skip
        session().execute(sa.update(table).where(own).values(recheck_on=on))


def _select(about: About, organisation_id: int, ids: list[int]) -> sa.Select[Any]:
    table, key = _TABLES[about], _KEYS[about]
    return (
        sa.select(table)
        .where(table.c.organisation_id == organisation_id, table.c[key].in_(ids))
        .order_by(table.c[key])
    )


def _locked(about: About, organisation_id: int, ids: list[int]) -> dict[int, Values]:
    statement = _select(about, organisation_id, ids)
    # Weaker than a full lock, so that rows that refer to this one can still be added; SQLite
    # knows no row locks and needs none, since it has one writer at a time.
    return _by_key(about, statement.with_for_update(key_share=True))


def _by_key(about: About, statement: sa.Select[Any]) -> dict[int, Values]:
    key = _KEYS[about]
    rows = session().execute(statement).mappings()
    return {row[key]: dict(row) for row in rows}


def _make(about: About, organisation_id: int, ids: list[int]) -> None:
    """Add empty rows; one that another write has just added is left as it is."""
    table, key = _TABLES[about], _KEYS[about]
    is_embedded = session().get_bind().dialect.name == "sqlite"
    insert: Any = sqlite.insert if is_embedded else postgresql.insert
    rows = [{key: subject, "organisation_id": organisation_id} for subject in ids]
    session().execute(insert(table).on_conflict_do_nothing(), rows)
