"""How the fields of a sheet become the columns and child rows of a record."""

from collections.abc import Callable, Collection, Mapping
from typing import Any

from vendor_tracker import clock
from vendor_tracker.domain import names
from vendor_tracker.domain.references import Kind
from vendor_tracker.domain.vocabulary import EsfTier, Known, ProductFact, SupplierRole
from vendor_tracker.excel.sheets.products import fact_key, role_key
from vendor_tracker.services.evidence_links import COLUMNS as SUPPORTED
from vendor_tracker.services.imports.drafts import Draft
from vendor_tracker.services.products import about_after
from vendor_tracker.storage.snapshots import PLANS

# Finds the private key behind a reference, a name or a draft, of one of these kinds.
Resolve = Callable[[Draft, str, object, tuple[Kind, ...]], tuple[Kind, int] | None]

_LINKS: dict[str, tuple[Kind, str]] = {
    "supplier": (Kind.SUPPLIER, "supplier_id"),
    "product": (Kind.PRODUCT, "product_id"),
    "meeting": (Kind.MEETING, "meeting_id"),
    "product_version": (Kind.VERSION, "version_id"),
    "parent": (Kind.SUPPLIER, "parent_id"),
}
_ROLES = {role_key(role): role for role in SupplierRole}
_FACTS = {fact_key(fact): fact for fact in ProductFact}
_WITH_SORT_KEY = frozenset({Kind.SUPPLIER, Kind.PRODUCT, Kind.CONTACT})

Children = dict[str, list[dict[str, Any]]]


def fill(draft: Draft, resolve: Resolve) -> None:
    """Fill the columns and children of a draft from its values."""
    for key, value in draft.values.items():
        if value is None:
            draft.columns |= _cleared(draft.kind, key)
        elif key in _LINKS:
            kind, column = _LINKS[key]
            found = resolve(draft, key, value, (kind,))
            draft.columns[column] = found and found[1]
        elif key not in _FACTS and not _fill_children(draft, key, value, resolve):
            draft.columns |= _column(draft, key, value)
    if draft.kind is Kind.PRODUCT:
        _fill_product(draft, resolve)
    for part in draft.parts:
        draft.children.setdefault(part.table, [])


def _column(draft: Draft, key: str, value: Any) -> dict[str, Any]:
    if key == "name":
        return _name(draft.kind, str(value))
    if key == "esf_tier":
        return _tier(draft, value)
    return {key: value.strip() if type(value) is str else value}


def _cleared(kind: Kind, key: str) -> dict[str, Any]:
    """Return what a column holds about which nothing is known."""
    if key in _FACTS:
        return {}
    column = _LINKS[key][1] if key in _LINKS else key
    default = PLANS[kind].model.__table__.c[column].default
    usual = default.arg if default is not None and default.is_scalar else None
    return {column: usual} | ({"esf_tier_set_on": None} if key == "esf_tier" else {})


def fill_again(draft: Draft, without: Collection[str], resolve: Resolve) -> None:
    """Fill a draft once more, as if these cells had been empty."""
    draft.values = {key: value for key, value in draft.values.items() if key not in without}
    draft.columns, draft.children = {}, {}
    fill(draft, resolve)


def _name(kind: Kind, name: str) -> dict[str, str]:
    if kind not in _WITH_SORT_KEY:
        return {"name": names.tidy(name)}
    return {
        "name": name.strip(),
        "name_key": names.name_key(name),
        "sort_key": names.sort_key(name),
    }


def _tier(draft: Draft, value: Any) -> dict[str, Any]:
    before = draft.stored.columns["esf_tier"] if draft.stored else EsfTier.unknown
    if value == before:
        return {"esf_tier": value}
    return {"esf_tier": value, "esf_tier_set_on": clock.today()}


def _fill_children(draft: Draft, key: str, value: Any, resolve: Resolve) -> bool:
    """Fill child rows from a column that holds several; tell whether it is one."""
    if key == "aliases":
        rows = [{"alias": one.strip(), "alias_key": names.name_key(one)} for one in value]
        rows = _added(draft, "supplier_alias", key, rows)
        draft.children["supplier_alias"] = _once(rows, "alias_key")
    elif key == "references":
        rows = [{"scheme": scheme, "value": one} for scheme, one in dict.fromkeys(value)]
        draft.children["external_reference"] = _added(draft, "external_reference", key, rows)
    elif key in ("suppliers", "products") and draft.kind is Kind.CONTRACT:
        kind, table = _PARTIES[key]
        ids = _ids(draft, key, value, kind, resolve)
        draft.children[table] = [{_LINKS[key[:-1]][1]: one} for one in ids]
    elif key == "suppliers":
        pairs = [
            (_ids(draft, key, (named,), Kind.SUPPLIER, resolve), kind) for named, kind in value
        ]
        rows = [{"supplier_id": ids[0], "kind": kind} for ids, kind in pairs if ids]
        draft.children["contact_supplier"] = [dict(t) for t in dict.fromkeys(map(_hashed, rows))]
    elif key == "supports":
        draft.children["evidence_link"] = _supports(draft, key, value, resolve)
    else:
        return key in _ROLES
    return True


_ANSWER = SUPPORTED[Kind.ANSWER]
_PARTIES = {
    "suppliers": (Kind.SUPPLIER, "contract_supplier"),
    "products": (Kind.PRODUCT, "contract_product"),
}


def _fill_product(draft: Draft, resolve: Resolve) -> None:
    given = {key: draft.values[key] for key in _ROLES if key in draft.values}
    if given:
        kept = (
            []
            if not draft.stored
            else [
                {"supplier_id": row["supplier_id"], "role": row["role"]}
                for row in draft.stored.children["product_supplier"]
                if role_key(row["role"]) not in given or role_key(row["role"]) in draft.adds
            ]
        )
        for key, value in given.items():
            for one in _ids(draft, key, value, Kind.SUPPLIER, resolve):
                row = {"supplier_id": one, "role": _ROLES[key]}
                if row not in kept:
                    kept.append(row)
        draft.children["product_supplier"] = kept
    said = {key: value for key, value in draft.values.items() if key in _FACTS}
    facts = {_FACTS[key]: value or Known.unknown for key, value in said.items()}
    before = draft.stored.columns["about"] if draft.stored else {}
    if facts or not draft.stored:
        draft.columns["about"] = about_after(before, facts, clock.today())


def _ids(draft: Draft, key: str, value: Any, kind: Kind, resolve: Resolve) -> list[int]:
    found = [resolve(draft, key, one, (kind,)) for one in value]
    return list(dict.fromkeys(one[1] for one in found if one))


def _supports(draft: Draft, key: str, value: Any, resolve: Resolve) -> list[dict[str, Any]]:
    found = [resolve(draft, key, one, tuple(SUPPORTED)) for one in value]
    named = [{SUPPORTED[one[0]]: one[1]} for one in dict.fromkeys(found) if one]
    # The sheet names no answers, so it can take none away.
    stored = draft.stored.children["evidence_link"] if draft.stored else []
    answers = [{_ANSWER: row[_ANSWER]} for row in stored if row[_ANSWER] is not None]
    return [*answers, *(row for row in named if _ANSWER not in row)]


def _added(draft: Draft, table: str, key: str, rows: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Return rows that a list adds to those stored, or that take their place."""
    if key not in draft.adds or draft.stored is None:
        return rows
    names = rows[0].keys() if rows else ()
    kept = [{name: row[name] for name in names} for row in draft.stored.children[table]]
    return [*kept, *(row for row in rows if row not in kept)]


def _once(rows: list[dict[str, Any]], key: str) -> list[dict[str, Any]]:
    return list({row[key]: row for row in reversed(rows)}.values())[::-1]


def _hashed(row: Mapping[str, Any]) -> tuple[tuple[str, Any], ...]:
    return tuple(row.items())
