"""Keep what stood in each cell that a record was read from, as it was typed."""

import sqlalchemy as sa

from vendor_tracker.domain.actor import Actor
from vendor_tracker.domain.imports import RowState
from vendor_tracker.services.imports.drafts import Draft, Reading
from vendor_tracker.services.imports.writes import Writer
from vendor_tracker.storage.db import session
from vendor_tracker.storage.models import ImportedCell

_CHUNK = 2_000


def keep(actor: Actor, batch_id: int, reading: Reading, writer: Writer) -> None:
    """Keep the cells of every record that a batch made or changed."""
    rows = [
        {
            "organisation_id": actor.organisation_id,
            "batch_id": batch_id,
            "kind": draft.kind.value,
            "record_id": writer.key_of(draft),
            "field": one.field,
            "sheet": draft.place.sheet,
            "row": one.row,
            "column": one.letter,
            "raw": _kept(one.raw),
        }
        for draft in reading.drafts
        if _is_written(draft)
        for one in draft.origins
    ]
    for start in range(0, len(rows), _CHUNK):
        session().execute(sa.insert(ImportedCell), rows[start : start + _CHUNK])


def _is_written(draft: Draft) -> bool:
    return draft.state in (RowState.NEW, RowState.CHANGED)


def _kept(raw: str) -> str:
    """Return what was typed, with a sign in place of what no text can hold."""
    return "".join(c if c in "\t\n\r" or (c >= " " and c.isprintable()) else _no(c) for c in raw)


def _no(letter: str) -> str:
    # Spaces of all kinds are what was typed; control characters and halves of letters are not.
    return letter if letter.isspace() and letter >= " " else "\N{REPLACEMENT CHARACTER}"
