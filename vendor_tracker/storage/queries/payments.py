"""Lists and pages of payments, with what each supplier was paid beside what was foreseen."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import aliased

from vendor_tracker.domain import costs, names
from vendor_tracker.domain.actor import Actor
from vendor_tracker.domain.errors import NotFound
from vendor_tracker.domain.facts import CostFacts
from vendor_tracker.domain.money import ZERO, Money
from vendor_tracker.domain.payments import Paid, state_of
from vendor_tracker.domain.references import Kind, number_of, reference, split
from vendor_tracker.domain.vocabulary import PaymentState
from vendor_tracker.storage.db import session
from vendor_tracker.storage.models import Cost, Payment, Supplier
from vendor_tracker.storage.queries.claims import Subject
from vendor_tracker.storage.queries.paging import AnySelect, Asked, Page, fetch_counted, like

SORTS = ("paid_on", "amount", "supplier")
# Not explained, although the supplier's costs are recorded here.
MAY_BE_HIDDEN = "hidden"
_IS_EXPLAINED = sa.and_(Payment.cost_id.is_not(None), Cost.archived_at.is_(None))
IS_UNEXPLAINED = sa.and_(
    sa.or_(Payment.cost_id.is_(None), Cost.archived_at.is_not(None)),
    Payment.dismissed_reason == "",
)


_OPEN = sa.case((IS_UNEXPLAINED, Payment.amount))
PAID: tuple[sa.ColumnElement[Any], ...] = (
    sa.func.count().label("payments"),
    sa.func.sum(Payment.amount).label("paid"),
    sa.func.count(_OPEN).label("unexplained"),
    sa.func.sum(_OPEN).label("unexplained_paid"),
)


@dataclass(frozen=True, slots=True)
class PaymentFilter:
    """Which payments a list shows; an empty filter shows all that are not archived."""

    text: str = ""
    supplier: str = ""
    # A state, or those that may be hidden costs.
    state: str = ""
    year: int | None = None
    archived: bool = False


@dataclass(frozen=True, slots=True)
class PaymentRow:
    """One payment with what is said of it."""

    reference: str
    version: int
    supplier: Subject
    paid_on: date
    amount: Money
    what_for: str
    invoice: str
    state: PaymentState
    # The line it was paid for, also one that was put away since and explains no longer.
    line: Subject | None
    line_is_archived: bool
    dismissed_reason: str
    may_be_hidden: bool


@dataclass(frozen=True, slots=True)
class PaymentDetail:
    """One payment with everything about it."""

    row: PaymentRow
    source: str
    is_archived: bool
    archived_reason: str | None
    archived_at: datetime | None


def list_payments(
    actor: Actor, wanted: PaymentFilter | None = None, asked: Asked | None = None
) -> Page[PaymentRow]:
    """Return one page of payments; unless asked otherwise, the newest first."""
    asked = asked or Asked(sort=SORTS[0], descending=True)
    statement = _listed(actor, wanted or PaymentFilter())
    keys: list[Any] = [Supplier.sort_key, Payment.paid_on, Payment.id]
    if asked.sort != "supplier":
        pence = sa.type_coerce(Payment.amount, sa.BigInteger)
        keys = [pence if asked.sort == "amount" else Payment.paid_on, Payment.id]
    rows, before, after, total = fetch_counted(statement, keys, asked)
    return Page([_row(row) for row in rows], total, before, after)


def sum_payments(actor: Actor, wanted: PaymentFilter) -> Paid:
    """Add up every payment that a filter finds."""
    statement = _listed(actor, wanted).with_only_columns(*PAID)
    return paid_of(session().execute(statement).one())


def paid_of(row: Any) -> Paid:
    """Return the sums of the columns `PAID` in a row."""
    return Paid(row.payments, row.paid or ZERO, row.unexplained, row.unexplained_paid or ZERO)


def list_years(actor: Actor) -> list[int]:
    """Return the years from the last payment back to the first."""
    first, last = session().execute(
        sa.select(sa.func.min(Payment.paid_on), sa.func.max(Payment.paid_on)).where(
            Payment.organisation_id == actor.organisation_id
        )
    ).one()  # fmt: skip
    return list(range(last.year, first.year - 1, -1)) if first else []


def get_payment(actor: Actor, ref: str) -> PaymentDetail:
    """Return one payment, archived or not; raise NotFound when there is none."""
    statement = _joined(actor).where(Payment.number == number_of(Kind.PAYMENT, ref))
    found = session().execute(statement).one_or_none()
    if found is None:
        raise NotFound(ref)
    payment = found.Payment
    return PaymentDetail(
        _row(found), payment.source, payment.archived_at is not None,
        payment.archived_reason, payment.archived_at,
    )  # fmt: skip


def _listed(actor: Actor, wanted: PaymentFilter) -> AnySelect:
    statement = _joined(actor).where(
        Payment.archived_at.is_not(None) if wanted.archived else Payment.archived_at.is_(None)
    )
    if wanted.supplier:
        statement = statement.where(Supplier.number == number_of(Kind.SUPPLIER, wanted.supplier))
    if wanted.year is not None:
        first, last = date(wanted.year, 1, 1), date(wanted.year, 12, 31)
        statement = statement.where(Payment.paid_on.between(first, last))
    condition = _in_state(wanted.state)
    if condition is not None:
        statement = statement.where(condition)
    return statement.where(_holds(wanted.text)) if wanted.text.strip() else statement


def _in_state(state: str) -> sa.ColumnElement[bool] | None:
    conditions = {
        PaymentState.explained.value: _IS_EXPLAINED,
        PaymentState.dismissed.value: sa.and_(
            sa.not_(_IS_EXPLAINED), Payment.dismissed_reason != ""
        ),
        PaymentState.unexplained.value: IS_UNEXPLAINED,
        MAY_BE_HIDDEN: sa.and_(IS_UNEXPLAINED, _has_lines(), Payment.amount > ZERO),
    }
    return conditions.get(state)


def _has_lines() -> sa.ColumnElement[bool]:
    """Tell whether costs of the supplier are recorded, so that a payment can be missing there."""
    line = aliased(Cost)
    return sa.exists().where(
        line.organisation_id == Payment.organisation_id,
        line.supplier_id == Payment.supplier_id,
        line.archived_at.is_(None),
    )


def _joined(actor: Actor) -> AnySelect:
    return (
        sa.select(
            Payment, Supplier.number.label("supplier_number"),
            Supplier.name.label("supplier_name"), Cost.number.label("line_number"),
            Cost.description, Cost.category, Cost.archived_at.label("line_archived_at"),
            _has_lines().label("has_lines"),
        )
        .join(Supplier, Supplier.id == Payment.supplier_id)
        .outerjoin(Cost, Cost.id == Payment.cost_id)
        .where(Payment.organisation_id == actor.organisation_id)
    )  # fmt: skip


def _holds(text: str) -> sa.ColumnElement[bool]:
    found = split(text)
    if found is not None and found[0] is Kind.PAYMENT:
        return Payment.number == found[1]
    plain = like(text.strip().lower())
    return sa.or_(
        sa.func.lower(Payment.what_for).like(plain, escape="\\"),
        sa.func.lower(Payment.invoice).like(plain, escape="\\"),
        Supplier.sort_key.like(like(names.sort_key(text)), escape="\\"),
    )


def _row(row: Any) -> PaymentRow:
    payment = row.Payment
    is_live = row.line_number is not None and row.line_archived_at is None
    state = state_of(has_live_cost=is_live, dismissed_reason=payment.dismissed_reason)
    is_open = state is PaymentState.unexplained
    line = None
    if row.line_number is not None:
        ref = reference(Kind.COST, row.line_number)
        line = Subject(ref, row.description or costs.name_of(CostFacts(ref, row.category)))
    return PaymentRow(
        reference(Kind.PAYMENT, payment.number), payment.version,
        Subject(reference(Kind.SUPPLIER, row.supplier_number), row.supplier_name),
        payment.paid_on, payment.amount, payment.what_for, payment.invoice, state,
        line, line is not None and not is_live, payment.dismissed_reason,
        is_open and bool(row.has_lines) and payment.amount > ZERO,
    )  # fmt: skip
