"""What each kind of cost comes to across products, as things stand."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

import sqlalchemy as sa

from vendor_tracker.domain.actor import Actor
from vendor_tracker.domain.costs import Sum
from vendor_tracker.domain.money import ZERO, Money
from vendor_tracker.domain.tiers import charged, read_tiers
from vendor_tracker.domain.vocabulary import Bearer, Charge, CostCategory
from vendor_tracker.storage.db import session
from vendor_tracker.storage.models import Cost, Product
from vendor_tracker.storage.queries.portfolios import PortfolioFilter, portfolio_of

_COST = Cost.__table__.c


@dataclass(slots=True)
class KindSum:
    """What one kind of cost comes to: each year, and once. None: of no kind yet."""

    category: CostCategory | None
    years: Sum = field(default_factory=Sum)
    once: Sum = field(default_factory=Sum)

    @property
    def unknown(self) -> int:
        """Return how many lines have no figure."""
        return self.years.unknown + self.once.unknown


# What a line needs for its kind to be added up.
KIND_COLUMNS = (
    _COST.category, _COST.charge, _COST.quantity, _COST.unit_price, _COST.tiers, _COST.minimum,
    _COST.most, _COST.nil_on.is_not(None), _COST.not_applicable != "",
)  # fmt: skip


def list_kinds(actor: Actor, wanted: PortfolioFilter, on: date) -> list[KindSum]:
    """Return each kind that we pay for in these products, the dearest each year first.

    Lines that have ended are left out. What is paid each year and what is paid once are never
    added together.
    """
    products = portfolio_of(actor, wanted, Product.id)
    rows = session().execute(
        sa.select(*KIND_COLUMNS).where(
            _COST.organisation_id == actor.organisation_id,
            _COST.archived_at.is_(None),
            *still_paid(on),
            _COST.product_id.in_(products),
        )
    )
    found: dict[CostCategory | None, KindSum] = {}
    for row in rows:
        add_line(found, row)
    return in_order(found.values())


def still_paid(on: date) -> tuple[sa.ColumnElement[bool], ...]:
    """Return which lines are ours to pay and have not ended."""
    return (
        _COST.bearer != Bearer.supplier,
        sa.or_(_COST.ends_on.is_(None), _COST.ends_on >= on),
    )


def add_line(found: dict[CostCategory | None, KindSum], line: Sequence[Any]) -> None:
    """Add a line, read as the columns above, to those of its kind."""
    category, charge, quantity, price, tiers, least, most, is_nil, is_none = line
    kind = found.setdefault(category, KindSum(category))
    part = kind.years if charge is Charge.yearly else kind.once
    bands = read_tiers(tiers) if tiers else ()
    nil = is_none or (is_nil and price is None)
    _put(part, ZERO if nil else charged(quantity, price, bands, least, most))


def in_order(kinds: Iterable[KindSum]) -> list[KindSum]:
    """Return kinds in their order: the dearest each year first."""
    return sorted(kinds, key=lambda one: (-one.years.total, -one.once.total, one.unknown))


def _put(part: Sum, amount: Money | None) -> None:
    if amount is None:
        part.unknown += 1
    else:
        part.priced += 1
        part.total += amount
