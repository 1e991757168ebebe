"""Rows of contracts with the suppliers and products they cover."""

from collections import defaultdict
from collections.abc import Iterator
from typing import Any

import sqlalchemy as sa

from vendor_tracker.domain.actor import Actor
from vendor_tracker.domain.references import Kind, reference
from vendor_tracker.domain.vocabulary import Doubt
from vendor_tracker.storage.db import session
from vendor_tracker.storage.models import (
    Contract,
    ContractProduct,
    ContractSupplier,
    Product,
    Supplier,
)
from vendor_tracker.storage.queries.paging import AnySelect
from vendor_tracker.storage.queries.registers.scope import (
    Scope,
    SheetRow,
    ref,
    several,
    stream_told,
    taken,
)

Parties = dict[int, list[tuple[str, str]]]


def list_contracts(actor: Actor, scope: Scope) -> Iterator[SheetRow]:
    """Yield every contract; a value that nobody gave is not known, never 0."""
    suppliers, products = _suppliers(actor), _products(actor)
    statement = (
        sa.select(
            Contract.id.label("key"), ref(Kind.CONTRACT, Contract.number), Contract.title,
            Contract.starts_on, Contract.ends_on, Contract.notice_by, Contract.value_year,
            Contract.value_total, Contract.route, Contract.owner, Contract.version,
        )
        .where(*taken(actor, Contract, scope))
        .order_by(Contract.number)
    )  # fmt: skip
    for row, told in stream_told(statement):
        yield {
            **told,
            **_named("supplier", suppliers.get(row.key, [])),
            **_named("product", products.get(row.key, [])),
            "value_year_doubt": _doubt(row.value_year),
            "value_total_doubt": _doubt(row.value_total),
        }


def _doubt(amount: Any) -> Doubt:
    return Doubt.not_known if amount is None else Doubt.exact


def _named(noun: str, parties: list[tuple[str, str]]) -> dict[str, Any]:
    return {
        f"{noun}s": tuple(ref for ref, _ in parties),
        f"{noun}_names": several(name for _, name in parties),
    }


def _suppliers(actor: Actor) -> Parties:
    link = ContractSupplier
    statement = sa.select(link.contract_id, Supplier.number, Supplier.name).join(
        Supplier, Supplier.id == link.supplier_id
    )
    return _parties(
        statement.where(link.organisation_id == actor.organisation_id).order_by(link.id),
        Kind.SUPPLIER,
    )


def _products(actor: Actor) -> Parties:
    link = ContractProduct
    statement = sa.select(link.contract_id, Product.number, Product.name).join(
        Product, Product.id == link.product_id
    )
    return _parties(
        statement.where(link.organisation_id == actor.organisation_id).order_by(link.id),
        Kind.PRODUCT,
    )


def _parties(statement: AnySelect, kind: Kind) -> Parties:
    found: Parties = defaultdict(list)
    for key, number, name in session().execute(statement):
        found[key].append((reference(kind, number), name))
    return found
