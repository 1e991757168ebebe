"""Costs and evidence of one supplier, with what is worked out about each when it is shown."""

from collections.abc import Sequence
from datetime import date
from typing import Any

import sqlalchemy as sa

from vendor_tracker.domain import clocks, costs
from vendor_tracker.domain.dossier import (
    ProductDossier,
)
from vendor_tracker.domain.facts import (
    DecisionFacts,
    EvidenceFacts,
    VersionFacts,
)
from vendor_tracker.domain.references import Kind, reference
from vendor_tracker.domain.vocabulary import Gate, Outcome
from vendor_tracker.storage.db import session
from vendor_tracker.storage.models import Cost, Decision, Evidence, Product, ProductVersion
from vendor_tracker.storage.queries.costfacts import cost_facts
from vendor_tracker.storage.queries.suppliers.lines import CostLine, EvidenceLine
from vendor_tracker.storage.queries.suppliers.parts import SHOWN, Owner, Part


def list_costs_of(owner: Owner, most: int = SHOWN) -> Part[CostLine]:
    """Return the cost lines of a supplier with how each came to light, newest first."""
    statement = (
        sa.select(
            Cost, Product.number.label("product_number"), Product.stage,
            _award_on().label("award_on"), _award_planned_on().label("planned_on"),
            sa.func.count().over().label("total"),
        )
        .outerjoin(Product, Product.id == Cost.product_id)
        .where(
            Cost.organisation_id == owner.organisation_id,
            Cost.supplier_id == owner.supplier_id,
            Cost.archived_at.is_(None),
        )
        .order_by(Cost.id.desc())
        .limit(most)
    )  # fmt: skip
    rows = session().execute(statement).all()
    return Part(tuple(_cost(row) for row in rows), rows[0].total if rows else 0)


def list_evidence_of(owner: Owner, on: date, warning_days: int) -> Part[EvidenceLine]:
    """Return the evidence of a supplier with both clocks read, what lapses first on top."""
    some = (
        sa.select(
            Evidence.id, Evidence.number, Evidence.title, Evidence.kind, Evidence.expires_on,
            Evidence.product_id, Evidence.version_id, sa.func.count().over().label("total"),
        )
        .where(
            Evidence.organisation_id == owner.organisation_id,
            Evidence.supplier_id == owner.supplier_id,
            Evidence.archived_at.is_(None),
        )
        .order_by(Evidence.expires_on.is_(None), Evidence.expires_on, Evidence.id)
        .limit(SHOWN)
        .subquery()
    )  # fmt: skip
    version = ProductVersion
    # Only a document made for one version needs the versions of its product.
    of_its_product = sa.and_(
        version.organisation_id == owner.organisation_id,
        version.product_id == some.c.product_id,
        some.c.version_id.is_not(None),
        version.archived_at.is_(None),
    )
    statement = (
        sa.select(
            some, Product.number.label("product_number"), version.id.label("other_id"),
            version.number.label("other_number"), version.name, version.released_on,
            version.in_use_from,
        )
        .outerjoin(Product, Product.id == some.c.product_id)
        .outerjoin(version, of_its_product)
        .order_by(some.c.expires_on.is_(None), some.c.expires_on, some.c.id, version.id)
    )  # fmt: skip
    grouped: dict[int, list[Any]] = {}
    for row in session().execute(statement):
        grouped.setdefault(row.id, []).append(row)
    lines = tuple(_evidence(rows, on, warning_days) for rows in grouped.values())
    return Part(lines, next(iter(grouped.values()))[0].total if grouped else 0)


def _award_on() -> sa.ScalarSelect[Any]:
    """Return the day on which the product of a cost line was awarded."""
    return _award(
        sa.func.min(Decision.decided_on),
        Decision.outcome.in_([Outcome.go_on, Outcome.go_on_with_conditions]),
    )


def _award_planned_on() -> sa.ScalarSelect[Any]:
    """Return the day for which its award is planned."""
    return _award(sa.func.min(Decision.planned_on), Decision.decided_on.is_(None))


def _award(day: Any, condition: sa.ColumnElement[bool]) -> sa.ScalarSelect[Any]:
    return (
        sa.select(day)
        .where(
            Decision.organisation_id == Cost.organisation_id,
            Decision.product_id == Cost.product_id,
            Decision.gate == Gate.award,
            Decision.archived_at.is_(None),
            condition,
        )
        .correlate(Cost)
        .scalar_subquery()
    )


def _cost(row: Any) -> CostLine:
    cost = row.Cost
    facts = cost_facts(reference(Kind.COST, cost.number), cost)
    award = costs.Award(is_passed=False)
    if row.stage is not None:
        award = costs.award_of(ProductDossier("", stage=row.stage, decisions=_decisions(row)))
    return CostLine(
        facts.reference,
        cost.category,
        cost.description,
        cost.charge,
        costs.amount(facts),
        costs.status(facts, award),
        cost.asked_on,
        _product_reference(row),
    )


def _decisions(row: Any) -> tuple[DecisionFacts, ...]:
    taken = DecisionFacts("", Gate.award, None, row.award_on, Outcome.go_on)
    planned = DecisionFacts("", Gate.award, row.planned_on)
    return tuple(d for d in (taken, planned) if d.decided_on or d.planned_on)


def _evidence(rows: Sequence[Any], on: date, warning_days: int) -> EvidenceLine:
    row = rows[0]
    versions = tuple(
        VersionFacts(reference(Kind.VERSION, r.other_number), r.name, r.released_on, r.in_use_from)
        for r in rows
        if r.other_id is not None
    )
    own = next((r for r in rows if r.other_id is not None and r.other_id == row.version_id), None)
    made_for = "" if own is None else reference(Kind.VERSION, own.other_number)
    facts = EvidenceFacts(
        reference(Kind.EVIDENCE, row.number), expires_on=row.expires_on, version=made_for
    )
    judged = clocks.judged_version(versions, on)
    return EvidenceLine(
        facts.reference,
        row.title,
        row.kind,
        row.expires_on,
        _product_reference(row),
        "" if own is None else own.name,
        clocks.read_clocks(facts, judged, on, warning_days),
    )


def _product_reference(row: Any) -> str:
    return reference(Kind.PRODUCT, row.product_number) if row.product_number else ""
