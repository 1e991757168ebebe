"""The rows of one contract, and the promises that should have reached it."""

import dataclasses
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any, TypeVar

import sqlalchemy as sa

from vendor_tracker.domain.actor import Actor
from vendor_tracker.domain.contractrows import (
    BreakRow,
    ContractRow,
    ContractRows,
    KpiRow,
    NoticeRow,
    RatingRow,
)
from vendor_tracker.domain.references import Kind, number_of, reference
from vendor_tracker.domain.vocabulary import Known, Side
from vendor_tracker.storage.db import session
from vendor_tracker.storage.models import (
    Contract,
    ContractBreak,
    ContractKpi,
    ContractNotice,
    ContractRating,
    Meeting,
    Product,
    Promise,
    Supplier,
)
from vendor_tracker.storage.queries.contracts import ContractDetail

Row = TypeVar("Row", bound=ContractRow)


@dataclass(frozen=True, slots=True)
class ContractPromise:
    """One promise of a supplier that a contract binds."""

    reference: str
    version: int
    text: str
    due_on: date | None
    done_on: date | None
    in_contract: Known
    meeting: str


def get_contract_rows(actor: Actor, ref: str) -> ContractRows:
    """Return the rows of a contract, each kind in the order of its days or numbers."""
    return ContractRows(
        _rows(actor, ref, ContractBreak, BreakRow, ContractBreak.breaks_on),
        _rows(actor, ref, ContractNotice, NoticeRow, ContractNotice.id),
        _rows(actor, ref, ContractKpi, KpiRow, ContractKpi.place),
        _rows(actor, ref, ContractRating, RatingRow, ContractRating.rated_on),
    )


def list_contract_promises(actor: Actor, contract: ContractDetail) -> tuple[ContractPromise, ...]:
    """Return what the suppliers of a contract promised about its products, or about no product.

    A contract that names no product may cover any, so that every promise is asked about.
    """
    suppliers = [number_of(Kind.SUPPLIER, ref) for ref, _ in contract.suppliers]
    products = [number_of(Kind.PRODUCT, ref) for ref, _ in contract.products]
    about = sa.true() if not products else Product.number.in_(products)
    rows = session().execute(
        sa.select(
            Promise.number, Promise.version, Promise.text, Promise.due_on, Promise.done_on,
            Promise.in_contract, Meeting.number.label("meeting"),
        )
        .join(Supplier, Supplier.id == Promise.supplier_id)
        .outerjoin(Product, Product.id == Promise.product_id)
        .outerjoin(Meeting, Meeting.id == Promise.meeting_id)
        .where(
            Promise.organisation_id == actor.organisation_id,
            Promise.archived_at.is_(None),
            Promise.side == Side.theirs,
            Supplier.number.in_(suppliers),
            sa.or_(Promise.product_id.is_(None), about),
        )
        .order_by(Promise.number)
    )  # fmt: skip
    return tuple(
        ContractPromise(
            reference(Kind.PROMISE, row.number), row.version, row.text, row.due_on, row.done_on,
            row.in_contract, reference(Kind.MEETING, row.meeting) if row.meeting else "",
        )
        for row in rows
    )  # fmt: skip


def _rows(actor: Actor, ref: str, model: Any, make: type[Row], order: Any) -> tuple[Row, ...]:
    found: Iterable[Any] = session().scalars(
        sa.select(model)
        .join(Contract, Contract.id == model.contract_id)
        .where(
            Contract.organisation_id == actor.organisation_id,
            Contract.number == number_of(Kind.CONTRACT, ref),
        )
        .order_by(order, model.id)
    )
    names = [field.name for field in dataclasses.fields(make)]
    return tuple(make(**{name: getattr(row, name) for name in names}) for row in found)
