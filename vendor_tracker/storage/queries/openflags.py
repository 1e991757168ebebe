"""Open flags as plain rows, for the command line."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

import sqlalchemy as sa

from vendor_tracker.domain.actor import Actor
from vendor_tracker.domain.references import Kind, reference
from vendor_tracker.domain.vocabulary import Severity
from vendor_tracker.storage.db import session
from vendor_tracker.storage.models import Flag, Product, Supplier


@dataclass(frozen=True, slots=True)
class OpenFlag:
    """One open flag and the product or supplier it is about."""

    reference: str
    subject: str
    severity: Severity
    rule: str
    says: str
    opened_on: date
    known_at_start: bool
    waived_by: str | None


def list_open_flags(actor: Actor) -> list[OpenFlag]:
    """Return the open flags of an organisation, the worst first."""
    worst = sa.case({member.value: member.rank for member in Severity}, value=Flag.severity)
    rows: Iterable[Any] = session().execute(
        sa.select(
            Flag.number, Product.number, Supplier.number, Flag.severity, Flag.rule_code,
            Flag.says, Flag.opened_on, Flag.known_at_start, Flag.waived_by,
        )
        .outerjoin(Product, Product.id == Flag.product_id)
        .outerjoin(Supplier, Supplier.id == Flag.supplier_id)
        .where(Flag.organisation_id == actor.organisation_id, Flag.closed_on.is_(None))
        .order_by(worst, Flag.number)
    )  # fmt: skip
    return [
        OpenFlag(
            reference(Kind.FLAG, row[0]),
            _subject(row[1], row[2]),
            row.severity,
            row.rule_code,
            row.says,
            row.opened_on,
            row.known_at_start,
            _waiver(row.waived_by),
        )
        for row in rows
    ]


def _waiver(number: int | None) -> str | None:
    return None if number is None else reference(Kind.WAIVER, number)


def _subject(product: int | None, supplier: int | None) -> str:
    if product is not None:
        return reference(Kind.PRODUCT, product)
    return reference(Kind.SUPPLIER, supplier or 0)
