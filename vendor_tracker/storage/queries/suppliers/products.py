"""The products of one supplier, each with where it stands, in one statement."""

from collections.abc import Sequence
from datetime import date
from typing import Any

import sqlalchemy as sa

from vendor_tracker.domain.facts import (
    DecisionFacts,
)
from vendor_tracker.domain.readiness import Tone
from vendor_tracker.domain.references import Kind, reference
from vendor_tracker.domain.vocabulary import SupplierRole
from vendor_tracker.storage.db import session
from vendor_tracker.storage.models import Decision, Product, ProductStatus, ProductSupplier
from vendor_tracker.storage.queries.standings import has_records, place_of
from vendor_tracker.storage.queries.suppliers.lines import ProductLine
from vendor_tracker.storage.queries.suppliers.parts import SHOWN, Owner, Part


def list_products_of(owner: Owner, on: date) -> Part[ProductLine]:
    """Return the products of a supplier with where each stands, the worst first."""
    some, row = _worst(owner), Decision
    live = sa.and_(
        row.organisation_id == owner.organisation_id,
        row.product_id == Product.id,
        row.archived_at.is_(None),
    )
    statement = (
        sa.select(
            Product, ProductStatus, some.c.roles, some.c.total, has_records(), row.id, row.number,
            row.gate, row.planned_on, row.decided_on, row.outcome,
        )
        .join(some, some.c.id == Product.id)
        .outerjoin(ProductStatus, ProductStatus.product_id == Product.id)
        .outerjoin(row, live)
        .order_by(*_order(), row.id)
    )  # fmt: skip
    grouped: dict[int, list[Any]] = {}
    for found in session().execute(statement):
        grouped.setdefault(found.Product.id, []).append(found)
    lines = tuple(_line(rows, on) for rows in grouped.values())
    return Part(lines, next(iter(grouped.values()))[0].total if grouped else 0)


def _worst(owner: Owner) -> sa.Subquery:
    """Return the products that are shown, each once, with all that the supplier is to it."""
    link = ProductSupplier
    codes = sa.func.aggregate_strings(sa.cast(link.role, sa.Text), ",")
    roles = (
        sa.select(link.product_id, codes.label("roles"))
        .where(link.organisation_id == owner.organisation_id, link.supplier_id == owner.supplier_id)
        .group_by(link.product_id)
        .subquery()
    )
    return (
        sa.select(Product.id, roles.c.roles, sa.func.count().over().label("total"))
        .join(roles, roles.c.product_id == Product.id)
        .outerjoin(ProductStatus, ProductStatus.product_id == Product.id)
        .where(Product.organisation_id == owner.organisation_id, Product.archived_at.is_(None))
        .order_by(*_order())
        .limit(SHOWN)
        .subquery()
    )


def _order() -> tuple[Any, ...]:
    status = ProductStatus
    return (
        sa.func.coalesce(status.critical, 0).desc(),
        sa.func.coalesce(status.major, 0).desc(),
        Product.sort_key,
        Product.id,
    )


def _line(rows: Sequence[Any], on: date) -> ProductLine:
    row = rows[0]
    decisions = tuple(
        DecisionFacts(
            reference(Kind.DECISION, r.number), r.gate, r.planned_on, r.decided_on, r.outcome
        )
        for r in rows
        if r.number is not None
    )
    place = place_of(row.Product, row.ProductStatus, decisions, records=row.records, on=on)
    tone = place.readiness.tone
    return ProductLine(
        reference=reference(Kind.PRODUCT, row.Product.number),
        name=row.Product.name,
        roles=tuple(SupplierRole(code) for code in sorted(row.roles.split(","))),
        stage=row.Product.stage,
        tone="none" if tone is Tone.no_score else tone.value,
        head=place.readiness.head,
        standing=place.standing,
        is_checked=place.is_checked,
    )
