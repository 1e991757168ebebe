"""What the organisation holds already, read once for each kind of record in a list."""

from collections import defaultdict
from collections.abc import Iterable
from typing import Any

import sqlalchemy as sa

from vendor_tracker.domain.actor import Actor
from vendor_tracker.domain.names import name_key
from vendor_tracker.domain.references import Kind
from vendor_tracker.services.imports.drafts import Stored
from vendor_tracker.storage.db import session
from vendor_tracker.storage.snapshots import PLANS


class Store:
    """The stored records of the kinds that a list needs, found by key, number or name."""

    def __init__(self, actor: Actor) -> None:
        self._organisation_id = actor.organisation_id
        self._records: dict[Kind, dict[int, Stored]] = {}
        self._numbers: dict[Kind, dict[int, Stored]] = {}
        self._names: dict[Kind, dict[str, list[Stored]]] = {}

    def all_of(self, kind: Kind) -> Iterable[Stored]:
        """Return every record of a kind, archived ones too, in the order they were made."""
        return self._loaded(kind).values()

    def by_id(self, kind: Kind, key: int) -> Stored | None:
        """Return the record with a private key."""
        return self._loaded(kind).get(key)

    def by_number(self, kind: Kind, number: int) -> Stored | None:
        """Return the record with the number of a reference."""
        self._loaded(kind)
        return self._numbers[kind].get(number)

    def by_name(self, kind: Kind, name: str) -> list[Stored]:
        """Return the records that go by a name; a supplier's other names count."""
        if kind not in self._names:
            names: dict[str, list[Stored]] = defaultdict(list)
            for stored in self.all_of(kind):
                for key in _names_of(stored):
                    names[key].append(stored)
            self._names[kind] = names
        return self._names[kind].get(name_key(name), [])

    def _loaded(self, kind: Kind) -> dict[int, Stored]:
        if kind not in self._records:
            self._records[kind] = self._load(kind)
            self._numbers[kind] = {one.number: one for one in self._records[kind].values()}
        return self._records[kind]

    def _load(self, kind: Kind) -> dict[int, Stored]:
        plan = PLANS[kind]
        found = {
            row["id"]: Stored(kind, row["id"], row["number"], row["version"], row, {})
            for row in self._rows(plan.model)
        }
        for model, key in plan.children:
            table = model.__tablename__
            for stored in found.values():
                stored.children[table] = []
            for row in self._rows(model):
                parent = row[key]
                if parent in found and row.get("unlinked_at") is None:
                    found[parent].children[table].append(row)
        return found

    def _rows(self, model: type[Any]) -> Iterable[dict[str, Any]]:
        table = model.__table__
        statement = (
            sa.select(table)
            .where(table.c.organisation_id == self._organisation_id)
            .order_by(table.c.id)
        )
        return [dict(row) for row in session().execute(statement).mappings()]


def _names_of(stored: Stored) -> set[str]:
    key = stored.columns.get("name_key") or name_key(str(stored.columns.get("name", "")))
    return {key, *(row["alias_key"] for row in stored.children.get("supplier_alias", ()))}
