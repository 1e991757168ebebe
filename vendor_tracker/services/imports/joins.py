"""Join what the rows of one list say: about several records, and about one record again."""

from collections.abc import Mapping
from typing import Any

from vendor_tracker.domain.imports import RowState
from vendor_tracker.domain.mappings import REFERENCES, ColumnMapping
from vendor_tracker.domain.names import name_key
from vendor_tracker.domain.references import Kind
from vendor_tracker.domain.vocabulary import SupplierRole
from vendor_tracker.excel.sheet import Sheet
from vendor_tracker.excel.sheets import READ_SHEETS
from vendor_tracker.excel.sheets.payments import PAID
from vendor_tracker.excel.sheets.products import role_key
from vendor_tracker.services.imports.drafts import Draft, Reading
from vendor_tracker.services.imports.registers import PARTS

SHEETS: dict[str, Sheet] = {
    sheet.title.lower(): sheet for sheet in (*READ_SHEETS, PAID) if sheet.title not in PARTS
}
# In these a name is one line with single spaces, however it was typed.
_ALIASES = "aliases"
NAMED = frozenset({Kind.SUPPLIER, Kind.PRODUCT, Kind.CONTACT})
# About a product where there is one, else about a supplier.
_OF_EITHER = frozenset({Kind.CLAIM, Kind.EVIDENCE})


def keep(
    reading: Reading,
    mapping: ColumnMapping,
    found: list[Draft],
    shared: dict[tuple[Kind, Any], Draft],
) -> None:
    """Join what one row says, and what several rows say about one supplier or product."""
    kept: dict[Kind, list[Draft]] = {}
    for draft in found:
        own = _shared_key(draft)
        first = shared.setdefault((draft.kind, own), draft) if own else draft
        if first is not draft:
            _merge(reading, first, draft)
        else:
            reading.drafts.append(draft)
        kept.setdefault(draft.kind, []).append(first)
    roles = {part.name: SupplierRole(part.supplier_role) for part in mapping.parts}
    role = roles.get("products", SupplierRole.developer)
    for draft in (one for many in kept.values() for one in many):
        _tie(draft, kept, role)


def _shared_key(draft: Draft) -> Any:
    if draft.kind is Kind.SUPPLIER:
        return name_key(str(draft.values.get("name", "")))
    if draft.kind is Kind.PRODUCT:
        return tuple(
            (scheme, name_key(value) if not scheme else value) for scheme, value in draft.keys
        )
    return None


def _merge(reading: Reading, first: Draft, again: Draft) -> None:
    """Let a later row fill what is empty; refuse one that says something else."""
    first.more_places.append(again.place)
    for key, value in again.values.items():
        if key == REFERENCES:
            more = [pair for pair in value if pair not in first.values.get(key, ())]
            first.values[key] = (*first.values.get(key, ()), *more)
            first.adds |= again.adds
        elif key not in first.values:
            first.values[key] = value
            first.adds |= again.adds & {key}
            first.cells = {**first.cells, key: again.cells.get(key, ("", ""))}
            first.origins += [one for one in again.origins if one.field == key]
        elif key == _ALIASES:
            first.values[key] = tuple(dict.fromkeys((*first.values[key], *value)))
            first.adds |= again.adds
        elif first.values[key] != value and not _same_name(key, first.values[key], value):
            before = first.cells[key][1]
            reading.refuse(again, key, f"Row {first.place.row} says “{before}” here.")
            reading.rows[again.place] = RowState.ERROR


def _same_name(key: str, one: Any, other: Any) -> bool:
    return key == "name" and name_key(str(one)) == name_key(str(other))


def _tie(draft: Draft, kept: Mapping[Kind, list[Draft]], role: SupplierRole) -> None:
    """Name the suppliers and the product of the same row, where the mapping does not."""
    suppliers = kept.get(Kind.SUPPLIER, [])
    # What has one supplier has the first that the cell names.
    supplier = suppliers[0] if suppliers else None
    product = next(iter(kept.get(Kind.PRODUCT, [])), None)
    if draft.kind is Kind.PRODUCT and suppliers:
        key = role_key(role)
        draft.values[key] = tuple(dict.fromkeys((*draft.values.get(key, ()), *suppliers)))
        draft.adds |= {key}
    if draft.kind in NAMED:
        return
    if product is not None and draft.kind in _OF_EITHER:
        supplier = None
    for name, value in (("supplier", supplier), ("product", product)):
        named = (c for c in _sheet(draft.kind).columns if c.key in (name, f"{name}s"))
        column = next(named, None)
        if value is not None and column is not None and column.key not in draft.values:
            draft.values[column.key] = (value,) if column.many else value


def _sheet(kind: Kind) -> Sheet:
    return next(sheet for sheet in SHEETS.values() if sheet.record is kind)
