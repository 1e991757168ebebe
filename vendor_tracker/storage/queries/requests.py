"""Lists and pages of requests to suppliers."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from itertools import groupby
from typing import Any

import sqlalchemy as sa

from vendor_tracker.domain.actor import Actor
from vendor_tracker.domain.errors import NotFound
from vendor_tracker.domain.references import Kind, number_of, reference
from vendor_tracker.domain.requestlines import WITH_THEM, RequestLine
from vendor_tracker.domain.requests import minutes
from vendor_tracker.domain.vocabulary import RequestReview, RequestState
from vendor_tracker.domain.workingdays import working_days_between
from vendor_tracker.storage.db import session
from vendor_tracker.storage.models import Product, RequestItem, Supplier, SupplierRequest, User
from vendor_tracker.storage.queries.paging import AnySelect, Asked, Page, count, fetch
from vendor_tracker.storage.queries.subjects import Subject, about, joined, product_of, supplier_of

STATES = ("open", *(state.value for state in RequestState), "")


@dataclass(frozen=True, slots=True)
class RequestRow:
    """One request in a list, with how far its questions are."""

    reference: str
    title: str
    state: RequestState
    supplier: Subject | None
    product: Subject | None
    sent_on: date | None
    due_on: date | None
    answered_on: date | None
    asked: int
    with_them: int
    to_review: int


@dataclass(frozen=True, slots=True)
class RequestPage:
    """One request with all of its questions."""

    reference: str
    version: int
    title: str
    state: RequestState
    supplier: Subject
    product: Subject | None
    why: str
    readers: str
    due_on: date | None
    sent_on: date | None
    answered_on: date | None
    answered_by: str
    lines: tuple[RequestLine, ...]
    logged_by: str
    logged_at: datetime

    @property
    def minutes(self) -> int:
        """Return about how long it takes to answer."""
        return minutes(line.kind for line in self.lines)

    @property
    def to_review(self) -> tuple[RequestLine, ...]:
        """Return the questions whose answers we have to look at."""
        return tuple(line for line in self.lines if line.is_to_review)

    @property
    def with_them(self) -> tuple[RequestLine, ...]:
        """Return the questions that the supplier can still answer."""
        return tuple(line for line in self.lines if line.is_with_them)

    @property
    def is_open(self) -> bool:
        """Tell whether the supplier can hand anything in."""
        return self.state is RequestState.sent

    def sections(self) -> Iterator[tuple[str, list[RequestLine]]]:
        """Yield the questions section by section, in their order."""
        for section, lines in groupby(self.lines, key=lambda line: line.section):
            yield section, list(lines)

    def waited(self, line: RequestLine, on: date) -> int | None:
        """Return for how many working days a question waited, or has waited until a day."""
        if self.sent_on is None:
            return None
        return working_days_between(self.sent_on, line.answered_on or on)


@dataclass(frozen=True, slots=True)
class RequestFilter:
    """Which requests a list shows."""

    state: str = ""
    supplier: str = ""
    product: str = ""


def list_requests(actor: Actor, wanted: RequestFilter, asked: Asked) -> Page[RequestRow]:
    """Return one page of requests, the newest first."""
    statement = _rows(actor).where(*_wanted(wanted))
    newest_first = Asked("number", True, asked.after, asked.before, asked.size)
    rows, before, after = fetch(statement, [SupplierRequest.__table__.c.number], newest_first)
    return Page([_row(row) for row in rows], count(statement), before, after)


def get_request(actor: Actor, ref: str) -> RequestPage:
    """Return one request; raise NotFound when there is none."""
    row = (
        session()
        .execute(
            joined(sa.select(SupplierRequest, User.name.label("writer"), *about()), SupplierRequest)
            .outerjoin(User, User.id == SupplierRequest.created_by)
            .where(
                SupplierRequest.organisation_id == actor.organisation_id,
                SupplierRequest.number == number_of(Kind.REQUEST, ref),
            )
        )
        .first()
    )
    whom = None if row is None else supplier_of(row)
    if row is None or whom is None:
        raise NotFound(ref)
    made = row.SupplierRequest
    return RequestPage(
        reference(Kind.REQUEST, made.number), made.version, made.title, made.state, whom,
        product_of(row), made.why, made.readers, made.due_on, made.sent_on, made.answered_on,
        made.answered_by, _lines(made.organisation_id, made.id), row.writer or "an import",
        made.created_at,
    )  # fmt: skip


def list_others(actor: Actor, page: RequestPage) -> list[tuple[str, str]]:
    """Return the requests that share a question with this one, for a comparison."""
    own = sa.select(RequestItem.item_code).join(
        SupplierRequest, SupplierRequest.id == RequestItem.request_id
    )
    here = SupplierRequest.number == number_of(Kind.REQUEST, page.reference)
    ours = SupplierRequest.organisation_id == actor.organisation_id
    shared = sa.select(RequestItem.request_id).where(
        RequestItem.organisation_id == actor.organisation_id,
        RequestItem.item_code.in_(own.where(ours, here)),
    )
    rows = session().execute(
        sa.select(SupplierRequest.number, SupplierRequest.title, Supplier.name, Product.name)
        .join(Supplier, Supplier.id == SupplierRequest.supplier_id)
        .outerjoin(Product, Product.id == SupplierRequest.product_id)
        .where(
            ours, sa.not_(here), SupplierRequest.id.in_(shared),
            SupplierRequest.state != RequestState.draft,
        )
        .order_by(SupplierRequest.number.desc())
        .limit(100)
    )  # fmt: skip
    return [
        (reference(Kind.REQUEST, number), f"{title}: {product or supplier}")
        for number, title, supplier, product in rows
    ]


def _rows(actor: Actor) -> AnySelect:
    item = RequestItem
    counted = (
        sa.select(
            item.request_id,
            sa.func.count().label("asked"),
            _sum(item.review.in_(WITH_THEM)).label("with_them"),
            _sum(item.review == RequestReview.to_review).label("to_review"),
        )
        .where(item.organisation_id == actor.organisation_id)
        .group_by(item.request_id)
        .subquery()
    )
    told = SupplierRequest
    return (
        joined(
            sa.select(
                told.number, told.title, told.state, told.sent_on, told.due_on, told.answered_on,
                counted.c.asked, counted.c.with_them, counted.c.to_review, *about(),
            ),
            told,
        )
        .outerjoin(counted, counted.c.request_id == told.id)
        .where(told.organisation_id == actor.organisation_id, told.archived_at.is_(None))
    )  # fmt: skip


def _sum(condition: sa.ColumnElement[bool]) -> sa.ColumnElement[int]:
    return sa.func.sum(sa.case((condition, 1), else_=0))


def _wanted(wanted: RequestFilter) -> list[sa.ColumnElement[bool]]:
    found: list[sa.ColumnElement[bool]] = []
    if wanted.state == "open":
        done = (RequestState.closed, RequestState.withdrawn)
        found.append(SupplierRequest.state.not_in(done))
    elif wanted.state:
        found.append(SupplierRequest.state == RequestState(wanted.state))
    if wanted.supplier:
        found.append(Supplier.number == number_of(Kind.SUPPLIER, wanted.supplier))
    if wanted.product:
        found.append(Product.number == number_of(Kind.PRODUCT, wanted.product))
    return found


def _row(row: Any) -> RequestRow:
    return RequestRow(
        reference(Kind.REQUEST, row.number), row.title, row.state, supplier_of(row),
        product_of(row), row.sent_on, row.due_on, row.answered_on, row.asked or 0,
        row.with_them or 0, row.to_review or 0,
    )  # fmt: skip


def _lines(organisation_id: int, request_id: int) -> tuple[RequestLine, ...]:
    rows = session().scalars(
        sa.select(RequestItem)
        .where(RequestItem.organisation_id == organisation_id, RequestItem.request_id == request_id)
        .order_by(RequestItem.place)
    )
    return tuple(_line(row) for row in rows)


def _line(row: RequestItem) -> RequestLine:
    return RequestLine(
        row.item_code, row.checklist_code, row.checklist_version, row.section, row.ask,
        row.counts, row.kind, tuple(row.options), row.severity, row.former, row.value, row.words,
        row.is_same, row.confidential, row.confidential_reason or "", row.confidential_until,
        row.answered_on, row.answered_by, row.review, row.review_reason, row.reviewed_on,
    )  # fmt: skip
