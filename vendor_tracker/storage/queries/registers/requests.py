"""Rows of questions that suppliers were asked in one go, and of their replies to our records."""

from collections.abc import Iterator

import sqlalchemy as sa

from vendor_tracker.domain.actor import Actor
from vendor_tracker.domain.references import Kind
from vendor_tracker.domain.workingdays import working_days_between
from vendor_tracker.storage.models import RequestItem, Supplier, SupplierReply, SupplierRequest
from vendor_tracker.storage.queries.registers.scope import (
    Scope,
    SheetRow,
    joined,
    product_columns,
    ref,
    stream_told,
    supplier_columns,
    taken,
)


def list_requests(actor: Actor, scope: Scope) -> Iterator[SheetRow]:
    """Yield every question of every request; a public copy has none, for much is in confidence."""
    if scope.public:
        return
    told, item = SupplierRequest, RequestItem
    statement = joined(
        sa.select(
            ref(Kind.REQUEST, told.number, "request"), told.title, told.state,
            *supplier_columns(), *product_columns(), told.sent_on, told.due_on,
            item.item_code.label("item"), item.checklist_version, item.ask, item.value,
            item.words, item.answered_by, item.answered_on, item.is_same, item.review,
            item.review_reason, item.confidential, item.confidential_reason,
        ),
        told,
    )  # fmt: skip
    statement = (
        statement.join(item, item.request_id == told.id)
        .where(*taken(actor, told, scope))
        .order_by(told.number, item.place)
    )
    for row, values in stream_told(statement):
        waited = None
        if row.sent_on is not None:
            waited = working_days_between(row.sent_on, row.answered_on or scope.on)
        yield {**values, "waited": waited}


def list_replies(actor: Actor, scope: Scope) -> Iterator[SheetRow]:
    """Yield every reply of a supplier, but none to a record that stays out."""
    told = SupplierReply
    statement = (
        sa.select(told.about, *supplier_columns(), told.text, told.said_by, told.said_at)
        .join(Supplier, Supplier.id == told.supplier_id)
        .where(told.organisation_id == actor.organisation_id)
        .order_by(told.id)
    )
    for _, values in stream_told(statement):
        if scope.shows(values["about"]):
            yield values
