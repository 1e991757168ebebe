"""What one field of a sheet comes to in what is stored, so that then, now and file compare."""

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from decimal import Decimal
from typing import Any

from vendor_tracker.domain.figures import plain
from vendor_tracker.domain.references import Kind, reference
from vendor_tracker.domain.vocabulary import Coded, Known, ProductFact, SupplierRole
from vendor_tracker.domain.wording import day
from vendor_tracker.excel.cells import words_of
from vendor_tracker.excel.sheet import Column
from vendor_tracker.excel.sheets.products import fact_key, role_key
from vendor_tracker.services.evidence_links import COLUMNS as SUPPORTED
from vendor_tracker.services.imports.drafts import Draft
from vendor_tracker.services.imports.stores import Store

_LINKS: dict[str, tuple[Kind, str]] = {
    "supplier": (Kind.SUPPLIER, "supplier_id"),
    "product": (Kind.PRODUCT, "product_id"),
    "meeting": (Kind.MEETING, "meeting_id"),
    "product_version": (Kind.VERSION, "version_id"),
    "parent": (Kind.SUPPLIER, "parent_id"),
}
_FACTS = {fact_key(fact): fact for fact in ProductFact}
_ROLES = {role_key(role): role for role in SupplierRole}
_ANSWER = SUPPORTED[Kind.ANSWER]
NOTHING = "nothing"

Fields = Mapping[str, Any]
Rows = Mapping[str, Sequence[Mapping[str, Any]]]
# What several parts of a cell are: kind of record and key, or a text.
Part = tuple[Kind, int] | str


def value_of(kind: Kind, key: str, columns: Fields, children: Rows) -> Any:
    """Return what a field of a sheet comes to, in a form that can be compared."""
    if key in _LINKS:
        return columns.get(_LINKS[key][1])
    if key in _FACTS:
        found = (columns.get("about") or {}).get(_FACTS[key].value)
        return found[0] if found else Known.unknown.value
    several = _several(kind, key)
    if several is not None:
        return frozenset(several(children))
    value = columns.get(key)
    return None if value == "" else value


def _several(kind: Kind, key: str) -> Callable[[Rows], list[tuple[Part, str]]] | None:
    """Return what takes the parts of a cell that holds several, None if it holds one."""
    if key in _ROLES:
        role = _ROLES[key]
        return lambda rows: [
            ((Kind.SUPPLIER, row["supplier_id"]), "")
            for row in rows.get("product_supplier", ())
            if row["role"] == role
        ]
    if kind is Kind.CONTACT and key == "suppliers":
        return lambda rows: [
            ((Kind.SUPPLIER, row["supplier_id"]), str(row["kind"]))
            for row in rows.get("contact_supplier", ())
        ]
    if kind is Kind.CONTRACT and key in _PARTIES:
        party, table, column = _PARTIES[key]
        return lambda rows: [((party, row[column]), "") for row in rows.get(table, ())]
    return _BY_KEY.get(key)


_PARTIES = {
    "suppliers": (Kind.SUPPLIER, "contract_supplier", "supplier_id"),
    "products": (Kind.PRODUCT, "contract_product", "product_id"),
}


def _aliases(rows: Rows) -> list[tuple[Part, str]]:
    return [(row["alias"], "") for row in rows.get("supplier_alias", ())]


def _elsewhere(rows: Rows) -> list[tuple[Part, str]]:
    found = rows.get("external_reference", ())
    return [(f"{row['scheme']}: {row['value']}", "") for row in found]


def _supports(rows: Rows) -> list[tuple[Part, str]]:
    return [
        ((kind, row[column]), "")
        for row in rows.get("evidence_link", ())
        for kind, column in SUPPORTED.items()
        if column != _ANSWER and row.get(column) is not None
    ]


_BY_KEY = {"aliases": _aliases, "references": _elsewhere, "supports": _supports}


def shown(value: Any, column: Column, store: Store, drafts: Mapping[int, Draft]) -> str:
    """Return a value in words for somebody who compares."""
    if value is None or value == "" or value == frozenset():
        return NOTHING
    if isinstance(value, frozenset):
        parts = (_part(part, word, column, store, drafts) for part, word in value)
        return "; ".join(sorted(parts))
    if column.key in _LINKS:
        return _named((_LINKS[column.key][0], value), store, drafts)
    if isinstance(value, date):
        return day(value)
    if isinstance(value, Decimal):
        return plain(value)
    return _word(column.coded, value)


def _part(part: Part, word: str, column: Column, store: Store, drafts: Mapping[int, Draft]) -> str:
    named = part if isinstance(part, str) else _named(part, store, drafts)
    return f"{named}: {_word(column.coded, word)}" if word else named


def _named(record: tuple[Kind, int], store: Store, drafts: Mapping[int, Draft]) -> str:
    kind, key = record
    if key < 0:
        draft = drafts.get(key)
        return (draft and draft.label) or "a new row"
    stored = store.by_id(kind, key)
    return reference(kind, stored.number) if stored else "a record that is gone"


def _word(words: type[Coded] | None, value: Any) -> str:
    if words is not None and not isinstance(value, bool):
        return next((one.label for one in words if one.value == str(value)), str(value))
    return words_of(value)
