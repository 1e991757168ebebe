"""Names of suppliers in somebody's list: several in one cell, spellings of one, parents."""

from collections.abc import Iterator
from dataclasses import replace

from vendor_tracker.domain.celltexts import is_placeholder, loose_words, parts_of
from vendor_tracker.domain.imports import Lookalike, RowState, Several
from vendor_tracker.domain.mappings import Settled
from vendor_tracker.domain.names import name_key, tidy
from vendor_tracker.domain.references import Kind, reference
from vendor_tracker.services.imports.drafts import Draft, Reading
from vendor_tracker.services.imports.stores import Store

# A first word as short as this says too little to suggest anything by.
_SHORTEST = 5


def named(reading: Reading, draft: Draft, raw: str) -> list[Draft]:
    """Return the suppliers that one cell names, as a person settled it."""
    settled = reading.settled or Settled()
    names = settled.splits.get(name_key(raw))
    if names is None:
        _propose(reading, draft, raw)
        names = (str(draft.values["name"]),)
    kept = [name for name in names if not is_placeholder(name)]
    made = [draft] + [_again(draft) for _ in kept[1:]]
    for one, name in zip(made, kept, strict=False):
        one.values["name"] = name
        _settle(settled, one, name)
    return made if kept else []


def _propose(reading: Reading, draft: Draft, raw: str) -> None:
    parts = tuple(part for part in parts_of(raw) if not is_placeholder(part))
    if len(parts) < 2:
        return
    key = name_key(raw)
    before = reading.several.get(key)
    rows = (*before.rows, draft.place.row) if before else (draft.place.row,)
    reading.several[key] = Several(tidy(raw), parts, rows)


def _again(draft: Draft) -> Draft:
    made = Draft(draft.kind, draft.place, dict(draft.values), draft.cells)
    made.origins = list(draft.origins)
    return made


def _settle(settled: Settled, draft: Draft, name: str) -> None:
    key = name_key(name)
    other = settled.same.get(key)
    if other is not None and name_key(other) != key:
        draft.values["name"] = other
        draft.values["aliases"] = (name,)
        draft.adds |= {"aliases"}
    if key in settled.parents:
        draft.values["parent"] = settled.parents[key]


def note_lookalikes(reading: Reading, store: Store, settled: Settled | None) -> None:
    """Note new suppliers whose names are like another's; a person says what they are."""
    drafts = reading.of_kind(Kind.SUPPLIER)
    if settled is None or not drafts:
        return
    known: dict[tuple[str, ...], tuple[str, str]] = {}
    for stored in store.all_of(Kind.SUPPLIER):
        if stored.columns["archived_at"] is None:
            names = [stored.columns["name"]]
            names += [row["alias"] for row in stored.children["supplier_alias"]]
            where = reference(Kind.SUPPLIER, stored.number)
            for name in names:
                known.setdefault(loose_words(name), (stored.columns["name"], where))
    new = [one for one in drafts if one.stored is None and one.state is not RowState.ERROR]
    for draft in new:
        name = str(draft.values.get("name", ""))
        known.setdefault(loose_words(name), (name, f"row {draft.place.row}"))
    # What may be several is asked first.
    answered = {*settled.same, *settled.parents, *reading.several}
    for draft in new:
        if name_key(str(draft.values.get("name", ""))) not in answered:
            reading.lookalikes += _like(draft, known)


def _like(draft: Draft, known: dict[tuple[str, ...], tuple[str, str]]) -> Iterator[Lookalike]:
    name = str(draft.values.get("name", ""))
    words = loose_words(name)
    rows = tuple(dict.fromkeys(place.row for place in (draft.place, *draft.more_places)))
    shorter = [words[:end] for end in range(len(words), 0, -1) if len(words[0]) >= _SHORTEST]
    for key in shorter or [words]:
        found = known.get(key)
        if found is not None and name_key(found[0]) != name_key(name):
            yield Lookalike(name, rows, *found)
            return


def settled_with(
    settled: Settled,
    splits: dict[str, tuple[str, ...]],
    same: dict[str, str],
    parents: dict[str, str],
) -> Settled:
    """Return what was settled before with what is said now."""
    return replace(
        settled,
        splits={**settled.splits, **{name_key(key): said for key, said in splits.items()}},
        same={**settled.same, **{name_key(key): said for key, said in same.items()}},
        parents={**settled.parents, **{name_key(key): said for key, said in parents.items()}},
    )
