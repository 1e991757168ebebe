"""Make, find, change and archive the row of any kind of record."""

from datetime import date
from typing import Any, TypeVar

import sqlalchemy as sa
from sqlalchemy.orm.attributes import flag_modified

from vendor_tracker import clock
from vendor_tracker.domain.actor import Actor
from vendor_tracker.domain.dates import plausible
from vendor_tracker.domain.errors import Conflict, NotFound, Refused
from vendor_tracker.domain.references import Kind, number_of, reference
from vendor_tracker.domain.texts import storable
from vendor_tracker.services import audit
from vendor_tracker.storage import models
from vendor_tracker.storage.db import session
from vendor_tracker.storage.models.base import Record
from vendor_tracker.storage.references import reserve
from vendor_tracker.storage.snapshots import PLANS

RecordRow = TypeVar("RecordRow", bound=Record)


def add(actor: Actor, kind: Kind, model: type[RecordRow], /, **fields: Any) -> RecordRow:
    """Add a record with a new reference, and note it in the history."""
    at = clock.now()
    make: Any = model
    row: RecordRow = make(
        organisation_id=actor.organisation_id,
        number=reserve(actor.organisation_id, kind),
        created_at=at,
        created_by=actor.user_id,
        updated_at=at,
        updated_by=actor.user_id,
        **storable_fields(fields),
    )
    session().add(row)
    session().flush()
    audit.record(actor, "add", kind, row.id)
    return row


def find(actor: Actor, kind: Kind, model: type[RecordRow], ref: str) -> RecordRow:
    """Return the live row behind a reference, read inside this write; else NotFound."""
    # What this write changed already is written first, or reading it again would undo it.
    session().flush()
    row = session().scalar(
        sa.select(model)
        .where(
            model.organisation_id == actor.organisation_id,
            model.number == number_of(kind, ref),
        )
        .execution_options(populate_existing=True)
    )
    if row is None:
        raise NotFound(ref)
    return row


def find_id(actor: Actor, kind: Kind, ref: str | None) -> int | None:
    """Return the private key behind an optional reference of a record that is not archived."""
    if not ref:
        return None
    row = find(actor, kind, PLANS[kind].model, ref)
    if row.archived_at is not None:
        raise Refused(f"{ref} is archived. Choose another, or bring it back first.")
    return int(row.id)


def change(actor: Actor, kind: Kind, row: Record, /, *, version: int | None, **fields: Any) -> bool:
    """Set fields of a record read at this version; tell whether anything moved."""
    must_be(kind, row, version)
    wanted = storable_fields(fields)
    moved = {name: value for name, value in wanted.items() if getattr(row, name) != value}
    if not moved:
        return False
    for name, value in moved.items():
        setattr(row, name, value)
    stamp(actor, kind, row, "change")
    return True


def storable_fields(fields: dict[str, Any]) -> dict[str, Any]:
    """Return the fields with every text and day in the form in which it may be stored."""
    return {name: _storable(value, name) for name, value in fields.items()}


def _storable(value: Any, name: str) -> Any:
    if type(value) is str:
        return storable(value, name)
    return plausible(value, name) if type(value) is date else value


def stamp(actor: Actor, kind: Kind, row: Record, action: str) -> None:
    """Move a record's version on, and note in the history that it changed."""
    row.updated_at = clock.now()
    row.updated_by = actor.user_id
    # The version moves even when the clock has not: a child may be all that changed.
    flag_modified(row, "updated_at")
    audit.record(actor, action, kind, row.id)


def must_be(kind: Kind, row: Record, version: int | None) -> None:
    """Raise Conflict if the record moved on since this version was read."""
    if version is None or row.version == version:
        return
    who = None if row.updated_by is None else session().get(models.User, row.updated_by)
    raise Conflict(
        reference(kind, row.number),
        stored={c.key: getattr(row, c.key) for c in sa.inspect(type(row)).column_attrs},
        changed_by=who.name if who else "an import",
        changed_by_id=row.updated_by,
    )


def archive(actor: Actor, kind: Kind, row: Record, *, version: int | None, reason: str) -> None:
    """Put a record away with a reason; it stays in the history and keeps its reference."""
    must_be(kind, row, version)
    if not reason.strip():
        raise Refused("Say in a few words why it is put away.", field="reason")
    if row.archived_at is not None:
        raise Refused(f"{reference(kind, row.number)} is already archived.")
    row.archived_at, row.archived_reason = clock.now(), reason.strip()
    stamp(actor, kind, row, "archive")


def restore(actor: Actor, kind: Kind, row: Record, *, version: int | None) -> None:
    """Bring an archived record back."""
    must_be(kind, row, version)
    if row.archived_at is None:
        raise Refused(f"{reference(kind, row.number)} is not archived.")
    row.archived_at, row.archived_reason, row.archived_by_undo = None, None, False
    stamp(actor, kind, row, "restore")
