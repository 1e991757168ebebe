"""Find the record that a cell names: by reference, by NEW-1, or by a name that is unique."""

from collections import defaultdict

from vendor_tracker.domain.imports import WORDS
from vendor_tracker.domain.names import name_key
from vendor_tracker.domain.references import Kind, reference, split
from vendor_tracker.excel.meaning import NEW
from vendor_tracker.services.imports.drafts import Draft, Reading
from vendor_tracker.services.imports.stores import Store

_NAMED = frozenset({Kind.SUPPLIER, Kind.PRODUCT})
Found = tuple[Kind, int] | None


class Links:
    """Every record that a cell of one file may name."""

    def __init__(self, reading: Reading, store: Store) -> None:
        self._reading = reading
        self._store = store
        self._names: dict[tuple[Kind, str], list[Draft]] = defaultdict(list)
        for draft in reading.drafts:
            if draft.kind in _NAMED:
                for name in (draft.values.get("name"), *draft.values.get("aliases", ())):
                    self._names[(draft.kind, name_key(str(name or "")))].append(draft)

    def find(self, draft: Draft, key: str, value: object, kinds: tuple[Kind, ...]) -> Found:
        """Return kind and key of what a cell names; note in words why there is none."""
        if isinstance(value, Draft):
            return value.kind, value.id
        text = str(value).strip()
        found = split(text)
        if found is not None:
            return self._by_reference(draft, key, found)
        if text.upper().startswith(NEW):
            return self._by_label(draft, key, text, kinds)
        if kinds[0] in _NAMED:
            return self._by_name(draft, key, text, kinds[0])
        example = f"{kinds[0].value}-3"
        return self._no(draft, key, f"“{text}” is not a reference such as {example}.")

    def _by_reference(self, draft: Draft, key: str, found: tuple[Kind, int]) -> Found:
        kind, number = found
        stored = self._store.by_number(kind, number)
        ref = reference(kind, number)
        if stored is None:
            return self._no(draft, key, f"There is no {ref} here. Check the reference.")
        away = stored.columns["archived_at"] is not None and not self._comes_back(kind, stored.id)
        if away and not _has(draft, stored.id):
            words = f"{ref} is archived. Choose another, or bring it back first."
            return self._no(draft, key, words)
        return kind, stored.id

    def _comes_back(self, kind: Kind, key: int) -> bool:
        return any(one.stored and one.stored.id == key for one in self._reading.of_kind(kind))

    def _by_label(self, draft: Draft, key: str, text: str, kinds: tuple[Kind, ...]) -> Found:
        found = [self._reading.labels.get((kind, text.upper())) for kind in kinds]
        named = [one for one in found if one is not None]
        if len(named) == 1:
            return named[0].kind, named[0].id
        sheets = " or ".join(WORDS[kind][1] for kind in kinds)
        several = "More than one row goes" if named else "No row goes"
        return self._no(draft, key, f"{several} by {text.upper()} among the {sheets} of this file.")

    def _by_name(self, draft: Draft, key: str, name: str, kind: Kind) -> Found:
        inside = {one.id: one for one in self._names.get((kind, name_key(name)), ())}
        stored = self._store.by_name(kind, name)
        here = {one.id: one for one in stored if one.columns["archived_at"] is None}
        ids = [*inside, *(one for one in here if one not in inside)]
        if len(ids) == 1:
            return kind, ids[0]
        one, many = WORDS[kind]
        if not ids:
            return self._no(
                draft,
                key,
                f"No {one} in this file or here is called “{name}”. Add it among the {many}, "
                f"or write the reference of one, such as {kind.value}-3.",
            )
        told = [f"row {inside[i].place.row} of this file" for i in ids if i < 0]
        told += [reference(kind, here[i].number) for i in ids if i in here]
        told += [reference(kind, _number(inside[i])) for i in ids if i > 0 and i not in here]
        return self._no(
            draft,
            key,
            f"{len(ids)} {many} are called “{name}”: {' and '.join(told)}. "
            "Write the reference, or NEW-1 in both rows, instead of the name.",
        )

    def _no(self, draft: Draft, key: str, reason: str) -> Found:
        self._reading.refuse(draft, key, reason)
        return None


def _number(draft: Draft) -> int:
    return draft.stored.number if draft.stored else 0


def _has(draft: Draft, key: int) -> bool:
    """Tell whether the record names this one already, so that it may keep it."""
    if draft.stored is None:
        return False
    rows = [draft.stored.columns, *(row for many in draft.stored.children.values() for row in many)]
    return any(key == value for row in rows for name, value in row.items() if name.endswith("_id"))
