"""Rows of contracts with the suppliers and products they cover."""

from collections import defaultdict
from collections.abc import Iterator
from typing import Any

import sqlalchemy as sa

from vendor_tracker.domain.actor import Actor
from vendor_tracker.domain.references import Kind, reference
from vendor_tracker.domain.vocabulary import Doubt
from vendor_tracker.domain.wording import day
from vendor_tracker.storage.db import session
from vendor_tracker.storage.models import (
    Contract,
    ContractBreak,
    ContractNotice,
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

_TERMS = (
    "title", "signed_on", "starts_on", "ends_on", "notice_by", "renewal", "extends_to",
    "value_year", "value_total", "value_with_vat", "route", "framework", "regime", "kpi_exempt",
    "kpi_exempt_reason", "liability_cap", "liability_note", "insured_until", "indemnity_until",
    "exit_price", "exit_terms", "data_rights", "rise_cap", "update_notice_days", "owner",
)  # fmt: skip
_AMOUNTS = ("value_year", "value_total", "value_with_vat", "liability_cap", "exit_price")
Parties = dict[int, list[tuple[str, str]]]


def list_contracts(actor: Actor, scope: Scope) -> Iterator[SheetRow]:
    """Yield every contract; a value that nobody gave is not known, never 0."""
    suppliers, products = _suppliers(actor), _products(actor)
    breaks, notices = _breaks(actor), _notices(actor)
    statement = (
        sa.select(
            Contract.id.label("key"), ref(Kind.CONTRACT, Contract.number),
            *[getattr(Contract, name) for name in _TERMS], Contract.version,
        )
        .where(*taken(actor, Contract, scope))
        .order_by(Contract.number)
    )  # fmt: skip
    for row, told in stream_told(statement):
        yield {
            **told,
            **_named("supplier", suppliers.get(row.key, [])),
            **_named("product", products.get(row.key, [])),
            **{f"{name}_doubt": _doubt(getattr(row, name)) for name in _AMOUNTS},
            "breaks": several(breaks.get(row.key, ())),
            "notices": several(notices.get(row.key, ())),
        }


def _breaks(actor: Actor) -> dict[int, list[str]]:
    """Return the days on which each contract may be ended early, in words."""
    row = ContractBreak
    found: dict[int, list[str]] = defaultdict(list)
    statement = sa.select(row.contract_id, row.breaks_on, row.notice_by, row.terms).where(
        row.organisation_id == actor.organisation_id
    )
    for key, breaks_on, notice_by, terms in session().execute(statement.order_by(row.breaks_on)):
        by = f", notice by {day(notice_by)}" if notice_by else ""
        found[key].append(f"{day(breaks_on)}{by}{f': {terms}' if terms else ''}")
    return found


def _notices(actor: Actor) -> dict[int, list[str]]:
    """Return the notices of each contract with how far they have come, in words."""
    row = ContractNotice
    found: dict[int, list[str]] = defaultdict(list)
    statement = sa.select(row.contract_id, row.kind, row.due_on, row.published_on).where(
        row.organisation_id == actor.organisation_id
    )
    for key, kind, due_on, published_on in session().execute(statement.order_by(row.id)):
        due = f"due on {day(due_on)}" if due_on else "no day set"
        state = f"published on {day(published_on)}" if published_on else due
        found[key].append(f"{kind.value} {kind.label}: {state}")
    return found


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
