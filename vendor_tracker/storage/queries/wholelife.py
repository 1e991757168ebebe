"""Over which years a product is counted, and the cost lines of its whole life."""

from dataclasses import dataclass
from datetime import date
from typing import Any

import sqlalchemy as sa

from vendor_tracker.domain.actor import Actor
from vendor_tracker.domain.benefits import BenefitRow
from vendor_tracker.domain.costs import award_of
from vendor_tracker.domain.dossier import ProductDossier
from vendor_tracker.domain.errors import NotFound
from vendor_tracker.domain.facts import CostFacts
from vendor_tracker.domain.lifelines import Told
from vendor_tracker.domain.lifeplans import Plan
from vendor_tracker.domain.references import Kind, number_of, reference
from vendor_tracker.domain.vocabulary import Stage
from vendor_tracker.storage.db import session
from vendor_tracker.storage.models import Contract, ContractProduct, Cost, LifePlan, Product
from vendor_tracker.storage.queries.cases import list_product_benefits
from vendor_tracker.storage.queries.costfacts import COST_FACTS
from vendor_tracker.storage.queries.standings import load_decisions

_LIVE: Any = Cost.__table__.c
_COLUMNS = [_LIVE[name] for name in COST_FACTS]


@dataclass(frozen=True, slots=True)
class LifeRow:
    """One cost line, and in what it was disclosed."""

    facts: CostFacts
    disclosed_in: str


@dataclass(frozen=True, slots=True)
class LifeDetail:
    """What the whole life of one product is worked out from, with its lines as they are listed."""

    told: Told
    rows: tuple[LifeRow, ...]
    # The benefits of its case, to be set against the cost.
    benefits: tuple[BenefitRow, ...] = ()


def get_life(actor: Actor, ref: str) -> LifeDetail:
    """Return the plan and the live cost lines of a product; raise NotFound if there is none."""
    number = number_of(Kind.PRODUCT, ref)
    key, stage, plan = _product(actor, ref, number)
    rows = _rows(actor, key)
    decisions = load_decisions(actor.organisation_id, [key]).get(key, ()) if rows else ()
    told = Told(
        plan,
        _contract_from(actor, number),
        award_of(ProductDossier(ref, stage=stage, decisions=decisions)),
        tuple(row.facts for row in rows),
    )
    return LifeDetail(told, rows, list_product_benefits(actor, ref))


def _rows(actor: Actor, product_id: int) -> tuple[LifeRow, ...]:
    """Return the live lines of a product, without what only a list of costs shows."""
    rows = session().execute(
        sa.select(*_COLUMNS, _LIVE.number, _LIVE.disclosed_in)
        .where(
            _LIVE.organisation_id == actor.organisation_id,
            _LIVE.product_id == product_id,
            _LIVE.archived_at.is_(None),
        )
        .order_by(_LIVE.category, _LIVE.id)
    )
    return tuple(
        LifeRow(CostFacts(reference(Kind.COST, number), *facts), disclosed_in)
        for *facts, number, disclosed_in in rows
    )


def _product(actor: Actor, ref: str, number: int) -> tuple[int, Stage, Plan | None]:
    """Return the private key of a product, its stage, and the years that somebody set."""
    row = session().execute(
        sa.select(
            Product.id,
            Product.stage,
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
    found: Any = row.one_or_none()
    if found is None:
        raise NotFound(ref)
    key, stage, starts_on, *terms = found
    return key, stage, None if starts_on is None else Plan(starts_on, *terms)


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
