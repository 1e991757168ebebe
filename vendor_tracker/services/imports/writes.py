"""Write what a plan says: many rows at once, each in the history, references in one block."""

from collections.abc import Callable, Iterator, Sequence
from typing import Any

import sqlalchemy as sa

from vendor_tracker import clock
from vendor_tracker.domain.actor import Actor
from vendor_tracker.domain.errors import Refused
from vendor_tracker.domain.imports import RowState
from vendor_tracker.domain.references import Kind
from vendor_tracker.services import audit, children, failpoints, records
from vendor_tracker.services.imports.checks import with_defaults
from vendor_tracker.services.imports.drafts import Draft, Reading
from vendor_tracker.services.imports.plans import ORDER
from vendor_tracker.services.imports.stores import Store
from vendor_tracker.services.transaction import touch
from vendor_tracker.storage import models
from vendor_tracker.storage.db import session
from vendor_tracker.storage.references import reserve
from vendor_tracker.storage.snapshots import PLANS

_CHUNK = 500
_LINK = "evidence_link"

# Told after each stretch how many records it wrote, and how many there are in all.
Advance = Callable[[int, int], None]


def nothing(done: int, total: int) -> None:
    """Tell nobody how far it has come."""


class Writer:
    """Writes the records of one list, parents before what names them."""

    def __init__(self, actor: Actor, reading: Reading, store: Store, advance: Advance) -> None:
        self._actor = actor
        self._reading = reading
        self._store = store
        self._advance = advance
        self._total = sum(one.stored is None or _moves(one) for one in reading.drafts)
        # Private keys by the numbers that new records went by until now.
        self._keys: dict[int, int] = {}
        self.numbers: dict[int, int] = {}

    def write(self) -> None:
        """Write every new and changed record, and mark whose flags must be looked at."""
        self._reserve()
        for kind in ORDER:
            drafts = self._reading.of_kind(kind)
            self._insert(kind, [one for one in drafts if one.stored is None])
            failpoints.reach("import.inserted")
            stored = [one for one in drafts if one.stored is not None and _moves(one)]
            self._change(kind, stored)
            failpoints.reach("import.changed")
        for draft in self._reading.drafts:
            if draft.stored is None or _moves(draft):
                self._touch(draft)

    def _reserve(self) -> None:
        """Take the numbers of all kinds, in the order in which every write takes them."""
        new: dict[Kind, list[Draft]] = {}
        for draft in self._reading.drafts:
            if draft.stored is None:
                new.setdefault(draft.kind, []).append(draft)
        for kind in sorted(new, key=lambda one: one.value):
            first = reserve(self._actor.organisation_id, kind, len(new[kind]))
            for number, draft in enumerate(new[kind], first):
                self.numbers[draft.temporary] = number

    def _insert(self, kind: Kind, drafts: Sequence[Draft]) -> None:
        for batch in _in_generations(drafts):
            for start in range(0, len(batch), _CHUNK):
                chunk = batch[start : start + _CHUNK]
                self._insert_rows(kind, chunk)
                self._insert_children(kind, chunk)
                self._advance(len(chunk), self._total)

    def _insert_rows(self, kind: Kind, drafts: Sequence[Draft]) -> None:
        model = PLANS[kind].model
        rows = []
        for draft in drafts:
            row = with_defaults(model, self._real(draft.columns))
            row |= self._stamp(self.numbers[draft.temporary])
            del row["id"]
            rows.append(row)
        made = session().execute(sa.insert(model).returning(model.id, model.number), rows)
        by_number = {number: key for key, number in made}
        for draft in drafts:
            key = by_number[self.numbers[draft.temporary]]
            self._keys[draft.temporary] = key
            audit.record(self._actor, "import", kind, key)

    def _stamp(self, number: int) -> dict[str, Any]:
        at = clock.now()
        return {
            "organisation_id": self._actor.organisation_id,
            "number": number,
            "version": 1,
            "created_at": at,
            "created_by": self._actor.user_id,
            "updated_at": at,
            "updated_by": self._actor.user_id,
        }

    def _insert_children(self, kind: Kind, drafts: Sequence[Draft]) -> None:
        for model, key in PLANS[kind].children:
            rows = []
            for draft in drafts:
                for child in self._children(draft, model.__tablename__):
                    given = {**child, key: self._keys[draft.temporary]}
                    given["organisation_id"] = self._actor.organisation_id
                    row = with_defaults(model, given)
                    del row["id"]
                    rows.append(row)
            if rows:
                session().execute(sa.insert(model), rows)

    def _children(self, draft: Draft, table: str) -> Iterator[dict[str, Any]]:
        linked = {"linked_at": clock.now(), "linked_by": self._actor.user_id}
        for row in draft.children.get(table, ()):
            yield self._real(row) | (linked if table == _LINK else {})

    def _change(self, kind: Kind, drafts: Sequence[Draft]) -> None:
        model: Any = PLANS[kind].model
        for start in range(0, len(drafts), _CHUNK):
            chunk = drafts[start : start + _CHUNK]
            found = session().scalars(
                sa.select(model)
                .where(
                    model.organisation_id == self._actor.organisation_id,
                    model.id.in_([draft.id for draft in chunk]),
                )
                .execution_options(populate_existing=True)
            )
            rows = {row.id: row for row in found}
            for draft in chunk:
                self._change_row(draft, rows[draft.id])
            session().flush()
            self._advance(len(chunk), self._total)

    def _change_row(self, draft: Draft, row: Any) -> None:
        """Set what the list says; what an undo had put away comes back as it was."""
        for name, value in self._real(draft.columns).items():
            setattr(row, name, value)
        if row.archived_by_undo:
            row.archived_at, row.archived_reason, row.archived_by_undo = None, None, False
        for model, key in PLANS[draft.kind].children:
            table = model.__tablename__
            if table not in draft.moved or table not in draft.children:
                continue
            if table == _LINK:
                self._link(draft, row)
            else:
                wanted = [self._real(child) for child in draft.children[table]]
                children.replace(model, row, key, wanted)
        records.stamp(self._actor, draft.kind, row, "import")

    def _link(self, draft: Draft, row: Any) -> None:
        """Tie evidence to what the list names, and untie it from the rest; both stay on record."""
        link = models.EvidenceLink
        live = session().scalars(
            sa.select(link).where(
                link.organisation_id == row.organisation_id,
                link.evidence_id == row.id,
                link.unlinked_at.is_(None),
            )
        )
        left = [self._real(child) for child in draft.children[_LINK]]
        for one in live:
            same = next((c for c in left if all(getattr(one, k) == v for k, v in c.items())), None)
            if same is None:
                one.unlinked_at, one.unlinked_by = clock.now(), self._actor.user_id
            else:
                left.remove(same)
        stamp = {"linked_at": clock.now(), "linked_by": self._actor.user_id}
        for child in left:
            session().add(
                link(organisation_id=row.organisation_id, evidence_id=row.id, **child, **stamp)
            )

    def _real(self, row: dict[str, Any]) -> dict[str, Any]:
        """Return a row with the keys of new records in place of the numbers they went by."""
        return {
            name: self._keys[value] if name.endswith("_id") and _is_temporary(value) else value
            for name, value in row.items()
        }

    def key_of(self, draft: Draft) -> int:
        """Return the private key of a record that was written or was there."""
        return draft.stored.id if draft.stored else self._keys[draft.temporary]

    def number_of(self, draft: Draft) -> int:
        """Return the number in the reference of a record."""
        return draft.stored.number if draft.stored else self.numbers[draft.temporary]

    def _touch(self, draft: Draft) -> None:
        own = {draft.kind: self.key_of(draft)}
        before = draft.stored.columns if draft.stored else {}
        rows = [self._real(draft.columns), before]
        for many in (draft.children, draft.stored.children if draft.stored else {}):
            rows += [self._real(row) for table in many for row in many[table]]
        rows += list(self._supported(rows))
        touch(
            self._actor,
            products=[own.get(Kind.PRODUCT), *(row.get("product_id") for row in rows)],
            suppliers=[own.get(Kind.SUPPLIER), *(row.get("supplier_id") for row in rows)],
        )

    def _supported(self, rows: Sequence[dict[str, Any]]) -> Iterator[dict[str, Any]]:
        """Yield the rows of what a piece of evidence supports."""
        named = {
            (kind, row[column])
            for row in rows
            for kind, column in _SUPPORTED
            if row.get(column) is not None
        }
        for kind, key in named:
            stored = self._store.by_id(kind, key)
            if stored is not None:
                yield stored.columns
                yield from (row for rows in stored.children.values() for row in rows)


_SUPPORTED = (
    (Kind.CLAIM, "claim_id"),
    (Kind.COST, "cost_id"),
    (Kind.PROMISE, "promise_id"),
    (Kind.QUESTION, "question_id"),
    (Kind.CONTRACT, "contract_id"),
)


def _moves(draft: Draft) -> bool:
    return draft.state in (RowState.NEW, RowState.CHANGED)


def _is_temporary(value: object) -> bool:
    return isinstance(value, int) and value < 0


def _in_generations(drafts: Sequence[Draft]) -> Iterator[list[Draft]]:
    """Yield records before those that name them as their parent company."""
    left = list(drafts)
    while left:
        waiting = {draft.temporary for draft in left}
        ready = [one for one in left if one.columns.get("parent_id") not in waiting]
        if not ready:
            raise Refused("Some suppliers name one another as parent company. Take one away.")
        yield ready
        kept = {draft.temporary for draft in ready}
        left = [one for one in left if one.temporary not in kept]
