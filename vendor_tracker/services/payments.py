"""Log, change, explain, dismiss and put away payments; none of it discloses a cost."""

from datetime import date
from decimal import Decimal
from typing import Any, TypedDict, Unpack

import sqlalchemy as sa

from vendor_tracker import clock
from vendor_tracker.domain.actor import Actor
from vendor_tracker.domain.errors import NotFound, Refused
from vendor_tracker.domain.payments import check_payment
from vendor_tracker.domain.permissions import Permission
from vendor_tracker.domain.references import Kind, reference
from vendor_tracker.services import records, subjects
from vendor_tracker.services.transaction import touch_alone, transactional
from vendor_tracker.storage.db import session
from vendor_tracker.storage.models import Cost, Payment, ProductSupplier


class PaymentFields(TypedDict, total=False):
    """What a person may say about a payment beside supplier, day and amount."""

    what_for: str
    invoice: str
    cost: str | None


class PaymentChanges(TypedDict, total=False):
    """What may be changed about a payment; what is not named stays."""

    supplier: str
    paid_on: date
    amount: Decimal
    what_for: str
    invoice: str


@transactional
def log_payment(
    actor: Actor,
    *,
    supplier: str,
    paid_on: date,
    amount: Decimal,
    **fields: Unpack[PaymentFields],
) -> str:
    """Log what was paid and return its reference; money that came back is less than nothing."""
    actor.must(Permission.LOG)
    cost = fields.pop("cost", None)
    given = {"supplier": supplier, "paid_on": paid_on, "amount": amount, **fields}
    columns = subjects.columns(actor, given)
    check(columns)
    if cost:
        columns["cost_id"] = _line_of(actor, cost, columns["supplier_id"]).id
    row = records.add(actor, Kind.PAYMENT, Payment, **columns)
    touch_alone(actor, suppliers=[row.supplier_id])
    return reference(Kind.PAYMENT, row.number)


@transactional
def change_payment(
    actor: Actor, ref: str, *, version: int | None, **fields: Unpack[PaymentChanges]
) -> str:
    """Change a payment as it was read at this version; what is not named stays as it was."""
    actor.must(Permission.LOG)
    row = records.find(actor, Kind.PAYMENT, Payment, ref)
    records.must_be(Kind.PAYMENT, row, version)
    touch_alone(actor, suppliers=[row.supplier_id])
    columns = subjects.columns(actor, fields, row)
    check({column.key: getattr(row, column.key) for column in Payment.__table__.columns} | columns)
    wanted = columns.get("supplier_id", row.supplier_id)
    if row.cost_id is not None and wanted != row.supplier_id:
        _must_concern(session().get_one(Cost, row.cost_id), wanted, field="supplier")
    records.change(actor, Kind.PAYMENT, row, version=None, **columns)
    touch_alone(actor, suppliers=[row.supplier_id])
    return reference(Kind.PAYMENT, row.number)


@transactional
def explain_payment(actor: Actor, ref: str, *, version: int | None, cost: str) -> str:
    """Say for which cost line a payment was made; what the line says stays as it is."""
    actor.must(Permission.LOG)
    row = records.find(actor, Kind.PAYMENT, Payment, ref)
    records.must_be(Kind.PAYMENT, row, version)
    _must_be_here(row)
    line = _line_of(actor, cost, row.supplier_id)
    _settle(actor, row, cost_id=line.id, dismissed_reason="")
    return reference(Kind.COST, line.number)


@transactional
def dismiss_payment(actor: Actor, ref: str, *, version: int | None, reason: str) -> None:
    """Say why a payment belongs to no cost line of ours."""
    actor.must(Permission.LOG)
    row = records.find(actor, Kind.PAYMENT, Payment, ref)
    records.must_be(Kind.PAYMENT, row, version)
    _must_be_here(row)
    if not reason.strip():
        raise Refused("Say in a few words why it belongs to no line of ours.", field="reason")
    _settle(actor, row, cost_id=None, dismissed_reason=reason.strip())


@transactional
def unlink_payment(actor: Actor, ref: str, *, version: int | None) -> None:
    """Take back what was said of a payment, so that it waits to be explained again."""
    actor.must(Permission.LOG)
    row = records.find(actor, Kind.PAYMENT, Payment, ref)
    records.must_be(Kind.PAYMENT, row, version)
    _settle(actor, row, cost_id=None, dismissed_reason="")


@transactional
def archive_payment(actor: Actor, ref: str, *, version: int | None, reason: str) -> None:
    """Put a payment away with a reason; sums leave it out."""
    actor.must(Permission.LOG)
    row = records.find(actor, Kind.PAYMENT, Payment, ref)
    records.archive(actor, Kind.PAYMENT, row, version=version, reason=reason)
    touch_alone(actor, suppliers=[row.supplier_id])


@transactional
def restore_payment(actor: Actor, ref: str, *, version: int | None) -> None:
    """Bring an archived payment back."""
    actor.must(Permission.LOG)
    row = records.find(actor, Kind.PAYMENT, Payment, ref)
    records.restore(actor, Kind.PAYMENT, row, version=version)
    touch_alone(actor, suppliers=[row.supplier_id])


def check(payment: dict[str, Any]) -> None:
    """Refuse in words a payment that cannot be right, by the names of its columns."""
    check_payment(payment, clock.today())


def _settle(actor: Actor, row: Payment, **columns: Any) -> None:
    records.change(actor, Kind.PAYMENT, row, version=None, **columns)
    touch_alone(actor, suppliers=[row.supplier_id])


def _must_be_here(row: Payment) -> None:
    if row.archived_at is not None:
        ref = reference(Kind.PAYMENT, row.number)
        raise Refused(f"{ref} was put away. Bring it back first.")


def _line_of(actor: Actor, ref: str, supplier_id: int) -> Cost:
    """Return the live cost line that a payment to a supplier may be explained by."""
    try:
        line = records.find(actor, Kind.COST, Cost, ref)
    except NotFound as missing:
        words = f"There is no cost line {ref} here. Check the reference, such as COST-3."
        raise Refused(words, field="cost") from missing
    if line.archived_at is not None:
        words = f"{ref} is archived. Choose another, or bring it back first."
        raise Refused(words, field="cost")
    _must_concern(line, supplier_id, field="cost")
    return line


def _must_concern(line: Cost, supplier_id: int, *, field: str) -> None:
    """Refuse a line that has nothing to do with who was paid: its supplier, or its product's."""
    if line.supplier_id == supplier_id:
        return
    found = session().scalar(
        sa.select(ProductSupplier.id).where(
            ProductSupplier.organisation_id == line.organisation_id,
            ProductSupplier.product_id == line.product_id,
            ProductSupplier.supplier_id == supplier_id,
        )
    )
    if found is None:
        ref = reference(Kind.COST, line.number)
        words = f"{ref} is a line of another supplier, for no product of the one that was paid."
        raise Refused(words, field=field)
