"""Over which years a product is counted, and the cost lines of its whole life."""

from dataclasses import dataclass
from datetime import date

import sqlalchemy as sa

from vendor_tracker.domain.actor import Actor
from vendor_tracker.domain.benefits import BenefitRow
from vendor_tracker.domain.costs import Award
from vendor_tracker.domain.errors import NotFound
from vendor_tracker.domain.lifelines import Plan, Told
from vendor_tracker.domain.references import Kind, number_of
from vendor_tracker.storage.db import session
from vendor_tracker.storage.models import Contract, ContractProduct, LifePlan, Product
from vendor_tracker.storage.queries.cases import list_product_benefits
from vendor_tracker.storage.queries.costs import CostRow, list_product_costs

_NO_AWARD = Award(is_passed=False)


@dataclass(frozen=True, slots=True)
class LifeDetail:
    """What the whole life of one product is worked out from, with its lines as they are listed."""

    told: Told
    rows: tuple[CostRow, ...]
    # The benefits of its case, to be set against the cost.
    benefits: tuple[BenefitRow, ...] = ()


def get_life(actor: Actor, ref: str) -> LifeDetail:
    """Return the plan and the live cost lines of a product; raise NotFound if there is none."""
    number = number_of(Kind.PRODUCT, ref)
    plan = _plan(actor, ref, number)
    rows, _ = list_product_costs(actor, ref)
    told = Told(
        plan,
        _contract_from(actor, number),
        rows[0].award if rows else _NO_AWARD,
        tuple(row.facts for row in rows),
    )
    return LifeDetail(told, tuple(rows), list_product_benefits(actor, ref))


def _plan(actor: Actor, ref: str, number: int) -> Plan | None:
    row = session().execute(
        sa.select(
            LifePlan.starts_on,
            LifePlan.years,
            LifePlan.allowance,
            LifePlan.allowance_class,
            LifePlan.allowance_reason,
        )
        .select_from(Product)
        .outerjoin(
            LifePlan,
            sa.and_(
                LifePlan.organisation_id == Product.organisation_id,
                LifePlan.product_id == Product.id,
            ),
        )
        .where(Product.organisation_id == actor.organisation_id, Product.number == number)
    )
    found = row.one_or_none()
    if found is None:
        raise NotFound(ref)
    return None if found.starts_on is None else Plan(*found)


def _contract_from(actor: Actor, number: int) -> date | None:
    found: date | None = session().scalar(
        sa.select(sa.func.min(Contract.starts_on))
        .join(ContractProduct, ContractProduct.contract_id == Contract.id)
        .join(Product, Product.id == ContractProduct.product_id)
        .where(
            Contract.organisation_id == actor.organisation_id,
            Contract.archived_at.is_(None),
            Product.number == number,
        )
    )
    return found
