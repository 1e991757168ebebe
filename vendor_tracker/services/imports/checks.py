"""Hold each row against the rules of the pages, so that no list brings in what a form refuses."""

from collections.abc import Callable, Iterator
from typing import Any

import sqlalchemy as sa

from vendor_tracker.domain.actor import Actor
from vendor_tracker.domain.errors import Refused, RefusedMany
from vendor_tracker.domain.facts import (
    ResultFacts,
    ThresholdFacts,
)
from vendor_tracker.domain.figures import plain
from vendor_tracker.domain.references import Kind
from vendor_tracker.domain.texts import storable
from vendor_tracker.services import (
    claims,
    contacts,
    contracts,
    costs,
    decisions,
    evidence,
    meetings,
    payments,
    products,
    promises,
    questions,
    versions,
)
from vendor_tracker.services.imports.drafts import Draft
from vendor_tracker.services.imports.stores import Store
from vendor_tracker.services.results import refuse as refuse_groups
from vendor_tracker.storage.db import session
from vendor_tracker.storage.models import Product
from vendor_tracker.storage.snapshots import PLANS

Columns = dict[str, Any]


# What a list may not say otherwise, where it follows from something else.
_FOLLOWS = {
    "quantity": "It follows what the product needs in a year, and is {} here. Leave it empty.",
    "unit_price": "It comes from the rate, the bands or the other money, and is {} here. Leave "
    "it empty.",
}


class Rules:
    """The rules of the pages, held against the rows of one list."""

    def __init__(self, actor: Actor, store: Store) -> None:
        self._actor = actor
        self._store = store
        self._versions: dict[int, Draft] = {}
        self._rules: dict[Kind, Callable[[Draft, Columns], None]] = {
            Kind.SUPPLIER: self._check_supplier,
            Kind.CONTACT: self._check_contact,
            Kind.PRODUCT: self._check_product,
            Kind.VERSION: self._check_product_version,
            Kind.CONTRACT: self._check_contract,
            Kind.MEETING: lambda _, columns: meetings.check(columns),
            Kind.CLAIM: self._check_claim,
            Kind.COST: self._check_cost,
            Kind.PAYMENT: lambda _, columns: payments.check(columns),
            Kind.PROMISE: self._check_promise,
            Kind.QUESTION: self._check_question,
            Kind.EVIDENCE: self._check_evidence,
            Kind.DECISION: self._check_decision,
        }

    def refusals(self, draft: Draft) -> Iterator[Refused]:
        """Yield every reason why a row cannot be taken as it stands."""
        if draft.kind is Kind.VERSION:
            self._versions[draft.id] = draft
        for check in (self._check_texts, self._check_rules, self._check_version_of):
            try:
                check(draft)
            except RefusedMany as many:
                yield from many.refusals
            except Refused as refusal:
                yield refusal

    def _check_texts(self, draft: Draft) -> None:
        table = PLANS[draft.kind].model.__table__
        for name, value in draft.columns.items():
            if type(value) is not str:
                continue
            draft.columns[name] = storable(value, name)
            kind = table.c[name].type
            longest = kind.length if isinstance(kind, sa.String) else None
            if longest is not None and len(value) > longest:
                raise Refused(f"At most {longest} characters can be kept here.", field=name)
        for rows in draft.children.values():
            for row in rows:
                row.update({k: storable(v) for k, v in row.items() if type(v) is str})

    def _check_rules(self, draft: Draft) -> None:
        rule = self._rules.get(draft.kind)
        if rule is not None:
            rule(draft, after(draft))

    def _check_supplier(self, draft: Draft, columns: Columns) -> None:
        if not str(columns["name"] or "").strip():
            raise Refused("Enter the name the supplier trades under.", field="name")
        if columns["parent_id"] == draft.id:
            raise Refused("A supplier cannot be its own parent company.", field="parent")
        website = columns["website"] or ""
        if website and not website.lower().startswith(("https://", "http://")):
            raise Refused("Enter an address that begins with https://", field="website")

    def _check_product(self, draft: Draft, columns: Columns) -> None:
        if not str(columns["name"] or "").strip():
            raise Refused("Enter the name of the product.", field="name")
        stage = draft.columns.get("stage")
        if draft.stored is not None and stage not in (None, draft.stored.columns["stage"]):
            products.refuse_stopped(self._actor, session().get_one(Product, draft.stored.id), stage)

    def _check_contact(self, draft: Draft, columns: Columns) -> None:
        rows = _children(draft, "contact_supplier")
        links = [(str(row["supplier_id"]), row["kind"]) for row in rows]
        contacts.refuse(columns["name"] or "", links, columns["email"] or "")

    def _check_product_version(self, draft: Draft, columns: Columns) -> None:
        if columns["product_id"] is None:
            raise Refused("Say which product it is a version of.", field="product")
        if not str(columns["name"] or "").strip():
            raise Refused("Enter the name or number of the version, such as 3.2.", field="name")
        versions.refuse_days(columns["released_on"], columns["in_use_from"])

    def _check_contract(self, draft: Draft, columns: Columns) -> None:
        bound = [str(row["supplier_id"]) for row in _children(draft, "contract_supplier")]
        names = contracts.ContractFields.__annotations__
        fields: Any = {name: columns[name] for name in names}
        contracts.refuse(columns["title"] or "", bound, fields)

    def _check_claim(self, draft: Draft, columns: Columns) -> None:
        bars = [_facts(ThresholdFacts, row) for row in _children(draft, "claim_threshold")]
        results = [_facts(ResultFacts, row) for row in _children(draft, "claim_result")]
        # The version is looked at apart: it may be new in the same file.
        wanted = {**columns, "version_id": None, "statement": columns["statement"] or ""}
        claims.check(wanted, bars, results)
        try:
            refuse_groups([one for one in results if one.attribute is not None])
        except Refused as refusal:
            raise Refused(refusal.message, field="results") from refusal

    def _check_cost(self, draft: Draft, columns: Columns) -> None:
        try:
            found = costs.worked_out(self._actor, columns)
            costs.check({**columns, **found})
        except RefusedMany as many:
            # A list holds the bands of a price in one cell.
            raise RefusedMany([_in_one_cell(one) for one in many.refusals]) from many
        for name, value in found.items():
            typed = draft.columns.get(name)
            if name in _FOLLOWS and name in draft.moved and typed not in (None, value):
                raise Refused(_FOLLOWS[name].format(plain(value)), field=name)
            if columns.get(name) != value:
                draft.columns[name] = value
                draft.moved[name] = (columns.get(name), value)

    def _check_evidence(self, draft: Draft, columns: Columns) -> None:
        evidence.check({**columns, "version_id": None, "title": columns["title"] or ""})

    def _check_decision(self, draft: Draft, columns: Columns) -> None:
        taken = draft.stored is not None and draft.stored.columns["decided_on"] is not None
        if taken and draft.moved:
            words = "This decision was taken already, and stays as it was taken."
            raise Refused(words, field="decided_on")
        if not taken and columns["decided_on"] is not None:
            raise Refused(
                "Decisions are taken on the page of the product, where the gaps of the day are "
                "kept with them. Bring in the plan without this day.",
                field="decided_on",
            )
        if columns["planned_on"] is None and not taken:
            raise Refused("Enter the day on which it is to be decided.", field="planned_on")
        if not taken and (draft.stored is None or draft.moved):
            key, gate, planned_on = (columns[n] for n in ("product_id", "gate", "planned_on"))
            decisions.check_plan(self._actor, key, gate, planned_on)

    def _check_promise(self, draft: Draft, columns: Columns) -> None:
        if columns["side"] is None:
            raise Refused("Say who promised it.", field="side")
        promises.check({**columns, "text": columns["text"] or ""})

    def _check_question(self, draft: Draft, columns: Columns) -> None:
        questions.check({**columns, "text": columns["text"] or ""})

    def _check_version_of(self, draft: Draft) -> None:
        columns = after(draft)
        version_id = columns.get("version_id")
        if version_id is None or "version_id" not in draft.columns:
            return
        new = self._versions.get(version_id)
        stored = self._store.by_id(Kind.VERSION, version_id) if version_id > 0 else None
        product_id = new.columns.get("product_id") if new else None
        if product_id is None and stored is not None:
            product_id = stored.columns["product_id"]
        if product_id != columns["product_id"]:
            raise Refused("That is a version of another product.", field="product_version")


def with_defaults(kind_model: type[Any], columns: Columns) -> Columns:
    """Return every column of a new row; what was not said has its usual value."""
    full: Columns = {}
    for column in kind_model.__table__.columns:
        default = column.default
        usual = default.arg if default is not None and default.is_scalar else None
        full[column.key] = columns.get(column.key, usual)
    return full


def after(draft: Draft) -> Columns:
    """Return the columns of a record as they will be."""
    model = PLANS[draft.kind].model
    before = draft.stored.columns if draft.stored else with_defaults(model, {})
    return {**before, **draft.columns}


def _in_one_cell(refusal: Refused) -> Refused:
    field = refusal.field or ""
    return Refused(refusal.message, field="tiers" if field.startswith("tiers-") else field)


def _children(draft: Draft, table: str) -> list[dict[str, Any]]:
    stored = draft.stored.children.get(table, []) if draft.stored else []
    return draft.children.get(table, stored)


def _facts(model: type[Any], row: dict[str, Any]) -> Any:
    names = model.__dataclass_fields__
    given = {name: row[name] for name in names if name in row}
    if given.get("subgroup", "") is None:
        given["subgroup"] = ""
    return model(**given)
