"""Rows of whole lives: each year of each product that has a cost line."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from itertools import groupby
from typing import Any

import sqlalchemy as sa

from vendor_tracker.domain.actor import Actor
from vendor_tracker.domain.costs import award_of
from vendor_tracker.domain.dossier import ProductDossier
from vendor_tracker.domain.facts import CostFacts
from vendor_tracker.domain.lifelines import Told, work_out
from vendor_tracker.domain.lifeplans import Plan
from vendor_tracker.domain.references import Kind, reference
from vendor_tracker.domain.vocabulary import Doubt
from vendor_tracker.domain.wholelife import Basis, Life, Part, WholeLife, Year, year_name
from vendor_tracker.domain.wording import count
from vendor_tracker.domain.workingdays import ONE_DAY
from vendor_tracker.storage.db import session
from vendor_tracker.storage.models import (
    Contract,
    ContractProduct,
    Cost,
    LifePlan,
    Product,
    ProductStatus,
)
from vendor_tracker.storage.queries.costfacts import COST_FACTS
from vendor_tracker.storage.queries.registers.costsummary import dearest_first
from vendor_tracker.storage.queries.registers.links import decisions_by_product
from vendor_tracker.storage.queries.registers.scope import Scope, SheetRow, stream, taken


def list_whole_life(actor: Actor, scope: Scope) -> Iterator[SheetRow]:
    """Yield the years of each product, the dearest product first, as its page has them.

    A public copy leaves out products with a line that is confidential.
    """
    plans, starts = _plans(actor), _starts(actor)
    decisions = decisions_by_product(actor)
    for (key, number, name, stage), lines in groupby(_lines(actor, scope), lambda row: row[:4]):
        own = reference(Kind.PRODUCT, number)
        if own in scope.withheld.products:
            continue
        facts = tuple(CostFacts(reference(Kind.COST, row[4]), *row[5:]) for row in lines)
        award = award_of(ProductDossier(own, stage=stage, decisions=decisions.get(key, ())))
        told = Told(plans.get(key), starts.get(key), award, facts)
        found = work_out(told, scope.on, scope.limits)
        for year in found.years:
            yield {"product": own, "product_name": name, **_year(year, found)}


def _lines(actor: Actor, scope: Scope) -> Iterator[Any]:
    """Yield every live line of every product, those of one product together."""
    costs: Any = Cost.__table__.c
    statement = (
        sa.select(
            Product.id, Product.number, Product.name, Product.stage, Cost.number,
            *[costs[name] for name in COST_FACTS],
        )
        .join(Product, Product.id == Cost.product_id)
        .outerjoin(ProductStatus, ProductStatus.product_id == Product.id)
        .where(*taken(actor, Cost, scope))
        .order_by(*dearest_first(), Cost.category, Cost.id)
    )  # fmt: skip
    return stream(statement)


def _plans(actor: Actor) -> Mapping[int, Plan]:
    rows: Iterable[Any] = session().execute(
        sa.select(
            LifePlan.product_id, LifePlan.starts_on, LifePlan.years, LifePlan.allowance
        ).where(LifePlan.organisation_id == actor.organisation_id)
    )
    return {key: Plan(*terms) for key, *terms in rows}


def _starts(actor: Actor) -> Mapping[int, date]:
    """Return on which day the first contract of each product begins, where one says so."""
    rows: Iterable[Any] = session().execute(
        sa.select(ContractProduct.product_id, sa.func.min(Contract.starts_on))
        .join(Contract, Contract.id == ContractProduct.contract_id)
        .where(
            Contract.organisation_id == actor.organisation_id,
            Contract.archived_at.is_(None),
            Contract.starts_on.is_not(None),
        )
        .group_by(ContractProduct.product_id)
    )
    return {row[0]: row[1] for row in rows}


def _year(year: Year, found: WholeLife) -> dict[str, Any]:
    total, parts = year.total, year.parts
    known = bool(parts) or not year.unknown
    sure = (Doubt.at_least if year.unknown else Doubt.exact) if known else Doubt.not_known
    blank = f", {count(year.unknown, 'line')} not known" if year.unknown else ""
    starts_on, ends_on = _days(year.number, found.life)
    return {
        "year": year.number,
        "year_words": f"{year_name(year.number)}{blank}",
        "starts_on": starts_on,
        "ends_on": ends_on,
        **{part.value: parts[part].real if part in parts else None for part in Part},
        **{basis.value: total.of(basis) if known else None for basis in Basis},
        "year_doubt": sure,
        "unknown": year.unknown,
    }


def _days(number: int, life: Life) -> tuple[date | None, date]:
    """Return the days of a year; the set-up is paid on the first day, or before it."""
    if number == 0:
        return None, life.starts_on
    return life.first_day(number), life.first_day(number + 1) - ONE_DAY
