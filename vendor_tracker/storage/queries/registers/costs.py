"""Rows of cost lines: the amount, how sure it is, and how it came to light."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from typing import Any

import sqlalchemy as sa

from vendor_tracker.domain import costs
from vendor_tracker.domain.actor import Actor
from vendor_tracker.domain.costs import Award, award_of
from vendor_tracker.domain.dossier import (
    ProductDossier,
)
from vendor_tracker.domain.facts import (
    CostFacts,
)
from vendor_tracker.domain.pricing import POUNDS
from vendor_tracker.domain.references import Kind
from vendor_tracker.domain.vocabulary import Bearer, CostCategory, Doubt, SupplierRole
from vendor_tracker.storage.db import session
from vendor_tracker.storage.models import Cost, EvidenceLink, Product, ProductSupplier
from vendor_tracker.storage.queries.costfacts import COST_FACTS, COST_TERMS, cost_facts
from vendor_tracker.storage.queries.registers.links import decisions_by_product, evidence_by
from vendor_tracker.storage.queries.registers.replies import replies_by_record
from vendor_tracker.storage.queries.registers.scope import (
    Scope,
    SheetRow,
    joined,
    meeting_column,
    product_columns,
    ref,
    stream_told,
    supplier_columns,
    taken,
)

# Watching how well a product works, and handling its errors.
NAMED_COSTS = frozenset({CostCategory.K11, CostCategory.K12})
_NO_AWARD = Award(is_passed=False)


def list_costs(actor: Actor, scope: Scope) -> Iterator[SheetRow]:
    """Yield every cost line."""
    decisions, awards = decisions_by_product(actor), dict[int, Award]()
    proofs, replies = evidence_by(actor, EvidenceLink.cost_id), replies_by_record(actor)
    statement = sa.select(
        Cost.id.label("key"), Cost.product_id, Product.stage, ref(Kind.COST, Cost.number),
        *supplier_columns(), *product_columns(), meeting_column(),
        *[getattr(Cost, name) for name in (*COST_FACTS, *COST_TERMS)], Cost.unit, Cost.disclosed_in,
        Cost.vat_heading, Cost.vat_note, Cost.confidential, Cost.confidential_reason,
        Cost.confidential_until, Cost.version,
    )  # fmt: skip
    statement = joined(statement, Cost).where(*taken(actor, Cost, scope)).order_by(Cost.number)
    for row, told in stream_told(statement):
        if not scope.shows(row.reference):
            continue
        if row.product_id is not None and row.product_id not in awards:
            made = decisions.get(row.product_id, ())
            awards[row.product_id] = award_of(ProductDossier("", stage=row.stage, decisions=made))
        yield {
            **told,
            **_worked_out(row, awards.get(row.product_id, _NO_AWARD), scope),
            "evidence": scope.shown(proofs.get(row.key, ())),
            "replies": replies.get(row.reference),
            # Pounds are meant where nothing is said.
            "currency": None if row.currency == POUNDS else row.currency,
        }


def named_costs_by_product(actor: Actor) -> dict[int, frozenset[CostCategory]]:
    """Return which of the two costs that hide most often are told, for each product."""
    told = (
        Cost.organisation_id == actor.organisation_id,
        Cost.archived_at.is_(None),
        Cost.category.in_(sorted(NAMED_COSTS)),
        sa.or_(
            Cost.unit_price.is_not(None), Cost.nil_on.is_not(None), Cost.bearer == Bearer.supplier
        ),
    )
    own = sa.select(Cost.product_id, Cost.category).where(Cost.product_id.is_not(None), *told)
    shared = (
        sa.select(ProductSupplier.product_id, Cost.category)
        .join(Cost, Cost.supplier_id == ProductSupplier.supplier_id)
        .where(Cost.product_id.is_(None), ProductSupplier.role != SupplierRole.former, *told)
    )
    found: dict[int, set[CostCategory]] = defaultdict(set)
    rows: Iterable[Any] = session().execute(sa.union_all(own, shared))
    for product_id, category in rows:
        found[product_id].add(CostCategory(category))
    return {key: frozenset(value) for key, value in found.items()}


def _worked_out(row: Any, award: Award, scope: Scope) -> dict[str, Any]:
    line = cost_facts(row.reference, row)
    amount = costs.amount(line)
    return {
        "amount": amount,
        "amount_doubt": _doubt(line),
        "status": costs.status(line, award),
        "hidden": costs.was_hidden(line, award, scope.on, scope.limits),
    }


def _doubt(line: CostFacts) -> Doubt:
    if costs.amount(line) is None:
        return Doubt.not_known
    return Doubt.nil if line.unit_price is None else Doubt.exact
