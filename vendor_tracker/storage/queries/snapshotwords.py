"""Snapshots in words: what a record once said, by the name of each field."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from datetime import date, datetime
from decimal import Decimal
from typing import Any

import sqlalchemy as sa

from vendor_tracker.domain.cards.chai import PARTS
from vendor_tracker.domain.cards.fields import FORM
from vendor_tracker.domain.references import Kind, reference
from vendor_tracker.domain.vocabulary import GroupAttribute, Known, ProductFact
from vendor_tracker.domain.wording import capital, day
from vendor_tracker.storage.db import session
from vendor_tracker.storage.models import User
from vendor_tracker.storage.snapshots import PLANS, Plan
from vendor_tracker.storage.types import Code, Money

# People are no kind of record: they sign in.
_PERSON = "user"
# Private key of a kind of record, or of a person: how it reads.
Names = Mapping[tuple[Kind | str, int], str]

_PRIVATE = frozenset(
    {
        "id", "organisation_id", "number", "version", "created_at", "created_by", "name_key",
        "alias_key", "sort_key", "archived_by_undo", "linked_by", "unlinked_by", "file_id",
        # What a rule worked out about a flag.
        "facts", "remedies", "fingerprint", "rule_version", "key", "judged",
    }
)  # fmt: skip
_LABELS = {
    "accountable": "Answers for it",
    "archived_at": "Put away on",
    "archived_reason": "Why it was put away",
    "asked_of": "Asked",
    "decision_note": "Note",
    "device": "As a medical device",
    "class_eu": "Class in the European Union",
    "class_uk": "Class in Great Britain",
    "gmdn": "GMDN term",
    "on_registry": "In the registry of scribes",
    "our_use": "What we use it for",
    "register_checked_on": "Register looked up on",
    "registry_checked_on": "Registry looked up on",
    "use_fits": "Purpose covers our use",
    "recheck_note": "What was found",
    "rechecked_by": "Looked at again by",
    "rechecked_on": "Looked at again on",
    "is_agreed": "Agreed",
    "void_on": "Void since",
    "void_why": "What differs",
    "business_case": "Business case",
    "case_approval": "Approved by",
    "case_benefit": "Benefits",
    "case_criterion": "When we go on or stop",
    "case_option": "Options compared",
    "case_outcome": "What gets better for patients",
    "case_risk": "What may go wrong",
    "case_time": "Time of staff",
    "case_worry": "What staff think and worry about",
    "need_kind": "It is to help with",
    "need_number": "Today’s number",
    "strategies": "Plans that it serves",
    "extra_recalls": "More recalls for each 1,000 cases",
    "recalls_source": "Where the estimate comes from",
    "stress_plan": "What softens the worry of patients",
    "catch_up_ended_on": "Check begun on",
    "catch_up_on": "Day of review",
    "claim_result": "Results",
    "claim_threshold": "Bars",
    "claim_verdict": "Verdicts of reviewers",
    "computed": "By the figures",
    "contact_supplier": "Suppliers",
    "contract_product": "Products",
    "contract_supplier": "Suppliers",
    "cost_id": "Explained by",
    "counts": "Gaps as they stood",
    "dismissed_reason": "Belongs to no line because",
    "esf_tier": "Does it guide care?",
    "esf_tier_set_on": "Guides care: said on",
    "evidence_link": "Supports",
    "form_version": "Edition of the form",
    "former_file": "Former documents",
    "external_reference": "References elsewhere",
    "nil_on": "Supplier said nil on",
    "not_applicable": "Does not apply because",
    "n": "Patients tested",
    "numbers_reason": "Numbers like NHS numbers",
    "not_for": "Not to be used for",
    "parent_id": "Parent company",
    "product_supplier": "Suppliers",
    "relied_on": "The case relies on it",
    "scheme_version": "Edition of the scheme",
    "self_certified": "Certified by the supplier itself",
    "supplier_alias": "Other names",
    "supplier_reply": "What they say to our record",
    "currency_price": "Price in other money",
    "currency_rate": "Pounds for one of it",
    "currency_rate_on": "Rate of",
    "driver": "Follows",
    "minimum": "Least to pay in a year",
    "most": "Most to pay in a year",
    "per_driver": "How many for each",
    "product_driver": "What the costs follow",
    "staff_role": "Whose time",
    "tiers": "Prices by volume",
    "vat_rate": "VAT rate",
    "vat_recoverable": "VAT recoverable",
    "version_id": "Version it is about",
}
_FIELDS = {
    **{field.code: field.label for field in FORM},
    # The same words may name a field of the form and a part of a model card.
    **{part.code: f"Model card: {part.label}" for part in PARTS},
}
_KIND_OF_TABLE: dict[str, Kind | str] = {
    _PERSON: _PERSON,
    **{plan.model.__tablename__: kind for kind, plan in PLANS.items()},
}


def words_of(plan: Plan, snapshot: Mapping[str, Any], names: Names) -> dict[str, str]:
    """Return what a snapshot says, field by field; what is empty is left out."""
    found: dict[str, str] = {}
    for name, column in plan.model.__table__.columns.items():
        value = snapshot.get(name)
        if name == "about":
            found |= _facts(value or {})
        elif name == "fields":
            found |= _disclosed(value or {})
        elif (name, value) == ("currency", "GBP"):
            # Pounds are meant where nothing is said.
            continue
        elif name not in _PRIVATE and (value not in (None, "", False, []) or _is_no(column, value)):
            found[label(name)] = _said(column, value, names)
    for child, parent in plan.children:
        rows = snapshot.get(child.__tablename__) or []
        if rows:
            texts = (_row_words(child, row, parent, names) for row in rows)
            found[label(child.__tablename__)] = "; ".join(texts)
    return found


def label(name: str) -> str:
    """Return the name of a column as people read it."""
    return _LABELS.get(name) or capital(name.removesuffix("_id").replace("_", " "))


def load_names(
    organisation_id: int, plan: Plan, snapshots: Iterable[Mapping[str, Any]]
) -> dict[tuple[Kind | str, int], str]:
    """Return how the records read that these snapshots name, one query for each kind."""
    wanted: dict[Kind | str, set[int]] = defaultdict(set)
    for snapshot in snapshots:
        _collect(plan.model, [snapshot], wanted)
        for child, _parent in plan.children:
            _collect(child, snapshot.get(child.__tablename__) or [], wanted)
    return {
        (kind, key): text
        for kind, keys in wanted.items()
        for key, text in _names(organisation_id, kind, keys)
    }


def _collect(
    model: Any, rows: Iterable[Mapping[str, Any]], wanted: dict[Kind | str, set[int]]
) -> None:
    parents = _parents(model)
    for row in rows:
        for column, kind in parents.items():
            if row.get(column) is not None:
                wanted[kind].add(row[column])


def _parents(model: Any) -> dict[str, Kind | str]:
    """Return which columns of a table name another record, and of which kind, or a person."""
    found: dict[str, Kind | str] = {}
    for constraint in model.__table__.foreign_key_constraints:
        kind = _KIND_OF_TABLE.get(constraint.referred_table.name)
        if kind is not None:
            found[constraint.column_keys[-1]] = kind
    return found


def _names(organisation_id: int, kind: Kind | str, keys: set[int]) -> list[tuple[int, str]]:
    if not isinstance(kind, Kind):
        people = session().execute(sa.select(User.id, User.name).where(User.id.in_(keys)))
        return [(key, name) for key, name in people]
    model = PLANS[kind].model
    named = getattr(model, "name", sa.literal(""))
    rows = session().execute(
        sa.select(model.id, model.number, named).where(
            model.organisation_id == organisation_id, model.id.in_(keys)
        )
    )
    return [(key, f"{reference(kind, number)} {name}".strip()) for key, number, name in rows]


def _row_words(model: Any, row: Mapping[str, Any], parent: str, names: Names) -> str:
    if "scheme" in row and "value" in row:
        return f"{row['scheme']}: {row['value']}"
    parts = []
    for name, column in model.__table__.columns.items():
        value = row.get(name)
        if name in _PRIVATE or name == parent or value in (None, "", False):
            continue
        text = _said(column, value, names)
        parts.append(text if _speaks_alone(name, column) else f"{label(name).lower()} {text}")
    return ", ".join(parts)


def _speaks_alone(name: str, column: sa.Column[Any]) -> bool:
    """Tell whether a value needs no name before it: a record, a coded word, a name."""
    alone = name in ("alias", "scheme", "value", "subgroup")
    # Two verdicts stand side by side: only the one that was given needs no name.
    is_word = isinstance(column.type, Code) and name != "computed"
    return alone or name.endswith("_id") or is_word


def _said(column: sa.Column[Any], value: Any, names: Names) -> str:
    kind = _kind_behind(column)
    if kind is not None:
        return names.get((kind, value), "a record that is not here")
    if isinstance(column.type, Code):
        return str(getattr(column.type.members(value), "label", value))
    if column.name == "counts" and isinstance(value, dict):
        return str(value.get("says", ""))
    if column.name == "attributes":
        return ", ".join(GroupAttribute(one).label for one in value)
    return _plain(column, value)


def _is_no(column: sa.Column[Any], value: Any) -> bool:
    """Tell whether a value is the answer no, and not what stands before anybody answered."""
    return value is False and bool(column.nullable)


def _plain(column: sa.Column[Any], value: Any) -> str:
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(column.type, Money):
        amount = Decimal(value)
        return f"{'-' if amount < 0 else ''}£{abs(amount):,.2f}"
    if isinstance(column.type, sa.Date):
        return day(date.fromisoformat(value))
    if column.name == "at" or column.name.endswith("_at"):
        return day(datetime.fromisoformat(value).date())
    return str(value)


def _kind_behind(column: sa.Column[Any]) -> Kind | str | None:
    """Return the kind of record that a column names, if it names one or a person."""
    if column.name == "organisation_id":
        return None
    kinds = (_KIND_OF_TABLE.get(key.column.table.name) for key in column.foreign_keys)
    return next((kind for kind in kinds if kind is not None), None)


def _disclosed(fields: Mapping[str, str]) -> dict[str, str]:
    """Return the texts of a card by the name of their field."""
    return {_FIELDS.get(code, code): text for code, text in fields.items()}


def _facts(about: Mapping[str, Any]) -> dict[str, str]:
    return {
        ProductFact(fact).label: f"{Known(answer).label}, since {day(date.fromisoformat(on))}"
        for fact, (answer, on) in about.items()
    }
