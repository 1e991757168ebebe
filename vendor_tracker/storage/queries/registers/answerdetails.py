"""What stands beside answers in the register: who was at them, and the flags about them."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import aliased

from vendor_tracker import clock
from vendor_tracker.domain.actor import Actor
from vendor_tracker.domain.assessing import Reading
from vendor_tracker.domain.checklists.model import Library
from vendor_tracker.domain.references import Kind, reference
from vendor_tracker.domain.vocabulary import Gate, ReviewState, SupplierRole
from vendor_tracker.domain.worth import NOT_STARTED
from vendor_tracker.storage.db import session
from vendor_tracker.storage.models import Answer, Flag, Product, ProductSupplier, Supplier, User

# One flag for an item, one for items without evidence, one for what a gate still waits for.
_OF_ITEM, _UNSHOWN, _UNANSWERED = "F22", "F21", "F60"


@dataclass(frozen=True, slots=True)
class Work:
    """What people wrote about one answer, and who they were."""

    value: str = ""
    note: str = ""
    reason: str = ""
    answered_by: str | None = None
    reviewed_on: date | None = None
    reviewed_by: str | None = None
    return_reason: str = ""
    assigned_to: str | None = None
    due_on: date | None = None


NOBODY = Work()


@dataclass(frozen=True, slots=True)
class Beside:
    """What stands beside the answers of some products or suppliers."""

    # By whom an answer belongs to and its item.
    works: Mapping[tuple[str, str], Work]
    # By whom a flag is about, and the item, the gate or the rule that it speaks of.
    flags: Mapping[tuple[str, str], str]

    def flag(self, subject: str, whose: str, reading: Reading, gate: Gate | None) -> str | None:
        """Return the open flag that an item raises, or that watches over it in its place."""
        item = reading.item
        keys = [(subject, item.code), (whose, item.code)]
        if item.is_covered:
            keys = [(subject, item.covered_by), (whose, item.covered_by)]
        elif reading.standing in NOT_STARTED and gate is not None:
            keys = [(subject, gate.value)]
        return next((self.flags[key] for key in keys if key in self.flags), None)


def load_beside(
    actor: Actor,
    library: Library,
    *,
    products: Sequence[int] = (),
    suppliers: Sequence[int] = (),
) -> Beside:
    """Return what stands beside the answers that these products hear, or these suppliers have."""
    heard: Any = list(suppliers)
    if products:
        heard = sa.select(ProductSupplier.supplier_id).where(
            ProductSupplier.organisation_id == actor.organisation_id,
            ProductSupplier.product_id.in_(products),
            ProductSupplier.role != SupplierRole.former,
        )
    ours = sa.and_(Answer.product_id.is_(None), Answer.supplier_id.is_(None))
    return Beside(
        _works(actor, sa.or_(ours, _among(Answer, products, heard))),
        _flags(actor, library, _among(Flag, products, heard)),
    )


def _among(model: Any, products: Sequence[int], heard: Any) -> sa.ColumnElement[bool]:
    return sa.or_(model.product_id.in_(products), model.supplier_id.in_(heard))


def _works(actor: Actor, which: sa.ColumnElement[bool]) -> Mapping[tuple[str, str], Work]:
    answerer, reviewer, assignee = aliased(User), aliased(User), aliased(User)
    rows = session().execute(
        sa.select(
            Answer.item_code, Product.number, Supplier.number, Answer.state, Answer.value,
            Answer.note, Answer.reason, Answer.review, Answer.review_reason, Answer.reviewed_at,
            Answer.due_on,
            answerer.name.label("answerer"), reviewer.name.label("reviewer"),
            assignee.name.label("assignee"),
        )
        .outerjoin(Product, Product.id == Answer.product_id)
        .outerjoin(Supplier, Supplier.id == Answer.supplier_id)
        .outerjoin(answerer, answerer.id == Answer.answered_by)
        .outerjoin(reviewer, reviewer.id == Answer.reviewed_by)
        .outerjoin(assignee, assignee.id == Answer.assignee_id)
        .where(
            Answer.organisation_id == actor.organisation_id, Answer.archived_at.is_(None), which
        )
    )  # fmt: skip
    return {(_name(row[1], row[2]), row.item_code): _work(row) for row in rows}


def _work(row: Any) -> Work:
    return Work(
        value=row.value,
        note=row.note,
        reason=row.reason,
        answered_by=row.answerer or (None if row.state is None else "an import"),
        reviewed_on=clock.to_london(row.reviewed_at).date() if row.reviewed_at else None,
        reviewed_by=row.reviewer,
        return_reason=row.review_reason if row.review is ReviewState.returned else "",
        assigned_to=row.assignee,
        due_on=row.due_on,
    )


def _flags(
    actor: Actor, library: Library, which: sa.ColumnElement[bool]
) -> Mapping[tuple[str, str], str]:
    rules = {_OF_ITEM, _UNSHOWN, _UNANSWERED, *(item.covered_by for item in library.items)} - {""}
    rows = session().execute(
        sa.select(
            Flag.number, Flag.rule_code, Flag.key, Flag.facts, Product.number, Supplier.number
        )
        .outerjoin(Product, Product.id == Flag.product_id)
        .outerjoin(Supplier, Supplier.id == Flag.supplier_id)
        .where(
            Flag.organisation_id == actor.organisation_id,
            Flag.closed_on.is_(None),
            Flag.rule_code.in_(sorted(rules)),
            which,
        )
        .order_by(Flag.id)
    )
    found: dict[tuple[str, str], str] = {}
    for number, rule, key, facts, product, supplier in rows:
        for named in _speaks_of(rule, key, facts):
            found.setdefault((_name(product, supplier), named), reference(Kind.FLAG, number))
    return found


def _speaks_of(rule: str, key: str, facts: Iterable[Sequence[str]]) -> list[str]:
    """Return what a flag is about: items, a gate, or all that its rule watches over."""
    if rule in (_OF_ITEM, _UNANSWERED):
        return [key]
    if rule == _UNSHOWN:
        return [fact[1] for fact in facts]
    return [rule]


def _name(product: int | None, supplier: int | None) -> str:
    if product is not None:
        return reference(Kind.PRODUCT, product)
    return "" if supplier is None else reference(Kind.SUPPLIER, supplier)
