"""Rows of waivers, with how each fares today."""

from collections.abc import Iterator
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import aliased

from vendor_tracker.domain.actor import Actor
from vendor_tracker.domain.references import Kind
from vendor_tracker.domain.rules import RULES_BY_CODE
from vendor_tracker.domain.waivers import state_of
from vendor_tracker.storage.models import Flag, Product, Supplier, User, Waiver
from vendor_tracker.storage.queries.registers.flags import rests_on_withheld
from vendor_tracker.storage.queries.registers.scope import (
    Scope,
    SheetRow,
    clipped,
    ref,
    stream_told,
)


def list_waivers(actor: Actor, scope: Scope) -> Iterator[SheetRow]:
    """Yield every waiver; a public copy leaves out what rests on confidential records."""
    asked, decided = aliased(User), aliased(User)
    statement = (
        sa.select(
            ref(Kind.WAIVER, Waiver.number), ref(Kind.FLAG, Flag.number, "flag"), Flag.rule_code,
            Waiver.says, Flag.facts, Flag.remedies, Waiver.facts.label("facts_then"),
            Waiver.severity, Waiver.discipline, Waiver.reason_kind, Waiver.reason,
            asked.name.label("asked_by"), Waiver.asked_on, Waiver.is_agreed,
            decided.name.label("decided_by"), Waiver.decided_on, Waiver.decision_note,
            Waiver.ends_on, Waiver.withdrawn_on, Waiver.void_on, Waiver.void_why,
            ref(Kind.PRODUCT, Product.number, "product"),
            ref(Kind.SUPPLIER, Supplier.number, "supplier"),
            sa.func.coalesce(Product.name, Supplier.name).label("about_name"),
        )
        .join(Flag, Flag.id == Waiver.flag_id)
        .outerjoin(Product, Product.id == Flag.product_id)
        .outerjoin(Supplier, Supplier.id == Flag.supplier_id)
        .join(asked, asked.id == Waiver.asked_by)
        .outerjoin(decided, decided.id == Waiver.decided_by)
        .where(Waiver.organisation_id == actor.organisation_id, Waiver.archived_at.is_(None))
        .order_by(Waiver.number)
    )  # fmt: skip
    for row, told in stream_told(statement):
        # What it says of changed facts names those that it was asked for.
        if not rests_on_withheld(row, scope, before=row.facts_then):
            yield {**told, **_told(row, scope)}


def _told(row: Any, scope: Scope) -> dict[str, Any]:
    rule = RULES_BY_CODE.get(row.rule_code)
    return {
        "about": row.product or row.supplier,
        "says": clipped(row.says),
        "rule_title": rule.title if rule else "",
        "void_why": clipped(row.void_why),
        "agreed_by": row.decided_by if row.is_agreed else None,
        "refused_by": row.decided_by if row.is_agreed is False else None,
        "state": state_of(
            scope.on,
            ends_on=row.ends_on,
            is_agreed=row.is_agreed,
            withdrawn_on=row.withdrawn_on,
            void_on=row.void_on,
        ),
    }
