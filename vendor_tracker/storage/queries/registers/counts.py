"""What a register leaves out, counted so that it can be said."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

import sqlalchemy as sa

from vendor_tracker.domain.actor import Actor
from vendor_tracker.domain.references import Kind, answer_name, reference
from vendor_tracker.storage.db import session
from vendor_tracker.storage.models import (
    Answer,
    BusinessCase,
    Card,
    Claim,
    Contact,
    Contract,
    Cost,
    Decision,
    Evidence,
    Flag,
    Meeting,
    Payment,
    Product,
    ProductVersion,
    Promise,
    Question,
    Supplier,
    SupplierRequest,
    Waiver,
)
from vendor_tracker.storage.queries.paging import AnySelect
from vendor_tracker.storage.queries.registers.flags import count_withheld_flags
from vendor_tracker.storage.queries.registers.scope import Scope, Withheld

_CONFIDENTIAL: tuple[tuple[Kind, type[Any]], ...] = (
    (Kind.CLAIM, Claim),
    (Kind.COST, Cost),
    (Kind.EVIDENCE, Evidence),
    (Kind.CARD, Card),
)
_RECORDS: dict[str, type[Any]] = {
    "Suppliers": Supplier,
    "Contacts": Contact,
    "Products": Product,
    "Versions": ProductVersion,
    "Claims": Claim,
    "Costs": Cost,
    "Payments": Payment,
    "Business cases": BusinessCase,
    "Contracts": Contract,
    "Meetings": Meeting,
    "Promises": Promise,
    "Questions": Question,
    "Evidence": Evidence,
    "Cards": Card,
    "Decisions": Decision,
}

_MARKED: tuple[type[Any], ...] = (*(model for _, model in _CONFIDENTIAL), Answer)
# Shown by more than their own row, or worked out: what counts as one of them today.
_OTHERS: dict[str, tuple[type[Any], sa.ColumnElement[bool]]] = {
    "Answers": (Answer, sa.and_(Answer.state.is_not(None), Answer.archived_at.is_(None))),
    "Flags": (Flag, Flag.closed_on.is_(None)),
    "Waivers": (Waiver, Waiver.archived_at.is_(None)),
}


@dataclass(frozen=True, slots=True)
class LeftOut:
    """How many rows a register does not show, and why."""

    archived: int = 0
    confidential: int = 0
    flags: int = 0
    contacts: int = 0
    payments: int = 0
    cases: int = 0
    requests: int = 0


def find_withheld(actor: Actor, on: date) -> Withheld:
    """Return the records that are confidential on a day, archived ones included."""
    parts = [
        sa.select(sa.literal(kind.value).label("kind"), model.number, Product.number)
        .outerjoin(Product, Product.id == model.product_id)
        .where(model.organisation_id == actor.organisation_id, _is_secret(model, on))
        for kind, model in _CONFIDENTIAL
    ]
    rows = session().execute(sa.union_all(*parts)).all()
    return Withheld(
        references=frozenset(
            (*(reference(Kind(kind), number) for kind, number, _ in rows), *_answers(actor, on))
        ),
        products=frozenset(
            reference(Kind.PRODUCT, product)
            for kind, _, product in rows
            if kind == Kind.COST.value and product is not None
        ),
    )


def count_records(actor: Actor) -> dict[str, int]:
    """Return how many records of each kind a register holds, and how many open flags."""
    live = [_live(actor, title, model) for title, model in _RECORDS.items()]
    others = [_others(actor, title, *which) for title, which in _OTHERS.items()]
    rows = session().execute(sa.union_all(*live, *others))
    found = {row[0]: row[1] for row in rows}
    return {title: found[title] for title in (*_RECORDS, *_OTHERS)}


def count_left_out(actor: Actor, scope: Scope) -> LeftOut:
    """Return how many rows are put away, and how many a public copy leaves out."""
    archived = sum(
        session().scalars(sa.union_all(*[_archived(actor, model) for model in _RECORDS.values()]))
    )
    if not scope.public:
        return LeftOut(archived=archived)
    confidential = sum(
        session().scalars(sa.union_all(*[_confidential(actor, model, scope) for model in _MARKED]))
    )
    people, paid, cases, requests = (
        _count(actor, model) for model in (Contact, Payment, BusinessCase, SupplierRequest)
    )
    flags = count_withheld_flags(actor, scope)
    return LeftOut(archived, confidential, flags, people, paid, cases, requests)


def _count(actor: Actor, model: type[Any]) -> int:
    found = session().scalar(
        sa.select(sa.func.count()).where(
            model.organisation_id == actor.organisation_id, model.archived_at.is_(None)
        )
    )
    return found or 0


def _live(actor: Actor, title: str, model: type[Any]) -> AnySelect:
    statement = sa.select(sa.literal(title), sa.func.count()).select_from(model)
    conditions = [model.organisation_id == actor.organisation_id, model.archived_at.is_(None)]
    if hasattr(model, "product_id"):
        statement = statement.outerjoin(Product, Product.id == model.product_id)
        conditions.append(Product.archived_at.is_(None))
    return statement.where(*conditions)


def _others(actor: Actor, title: str, model: type[Any], which: sa.ColumnElement[bool]) -> AnySelect:
    own = model.organisation_id == actor.organisation_id
    return sa.select(sa.literal(title), sa.func.count()).select_from(model).where(own, which)


def _answers(actor: Actor, on: date) -> Iterator[str]:
    """Yield what people call the answers that are confidential on a day."""
    rows = session().execute(
        sa.select(Answer.item_code, Product.number, Supplier.number)
        .outerjoin(Product, Product.id == Answer.product_id)
        .outerjoin(Supplier, Supplier.id == Answer.supplier_id)
        .where(Answer.organisation_id == actor.organisation_id, _is_secret(Answer, on))
    )
    for item, product, supplier in rows:
        subject = "" if product is None else reference(Kind.PRODUCT, product)
        if supplier is not None:
            subject = reference(Kind.SUPPLIER, supplier)
        yield answer_name(subject, item)


def _archived(actor: Actor, model: type[Any]) -> AnySelect:
    statement = sa.select(sa.func.count()).select_from(model)
    is_archived = model.archived_at.is_not(None)
    if hasattr(model, "product_id"):
        statement = statement.outerjoin(Product, Product.id == model.product_id)
        is_archived = sa.or_(is_archived, Product.archived_at.is_not(None))
    return statement.where(model.organisation_id == actor.organisation_id, is_archived)


def _confidential(actor: Actor, model: type[Any], scope: Scope) -> AnySelect:
    return (
        sa.select(sa.func.count())
        .select_from(model)
        .outerjoin(Product, Product.id == model.product_id)
        .where(
            model.organisation_id == actor.organisation_id,
            model.archived_at.is_(None),
            Product.archived_at.is_(None),
            _is_secret(model, scope.on),
        )
    )


def _is_secret(model: type[Any], on: date) -> sa.ColumnElement[bool]:
    """Return what makes a record confidential on a day.

    A card is as confidential as the file it was read from, and so are the claims taken from it.
    """
    if model is Card:
        return Card.id.in_(_secret_cards(on))
    marked = sa.and_(
        model.confidential.is_(True),
        sa.or_(model.confidential_until.is_(None), model.confidential_until >= on),
    )
    return sa.or_(marked, Claim.card_id.in_(_secret_cards(on))) if model is Claim else marked


def _secret_cards(on: date) -> sa.Select[int]:
    return (
        sa.select(Card.id)
        .join(Evidence, Evidence.id == Card.evidence_id)
        .where(_is_secret(Evidence, on))
    )
