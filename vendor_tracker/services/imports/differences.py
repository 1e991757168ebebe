"""Compare a register that comes back with what went out and with what is here now."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from itertools import pairwise
from typing import Any

import sqlalchemy as sa

from vendor_tracker.domain.actor import Actor
from vendor_tracker.domain.differences import (
    Choices,
    Difference,
    FieldState,
    Missing,
    Side,
    state_of,
)
from vendor_tracker.domain.imports import RowState
from vendor_tracker.domain.references import Kind, reference
from vendor_tracker.excel.sheet import Column
from vendor_tracker.excel.sheets import READ_SHEETS
from vendor_tracker.services.imports.drafts import Draft, Reading, Stored
from vendor_tracker.services.imports.fieldvalues import shown, value_of
from vendor_tracker.services.imports.matches import same_rows
from vendor_tracker.services.imports.shapes import Resolve, fill_again
from vendor_tracker.services.imports.stores import Store
from vendor_tracker.storage.db import session
from vendor_tracker.storage.models import Revision, User
from vendor_tracker.storage.snapshots import PLANS, to_column

_CHUNK = 500
_TITLES = ("name", "title", "statement", "text", "description")
_COLUMNS: dict[str, dict[str, Column]] = {
    sheet.title: {column.key: column for column in sheet.columns} for sheet in READ_SHEETS
}
_PARTS = {"claim_threshold": "bars", "claim_result": "results"}


class Since:
    """What records were when a register went out, and who changed them after."""

    def __init__(self, actor: Actor, kind: Kind, drafts: Sequence[Draft]) -> None:
        self._kind = kind
        self._revisions: dict[int, list[tuple[Stored, datetime, str]]] = {}
        ids = [draft.stored.id for draft in drafts if draft.stored and _is_older(draft)]
        for start in range(0, len(ids), _CHUNK):
            self._load(actor, ids[start : start + _CHUNK])

    def base(self, draft: Draft) -> Stored | None:
        """Return the record as the row of the file once showed it; None if nobody knows."""
        if not _is_older(draft):
            return draft.stored
        assert draft.stored is not None, "only what is stored has a version"
        found = self._revisions.get(draft.stored.id, [])
        return next((one for one, _, _ in found if one.version == draft.version), None)

    def last_change(self, draft: Draft, key: str) -> tuple[str, datetime | None]:
        """Return who changed a field here last after the register went out, and when."""
        assert draft.stored is not None, "only what is stored was changed"
        found = [
            one
            for one in self._revisions.get(draft.stored.id, [])
            if one[0].version >= (draft.version or 0)
        ]
        who: tuple[str, datetime | None] = ("", None)
        for (before, _, _), (after, at, by) in pairwise(found):
            if _value(before, key) != _value(after, key):
                who = (by, at)
        return who

    def _load(self, actor: Actor, ids: Sequence[int]) -> None:
        rows = session().execute(
            sa.select(
                Revision.record_id,
                Revision.version,
                Revision.at_utc,
                Revision.snapshot,
                sa.func.coalesce(User.name, "an import"),
            )
            .outerjoin(User, User.id == Revision.by)
            .where(
                Revision.organisation_id == actor.organisation_id,
                Revision.kind == self._kind.value,
                Revision.record_id.in_(ids),
            )
            .order_by(Revision.version)
        )
        for key, version, at, snapshot, name in rows:
            made = _stored(self._kind, key, version, snapshot)
            self._revisions.setdefault(key, []).append((made, at, name))


def settle(actor: Actor, reading: Reading, kind: Kind, store: Store, resolve: Resolve) -> None:
    """Keep of each row what its file changed; note every difference, and what was chosen."""
    drafts = [one for one in reading.of_kind(kind) if one.stored and one.reference]
    drafts = [one for one in drafts if one.state is not RowState.ERROR]
    since = Since(actor, kind, drafts)
    new = {one.temporary: one for one in reading.drafts}
    for draft in drafts:
        base = since.base(draft)
        if base is None:
            words = f"{draft.reference} has never had the row version {draft.version} here"
            reading.refuse(draft, "version", f"{words}. Take a new register, and change that.")
            continue
        found = list(_differences(draft, base, since, reading.choices))
        if any(one.state is not FieldState.CHANGED for one, _ in found):
            draft.shown = tuple(sorted(one.key for one, _ in found))
        kept = {one.key for one, _ in found if _stays(one)} | draft.dropped
        if kept | _leave_parts(reading, draft, base):
            fill_again(draft, kept, resolve)
            draft.dropped = set()
        places = list(draft.cells)
        for one, values in sorted(found, key=lambda pair: places.index(pair[0].key)):
            reading.differences.append(_in_words(one, values, store, new))


def note_missing(actor: Actor, reading: Reading, kind: Kind, store: Store) -> None:
    """Note what was here when the register went out and is not in the file; it stays."""
    drafts = [one for one in reading.of_kind(kind) if one.reference]
    if reading.chain_seq is None or not drafts or drafts[0].place.sheet not in _COLUMNS:
        return
    named = {one.reference for one in drafts}
    here = [one for one in store.all_of(kind) if one.columns["archived_at"] is None]
    gone = {one.id: reference(kind, one.number) for one in here}
    gone = {key: ref for key, ref in gone.items() if ref not in named}
    later = session().scalars(
        sa.select(Revision.record_id).where(
            Revision.organisation_id == actor.organisation_id,
            Revision.kind == kind.value,
            Revision.version == 1,
            Revision.event_seq > reading.chain_seq,
        )
    )
    for key in later if gone else ():
        gone.pop(key, None)
    if gone:
        reading.missing.append(Missing(drafts[0].place.sheet, tuple(gone.values())))


def _stays(one: Difference) -> bool:
    """Tell whether what is here stays as it is; so it does until a person has chosen."""
    mine = one.state is FieldState.CHANGED or one.side is Side.MINE
    return not mine


def _differences(
    draft: Draft, base: Stored, since: Since, choices: Choices
) -> Iterator[tuple[Difference, tuple[Any, Any, Any]]]:
    assert draft.stored is not None, "only what is stored is compared"
    columns = {**draft.stored.columns, **draft.columns}
    children = {**draft.stored.children, **draft.children}
    for key in draft.values.keys() - draft.dropped:
        mine = value_of(draft.kind, key, columns, children)
        theirs, was = _value(draft.stored, key), _value(base, key)
        state = state_of(was, theirs, mine)
        if state is FieldState.UNCHANGED:
            continue
        who, at = since.last_change(draft, key) if state is not FieldState.CHANGED else ("", None)
        ref = reference(draft.kind, draft.stored.number)
        side = choices.side(f"{ref}:{key}") if state is FieldState.CONFLICT else None
        sheet, row = draft.place.sheet, draft.place.row
        heading = draft.cells.get(key, (key, ""))[0]
        made = Difference(
            ref, _title(draft.stored), sheet, row, key, heading, state, "", "", "", who, at, side
        )
        yield made, (was, theirs, mine)


def _in_words(
    one: Difference,
    values: tuple[Any, Any, Any],
    store: Store,
    new: Mapping[int, Draft],
) -> Difference:
    column = _COLUMNS[one.sheet][one.key]
    was, theirs, mine = (shown(value, column, store, new) for value in values)
    return replace(one, base=was, theirs=theirs, mine=mine)


def _leave_parts(reading: Reading, draft: Draft, base: Stored) -> set[str]:
    """Leave bars and results alone that went out like this; refuse those changed on both sides."""
    if base is draft.stored or not draft.parts:
        return set()
    assert draft.stored is not None, "only what is stored has a base"
    left: set[str] = set()
    for part in list(draft.parts):
        rows = base.children[part.table]
        if any(all(row.get(name) == value for name, value in part.values.items()) for row in rows):
            draft.parts.remove(part)
            draft.more_places.append(part.place)
            left.add(part.table)
        elif not same_rows(_bare(rows), _bare(draft.stored.children[part.table])):
            what = _PARTS[part.table]
            words = f"The {what} of {draft.reference} were changed here after this register"
            reading.refuse(part, "claim", f"{words} was taken. Take a new one, and change that.")
            draft.state = RowState.ERROR
    return left


def _bare(rows: Sequence[Mapping[str, Any]]) -> list[dict[str, Any]]:
    return [{name: value for name, value in row.items() if name != "id"} for row in rows]


def _value(stored: Stored, key: str) -> Any:
    return value_of(stored.kind, key, stored.columns, stored.children)


def _is_older(draft: Draft) -> bool:
    stored = draft.stored
    return stored is not None and draft.version not in (None, stored.version)


def _title(stored: Stored) -> str:
    return next((str(stored.columns[n]) for n in _TITLES if stored.columns.get(n)), "")[:80]


def _stored(kind: Kind, key: int, version: int, snapshot: Mapping[str, Any]) -> Stored:
    """Return a revision in the form of what is stored."""
    plan = PLANS[kind]
    columns = _row(plan.model, snapshot)
    children = {
        model.__tablename__: [
            _row(model, row)
            for row in snapshot.get(model.__tablename__, ())
            if row.get("unlinked_at") is None
        ]
        for model, _ in plan.children
    }
    return Stored(kind, key, snapshot.get("number", 0), version, columns, children)


def _row(model: type[Any], snapshot: Mapping[str, Any]) -> dict[str, Any]:
    return {
        column.key: to_column(column, snapshot[column.key])
        for column in model.__table__.columns
        if column.key in snapshot
    }
