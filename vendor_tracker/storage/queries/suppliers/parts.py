"""What belongs to one supplier, a part at a time: one statement for each, newest or worst first."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any, Generic, TypeVar

import sqlalchemy as sa

from vendor_tracker.domain.references import Kind, reference
from vendor_tracker.domain.vocabulary import Severity
from vendor_tracker.storage.db import session
from vendor_tracker.storage.models import (
    Contact,
    ContactSupplier,
    Contract,
    ContractSupplier,
    Flag,
    Meeting,
    Product,
    Promise,
    Question,
)
from vendor_tracker.storage.queries.overviews import FlagLine
from vendor_tracker.storage.queries.suppliers.lines import (
    ContactLine,
    ContractLine,
    MeetingLine,
    PromiseLine,
    QuestionLine,
)
from vendor_tracker.storage.queries.waivers import void_of, with_void
from vendor_tracker.storage.steps import facts_from_json, remedies_from_json

Row = TypeVar("Row")

# The page shows this many of each part; the lists show the rest.
SHOWN = 20


@dataclass(frozen=True, slots=True)
class Part(Generic[Row]):
    """The first rows of one part of a page, and how many there are in all."""

    rows: Sequence[Row] = field(default_factory=tuple)
    total: int = 0

    @property
    def more(self) -> int:
        """Return how many rows are not shown."""
        return self.total - len(self.rows)


@dataclass(frozen=True, slots=True)
class Owner:
    """The private keys of the supplier whose parts are read."""

    organisation_id: int
    supplier_id: int


def list_contacts_of(owner: Owner) -> Part[ContactLine]:
    """Return the people at a supplier, each once with all they are the contact for."""
    found: dict[int, ContactLine] = {}
    link, person = ContactSupplier, Contact
    rows = session().execute(
        sa.select(
            person.number, person.name, person.job_title, person.email, person.phone, link.kind
        )
        .join(link, link.contact_id == person.id)
        .where(
            link.organisation_id == owner.organisation_id,
            link.supplier_id == owner.supplier_id,
            person.archived_at.is_(None),
        )
        .order_by(person.sort_key, person.id, link.id)
    )
    for number, name, job_title, email, phone, kind in rows:
        known = found[number].kinds if number in found else ()
        found[number] = ContactLine(
            reference(Kind.CONTACT, number), name, job_title, email, phone, (*known, kind)
        )
    return Part(tuple(found.values())[:SHOWN], len(found))


def list_promises_of(owner: Owner) -> Part[PromiseLine]:
    """Return the promises of both sides: open ones first, what is due soonest on top."""
    row = Promise
    rows = _first(
        _of(owner, row)
        .add_columns(
            row.number, row.side, row.text, row.person, row.due_on, row.done_on, row.in_contract
        )
        .order_by(
            row.done_on.is_not(None), row.due_on.is_(None), row.done_on.desc(), row.due_on, row.id
        )
    )
    lines = [
        PromiseLine(
            reference(Kind.PROMISE, r.number), r.side, r.text, r.person, r.due_on, r.done_on,
            r.in_contract, _product_reference(r),
        )
        for r in rows
    ]  # fmt: skip
    return _part(lines, rows)


def list_questions_of(owner: Owner) -> Part[QuestionLine]:
    """Return the questions that wait for an answer, longest waiting first."""
    row = Question
    rows = _first(
        _of(owner, row)
        .add_columns(row.number, row.text, row.asked_on, row.asked_of)
        .where(row.answered_on.is_(None))
        .order_by(row.asked_on.is_(None), row.asked_on, row.id)
    )
    lines = [
        QuestionLine(
            reference(Kind.QUESTION, r.number), r.text, r.asked_on, r.asked_of,
            _product_reference(r),
        )
        for r in rows
    ]  # fmt: skip
    return _part(lines, rows)


def list_meetings_of(owner: Owner) -> Part[MeetingLine]:
    """Return the meetings with a supplier, the last one first."""
    row = Meeting
    rows = _first(
        _of(owner, row)
        .add_columns(row.number, row.held_on, row.kind, row.place, row.our_people, row.their_people)
        .order_by(row.held_on.desc(), row.id.desc())
    )
    lines = [
        MeetingLine(
            reference(Kind.MEETING, r.number), r.held_on, r.kind, r.place, r.our_people,
            r.their_people, _product_reference(r),
        )
        for r in rows
    ]  # fmt: skip
    return _part(lines, rows)


def list_contracts_of(owner: Owner) -> Part[ContractLine]:
    """Return the contracts with a supplier, the one that ends last first."""
    row, link = Contract, ContractSupplier
    rows = _first(
        sa.select(
            row.number, row.title, row.starts_on, row.ends_on, row.notice_by, row.value_year,
            row.route, row.owner,
        )
        .join(link, link.contract_id == row.id)
        .where(
            link.organisation_id == owner.organisation_id,
            link.supplier_id == owner.supplier_id,
            row.archived_at.is_(None),
        )
        .order_by(row.ends_on.is_not(None), row.ends_on.desc(), row.id.desc())
    )  # fmt: skip
    lines = [ContractLine(reference(Kind.CONTRACT, r.number), *r[1:-1]) for r in rows]
    return _part(lines, rows)


def list_flags_of(owner: Owner) -> Part[FlagLine]:
    """Return the open flags of the supplier itself, the worst first, then those waived."""
    row = Flag
    worst = sa.case({s.value: s.rank for s in Severity}, value=row.severity, else_=9)
    statement = with_void(
        sa.select(
            row.number, row.severity, row.rule_code, row.says, row.remedies, row.facts,
            row.opened_on, row.known_at_start, row.gate, row.waived_by,
        )
        .where(
            row.organisation_id == owner.organisation_id,
            row.supplier_id == owner.supplier_id,
            row.closed_on.is_(None),
        )
        .order_by(row.waived_by.is_not(None), worst, row.rule_code, row.id)
    )  # fmt: skip
    rows = _first(statement)
    return _part([_flag(row) for row in rows], rows)


def _flag(row: Any) -> FlagLine:
    return FlagLine(
        reference(Kind.FLAG, row.number), row.severity, row.rule_code, row.says,
        remedies_from_json(row.remedies), facts_from_json(row.facts), row.opened_on,
        row.known_at_start, None, row.gate,
        None if row.waived_by is None else reference(Kind.WAIVER, row.waived_by), void_of(row),
    )  # fmt: skip


def _of(owner: Owner, row: Any) -> sa.Select[Any]:
    """Begin a statement on live rows of a supplier, with the product each one names."""
    return (
        sa.select(Product.number.label("product_number"))
        .select_from(row)
        .outerjoin(Product, Product.id == row.product_id)
        .where(
            row.organisation_id == owner.organisation_id,
            row.supplier_id == owner.supplier_id,
            row.archived_at.is_(None),
        )
    )


def _first(statement: sa.Select[*tuple[Any, ...]]) -> Sequence[Any]:
    counted = statement.add_columns(sa.func.count().over().label("total"))
    return session().execute(counted.limit(SHOWN)).all()


def _part(lines: list[Row], rows: Sequence[Any]) -> Part[Row]:
    return Part(tuple(lines), rows[0].total if rows else 0)


def _product_reference(row: Any) -> str:
    return reference(Kind.PRODUCT, row.product_number) if row.product_number else ""
