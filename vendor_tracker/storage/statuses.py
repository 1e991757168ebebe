"""Rows of derived values: held while they are worked out anew, written where they differ."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from datetime import date
from functools import lru_cache
from typing import Any

import sqlalchemy as sa

from vendor_tracker.domain.gaps import About
from vendor_tracker.storage.db import session
from vendor_tracker.storage.dossiers import CHUNK, chunks
from vendor_tracker.storage.dossiers.rows import among, fetch
from vendor_tracker.storage.models import Cost, Product, ProductStatus, Supplier, SupplierStatus

Values = dict[str, Any]

_TABLES: dict[About, Any] = {
    About.product: ProductStatus.__table__,
    About.supplier: SupplierStatus.__table__,
}
_SUBJECTS: dict[About, Any] = {
    About.product: Product.__table__,
    About.supplier: Supplier.__table__,
}
_KEYS = {About.product: "product_id", About.supplier: "supplier_id"}
# From how many subjects on one statement for all of them is quicker.
_MANY = 8
_READ = {
    about: among(table.c[_KEYS[about]], sort=table.c[_KEYS[about]]).with_only_columns(*table.c)
    for about, table in _TABLES.items()
}
# Weaker than a full lock, so that rows that refer to this one can still be added; SQLite
# knows no row locks and needs none, since it has one writer at a time.
_LOCKED = {about: statement.with_for_update(key_share=True) for about, statement in _READ.items()}


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
        held |= _by_key(_LOCKED[about], about, organisation_id, part)
        missing = [key for key in part if key not in held]
        if missing:
            _make(about, organisation_id, missing)
            held |= _by_key(_LOCKED[about], about, organisation_id, missing)
    return held


def read(about: About, organisation_id: int, ids: Iterable[int]) -> dict[int, Values]:
    """Return the derived values of these subjects without holding them."""
    found: dict[int, Values] = {}
    for part in chunks(ids):
        found |= _by_key(_READ[about], about, organisation_id, part)
    return found


def write(
    about: About, held: Mapping[int, Mapping[str, Any]], wanted: Mapping[int, Mapping[str, Any]]
) -> None:
    """Write the values that differ from those that are stored."""
    alike: dict[tuple[str, ...], dict[int, Values]] = defaultdict(dict)
    for subject, values in wanted.items():
        stored = held[subject]
        changed = {name: value for name, value in values.items() if stored[name] != value}
        if changed:
            alike[tuple(changed)][subject] = changed
    for names, rows in alike.items():
        if "next_step" not in names:
            rows = _write_together(about, rows)
        if rows:
            _write_each(about, names, rows)


def _write_together(about: About, rows: Mapping[int, Values]) -> dict[int, Values]:
    """Write what many subjects change to alike, as days in a pass; return what is left."""
    table, key = _TABLES[about], _KEYS[about]
    same: dict[tuple[Any, ...], list[int]] = defaultdict(list)
    for subject, changed in rows.items():
        same[tuple(changed.values())].append(subject)
    left = dict(rows)
    for subjects in same.values():
        if len(subjects) >= _MANY:
            changed = rows[subjects[0]]
            for part in chunks(subjects):
                session().execute(sa.update(table).where(table.c[key].in_(part)).values(changed))
            for subject in subjects:
                del left[subject]
    return left


def _write_each(about: About, names: tuple[str, ...], rows: Mapping[int, Values]) -> None:
    given = [{"subject": subject, **changed} for subject, changed in rows.items()]
    session().connection().execute(_updating(about, names), given)


@lru_cache(maxsize=256)
def _updating(about: About, names: tuple[str, ...]) -> sa.Update:
    """Return the statement that changes these values of a subject, put together once."""
    table, key = _TABLES[about], _KEYS[about]
    return (
        sa.update(table)
        .where(table.c[key] == sa.bindparam("subject"))
        .values({name: sa.bindparam(name) for name in names})
    )


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


def organisations_due(on: date) -> list[int]:
    """Return the organisations in which anything waits to be looked at again."""
    waiting = (
        sa.select(table.c.organisation_id).where(table.c.recheck_on <= on)
        for table in _TABLES.values()
    )
    return sorted(session().scalars(sa.union(*waiting)))


def count_missing(organisation_id: int) -> int:
    """Count the products and suppliers without derived values, as loaded rows can be."""
    counts = (
        sa.select(sa.func.count()).where(*_without_values(about, organisation_id)).scalar_subquery()
        for about in _TABLES
    )
    return sum(session().execute(sa.select(*counts)).one())


def add_missing(organisation_id: int, on: date) -> None:
    """Have looked at from this day on what has no derived values yet."""
    for about in (About.supplier, About.product):
        subject = _SUBJECTS[about]
        rows = sa.select(subject.c.id, subject.c.organisation_id, sa.literal(on)).where(
            *_without_values(about, organisation_id)
        )
        names = [_KEYS[about], "organisation_id", "recheck_on"]
        adding = _insert(about).from_select(names, rows.order_by(subject.c.id))
        session().execute(adding.on_conflict_do_nothing())


def make_all_due(organisation_id: int, on: date) -> None:
    """Have everything in an organisation looked at again from this day on."""
    add_missing(organisation_id, on)
    for about in (About.supplier, About.product):
        table, key = _TABLES[about], _KEYS[about]
        own = table.c.organisation_id == organisation_id
        # Locked in the order in which every write locks them, then changed.
        session().execute(sa.select(table.c[key]).where(own).order_by(table.c[key])
                          .with_for_update(key_share=True)).all()  # fmt: skip
        moved = {"life_on": None} if about is About.product else {}
        session().execute(sa.update(table).where(own).values(recheck_on=on, **moved))


def lives_due(organisation_id: int, on: date) -> list[int]:
    """Return the first products of which the whole life was not worked out on this day."""
    status = _TABLES[About.product].c
    rows = sa.select(status.product_id).where(*_life_is_due(organisation_id, on))
    return list(session().scalars(rows.order_by(status.product_id).limit(CHUNK)))


def count_lives(organisation_id: int, on: date) -> int:
    """Count the products of which the whole life is worked out, today or when they are due."""
    own, is_due = _life_is_due(organisation_id, on)
    is_done = _TABLES[About.product].c.life_on >= on
    rows = sa.select(sa.func.count()).where(own, sa.or_(is_due, is_done))
    return session().execute(rows).scalar_one()


def forget_lives(organisation_id: int) -> None:
    """Have the whole life of every product worked out again."""
    table = _TABLES[About.product]
    own = table.c.organisation_id == organisation_id
    session().execute(sa.select(table.c.product_id).where(own).order_by(table.c.product_id)
                      .with_for_update(key_share=True)).all()  # fmt: skip
    session().execute(sa.update(table).where(own).values(life_on=None))


def _life_is_due(organisation_id: int, on: date) -> tuple[Any, ...]:
    """Tell which products have costs and no whole life of this day."""
    status, product, cost = _TABLES[About.product].c, Product.__table__.c, Cost.__table__.c
    priced = sa.exists().where(
        cost.organisation_id == status.organisation_id,
        cost.product_id == status.product_id,
        cost.archived_at.is_(None),
    )
    kept = sa.exists().where(product.id == status.product_id, product.archived_at.is_(None))
    return (
        status.organisation_id == organisation_id,
        sa.or_(status.life_on < on, sa.and_(status.life_on.is_(None), priced, kept)),
    )


def _by_key(
    statement: sa.Select[Any], about: About, organisation_id: int, ids: list[int]
) -> dict[int, Values]:
    names, rows = _TABLES[about].c.keys(), fetch(statement, organisation_id, ids)
    place = names.index(_KEYS[about])
    return {row[place]: dict(zip(names, row, strict=True)) for row in rows}


def _make(about: About, organisation_id: int, ids: list[int]) -> None:
    """Add empty rows; one that another write has just added is left as it is."""
    rows = [{_KEYS[about]: subject, "organisation_id": organisation_id} for subject in ids]
    session().execute(_insert(about).on_conflict_do_nothing(), rows)


def _insert(about: About) -> Any:
    # Imported when it is needed: the dialect of PostgreSQL takes its time, and most have none.
    insert: Any
    if session().get_bind().dialect.name == "postgresql":
        from sqlalchemy.dialects.postgresql import insert
    else:
        from sqlalchemy.dialects.sqlite import insert
    return insert(_TABLES[about])


def _without_values(about: About, organisation_id: int) -> tuple[Any, ...]:
    subject, table = _SUBJECTS[about], _TABLES[about]
    same = (
        table.c.organisation_id == subject.c.organisation_id,
        table.c[_KEYS[about]] == subject.c.id,
    )
    return subject.c.organisation_id == organisation_id, ~sa.exists().where(*same)
