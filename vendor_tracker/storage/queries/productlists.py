"""The list of products: filters, order, pages."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

import sqlalchemy as sa

from vendor_tracker import clock
from vendor_tracker.domain import names
from vendor_tracker.domain.actor import Actor
from vendor_tracker.domain.dossier import (
    IN_PLAY,
)
from vendor_tracker.domain.readiness import ProductStanding, Readiness, Tone
from vendor_tracker.domain.references import Kind, reference, split
from vendor_tracker.domain.vocabulary import Stage
from vendor_tracker.storage.models import Product, ProductStatus, ProductSupplier, Supplier
from vendor_tracker.storage.queries.paging import AnySelect, Asked, Page, count, fetch, like
from vendor_tracker.storage.queries.standings import (
    SupplierLink,
    has_records,
    load_decisions,
    load_suppliers,
    place_of,
)

SORTS = ("readiness", "name", "met")
LONG_AGO = timedelta(days=90)


@dataclass(frozen=True, slots=True)
class ProductFilter:
    """Which products a list shows; an empty filter shows all that are not archived."""

    text: str = ""
    stage: Stage | None = None
    # critical, major, minor, none or unchecked
    worst: str = ""
    # long_ago or never
    met: str = ""
    catch_up: bool = False
    archived: bool = False


@dataclass(frozen=True, slots=True)
class ProductRow:
    """One product in a list."""

    reference: str
    name: str
    stage: Stage
    accountable: str
    suppliers: tuple[SupplierLink, ...]
    standing: ProductStanding
    readiness: Readiness
    is_checked: bool
    next_step: dict[str, Any] | None

    @property
    def tone(self) -> str:
        """Return how its readiness looks."""
        return "none" if self.readiness.tone is Tone.no_score else self.readiness.tone.value

    @property
    def hidden_share(self) -> str:
        """Return the hidden share of the known cost in words."""
        return self.standing.costs.share_words


def list_products(
    actor: Actor, wanted: ProductFilter | None = None, asked: Asked | None = None
) -> Page[ProductRow]:
    """Return one page of products, by default the least ready first."""
    asked = asked or Asked(sort="readiness")
    listed = _listed(actor, wanted or ProductFilter())
    only_ids = listed.with_only_columns(Product.id, maintain_column_froms=True)
    total = sa.select(sa.func.count()).select_from(only_ids.subquery()).scalar_subquery()
    rows, before, after = fetch(listed.add_columns(total.label("total")), _keys(asked.sort), asked)
    in_all = rows[0].total if rows else (count(only_ids) if asked.after or asked.before else 0)
    return Page(_rows(actor, rows), in_all, before, after)


def _listed(actor: Actor, wanted: ProductFilter) -> AnySelect:
    archived = Product.archived_at
    statement: AnySelect = (
        sa.select(Product, ProductStatus, has_records())
        .outerjoin(ProductStatus, ProductStatus.product_id == Product.id)
        .where(
            Product.organisation_id == actor.organisation_id,
            archived.is_not(None) if wanted.archived else archived.is_(None),
        )
    )
    if wanted.text.strip():
        statement = statement.where(_holds(actor, wanted.text))
    if wanted.stage is not None:
        statement = statement.where(Product.stage == wanted.stage)
    if wanted.catch_up:
        statement = statement.where(
            Product.catch_up_on > clock.today(),
            Product.catch_up_ended_on.is_(None),
            Product.stage.in_(IN_PLAY),
        )
    return statement.where(*_worst(wanted.worst), *_met(wanted.met))


def _holds(actor: Actor, text: str) -> sa.ColumnElement[bool]:
    found = split(text)
    if found is not None and found[0] is Kind.PRODUCT:
        return Product.number == found[1]
    pattern = like(names.sort_key(text))
    by_supplier: sa.ColumnElement[bool] = Supplier.sort_key.like(pattern, escape="\\")
    if found is not None and found[0] is Kind.SUPPLIER:
        by_supplier = Supplier.number == found[1]
    theirs = (
        sa.select(ProductSupplier.product_id)
        .join(Supplier, Supplier.id == ProductSupplier.supplier_id)
        .where(ProductSupplier.organisation_id == actor.organisation_id, by_supplier)
    )
    return sa.or_(Product.sort_key.like(pattern, escape="\\"), Product.id.in_(theirs))


def _worst(worst: str) -> list[sa.ColumnElement[bool]]:
    status = ProductStatus
    severities = {"critical": status.critical, "major": status.major, "minor": status.minor}
    if worst == "unchecked":
        return [status.checked_on.is_(None)]
    if worst == "none":
        # What nobody is asked about, or is still in catch-up, has not been found without a gap.
        asked = (Product.stage.in_(sorted(IN_PLAY)), status.catch_up.is_(False))
        none = [column == 0 for column in severities.values()]
        return [status.checked_on.is_not(None), *asked, *none]
    if worst not in severities:
        return []
    found: list[sa.ColumnElement[bool]] = []
    for name, column in severities.items():
        if name == worst:
            return [*found, column > 0]
        found.append(column == 0)
    return found


def _met(met: str) -> list[sa.ColumnElement[bool]]:
    column = ProductStatus.last_met_on
    if met == "never":
        return [column.is_(None)]
    return [column < clock.today() - LONG_AGO] if met == "long_ago" else []


def _keys(sort: str) -> list[Any]:
    status = ProductStatus
    by_name: list[Any] = [Product.sort_key, Product.id]
    if sort == "met":
        never = sa.literal(date(1, 1, 1), sa.Date)
        return [sa.func.coalesce(status.last_met_on, never, type_=sa.Date), *by_name]
    if sort == "readiness":
        worst = (status.critical, status.major)
        return [*[sa.func.coalesce(column, 0) * -1 for column in worst], *by_name]
    return by_name


def _rows(actor: Actor, rows: Sequence[Any]) -> list[ProductRow]:
    if not rows:
        return []
    ids = [row[0].id for row in rows]
    decisions = load_decisions(actor.organisation_id, ids)
    suppliers = load_suppliers(actor.organisation_id, ids)
    today, shown = clock.today(), []
    for row in rows:
        product, status = row[0], row[1]
        place = place_of(
            product, status, decisions.get(product.id, ()), records=row.records, on=today
        )
        shown.append(
            ProductRow(
                reference(Kind.PRODUCT, product.number), product.name, product.stage,
                product.accountable, suppliers.get(product.id, ()), place.standing,
                place.readiness, place.is_checked, status.next_step if status else None,
            )
        )  # fmt: skip
    return shown
