"""Which stored record a row is about, so that the same list twice makes nothing twice."""

from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping
from typing import Any

from vendor_tracker.domain.imports import WORDS, RowState
from vendor_tracker.domain.names import name_key
from vendor_tracker.domain.references import Kind, number_of, reference
from vendor_tracker.domain.wording import day
from vendor_tracker.services.imports.drafts import NAMESAKES, Draft, Reading, Stored
from vendor_tracker.services.imports.stores import Store

# Where rows of an earlier import of the same file went: kind, sheet and row to number.
Earlier = Mapping[tuple[Kind, str, int], int]

# What two equal records have in common at the least, to look among few.
_BUCKETS: dict[Kind, tuple[str, ...]] = {
    Kind.CONTACT: ("name_key",),
    Kind.PRODUCT: ("name_key",),
    Kind.VERSION: ("product_id",),
    Kind.CONTRACT: ("title",),
    Kind.MEETING: ("held_on",),
    Kind.CLAIM: ("statement",),
    Kind.COST: ("supplier_id", "description"),
    Kind.PAYMENT: ("supplier_id", "paid_on", "amount", "invoice"),
    Kind.PROMISE: ("text",),
    Kind.QUESTION: ("text",),
    Kind.EVIDENCE: ("title",),
    Kind.DECISION: ("product_id", "gate"),
}
# Worked out from a field that is compared itself.
_DERIVED = frozenset({"esf_tier_set_on", "source"})


class Matches:
    """Finds for each row the record that it is about; each record is found once."""

    def __init__(self, reading: Reading, store: Store, earlier: Earlier) -> None:
        self._reading = reading
        self._store = store
        self._earlier = earlier
        self._taken: dict[tuple[Kind, int], Draft] = {}
        self._new_names: dict[str, Draft] = {}

    def by_reference(self, kind: Kind) -> None:
        """Find what rows name themselves: a reference, a number elsewhere, a supplier's name."""
        elsewhere = self._elsewhere() if kind is Kind.PRODUCT else {}
        for draft in self._reading.of_kind(kind):
            if draft.reference is not None:
                self._by_own_reference(draft, draft.reference)
            elif draft.keys and draft.keys[0][0] == NAMESAKES:
                self._among(draft, self._store.by_name(kind, draft.keys[0][1]), "name")
            elif draft.keys:
                self._among(draft, elsewhere.get(draft.keys[0], []), "references")
            elif kind is Kind.SUPPLIER:
                self._by_name(draft)
            else:
                self._by_row_before(draft)

    def alike(self, kind: Kind) -> Iterator[Draft]:
        """Find records that say the same as a row without a name; yield the rows that were."""
        if kind not in _BUCKETS:
            return
        waiting = [
            draft
            for draft in self._reading.of_kind(kind)
            if draft.stored is None and not draft.keys and draft.state is not RowState.ERROR
        ]
        buckets: dict[tuple[Any, ...], list[Stored]] = defaultdict(list)
        for stored in self._store.all_of(kind) if waiting else ():
            buckets[tuple(stored.columns[name] for name in _BUCKETS[kind])].append(stored)
        for is_same in _SAME.get(kind, (is_alike,)):
            for draft in (one for one in waiting if one.stored is None):
                key = tuple(draft.columns.get(name) for name in _BUCKETS[kind])
                same = [
                    one
                    for one in buckets.get(key, ())
                    if self._is_free(one) and is_same(draft, one)
                ]
                same.sort(key=lambda one: (_by_standing(one), _differs(draft, one)))
                if same:
                    self._take(draft, same[0])
                    yield draft

    def _is_free(self, stored: Stored) -> bool:
        return (stored.kind, stored.id) not in self._taken

    def _elsewhere(self) -> dict[tuple[str, str], list[Stored]]:
        found: dict[tuple[str, str], list[Stored]] = defaultdict(list)
        for stored in self._store.all_of(Kind.PRODUCT):
            for row in stored.children["external_reference"]:
                found[(row["scheme"], row["value"])].append(stored)
        return found

    def _by_name(self, draft: Draft) -> None:
        name = str(draft.values.get("name", ""))
        self._among(draft, self._store.by_name(Kind.SUPPLIER, name), "name")
        first = self._new_names.setdefault(name_key(name), draft)
        if first is not draft and name.strip() and draft.stored is None:
            words = f"{name} stands in row {first.place.row} too. Keep one of the two rows."
            self._reading.refuse(draft, "name", words)

    def _among(self, draft: Draft, found: list[Stored], key: str) -> None:
        ordered = sorted(found, key=_by_standing)
        live = [one for one in ordered if one.columns["archived_at"] is None]
        if len(live) > 1:
            told = " and ".join(reference(one.kind, one.number) for one in live)
            words = f"{told} both go by this here. Write the reference of the one that is meant."
            self._reading.refuse(draft, key, words)
        elif ordered:
            self._take(draft, ordered[0])

    def _by_own_reference(self, draft: Draft, ref: str) -> None:
        stored = self._store.by_number(draft.kind, number_of(draft.kind, ref))
        if stored is None:
            words = f"There is no {ref} here. Empty the cell for a new row."
            self._reading.refuse(draft, "reference", words)
        else:
            self._take(draft, stored)

    def _by_row_before(self, draft: Draft) -> None:
        """Find what this row of the same file became when it was brought in before."""
        number = self._earlier.get((draft.kind, draft.place.sheet, draft.place.row))
        stored = None if number is None else self._store.by_number(draft.kind, number)
        if stored is not None:
            self._take(draft, stored)

    def _take(self, draft: Draft, stored: Stored) -> None:
        ref = reference(stored.kind, stored.number)
        other = self._taken.setdefault((stored.kind, stored.id), draft)
        if other is not draft:
            words = f"Row {other.place.row} is about {ref} too. Keep one of the two rows."
            self._reading.refuse(draft, "reference", words)
        elif stored.put_away_by_person:
            on = day(stored.columns["archived_at"].date())
            reason = (stored.columns["archived_reason"] or "").rstrip(".")
            words = (
                f"{ref} was put away on {on}: {reason}. Bring it back first, or take this row out."
            )
            key = "reference" if draft.reference else "name"
            self._reading.refuse(draft, key, words)
        draft.stored = stored


def is_alike(draft: Draft, stored: Stored) -> bool:
    """Tell whether a stored record says all that a row says."""
    if draft.kind is Kind.VERSION:
        return name_key(str(draft.columns.get("name"))) == name_key(stored.columns["name"])
    if draft.kind is Kind.DECISION and draft.columns.get("decided_on") is None:
        return stored.columns["decided_on"] is None
    if draft.kind is Kind.CONTACT:
        return _is_same_person(draft, stored)
    said = all(
        _same(name, value, stored.columns.get(name))
        for name, value in draft.columns.items()
        if name not in _DERIVED
    )
    tables = {part.table for part in draft.parts}
    return said and all(
        same_rows(rows, stored.children.get(table, []))
        for table, rows in draft.children.items()
        if table not in tables
    )


def _has_number(_: Draft, stored: Stored) -> bool:
    """Tell whether a payment, equal in supplier, day and amount, goes by an invoice number."""
    return bool(stored.columns["invoice"])


# An invoice may have several lines of one amount: what says the same in all goes first.
_SAME: dict[Kind, tuple[Callable[[Draft, Stored], bool], ...]] = {
    Kind.PAYMENT: (is_alike, _has_number),
}


def same_rows(wanted: list[dict[str, Any]], stored: list[dict[str, Any]]) -> bool:
    """Tell whether these child rows are those that are stored, in whatever order."""
    if len(wanted) != len(stored):
        return False
    left = list(stored)
    for row in wanted:
        same = next((one for one in left if all(one[k] == v for k, v in row.items())), None)
        if same is None:
            return False
        left.remove(same)
    return True


def tell_of_namesakes(reading: Reading, store: Store) -> None:
    """Note new products that share a name with one here, because a name alone decides nothing."""
    for draft in reading.of_kind(Kind.PRODUCT):
        if draft.stored is not None or draft.keys or draft.state is RowState.ERROR:
            continue
        name = str(draft.values.get("name", ""))
        here = [o for o in store.by_name(Kind.PRODUCT, name) if o.columns["archived_at"] is None]
        if here:
            ref = reference(Kind.PRODUCT, here[0].number)
            word = WORDS[Kind.PRODUCT][0]
            reading.notices.append(
                f"Row {draft.place.row} is taken as a new {word}, and {ref} is called “{name}” "
                f"too. If it is the same, write {ref} as its reference"
            )


def _is_same_person(draft: Draft, stored: Stored) -> bool:
    email = str(draft.columns.get("email", "")).casefold()
    if email and email == stored.columns["email"].casefold():
        return True
    at = {row["supplier_id"] for row in draft.children.get("contact_supplier", ())}
    return bool(at & {row["supplier_id"] for row in stored.children["contact_supplier"]})


def _same(name: str, value: Any, stored: Any) -> bool:
    if name == "about":
        return all(stored.get(fact, [None])[0] == answer[0] for fact, answer in value.items())
    return bool(value == stored)


def _differs(draft: Draft, stored: Stored) -> bool:
    """Tell whether a payment is described in other words; an empty cell is such words too."""
    described = stored.columns.get("what_for", "")
    return draft.kind is Kind.PAYMENT and draft.columns.get("what_for", "") != described


def _by_standing(stored: Stored) -> int:
    """Order what is in use before what an undo put away, and that before what a person did."""
    if stored.columns["archived_at"] is None:
        return 0
    return 1 if stored.put_away_by_undo else 2
