"""What all products cost over their lives, from the figures that each write keeps."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

import sqlalchemy as sa

from vendor_tracker.domain import names
from vendor_tracker.domain.actor import Actor
from vendor_tracker.domain.lifewords import Headline
from vendor_tracker.domain.money import ZERO, Money
from vendor_tracker.domain.references import Kind, reference, split
from vendor_tracker.domain.strength import Strongest
from vendor_tracker.domain.vocabulary import Stage
from vendor_tracker.storage.db import session
from vendor_tracker.storage.models import Product, ProductStatus
from vendor_tracker.storage.queries.paging import AnySelect, Asked, Page, fetch_counted, like
from vendor_tracker.storage.queries.strengths import load_strengths

SORTS = ("total", "name", "quoted", "ratio", "hidden", "unknown")
_STATUS: Any = ProductStatus.__table__.c


@dataclass(frozen=True, slots=True)
class PortfolioFilter:
    """Which products are added up; an empty filter takes all that have a cost line."""

    text: str = ""
    stage: Stage | None = None
    # hidden: something was hidden; unknown: a line has no figure; none: it has no line at all
    costs: str = ""


@dataclass(frozen=True, slots=True)
class PortfolioRow:
    """One product with what it costs over its life, and how well it is shown to work."""

    reference: str
    name: str
    stage: Stage
    # None: it has no cost line.
    years: int | None
    # None: no line has a figure.
    head: Headline | None
    unknown: int
    strength: Strongest


@dataclass(frozen=True, slots=True)
class PortfolioTotals:
    """What the products of a list come to together, each over its own life."""

    products: int
    head: Headline
    # Of how many products some line has no figure.
    uncertain: int
    # By which rates; more than one while some wait to be worked out again.
    rates: tuple[str, ...]
    worked_out_on: date | None


def list_portfolio(
    actor: Actor, wanted: PortfolioFilter | None = None, asked: Asked | None = None
) -> Page[PortfolioRow]:
    """Return one page of products with their whole-life costs, by default the dearest first."""
    asked = asked or Asked(sort="total")
    columns = (Product.number, Product.name, Product.stage, *_LIFE)
    listed = portfolio_of(actor, wanted or PortfolioFilter(), *columns)
    rows, before, after, total = fetch_counted(listed, _keys(asked.sort), asked)
    return Page(_rows(actor, rows), total, before, after)


def add_up(actor: Actor, wanted: PortfolioFilter) -> PortfolioTotals:
    """Return what the products of a list come to together."""
    sums = (sa.func.sum(_pence(column)) for column in (_REAL, _QUOTED, _HIDDEN))
    row = (
        session()
        .execute(
            portfolio_of(
                actor,
                wanted,
                sa.func.count(_STATUS.life_years),
                *sums,
                sa.func.coalesce(sa.func.sum(_STATUS.life_unknown), 0),
                sa.func.count(sa.case((_STATUS.life_unknown > 0, 1))),
                *(
                    end(sa.func.nullif(_STATUS.life_rates, ""))
                    for end in (sa.func.min, sa.func.max)
                ),
                sa.func.min(_STATUS.life_on),
            )
        )
        .one()
    )
    count, total, quoted, hidden, unknown, uncertain, first, last, worked_out_on = row
    head = Headline(_money(quoted), _money(total), _money(hidden), int(unknown))
    rates = tuple(dict.fromkeys(name for name in (first, last) if name))
    return PortfolioTotals(count, head, uncertain, rates, worked_out_on)


def portfolio_of(actor: Actor, wanted: PortfolioFilter, *columns: Any) -> AnySelect:
    """Select columns of the products that a filter takes."""
    statement: AnySelect = (
        sa.select(*columns)
        .select_from(Product)
        .outerjoin(ProductStatus, ProductStatus.product_id == Product.id)
        .where(Product.organisation_id == actor.organisation_id, Product.archived_at.is_(None))
        .where(_COSTS.get(wanted.costs, _COSTS[""]))
    )
    if wanted.stage is not None:
        statement = statement.where(Product.stage == wanted.stage)
    if not wanted.text.strip():
        return statement
    found = split(wanted.text)
    if found is not None and found[0] is Kind.PRODUCT:
        return statement.where(Product.number == found[1])
    pattern = like(names.sort_key(wanted.text))
    return statement.where(Product.sort_key.like(pattern, escape="\\"))


_REAL, _QUOTED, _HIDDEN = _STATUS.life_real, _STATUS.life_quoted, _STATUS.life_hidden
_LIFE = (_STATUS.life_years, _REAL, _QUOTED, _HIDDEN, _STATUS.life_unknown)
_COSTS = {
    "": _STATUS.life_years.is_not(None),
    "hidden": _HIDDEN > ZERO,
    "unknown": _STATUS.life_unknown > 0,
    "none": _STATUS.life_years.is_(None),
}


def _pence(column: Any) -> Any:
    """Return an amount as the whole number that it is stored as."""
    return sa.type_coerce(column, sa.BigInteger)


def _money(pence: Any) -> Money:
    return ZERO if pence is None else Decimal(int(pence)).scaleb(-2)


def _keys(sort: str) -> list[Any]:
    """Return what a list is ordered by, the most first; what has no figure comes last."""
    by_name = [Product.sort_key, Product.id]
    if sort == "name":
        return by_name
    known, quoted = _pence(_REAL) > 0, _pence(_QUOTED) > 0
    figures: dict[str, Any] = {
        "total": _pence(_REAL),
        "quoted": _pence(_QUOTED),
        "ratio": sa.case((quoted, _pence(_REAL) * 1000 // _pence(_QUOTED))),
        "hidden": sa.case((known, _pence(_HIDDEN) * 10_000 // _pence(_REAL))),
        "unknown": _STATUS.life_unknown,
    }
    most = sa.type_coerce(sa.func.coalesce(figures[sort], -1), sa.BigInteger) * -1
    return [sa.type_coerce(most, sa.BigInteger), *by_name]


def _rows(actor: Actor, rows: Sequence[Any]) -> list[PortfolioRow]:
    if not rows:
        return []
    strengths, made = load_strengths(actor, numbers=[row.number for row in rows]), []
    for row in rows:
        ref = reference(Kind.PRODUCT, row.number)
        known = row.life_real is not None
        unknown = row.life_unknown or 0
        head = Headline(row.life_quoted, row.life_real, row.life_hidden, unknown) if known else None
        made.append(
            PortfolioRow(
                ref, row.name, row.stage, row.life_years, head, unknown, strengths.strongest_of(ref)
            )
        )
    return made
