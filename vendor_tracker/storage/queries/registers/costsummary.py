"""Rows of what products cost over their lives, and of what each kind of cost comes to."""

from collections import defaultdict
from collections.abc import Iterator
from decimal import ROUND_HALF_UP, Decimal
from typing import Any

import sqlalchemy as sa

from vendor_tracker.domain.actor import Actor
from vendor_tracker.domain.dossier import IN_PLAY
from vendor_tracker.domain.money import ZERO
from vendor_tracker.domain.references import Kind, reference
from vendor_tracker.domain.strength import Strongest
from vendor_tracker.domain.vocabulary import CostCategory, Doubt
from vendor_tracker.storage.models import Cost, Product, ProductStatus
from vendor_tracker.storage.queries.portfoliokinds import (
    KIND_COLUMNS,
    KindSum,
    add_line,
    in_order,
    still_paid,
)
from vendor_tracker.storage.queries.registers.scope import (
    Scope,
    SheetRow,
    several,
    stream,
    taken,
)
from vendor_tracker.storage.queries.strengths import load_strengths

_STATUS: Any = ProductStatus.__table__.c
_TENTH, _SHARE = Decimal("0.1"), Decimal("0.0001")
_AMOUNTS = ("quoted", "other", "hidden", "real", "cash", "present", "ratio", "hidden_share")


def dearest_first() -> list[Any]:
    """Return the order of products by what they cost over their lives, as it is stored."""
    known = sa.type_coerce(sa.func.coalesce(_STATUS.life_real, -1), sa.BigInteger)
    return [known.desc(), Product.sort_key, Product.id]


def list_cost_summary(actor: Actor, scope: Scope) -> Iterator[SheetRow]:
    """Yield each product that has a cost line or is in play, the dearest first."""
    strengths = load_strengths(actor, public=scope.public)
    has_lines, in_play = _STATUS.life_years.is_not(None), Product.stage.in_(sorted(IN_PLAY))
    statement = (
        sa.select(
            Product.number, Product.name, Product.stage, _STATUS.life_years, _STATUS.life_real,
            _STATUS.life_cash, _STATUS.life_present, _STATUS.life_quoted, _STATUS.life_hidden,
            _STATUS.life_unknown, _STATUS.life_rates, _STATUS.life_on, _STATUS.cost_lines,
            _STATUS.hidden_unknown, _STATUS.costs_unknown,
        )
        .outerjoin(ProductStatus, ProductStatus.product_id == Product.id)
        .where(*taken(actor, Product, scope), sa.or_(has_lines, in_play))
        .order_by(*dearest_first())
    )  # fmt: skip
    for row in stream(statement):
        own = reference(Kind.PRODUCT, row.number)
        is_withheld = own in scope.withheld.products
        yield {
            "reference": own,
            "name": row.name,
            "stage": row.stage,
            "years": row.life_years,
            **_amounts(row, is_withheld=is_withheld),
            "lines": None if is_withheld else row.cost_lines or 0,
            "unknown": None if is_withheld else row.life_unknown or 0,
            **_shown(strengths.strongest_of(own)),
            "rates": row.life_rates or None,
            "worked_out_on": row.life_on,
        }


def _amounts(row: Any, *, is_withheld: bool) -> dict[str, Any]:
    """Return the sums of a product; what is not known stays empty."""
    if is_withheld or row.life_real is None:
        sure = Doubt.left_out if is_withheld else Doubt.not_known
        return {**dict.fromkeys(_AMOUNTS), "life_doubt": sure, "hidden_doubt": sure}
    quoted, hidden, real = row.life_quoted or ZERO, row.life_hidden or ZERO, row.life_real
    found = _hidden_doubt(row)
    return {
        "quoted": quoted or None,
        "other": real - quoted - hidden,
        "hidden": None if found is Doubt.not_known else hidden,
        "hidden_doubt": found,
        "real": real,
        "cash": row.life_cash,
        "present": row.life_present,
        "life_doubt": Doubt.at_least if row.life_unknown else Doubt.exact,
        "ratio": (real / quoted).quantize(_TENTH, rounding=ROUND_HALF_UP) if quoted else None,
        # Nought would say that nothing is hidden, which nobody can know.
        "hidden_share": (hidden / real).quantize(_SHARE) if hidden and real else None,
    }


def _hidden_doubt(row: Any) -> Doubt:
    """Return how sure it is how much was hidden, or that nothing was."""
    if row.life_hidden:
        return Doubt.at_least if row.hidden_unknown else Doubt.exact
    is_blank = row.hidden_unknown or row.cost_lines == row.costs_unknown
    return Doubt.not_known if is_blank else Doubt.none_known


def _shown(best: Strongest) -> dict[str, Any]:
    return {"rung": best.rung, "shown_to_work": best.words}


def list_cost_kinds(actor: Actor, scope: Scope) -> Iterator[SheetRow]:
    """Yield each kind of cost that we pay for, the dearest each year first."""
    found: dict[CostCategory | None, KindSum] = {}
    products: dict[CostCategory | None, dict[str, None]] = defaultdict(dict)
    withheld = set()
    statement = (
        sa.select(Product.number, *KIND_COLUMNS)
        .join(Product, Product.id == Cost.product_id)
        .where(*taken(actor, Cost, scope), *still_paid(scope.on))
        .order_by(Product.number)
    )
    for number, *line in stream(statement):
        own, category = reference(Kind.PRODUCT, number), line[0]
        if own in scope.withheld.products:
            withheld.add(category)
        else:
            add_line(found, line)
            products[category][own] = None
    for one in in_order(found.values()):
        named = several(products[one.category])
        yield _kind(one, named, is_withheld=one.category in withheld)


def _kind(one: KindSum, products: tuple[str, ...], *, is_withheld: bool) -> dict[str, Any]:
    is_known = one.years.is_known or one.once.is_known
    sure = (Doubt.at_least if one.unknown else Doubt.exact) if is_known else Doubt.not_known
    told = {
        "years": one.years.total if one.years.is_known else None,
        "once": one.once.total if one.once.is_known else None,
        "unknown": one.unknown,
    }
    return {
        "code": one.category.value if one.category else None,
        "kind": one.category.label if one.category else "Of no kind yet",
        # What is left of a sum would give away what was taken from it.
        **(dict.fromkeys(told) if is_withheld else told),
        "cost_doubt": Doubt.left_out if is_withheld else sure,
        "products": products,
    }
