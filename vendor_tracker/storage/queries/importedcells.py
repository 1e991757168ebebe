"""The cells of lists that a record was read from, as they were typed."""

from dataclasses import dataclass

import sqlalchemy as sa

from vendor_tracker.domain.actor import Actor
from vendor_tracker.domain.errors import NotFound
from vendor_tracker.domain.references import Kind, reference, split
from vendor_tracker.storage.db import session
from vendor_tracker.storage.models import Batch, ImportedCell
from vendor_tracker.storage.queries.snapshotwords import label
from vendor_tracker.storage.references import id_of

_MOST = 60


@dataclass(frozen=True, slots=True)
class CellSeen:
    """One cell: which field it filled, where it stood, and what was typed there."""

    field: str
    raw: str
    where: str
    file: str
    batch: str


def list_cells(actor: Actor, ref: str) -> list[CellSeen]:
    """Return the cells that a record was read from, those of the latest list first."""
    found = split(ref)
    if found is None:
        raise NotFound(ref)
    rows = session().execute(
        sa.select(ImportedCell, Batch.number, Batch.file_name)
        .join(
            Batch,
            (Batch.id == ImportedCell.batch_id)
            & (Batch.organisation_id == ImportedCell.organisation_id),
        )
        .where(
            ImportedCell.organisation_id == actor.organisation_id,
            ImportedCell.kind == found[0].value,
            ImportedCell.record_id == id_of(actor.organisation_id, found[0], ref),
        )
        .order_by(ImportedCell.batch_id.desc(), ImportedCell.id)
        .limit(_MOST)
    )
    return [
        CellSeen(
            field=label(cell.field),
            raw=cell.raw,
            where=_where(cell),
            file=file_name or "",
            batch=reference(Kind.BATCH, number),
        )
        for cell, number, file_name in rows
    ]


def _where(cell: ImportedCell) -> str:
    address = f"{cell.column}{cell.row}"
    return f"{cell.sheet}, {address}" if cell.sheet else address
