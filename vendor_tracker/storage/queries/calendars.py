"""What falls on which day: contracts, decisions and reviews, evidence and promises."""

from collections.abc import Sequence
from typing import Any

import sqlalchemy as sa

from vendor_tracker.domain.actor import Actor
from vendor_tracker.domain.calendars import Day, DayKind, Parties, Theme, in_order
from vendor_tracker.domain.references import Kind, reference
from vendor_tracker.domain.vocabulary import Gate, Side
from vendor_tracker.storage.db import session
from vendor_tracker.storage.models import Decision, Evidence, Product, Promise
from vendor_tracker.storage.queries.calendarfilters import DayFilter, Subjects, subjects_of
from vendor_tracker.storage.queries.contractdays import MOST, list_contract_days
from vendor_tracker.storage.queries.paging import AnySelect
from vendor_tracker.storage.queries.subjects import about, joined, product_of, supplier_of


def list_days(actor: Actor, wanted: DayFilter) -> list[Day]:
    """Return the days that are wanted, in order."""
    subjects = subjects_of(actor, wanted.text)
    found: list[Day] = []
    for theme, read in _READERS.items():
        if wanted.theme in (theme, Theme.every):
            found += read(actor, wanted, subjects)
    return in_order(found)


def count_others(actor: Actor, wanted: DayFilter) -> dict[Theme, int]:
    """Return how much of the other themes falls into the same days."""
    subjects = subjects_of(actor, wanted.text)
    counts = [
        sa.select(sa.func.count()).select_from(read(actor, wanted, subjects).subquery())
        for read in (_decisions, _reviews, _evidence, _promises)
    ]
    row = session().execute(sa.select(*[one.scalar_subquery() for one in counts])).one()
    planned = row[0] + row[1]
    return {Theme.decisions: planned, Theme.evidence: row[2], Theme.promises: row[3]}


def _decisions(actor: Actor, wanted: DayFilter, subjects: Subjects | None) -> AnySelect:
    row = Decision
    statement = (
        sa.select(
            row.planned_on, row.number, row.gate, Product.number.label("product_number"),
            Product.name.label("product_name"),
        )
        .join(Product, Product.id == row.product_id)
        .where(
            *_of(actor, row), row.decided_on.is_(None),
            wanted.between(DayKind.decision, row.planned_on),
        )
    )  # fmt: skip
    if subjects is not None:
        statement = statement.where(row.product_id.in_(subjects.products))
    return statement.order_by(row.planned_on).limit(MOST + 1)


def _decision_days(actor: Actor, wanted: DayFilter, subjects: Subjects | None) -> list[Day]:
    return [
        Day(
            row.planned_on,
            DayKind.review if row.gate is Gate.review else DayKind.decision,
            reference(Kind.DECISION, row.number),
            f"{row.gate.label}: {row.product_name}",
            products=((reference(Kind.PRODUCT, row.product_number), row.product_name),),
        )
        for row in _rows(_decisions(actor, wanted, subjects))
    ]


def _reviews(actor: Actor, wanted: DayFilter, subjects: Subjects | None) -> AnySelect:
    row = Product
    statement = sa.select(row.catch_up_on, row.number, row.name).where(
        *_of(actor, row),
        row.catch_up_ended_on.is_(None),
        wanted.between(DayKind.review, row.catch_up_on),
    )
    if subjects is not None:
        statement = statement.where(row.id.in_(subjects.products))
    return statement.order_by(row.catch_up_on).limit(MOST + 1)


def _planned_days(actor: Actor, wanted: DayFilter, subjects: Subjects | None) -> list[Day]:
    """Return the decisions planned, and the first reviews of what arrived already in use."""
    found = _decision_days(actor, wanted, subjects)
    for row in _rows(_reviews(actor, wanted, subjects)):
        ref = reference(Kind.PRODUCT, row.number)
        found.append(
            Day(row.catch_up_on, DayKind.review, ref, row.name, "First look at what is in use")
        )
    return found


def _evidence(actor: Actor, wanted: DayFilter, subjects: Subjects | None) -> AnySelect:
    row = Evidence
    statement = joined(sa.select(row.expires_on, row.number, row.title, *about()), row).where(
        *_of(actor, row), wanted.between(DayKind.evidence, row.expires_on)
    )
    if wanted.public_on is not None:
        ended = row.confidential_until < wanted.public_on
        statement = statement.where(sa.or_(row.confidential.is_(False), ended))
    return _about(statement, row, subjects).order_by(row.expires_on).limit(MOST + 1)


def _evidence_days(actor: Actor, wanted: DayFilter, subjects: Subjects | None) -> list[Day]:
    return [
        Day(row.expires_on, DayKind.evidence, reference(Kind.EVIDENCE, row.number), row.title,
            "", *_subjects_of(row))
        for row in _rows(_evidence(actor, wanted, subjects))
    ]  # fmt: skip


def _promises(actor: Actor, wanted: DayFilter, subjects: Subjects | None) -> AnySelect:
    row = Promise
    statement = joined(sa.select(row.due_on, row.number, row.text, row.side, *about()), row).where(
        *_of(actor, row), row.done_on.is_(None), wanted.between(DayKind.promise, row.due_on)
    )
    return _about(statement, row, subjects).order_by(row.due_on).limit(MOST + 1)


def _promise_days(actor: Actor, wanted: DayFilter, subjects: Subjects | None) -> list[Day]:
    return [
        Day(row.due_on, DayKind.promise, reference(Kind.PROMISE, row.number), row.text,
            "We owe it" if row.side is Side.ours else "They owe it", *_subjects_of(row))
        for row in _rows(_promises(actor, wanted, subjects))
    ]  # fmt: skip


def _about(statement: AnySelect, row: Any, subjects: Subjects | None) -> AnySelect:
    if subjects is None:
        return statement
    return statement.where(
        sa.or_(row.supplier_id.in_(subjects.suppliers), row.product_id.in_(subjects.products))
    )


def _subjects_of(row: Any) -> tuple[Parties, Parties]:
    supplier, product = supplier_of(row), product_of(row)
    return (
        () if supplier is None else ((supplier.reference, supplier.name),),
        () if product is None else ((product.reference, product.name),),
    )


def _of(actor: Actor, row: Any) -> list[sa.ColumnElement[bool]]:
    return [row.organisation_id == actor.organisation_id, row.archived_at.is_(None)]


def _rows(statement: AnySelect) -> Sequence[Any]:
    return session().execute(statement).all()


_READERS = {
    Theme.contracts: list_contract_days,
    Theme.decisions: _planned_days,
    Theme.evidence: _evidence_days,
    Theme.promises: _promise_days,
}
