"""Answers that wait for somebody: to review, returned, assigned, overdue."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import aliased

from vendor_tracker.domain import names
from vendor_tracker.domain.actor import Actor
from vendor_tracker.domain.checklists.model import Item, Library
from vendor_tracker.domain.permissions import Permission
from vendor_tracker.domain.references import Kind, answer_name, split
from vendor_tracker.domain.vocabulary import AnswerState, ReviewState
from vendor_tracker.storage.db import session
from vendor_tracker.storage.libraries import load_library
from vendor_tracker.storage.models import Answer, Product, ProductSupplier, Supplier, User
from vendor_tracker.storage.queries.paging import AnySelect, Asked, Page, fetch, like
from vendor_tracker.storage.queries.subjects import (
    Subject,
    about,
    joined,
    product_of,
    supplier_of,
)

SORTS = ("answered", "due")
STATES = ("review", "returned", "mine", "overdue", "all")
_NO_DAY = date(9999, 12, 31)
_SETTLED = (AnswerState.met, AnswerState.not_applicable)


@dataclass(frozen=True, slots=True)
class AnswerFilter:
    """Which answers a list shows: by default those that nobody has looked at."""

    state: str = "review"
    # A product or supplier by name or reference; a supplier brings its products along.
    text: str = ""
    checklist: str = ""


@dataclass(frozen=True, slots=True)
class AnswerRow:
    """One answer in a list."""

    item: str
    question: str
    subject: Subject | None
    state: AnswerState | None
    review: ReviewState | None
    review_reason: str
    answered_on: date | None
    answered_by: str
    is_own: bool
    assignee: str
    due_on: date | None

    @property
    def reference(self) -> str:
        """Return what people call it, such as PRD-7/CORE-01."""
        return answer_name("" if self.subject is None else self.subject.reference, self.item)


@dataclass(frozen=True, slots=True)
class AnswerPage:
    """One page of answers, how many wait in each state, and the checklists to choose from."""

    page: Page[AnswerRow]
    counts: Mapping[str, int]
    library: Library


def list_answers(
    actor: Actor, wanted: AnswerFilter, on: date, asked: Asked | None = None
) -> AnswerPage:
    """Return one page of answers: the longest waiting, or the one due first, at the top."""
    library = load_library(actor.organisation_id)
    asked = asked or Asked(sort="answered")
    statement = _selected(actor, library).where(
        *_in_state(actor, wanted.state, on), *_narrowed(actor, wanted)
    )
    rows, before, after = fetch(statement, _keys(asked.sort), asked)
    counts = _counts(actor, library, on, wanted)
    found = [_row(actor, row, library.by_code) for row in rows]
    return AnswerPage(Page(found, counts[wanted.state], before, after), counts, library)


def list_waiting(actor: Actor, on: date, most: int) -> Sequence[AnswerRow]:
    """Return the most urgent answers that wait for this person."""
    library = load_library(actor.organisation_id)
    mine = [sa.and_(*_in_state(actor, state, on)) for state in ("returned", "mine")]
    if actor.may(Permission.DECIDE):
        others = Answer.answered_by.is_distinct_from(actor.user_id)
        mine.append(sa.and_(*_in_state(actor, "review", on), others))
    statement = _selected(actor, library).where(sa.or_(*mine))
    rows, _, _ = fetch(statement, _keys("due"), Asked(size=most))
    return [_row(actor, row, library.by_code) for row in rows]


def to_review(organisation_id: int) -> sa.Select[Any]:
    """Return the statement that counts the answers that nobody has looked at."""
    return _counted(organisation_id).where(Answer.review == ReviewState.to_review)


def _selected(actor: Actor, library: Library) -> AnySelect:
    answerer, assignee = aliased(User), aliased(User)
    return (
        joined(
            sa.select(
                Answer.item_code, Answer.state, Answer.review, Answer.review_reason,
                Answer.answered_on, Answer.due_on, Answer.answered_by.label("answerer_id"),
                answerer.name.label("answerer"), assignee.name.label("assignee"), *about(),
            ),
            Answer,
        )
        .outerjoin(answerer, answerer.id == Answer.answered_by)
        .outerjoin(assignee, assignee.id == Answer.assignee_id)
        .where(*_live(actor.organisation_id), *_asked_still(library))
    )  # fmt: skip


def _live(organisation_id: int) -> list[sa.ColumnElement[bool]]:
    return [
        Answer.organisation_id == organisation_id,
        Answer.archived_at.is_(None),
        Product.archived_at.is_(None),
        Supplier.archived_at.is_(None),
    ]


def _asked_still(library: Library) -> list[sa.ColumnElement[bool]]:
    """Leave out what is no longer asked: retired by a newer version, by us, or out of use."""
    return [Answer.item_code.in_(sorted(library.by_code))]


def _in_state(actor: Actor, state: str, on: date) -> list[sa.ColumnElement[bool]]:
    me = sa.false() if actor.user_id is None else Answer.assignee_id == actor.user_id
    if state == "review":
        return [Answer.review == ReviewState.to_review]
    if state == "returned":
        whose = sa.func.coalesce(Answer.assignee_id, Answer.answered_by)
        return [Answer.review == ReviewState.returned, whose == (actor.user_id or 0)]
    if state == "mine":
        return [me, _is_to_do()]
    if state == "overdue":
        return [Answer.due_on < on, _is_to_do()]
    return []


def _is_to_do() -> sa.ColumnElement[bool]:
    """Tell whether an answer still waits for whoever it was given to."""
    is_settled = sa.and_(Answer.review == ReviewState.accepted, Answer.state.in_(_SETTLED))
    return sa.or_(
        Answer.state.is_(None),
        Answer.state == AnswerState.not_known,
        Answer.review == ReviewState.returned,
        # Somebody else answered before, and what they said is not settled.
        sa.and_(
            Answer.answered_by.is_distinct_from(Answer.assignee_id),
            sa.func.coalesce(sa.not_(is_settled), sa.true()),
        ),
    )


def _narrowed(actor: Actor, wanted: AnswerFilter) -> list[sa.ColumnElement[bool]]:
    found: list[sa.ColumnElement[bool]] = []
    if wanted.checklist:
        found.append(Answer.item_code.like(f"{wanted.checklist}-%"))
    if wanted.text.strip():
        found.append(_holds(actor, wanted.text))
    return found


def _holds(actor: Actor, text: str) -> sa.ColumnElement[bool]:
    """Tell whether an answer is of a product or supplier that a text names."""
    found, other = split(text), aliased(Supplier)
    if found is not None and found[0] is Kind.PRODUCT:
        return Product.number == found[1]
    brought = (
        sa.select(ProductSupplier.product_id)
        .join(other, other.id == ProductSupplier.supplier_id)
        .where(ProductSupplier.organisation_id == actor.organisation_id, _named(other, text))
    )
    its_own = sa.or_(_named(Supplier, text), Answer.product_id.in_(brought))
    return its_own if found is not None else sa.or_(its_own, _named(Product, text))


def _named(model: Any, text: str) -> sa.ColumnElement[bool]:
    found = split(text)
    if found is None:
        return sa.and_(model.sort_key.like(like(names.sort_key(text)), escape="\\"))
    return sa.and_(model.number == (found[1] if found[0] is Kind.SUPPLIER else 0))


def _counts(actor: Actor, library: Library, on: date, wanted: AnswerFilter) -> dict[str, int]:
    """Count what waits in each state, in one go; all of them only where they are shown."""
    states = [state for state in STATES if state != "all" or wanted.state == "all"]
    counts = [
        _counted(actor.organisation_id)
        .where(
            *_asked_still(library),
            *_in_state(actor, state, on),
            *_narrowed(actor, wanted),
        )
        .scalar_subquery()
        .label(state)
        for state in states
    ]
    return dict(session().execute(sa.select(*counts)).one()._mapping)


def _counted(organisation_id: int) -> sa.Select[Any]:
    return (
        sa.select(sa.func.count(Answer.id))
        .select_from(Answer)
        .outerjoin(Product, Product.id == Answer.product_id)
        .outerjoin(Supplier, Supplier.id == Answer.supplier_id)
        .where(*_live(organisation_id))
    )


def _keys(sort: str) -> list[Any]:
    column = Answer.due_on if sort == "due" else Answer.answered_on
    day = sa.func.coalesce(column, sa.literal(_NO_DAY, sa.Date), type_=sa.Date)
    return [day, Answer.id]


def _row(actor: Actor, row: Any, items: Mapping[str, Item]) -> AnswerRow:
    item = items.get(row.item_code)
    return AnswerRow(
        row.item_code, item.question if item else "", product_of(row) or supplier_of(row),
        row.state, row.review, row.review_reason, row.answered_on,
        row.answerer or ("" if row.state is None else "an import"),
        row.answerer_id is not None and row.answerer_id == actor.user_id,
        row.assignee or "", row.due_on,
    )  # fmt: skip
