"""Everything the rules may know of products, from their rows."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

import sqlalchemy as sa

from vendor_tracker import clock
from vendor_tracker.domain.dossier import (
    ProductDossier,
)
from vendor_tracker.domain.facts import (
    CostFacts,
    MeetingFacts,
    VersionFacts,
)
from vendor_tracker.domain.gaps import About
from vendor_tracker.domain.lifeplans import Plan
from vendor_tracker.domain.making import quickly
from vendor_tracker.domain.vocabulary import Known, MeetingKind
from vendor_tracker.storage import models
from vendor_tracker.storage.dossiers.answers import (
    ANSWERS,
    WAIVERS,
    load_product_answers,
    load_waivers,
)
from vendor_tracker.storage.dossiers.claims import CLAIMS, load_claims
from vendor_tracker.storage.dossiers.contracts import load_over_5m
from vendor_tracker.storage.dossiers.disclosures import DISCLOSURES, load_disclosures
from vendor_tracker.storage.dossiers.rows import (
    DECISIONS,
    IS_SUPPLIER,
    LINK,
    MEETING,
    PRODUCT,
    SUPPLIER,
    VERSION,
    Family,
    Grouped,
    among,
    chunks,
    contract_facts,
    contracts_of,
    decision_facts,
    evidence_facts,
    evidence_of,
    facts_of,
    fetch,
    grouped,
    promise_facts,
    promises_of,
    question_facts,
    questions_of,
    tied,
)
from vendor_tracker.storage.dossiers.waiting import SOME_WAIT, load_waiting
from vendor_tracker.storage.libraries import load_library

_COST: Any = models.Cost.__table__.c
_COST_FACTS = facts_of(CostFacts, "COST")
_VERSION_FACTS = facts_of(VersionFacts, "VER")
_MEETING_FACTS = facts_of(MeetingFacts, "MTG")
_DOSSIER = quickly(ProductDossier)

_PRODUCTS = among(
    PRODUCT.id,
    PRODUCT.number,
    PRODUCT.name,
    PRODUCT.stage,
    PRODUCT.accountable,
    PRODUCT.esf_tier,
    PRODUCT.about,
    PRODUCT.created_at,
    PRODUCT.catch_up_on,
    PRODUCT.catch_up_ended_on,
    SOME_WAIT,
    sort=PRODUCT.id,
)
_SUPPLIERS = among(
    LINK.product_id,
    SUPPLIER.id,
    SUPPLIER.number,
    sort=LINK.id,
    source=tied(LINK.supplier_id, SUPPLIER.id),
).where(SUPPLIER.archived_at.is_(None), IS_SUPPLIER)
_VERSIONS = among(
    VERSION.product_id,
    VERSION.number,
    VERSION.name,
    VERSION.released_on,
    VERSION.in_use_from,
    VERSION.rechecked_on,
    sort=VERSION.id,
)
_COST_COLUMNS = (
    _COST.number,
    _COST.category,
    _COST.description,
    _COST.charge,
    _COST.quantity,
    _COST.unit_price,
    _COST.vat_rate,
    _COST.vat_recoverable,
    _COST.bearer,
    _COST.in_contract,
    _COST.disclosed_by,
    _COST.disclosed_on,
    _COST.asked_on,
    _COST.nil_on,
    _COST.ends_on,
    _COST.starts_on,
    _COST.rise_percent,
    _COST.not_applicable,
    _COST.rise_cap,
    _COST.low_price,
    _COST.high_price,
    _COST.tiers,
    _COST.minimum,
    _COST.most,
    _COST.driver,
)
_COSTS = among(_COST.product_id, *_COST_COLUMNS, sort=_COST.id)
_SHARED_COSTS = among(_COST.supplier_id, *_COST_COLUMNS, sort=_COST.id).where(
    _COST.product_id.is_(None)
)
_PLAN: Any = models.LifePlan.__table__.c
_PLANS = among(
    _PLAN.product_id,
    _PLAN.starts_on,
    _PLAN.years,
    _PLAN.allowance,
    _PLAN.allowance_class,
    _PLAN.allowance_reason,
    sort=_PLAN.id,
)
_CONTRACTS = contracts_of(models.ContractProduct.__table__.c.product_id)
_PROMISES = promises_of("product_id")
_QUESTIONS = questions_of("product_id")
_EVIDENCE_ROWS = evidence_of("product_id")
# Of meetings only what decides whether a product was debated before a decision.
_MEETINGS = among(
    LINK.product_id,
    MEETING.number,
    MEETING.held_on,
    MEETING.kind,
    MEETING.concerns != "",
    sort=MEETING.id,
    source=tied(LINK.supplier_id, MEETING.supplier_id),
).where(
    MEETING.archived_at.is_(None),
    IS_SUPPLIER,
    sa.or_(MEETING.product_id.is_(None), MEETING.product_id == LINK.product_id),
    sa.or_(MEETING.kind == MeetingKind.challenge, MEETING.concerns != ""),
)
_LAST_MET = (
    among(MEETING.supplier_id, sa.func.max(MEETING.held_on), sort=MEETING.supplier_id)
    .where(MEETING.held_on <= sa.bindparam("on"))
    .group_by(MEETING.supplier_id)
)

_KNOWN = Family(
    _VERSIONS,
    *CLAIMS,
    _COSTS,
    _CONTRACTS,
    _PROMISES,
    _QUESTIONS,
    _EVIDENCE_ROWS,
    DECISIONS,
    _MEETINGS,
    *ANSWERS,
    *WAIVERS[About.product],
    *DISCLOSURES,
    _PLANS,
)


@dataclass(frozen=True, slots=True)
class _Suppliers:
    """The suppliers of products, and what they bring to each of them."""

    by_product: Grouped[tuple[int, str]]
    costs: Grouped[CostFacts]
    met_on: Mapping[int, date]

    def references(self, product_id: int) -> tuple[str, ...]:
        return tuple(dict.fromkeys([ref for _, ref in self.by_product.get(product_id, ())]))

    def shared_costs(self, product_id: int) -> tuple[CostFacts, ...]:
        if not self.costs:
            return ()
        ids = dict.fromkeys(key for key, _ in self.by_product.get(product_id, ()))
        return tuple(line for key in ids for line in self.costs.get(key, ()))

    def last_met_on(self, product_id: int) -> date | None:
        keys = [key for key, _ in self.by_product.get(product_id, ())]
        return max([self.met_on[key] for key in keys if key in self.met_on], default=None)


def load_product_dossiers(
    organisation_id: int, ids: Iterable[int], on: date | None = None
) -> dict[int, ProductDossier]:
    """Return what rules may know of these products; those that are archived are left out."""
    found: dict[int, ProductDossier] = {}
    for part in chunks(ids):
        found |= _load(organisation_id, part, on or clock.today())
    return found


def _load(organisation_id: int, ids: list[int], on: date) -> dict[int, ProductDossier]:
    rows = _KNOWN.rows(organisation_id, ids)
    suppliers = _suppliers(organisation_id, ids, on)
    children = (
        grouped(rows(_VERSIONS), _VERSION_FACTS),
        load_claims(rows),
        grouped(rows(_COSTS), _COST_FACTS),
        grouped(rows(_CONTRACTS), contract_facts),
        grouped(rows(_PROMISES), promise_facts),
        grouped(rows(_QUESTIONS), question_facts),
        grouped(rows(_EVIDENCE_ROWS), evidence_facts),
        grouped(rows(DECISIONS), decision_facts),
        grouped(rows(_MEETINGS), _MEETING_FACTS),
    )
    library = load_library(organisation_id)
    answers = load_product_answers(organisation_id, ids, library, rows)
    waivers = load_waivers(About.product, rows)
    disclosures = load_disclosures(rows)
    plans = {key: Plan(*values) for key, *values in rows(_PLANS)}
    large = load_over_5m(organisation_id, children[3], on)
    products = fetch(_PRODUCTS, organisation_id, ids)
    some_wait = any(row[-1] for row in products)
    waiting = load_waiting(About.product, organisation_id, ids) if some_wait else {}
    return {
        row[0]: _product(
            row,
            suppliers,
            children,
            (
                answers.get(row[0]) or {},
                waivers.get(row[0], ()),
                library,
                waiting.get(row[0], {}),
            ),
            disclosures.of(row[0])
            | {"over_5m": large.get(row[0], Known.unknown), "plan": plans.get(row[0])},
        )
        for row in products
    }


def _product(
    row: Any,
    suppliers: _Suppliers,
    children: tuple[Any, ...],
    assessed: tuple[Any, ...],
    more: dict[str, Any],
) -> ProductDossier:
    key, number, title, stage, accountable, tier, about, created_at, quiet_on, ended_on, _ = row
    versions, claims, costs, *others = (child.get(key, ()) for child in children)
    return _DOSSIER(
        f"PRD-{number}",
        title,
        stage,
        accountable,
        tier,
        {fact: answer[0] for fact, answer in (about or {}).items()},
        clock.to_london(created_at).date(),
        quiet_on,
        ended_on,
        suppliers.last_met_on(key),
        suppliers.references(key),
        versions,
        claims,
        costs,
        suppliers.shared_costs(key),
        *others,
        *assessed,
        **more,
    )


def _suppliers(organisation_id: int, ids: list[int], on: date) -> _Suppliers:
    links = grouped(fetch(_SUPPLIERS, organisation_id, ids), _supplier)
    keys = {key for found in links.values() for key, _ in found}
    costs: Grouped[CostFacts] = {}
    met_on: dict[int, date] = {}
    for part in chunks(keys):
        costs |= grouped(fetch(_SHARED_COSTS, organisation_id, part), _COST_FACTS)
        met_on.update((row[0], row[1]) for row in fetch(_LAST_MET, organisation_id, part, on=on))
    return _Suppliers(links, costs, met_on)


def _supplier(key: int, number: int) -> tuple[int, str]:
    return key, f"SUP-{number}"
