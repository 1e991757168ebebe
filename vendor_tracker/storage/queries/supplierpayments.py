"""What one supplier was paid, and the cost lines that may explain it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

import sqlalchemy as sa

from vendor_tracker.domain import costs
from vendor_tracker.domain.actor import Actor
from vendor_tracker.domain.facts import CostFacts
from vendor_tracker.domain.payments import Paid, YearCompared, compared, total_of
from vendor_tracker.domain.references import Kind, number_of, reference
from vendor_tracker.storage.db import session
from vendor_tracker.storage.models import Cost, Payment, Product, ProductSupplier, Supplier
from vendor_tracker.storage.queries.costfacts import COST_FACTS, cost_facts
from vendor_tracker.storage.queries.payments import PAID, paid_of


@dataclass(frozen=True, slots=True)
class SupplierPaid:
    """What a supplier was paid, the last year first, beside what its cost lines foresee."""

    years: tuple[YearCompared, ...] = ()
    lines: int = 0

    @property
    def total(self) -> Paid:
        """Return what was paid in all years."""
        return total_of(one.paid for one in self.years)


def get_supplier_paid(actor: Actor, supplier: str, on: date) -> SupplierPaid:
    """Return what a supplier was paid year by year; this year stands there too."""
    supplier_id = _supplier_id(actor, supplier)
    year = sa.extract("year", Payment.paid_on)
    rows = session().execute(
        sa.select(year.label("year"), *PAID)
        .outerjoin(Cost, Cost.id == Payment.cost_id)
        .where(
            Payment.organisation_id == actor.organisation_id,
            Payment.supplier_id == supplier_id,
            Payment.archived_at.is_(None),
        )
        .group_by(year)
    )
    paid = {int(row.year): paid_of(row) for row in rows}
    if not paid:
        return SupplierPaid()
    lines = _lines_of(actor, supplier_id)
    return SupplierPaid(tuple(compared({on.year: Paid()} | paid, lines)), len(lines))


def list_lines_for(actor: Actor, supplier: str) -> list[tuple[str, str]]:
    """Return reference and words of each line that a payment to a supplier may be for."""
    supplier_id = _supplier_id(actor, supplier)
    link = ProductSupplier
    products = sa.select(link.product_id).where(
        link.organisation_id == actor.organisation_id, link.supplier_id == supplier_id
    )
    rows = session().execute(
        sa.select(Cost, Product.name.label("product"))
        .outerjoin(Product, Product.id == Cost.product_id)
        .where(
            Cost.organisation_id == actor.organisation_id,
            Cost.archived_at.is_(None),
            sa.or_(Cost.supplier_id == supplier_id, Cost.product_id.in_(products)),
        )
        .order_by(Cost.number)
    )
    return [(ref, words) for ref, words in (_choice(row.Cost, row.product) for row in rows)]


def _lines_of(actor: Actor, supplier_id: sa.ScalarSelect[int]) -> Sequence[CostFacts]:
    columns = [getattr(Cost, name) for name in COST_FACTS]
    rows = session().execute(
        sa.select(Cost.number, *columns).where(
            Cost.organisation_id == actor.organisation_id,
            Cost.supplier_id == supplier_id,
            Cost.archived_at.is_(None),
        )
    )
    return [cost_facts(reference(Kind.COST, row.number), row) for row in rows]


def _choice(cost: Cost, product: str | None) -> tuple[str, str]:
    ref = reference(Kind.COST, cost.number)
    line = cost_facts(ref, cost)
    known = costs.amount(line)
    figure = "no figure yet" if known is None else _pounds(known, line)
    named = cost.description or costs.name_of(line)
    return ref, f"{ref} {named}, {figure}{f', for {product}' if product else ''}"


def _pounds(amount: Decimal, line: CostFacts) -> str:
    return f"£{amount:,.2f} {'a year' if line.charge == 'yearly' else 'once'}"


def _supplier_id(actor: Actor, ref: str) -> sa.ScalarSelect[int]:
    return (
        sa.select(Supplier.id)
        .where(
            Supplier.organisation_id == actor.organisation_id,
            Supplier.number == number_of(Kind.SUPPLIER, ref),
        )
        .scalar_subquery()
    )
