"""Products of which nothing is answered yet, and what is said of them so far."""

from dataclasses import dataclass
from datetime import date

import sqlalchemy as sa

from vendor_tracker.domain.actor import Actor
from vendor_tracker.domain.references import Kind, reference
from vendor_tracker.domain.vocabulary import Gate
from vendor_tracker.storage.db import session
from vendor_tracker.storage.models import Flag, Product, ProductStatus
from vendor_tracker.storage.queries.paging import SIZE, Page, count


@dataclass(frozen=True, slots=True)
class Unbegun:
    """One product that nobody has begun to check."""

    reference: str
    name: str
    accountable: str
    next_gate: Gate | None
    planned_on: date | None


def list_unbegun(actor: Actor) -> Page[Unbegun]:
    """Return products flagged because nothing is answered, without a person or a day yet."""
    status = ProductStatus
    statement = (
        sa.select(
            Product.number, Product.name, Product.accountable, status.next_gate, status.planned_on
        )
        .join(Flag, Flag.product_id == Product.id)
        .join(status, status.product_id == Product.id)
        .where(
            Flag.organisation_id == actor.organisation_id,
            Flag.rule_code == "F60",
            Flag.set_up.is_(True),
            Flag.known_at_start.is_(False),
            Flag.closed_on.is_(None),
            Flag.waived_by.is_(None),
            Product.archived_at.is_(None),
            sa.or_(Product.accountable == "", status.planned_on.is_(None)),
        )
    )
    found = session().execute(statement.order_by(Product.sort_key, Product.id).limit(SIZE))
    rows = [Unbegun(reference(Kind.PRODUCT, row[0]), *row[1:]) for row in found]
    return Page(rows, count(statement) if len(rows) == SIZE else len(rows), None, None)
