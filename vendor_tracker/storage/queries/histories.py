"""The history of any record: which act changed which field, when and by whom."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import sqlalchemy as sa

from vendor_tracker.domain.actor import BY_LINK, Actor
from vendor_tracker.domain.errors import NotFound
from vendor_tracker.domain.references import Kind, reference, split
from vendor_tracker.storage.db import session
from vendor_tracker.storage.models import AuditEvent, Batch, Revision, User
from vendor_tracker.storage.queries.snapshotwords import load_names, words_of
from vendor_tracker.storage.references import id_of
from vendor_tracker.storage.snapshots import PLANS

_MOST = 50
_ACTS = {
    "add": "Added",
    "change": "Changed",
    "archive": "Put away",
    "restore": "Brought back",
    "assign": "Given to somebody",
    "set_due": "Due date set",
    "wait": "Waiting set",
    "plan": "Planned",
    "note": "Noted",
    "agree": "Agreed",
    "refuse": "Refused",
    "judge": "Judged",
    "withdraw": "Withdrawn",
    "void": "Void, as the facts changed",
    "accept": "Accepted",
    "return": "Returned",
}


@dataclass(frozen=True, slots=True)
class FieldChange:
    """One field before and after; empty text means that nothing stood there."""

    label: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class Entry:
    """One write to a record."""

    version: int
    at: datetime
    by: str
    act: str
    batch: str | None
    changes: tuple[FieldChange, ...]


@dataclass(frozen=True, slots=True)
class History:
    """The writes to one record, newest first; `older` is where the next page begins."""

    reference: str
    name: str
    entries: tuple[Entry, ...]
    older: int | None


def get_history(actor: Actor, ref: str, *, below: int | None = None) -> History:
    """Return what happened to a record; raise NotFound when there is none."""
    found = split(ref)
    if found is None or found[0] not in PLANS:
        raise NotFound(ref)
    kind, plan = found[0], PLANS[found[0]]
    rows = _revisions(actor, kind, id_of(actor.organisation_id, kind, ref), below)
    names = load_names(actor.organisation_id, plan, [row.snapshot for row in rows])
    said = [words_of(plan, row.snapshot, names) for row in rows]
    befores: list[Mapping[str, str]] = [*said[1:], {}]
    entries = tuple(
        _entry(row, before, after)
        for row, before, after in zip(rows[:_MOST], befores, said, strict=False)
    )
    older = entries[-1].version if len(rows) > _MOST else None
    return History(reference(*found), _name_of(rows), entries, older)


def _revisions(actor: Actor, kind: Kind, record_id: int, below: int | None) -> list[Any]:
    statement = (
        sa.select(
            Revision.version, Revision.at_utc, Revision.action, Revision.snapshot,
            User.name.label("by"), Batch.number.label("batch"), AuditEvent.actor,
        )
        .outerjoin(User, User.id == Revision.by)
        .outerjoin(
            AuditEvent,
            (AuditEvent.seq == Revision.event_seq)
            & (AuditEvent.organisation_id == Revision.organisation_id),
        )
        .outerjoin(
            Batch,
            (Batch.id == Revision.batch_id) & (Batch.organisation_id == Revision.organisation_id),
        )
        .where(
            Revision.organisation_id == actor.organisation_id,
            Revision.kind == kind.value,
            Revision.record_id == record_id,
        )
        .order_by(Revision.version.desc())
        .limit(_MOST + 1)
    )  # fmt: skip
    if below is not None:
        statement = statement.where(Revision.version < below)
    return list(session().execute(statement))


def _entry(row: Any, before: Mapping[str, str], after: Mapping[str, str]) -> Entry:
    labels = [*after, *(label for label in before if label not in after)]
    changes = (
        FieldChange(label, before.get(label, ""), after.get(label, ""))
        for label in labels
        if before.get(label, "") != after.get(label, "")
    )
    return Entry(
        row.version,
        row.at_utc,
        row.by or _without_account(row),
        act_words(row.action),
        None if row.batch is None else reference(Kind.BATCH, row.batch),
        tuple(changes),
    )


def _without_account(row: Any) -> str:
    """Return who wrote who does not sign in."""
    if str(row.actor).startswith(BY_LINK):
        return str(row.actor)
    return "the program" if row.action == "void" else "the command line"


def act_words(action: str) -> str:
    """Return what was done, such as `Put away`."""
    return _ACTS.get(action, action.replace("_", " ").capitalize())


def name_in(snapshot: Mapping[str, Any]) -> str:
    """Return what a record was called when this snapshot was taken."""
    for field in (
        "name",
        "title",
        "statement",
        "text",
        "description",
        "says",
        "item_code",
        "checklist_code",
    ):
        if snapshot.get(field):
            return str(snapshot[field])[:80]
    return ""


def _name_of(rows: list[Any]) -> str:
    return name_in(rows[0].snapshot) if rows else ""
