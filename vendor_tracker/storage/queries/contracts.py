"""Lists and forms of contracts."""

from collections.abc import Sequence
from dataclasses import dataclass, fields
from datetime import date
from decimal import Decimal
from typing import Any

import sqlalchemy as sa

from vendor_tracker.domain import names
from vendor_tracker.domain.actor import Actor
from vendor_tracker.domain.errors import NotFound
from vendor_tracker.domain.references import Kind, number_of, reference, split
from vendor_tracker.domain.vocabulary import KpiExempt, ProcurementRoute, Regime, Renewal
from vendor_tracker.storage.db import session
from vendor_tracker.storage.models import (
    Contract,
    ContractProduct,
    ContractSupplier,
    Product,
    Supplier,
)
from vendor_tracker.storage.queries.paging import Asked, Page, count, fetch, like

SORTS = ("ends", "notice")
# A contract without a day sorts after all that have one.
_NEVER = date(9999, 12, 31)

Parties = tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class ContractDetail:
    """One contract with everything that may be changed about it."""

    reference: str
    version: int
    title: str
    starts_on: date | None
    ends_on: date | None
    notice_by: date | None
    value_year: Decimal | None
    value_total: Decimal | None
    route: ProcurementRoute
    owner: str
    is_archived: bool
    archived_reason: str
    signed_on: date | None
    renewal: Renewal
    extends_to: date | None
    value_with_vat: Decimal | None
    regime: Regime
    framework: str
    kpi_exempt: KpiExempt | None
    kpi_exempt_reason: str
    liability_cap: Decimal | None
    liability_note: str
    insured_until: date | None
    indemnity_until: date | None
    data_rights: str
    exit_terms: str
    exit_price: Decimal | None
    # The most that prices may rise in a year, in percent.
    rise_cap: Decimal | None
    update_notice_days: int | None
    # Reference and name of each.
    suppliers: Parties = ()
    products: Parties = ()


_WORKED_OUT = {"reference", "is_archived", "archived_reason", "suppliers", "products"}
_COLUMNS = [field.name for field in fields(ContractDetail) if field.name not in _WORKED_OUT]


@dataclass(frozen=True, slots=True)
class ContractFilter:
    """Which contracts a list shows; `on` is the day that tells current from ended."""

    on: date
    text: str = ""
    state: str = ""
    archived: bool = False


def list_contracts(
    actor: Actor, wanted: ContractFilter, asked: Asked | None = None
) -> Page[ContractDetail]:
    """Return one page of contracts, what ends or needs notice first on top."""
    asked = asked or Asked(sort="ends")
    statement = _listed(actor, wanted)
    day = Contract.notice_by if asked.sort == "notice" else Contract.ends_on
    keys: list[Any] = [sa.func.coalesce(day, sa.literal(_NEVER, sa.Date)), Contract.id]
    rows, before, after = fetch(statement, keys, asked)
    parties = _parties(actor, [row.Contract.id for row in rows])
    lines = [_detail(row.Contract, parties) for row in rows]
    return Page(lines, count(statement), before, after)


def get_contract(actor: Actor, ref: str) -> ContractDetail:
    """Return one contract, archived or not; raise NotFound when there is none."""
    row = session().scalar(
        sa.select(Contract).where(
            Contract.organisation_id == actor.organisation_id,
            Contract.number == number_of(Kind.CONTRACT, ref),
        )
    )
    if row is None:
        raise NotFound(ref)
    return _detail(row, _parties(actor, [row.id]))


def list_product_choices(actor: Actor) -> Sequence[tuple[str, str]]:
    """Return reference and name of every live product, by name."""
    rows = session().execute(
        sa.select(Product.number, Product.name)
        .where(Product.organisation_id == actor.organisation_id, Product.archived_at.is_(None))
        .order_by(Product.sort_key, Product.id)
    )
    return [(reference(Kind.PRODUCT, number), name) for number, name in rows]


def _listed(actor: Actor, wanted: ContractFilter) -> sa.Select[Any]:
    statement = sa.select(Contract).where(
        Contract.organisation_id == actor.organisation_id,
        Contract.archived_at.is_not(None) if wanted.archived else Contract.archived_at.is_(None),
    )
    if wanted.state == "current":
        statement = statement.where(
            sa.or_(Contract.ends_on.is_(None), Contract.ends_on >= wanted.on)
        )
    if wanted.state == "ended":
        statement = statement.where(Contract.ends_on < wanted.on)
    return statement.where(_holds(actor, wanted.text)) if wanted.text.strip() else statement


def _holds(actor: Actor, text: str) -> sa.ColumnElement[bool]:
    found = split(text)
    if found is not None and found[0] is Kind.CONTRACT:
        return Contract.number == found[1]
    with_supplier = (
        sa.select(ContractSupplier.contract_id)
        .join(Supplier, Supplier.id == ContractSupplier.supplier_id)
        .where(ContractSupplier.organisation_id == actor.organisation_id)
    )
    if found is not None and found[0] is Kind.SUPPLIER:
        return Contract.id.in_(with_supplier.where(Supplier.number == found[1]))
    named = Supplier.sort_key.like(like(names.sort_key(text)), escape="\\")
    return sa.or_(
        sa.func.lower(Contract.title).like(like(text.strip().lower()), escape="\\"),
        Contract.id.in_(with_supplier.where(named)),
    )


def _parties(actor: Actor, ids: Sequence[int]) -> dict[tuple[int, Kind], list[tuple[str, str]]]:
    """Return suppliers and products of these contracts, in one statement."""
    sellers, covers = ContractSupplier, ContractProduct
    statement = sa.union_all(
        sa.select(
            sa.literal(Kind.SUPPLIER.value).label("kind"), sellers.contract_id.label("of"),
            sellers.id.label("place"), Supplier.number.label("number"), Supplier.name.label("name"),
        )
        .join(Supplier, Supplier.id == sellers.supplier_id)
        .where(sellers.organisation_id == actor.organisation_id, sellers.contract_id.in_(ids)),
        sa.select(
            sa.literal(Kind.PRODUCT.value), covers.contract_id, covers.id, Product.number,
            Product.name,
        )
        .join(Product, Product.id == covers.product_id)
        .where(covers.organisation_id == actor.organisation_id, covers.contract_id.in_(ids)),
    ).order_by("kind", "place")  # fmt: skip
    found: dict[tuple[int, Kind], list[tuple[str, str]]] = {}
    for row in session().execute(statement):
        kind = Kind(row.kind)
        found.setdefault((row.of, kind), []).append((reference(kind, row.number), row.name))
    return found


def _detail(
    row: Contract, parties: dict[tuple[int, Kind], list[tuple[str, str]]]
) -> ContractDetail:
    return ContractDetail(
        reference=reference(Kind.CONTRACT, row.number),
        is_archived=row.archived_at is not None,
        archived_reason=row.archived_reason or "",
        suppliers=tuple(parties.get((row.id, Kind.SUPPLIER), ())),
        products=tuple(parties.get((row.id, Kind.PRODUCT), ())),
        **{name: getattr(row, name) for name in _COLUMNS},
    )
