"""Where products stand: stored counts and decisions, made into the one standing all pages use."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

import sqlalchemy as sa

from vendor_tracker.domain.costsummaries import CostSummary
from vendor_tracker.domain.dossier import (
    IN_PLAY,
    ProductDossier,
)
from vendor_tracker.domain.facts import (
    DecisionFacts,
)
from vendor_tracker.domain.gates import Position, position
from vendor_tracker.domain.readiness import NOT_CHECKED, ProductStanding, Readiness, readiness
from vendor_tracker.domain.references import Kind, reference
from vendor_tracker.domain.vocabulary import SupplierRole
from vendor_tracker.storage.db import session
from vendor_tracker.storage.models import (
    Claim,
    Cost,
    Decision,
    Evidence,
    Product,
    ProductStatus,
    ProductSupplier,
    Promise,
    Question,
    Supplier,
)

_NOTHING = Decimal(0)


@dataclass(frozen=True, slots=True)
class SupplierLink:
    """A supplier of a product, and what it is to the product."""

    reference: str
    name: str
    role: Any


@dataclass(frozen=True, slots=True)
class Place:
    """Where one product stands, in figures and in words."""

    standing: ProductStanding
    position: Position
    readiness: Readiness
    is_checked: bool


def has_records() -> sa.ColumnElement[int]:
    """Return 1 for a product about which anything is recorded, else 0."""
    found = [
        sa.exists().where(
            model.organisation_id == Product.organisation_id,
            model.product_id == Product.id,
            model.archived_at.is_(None),
        )
        for model in (Claim, Cost, Evidence, Question, Promise)
    ]
    return sa.case((sa.or_(*found), 1), else_=0).label("records")


def has_product_in_play() -> sa.ColumnElement[bool]:
    """Tell whether a supplier is asked anything: only while a product of it is in play."""
    return (
        sa.exists()
        .where(
            ProductSupplier.supplier_id == Supplier.id,
            ProductSupplier.role != SupplierRole.former,
            Product.id == ProductSupplier.product_id,
            Product.archived_at.is_(None),
            Product.stage.in_(sorted(IN_PLAY)),
        )
        .correlate(Supplier)
    )


def place_of(
    product: Product,
    status: ProductStatus | None,
    decisions: tuple[DecisionFacts, ...],
    *,
    records: int,
    on: date,
) -> Place:
    """Return where a product stands; without a stored check it says so."""
    place = position(product.stage, decisions)
    standing = _standing(product, status, place, records=records, on=on)
    is_checked = status is not None and status.checked_on is not None
    found = readiness(standing, on) if is_checked else NOT_CHECKED
    return Place(standing, place, found, is_checked)


def load_decisions(
    organisation_id: int, product_ids: Iterable[int]
) -> dict[int, tuple[DecisionFacts, ...]]:
    """Return the live decisions of each of these products."""
    found: dict[int, list[DecisionFacts]] = defaultdict(list)
    rows: Iterable[Any] = session().execute(
        sa.select(
            Decision.product_id, Decision.number, Decision.gate, Decision.planned_on,
            Decision.decided_on, Decision.outcome, _conditions(),
            # One that was put away and never done does not look done.
            _conditions(Promise.done_on.is_(None)),
        )
        .where(
            Decision.organisation_id == organisation_id,
            Decision.product_id.in_(list(product_ids)),
            Decision.archived_at.is_(None),
        )
        .order_by(Decision.id)
    )  # fmt: skip
    for product_id, number, *columns in rows:
        found[product_id].append(DecisionFacts(reference(Kind.DECISION, number), *columns))
    return {key: tuple(value) for key, value in found.items()}


def _conditions(*which: sa.ColumnElement[bool]) -> sa.ScalarSelect[int]:
    """Count the conditions of a decision, each a promise of ours."""
    return (
        sa.select(sa.func.count())
        .select_from(Promise)
        .where(
            Promise.organisation_id == Decision.organisation_id,
            Promise.decision_id == Decision.id,
            *which,
        )
        .correlate(Decision)
        .scalar_subquery()
    )


def load_suppliers(
    organisation_id: int, product_ids: Sequence[int]
) -> dict[int, tuple[SupplierLink, ...]]:
    """Return the suppliers of each of these products."""
    found: dict[int, list[SupplierLink]] = defaultdict(list)
    rows = session().execute(
        sa.select(ProductSupplier.product_id, Supplier.number, Supplier.name, ProductSupplier.role)
        .join(Supplier, Supplier.id == ProductSupplier.supplier_id)
        .where(
            ProductSupplier.organisation_id == organisation_id,
            ProductSupplier.product_id.in_(product_ids),
        )
        .order_by(ProductSupplier.id)
    )
    for product_id, number, name, role in rows:
        link = SupplierLink(reference(Kind.SUPPLIER, number), name, role)
        found[product_id].append(link)
    return {key: tuple(value) for key, value in found.items()}


def costs_of(status: ProductStatus | None) -> CostSummary:
    """Return the stored summary of a product's costs."""
    if status is None:
        return CostSummary()
    return CostSummary(
        year=status.cost_year or _NOTHING,
        one_off=status.cost_one_off or _NOTHING,
        hidden_year=status.hidden_year or _NOTHING,
        hidden_one_off=status.hidden_one_off or _NOTHING,
        lines=status.cost_lines,
        unknown=status.costs_unknown,
        hidden_unknown=status.hidden_unknown,
        year_known=status.cost_year is not None,
        one_off_known=status.cost_one_off is not None,
    )


def _standing(
    product: Product,
    status: ProductStatus | None,
    place: Position,
    *,
    records: int,
    on: date,
) -> ProductStanding:
    facts = ProductDossier(
        reference(Kind.PRODUCT, product.number),
        stage=product.stage,
        catch_up_on=product.catch_up_on,
        catch_up_ended_on=product.catch_up_ended_on,
    )
    return ProductStanding(
        stage=product.stage,
        next_gate=place.next_gate,
        planned_on=place.planned_on,
        critical=status.critical if status else 0,
        major=status.major if status else 0,
        minor=status.minor if status else 0,
        known_at_start=status.known_at_start if status else 0,
        waived=status.waived if status else 0,
        catch_up_on=product.catch_up_on if facts.in_catch_up(on) else None,
        last_met_on=status.last_met_on if status else None,
        costs=costs_of(status),
        records=records,
        award_passed=place.award_passed,
        award_on=place.award_on,
        stopped_by=place.stopped_by,
        items_asked=status.items_asked if status else 0,
        items_met=status.items_met if status else 0,
    )
