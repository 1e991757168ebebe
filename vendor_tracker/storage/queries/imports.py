"""Lists that were brought in, and what each of them made."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import sqlalchemy as sa

from vendor_tracker.domain.actor import Actor
from vendor_tracker.domain.errors import NotFound
from vendor_tracker.domain.imports import KindCounts
from vendor_tracker.domain.references import Kind, number_of, reference
from vendor_tracker.storage.db import session
from vendor_tracker.storage.models import Batch, Revision, User
from vendor_tracker.storage.queries.paging import AnySelect, Asked, Page, count, fetch

_SHOWN = 50
_NAMES = ("name", "title", "statement", "text", "description", "gate", "held_on")


@dataclass(frozen=True, slots=True)
class ImportRow:
    """One import, or the undoing of one."""

    reference: str
    is_undo: bool
    file_name: str
    at: datetime
    by: str
    records: tuple[KindCounts, ...]
    counts: Mapping[str, Any]
    undone_by: str | None
    undoes: str | None

    @property
    def can_be_undone(self) -> bool:
        """Tell whether it is an import that still stands."""
        return not self.is_undo and self.undone_by is None


@dataclass(frozen=True, slots=True)
class MadeRecord:
    """A record that an import made or changed."""

    reference: str
    name: str
    is_new: bool
    is_put_away: bool


@dataclass(frozen=True, slots=True)
class ImportDetail:
    """One import with the first records it made or changed, and how many there are in all."""

    row: ImportRow
    made: tuple[MadeRecord, ...]
    made_in_all: int


def list_imports(actor: Actor, asked: Asked) -> Page[ImportRow]:
    """Return imports and undos, the newest first."""
    statement = _statement(actor)
    newest_first = Asked("number", True, asked.after, asked.before)
    rows, before, after = fetch(statement, [Batch.__table__.c.number], newest_first)
    return Page([_row(row) for row in rows], count(statement), before, after)


def get_import(actor: Actor, ref: str) -> ImportDetail:
    """Return one import; raise NotFound for anything else."""
    number = number_of(Kind.BATCH, ref)
    found = session().execute(_statement(actor).where(Batch.number == number)).one_or_none()
    if found is None:
        raise NotFound(ref)
    mine = sa.select(Revision.kind, Revision.version, Revision.snapshot).where(
        Revision.organisation_id == actor.organisation_id, Revision.batch_id == found.id
    )
    made = session().execute(mine.order_by(Revision.event_seq).limit(_SHOWN))
    return ImportDetail(_row(found), tuple(_made(row) for row in made), count(mine))


def _statement(actor: Actor) -> AnySelect:
    undoing = sa.orm.aliased(Batch)
    return (
        sa.select(
            Batch.id,
            Batch.number,
            Batch.act,
            Batch.file_name,
            Batch.at,
            Batch.counts,
            User.name.label("by_name"),
            undoing.number.label("undoing"),
        )
        .outerjoin(User, User.id == Batch.by)
        .outerjoin(
            undoing,
            sa.and_(
                undoing.organisation_id == Batch.organisation_id, undoing.id == Batch.undone_by
            ),
        )
        .where(Batch.organisation_id == actor.organisation_id)
    )


def _row(row: Any) -> ImportRow:
    counts = row.counts or {}
    undoes = counts.get("undoes")
    return ImportRow(
        reference=reference(Kind.BATCH, row.number),
        is_undo=row.act == "undo",
        file_name=row.file_name,
        at=row.at,
        by=row.by_name or "the command line",
        records=tuple(
            KindCounts(Kind(kind), *three) for kind, three in counts.get("records", {}).items()
        ),
        counts=counts,
        undone_by=None if row.undoing is None else reference(Kind.BATCH, row.undoing),
        undoes=None if undoes is None else reference(Kind.BATCH, undoes),
    )


def _made(row: Any) -> MadeRecord:
    snapshot = row.snapshot
    name = next((str(snapshot[key]) for key in _NAMES if snapshot.get(key)), "")
    return MadeRecord(
        reference=reference(Kind(row.kind), snapshot["number"]),
        name=name[:120],
        is_new=row.version == 1,
        is_put_away=snapshot.get("archived_at") is not None,
    )
