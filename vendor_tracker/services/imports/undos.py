"""Undo an import: what it made is put away, what it changed is as it was before."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import sqlalchemy as sa

from vendor_tracker import clock
from vendor_tracker.domain.actor import Actor
from vendor_tracker.domain.errors import NotFound, Refused
from vendor_tracker.domain.permissions import Permission
from vendor_tracker.domain.references import Kind, number_of, reference
from vendor_tracker.services import children, failpoints, records
from vendor_tracker.services.transaction import current, touch, transactional
from vendor_tracker.storage.db import session
from vendor_tracker.storage.models import Batch, Revision
from vendor_tracker.storage.models.base import Record
from vendor_tracker.storage.references import reserve
from vendor_tracker.storage.snapshots import PLANS, STAMPS, to_column

ACT = "undo"
_CHUNK = 500
_LISTED = 10
_KEPT = STAMPS | {"id", "organisation_id", "number", "version", "created_at", "created_by"}


class CannotUndo(Refused):
    """Why an import cannot be undone as a whole, with every record that stands in the way."""

    def __init__(self, batch: str, reasons: Sequence[str]) -> None:
        more = f" And {len(reasons) - _LISTED} more." if len(reasons) > _LISTED else ""
        super().__init__(
            f"{batch} cannot be undone; nothing was changed. {' '.join(reasons[:_LISTED])}{more}"
        )
        self.reasons = tuple(reasons)


@dataclass(slots=True)
class _Made:
    """One record of the batch: its row now, what the batch left, and what was before."""

    kind: Kind
    row: Record
    version: int
    before: dict[str, Any] | None

    @property
    def reference(self) -> str:
        return reference(self.kind, self.row.number)


@dataclass(frozen=True, slots=True)
class _Link:
    """A column by which a kind of record, or a row that belongs to it, names another table."""

    kind: Kind
    model: type[Any]
    key: str
    column: str
    table: str


@transactional
def undo(actor: Actor, batch_ref: str) -> str:
    """Undo an import as one new batch, and return its reference; refuse it as a whole."""
    actor.must(Permission.IMPORT)
    batch = _find(actor, batch_ref)
    made = list(_made_by(actor, batch))
    reasons = [*_moved_on(made), *_named_by_others(actor, made)]
    if reasons:
        raise CannotUndo(batch_ref, reasons)
    undoing = _new_batch(actor, batch, made)
    current().batch_id = undoing.id
    batch.undone_by = undoing.id
    # What names others comes first, so that nothing ever names a record put away.
    for one in reversed(made):
        _take_back(actor, one, batch_ref)
    session().flush()
    failpoints.reach("import.undone")
    return reference(Kind.BATCH, undoing.number)


def _find(actor: Actor, batch_ref: str) -> Batch:
    batch = session().scalar(
        sa.select(Batch)
        .where(
            Batch.organisation_id == actor.organisation_id,
            Batch.number == number_of(Kind.BATCH, batch_ref),
        )
        .with_for_update()
    )
    if batch is None:
        raise NotFound(batch_ref)
    if batch.act == ACT:
        raise Refused(f"{batch_ref} is itself an undo. Bring the list in again instead.")
    if batch.undone_by is not None:
        raise Refused(f"{batch_ref} was undone already.")
    return batch


def _made_by(actor: Actor, batch: Batch) -> Iterator[_Made]:
    """Yield every record of the batch, parents before what names them."""
    revisions = session().execute(
        sa.select(Revision.kind, Revision.record_id, Revision.version)
        .where(Revision.organisation_id == actor.organisation_id, Revision.batch_id == batch.id)
        .order_by(Revision.event_seq)
    )
    by_kind: dict[Kind, dict[int, int]] = {}
    for kind, record_id, version in revisions:
        by_kind.setdefault(Kind(kind), {})[record_id] = version
    for kind in (one for one in PLANS if one in by_kind):
        versions = by_kind[kind]
        before = _before(actor, kind, versions)
        for row in _rows(actor, kind, list(versions)):
            yield _Made(kind, row, versions[row.id], before.get(row.id))


def _rows(actor: Actor, kind: Kind, ids: Sequence[int]) -> Iterator[Record]:
    model: Any = PLANS[kind].model
    for start in range(0, len(ids), _CHUNK):
        yield from session().scalars(
            sa.select(model)
            .where(
                model.organisation_id == actor.organisation_id,
                model.id.in_(ids[start : start + _CHUNK]),
            )
            .order_by(model.id)
            .with_for_update()
            .execution_options(populate_existing=True)
        )


def _before(actor: Actor, kind: Kind, versions: dict[int, int]) -> dict[int, dict[str, Any]]:
    """Return the fields of each record in the revision before the one of the batch."""
    found: dict[int, dict[str, Any]] = {}
    changed = [key for key, version in versions.items() if version > 1]
    for start in range(0, len(changed), _CHUNK):
        rows = session().execute(
            sa.select(Revision.record_id, Revision.version, Revision.snapshot)
            .where(
                Revision.organisation_id == actor.organisation_id,
                Revision.kind == kind.value,
                Revision.record_id.in_(changed[start : start + _CHUNK]),
            )
            .order_by(Revision.version)
        )
        for record_id, version, snapshot in rows:
            if version < versions[record_id]:
                found[record_id] = snapshot
    return found


def _moved_on(made: Sequence[_Made]) -> Iterator[str]:
    for one in made:
        if one.row.version != one.version:
            yield f"{one.reference} was changed since."


def _named_by_others(actor: Actor, made: Sequence[_Made]) -> Iterator[str]:
    """Yield what outside the batch names a record that would be put away."""
    inside = {(one.kind, one.row.id) for one in made}
    going: dict[str, dict[int, _Made]] = {}
    for one in made:
        if one.before is None or one.before.get("archived_at") is not None:
            going.setdefault(PLANS[one.kind].model.__tablename__, {})[one.row.id] = one
    for link in _links():
        left = going.get(link.table, {})
        for record_id, number, named in _naming(actor, link, list(left)):
            if (link.kind, record_id) not in inside:
                yield f"{reference(link.kind, number)} names {left[named].reference}."


def _links() -> Iterator[_Link]:
    """Yield every column by which a record, or a row that belongs to one, names another."""
    for kind, plan in PLANS.items():
        for model, key in ((plan.model, "id"), *plan.children):
            for constraint in model.__table__.foreign_key_constraints:
                for element in constraint.elements:
                    column = element.parent.name
                    if element.column.name == "id" and column not in (key, "organisation_id"):
                        yield _Link(kind, model, key, column, element.column.table.name)


def _naming(actor: Actor, link: _Link, ids: Sequence[int]) -> Iterator[tuple[int, int, int]]:
    """Yield key and number of each live record that names one of these, and which."""
    record: Any = PLANS[link.kind].model
    column = getattr(link.model, link.column)
    if not hasattr(record, "archived_at"):
        # What cannot be put away follows from what is undone, as a flag does.
        return
    for start in range(0, len(ids), _CHUNK):
        statement = sa.select(record.id, record.number, column).where(
            record.organisation_id == actor.organisation_id,
            record.archived_at.is_(None),
            column.in_(ids[start : start + _CHUNK]),
        )
        if link.model is not record:
            statement = statement.where(getattr(link.model, link.key) == record.id)
        if hasattr(link.model, "unlinked_at"):
            statement = statement.where(link.model.unlinked_at.is_(None))
        yield from ((row[0], row[1], row[2]) for row in session().execute(statement))


def _new_batch(actor: Actor, batch: Batch, made: Sequence[_Made]) -> Batch:
    kinds: dict[str, list[int]] = {}
    for one in made:
        three = kinds.setdefault(one.kind.value, [0, 0, 0])
        three[0 if one.before is None else 1] += 1
    undoing = Batch(
        organisation_id=actor.organisation_id,
        number=reserve(actor.organisation_id, Kind.BATCH),
        act=ACT,
        file_name=batch.file_name,
        file_hash=batch.file_hash,
        counts={"undoes": batch.number, "records": kinds, "notices": [], "places": {}},
        at=clock.now(),
        by=actor.user_id,
    )
    session().add(undoing)
    session().flush()
    return undoing


def _take_back(actor: Actor, one: _Made, batch_ref: str) -> None:
    _touch(actor, one)
    row: Any = one.row
    if one.before is None:
        row.archived_at, row.archived_by_undo = clock.now(), True
        row.archived_reason = f"{batch_ref} was undone"
    else:
        _set_back(one, one.before)
    records.stamp(actor, one.kind, row, ACT)
    session().flush()
    _touch(actor, one)


def _set_back(one: _Made, before: dict[str, Any]) -> None:
    plan = PLANS[one.kind]
    for column in plan.model.__table__.columns:
        if column.key in before and column.key not in _KEPT:
            setattr(one.row, column.key, to_column(column, before[column.key]))
    for model, key in plan.children:
        columns = {c.key: c for c in model.__table__.columns}
        wanted = [
            {
                name: to_column(columns[name], value)
                for name, value in child.items()
                if name in columns and name not in ("id", "organisation_id", key)
            }
            for child in before.get(model.__tablename__, [])
        ]
        children.replace(model, one.row, key, wanted)


def _touch(actor: Actor, one: _Made) -> None:
    """Mark whose flags may differ: the record itself, and what it and its parts name."""
    rows: list[Any] = [one.row]
    for model, key in PLANS[one.kind].children:
        if hasattr(model, "product_id") or hasattr(model, "supplier_id"):
            rows += session().scalars(
                sa.select(model).where(
                    model.organisation_id == actor.organisation_id,
                    getattr(model, key) == one.row.id,
                )
            )
    own = {one.kind: one.row.id}
    touch(
        actor,
        products=[own.get(Kind.PRODUCT), *(getattr(row, "product_id", None) for row in rows)],
        suppliers=[own.get(Kind.SUPPLIER), *(getattr(row, "supplier_id", None) for row in rows)],
    )
