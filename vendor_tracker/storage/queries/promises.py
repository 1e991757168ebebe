"""Lists and pages of promises."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

import sqlalchemy as sa

from vendor_tracker.domain.actor import Actor
from vendor_tracker.domain.errors import NotFound
from vendor_tracker.domain.references import Kind, number_of, reference
from vendor_tracker.domain.vocabulary import Known, Side
from vendor_tracker.storage.db import session
from vendor_tracker.storage.models import Decision, Meeting, Promise, User
from vendor_tracker.storage.queries.evidencelinks import Supported, list_evidence_for
from vendor_tracker.storage.queries.meetings import of_subjects
from vendor_tracker.storage.queries.paging import Asked, Page, count, fetch
from vendor_tracker.storage.queries.subjects import (
    Subject,
    about,
    joined,
    product_of,
    supplier_of,
    written,
)

SORTS = ("due",)
STATES = ("open", "late", "done", "")
_NO_DAY = date(9999, 12, 31)


@dataclass(frozen=True, slots=True)
class PromiseRow:
    """One promise in a list."""

    reference: str
    side: Side
    text: str
    person: str
    due_on: date | None
    done_on: date | None
    supplier: Subject | None
    product: Subject | None

    def is_late(self, on: date) -> bool:
        """Tell whether it should have been done by now."""
        return self.done_on is None and self.due_on is not None and self.due_on < on


@dataclass(frozen=True, slots=True)
class PromiseDetail:
    """One promise with everything a person may change about it."""

    reference: str
    version: int
    side: Side
    text: str
    person: str
    promised_on: date | None
    due_on: date | None
    done_on: date | None
    in_contract: Known
    supplier: Subject | None
    product: Subject | None
    meeting: str | None
    # The decision that it is a condition of.
    decision: str | None
    evidence: tuple[Supported, ...]
    logged_by: str
    logged_at: datetime
    is_archived: bool
    archived_reason: str | None


@dataclass(frozen=True, slots=True)
class PromiseFilter:
    """Which promises a list shows."""

    side: Side | None = None
    state: str = ""
    supplier: str = ""
    product: str = ""
    archived: bool = False


def list_promises(
    actor: Actor, wanted: PromiseFilter, on: date, asked: Asked | None = None
) -> Page[PromiseRow]:
    """Return one page of promises, the one due first at the top; without a day comes last."""
    statement = joined(
        sa.select(
            Promise.number, Promise.side, Promise.text, Promise.person, Promise.due_on,
            Promise.done_on, *about(),
        ),
        Promise,
    ).where(
        Promise.organisation_id == actor.organisation_id,
        Promise.archived_at.is_not(None) if wanted.archived else Promise.archived_at.is_(None),
        *of_subjects(actor, Promise, wanted.supplier, wanted.product),
        *_state(wanted, on),
    )  # fmt: skip
    due = sa.func.coalesce(Promise.due_on, sa.literal(_NO_DAY, sa.Date), type_=sa.Date)
    keys: list[Any] = [due, Promise.id]
    rows, before, after = fetch(statement, keys, asked or Asked(sort="due"))
    return Page([_row(row) for row in rows], count(statement), before, after)


def get_promise(actor: Actor, ref: str) -> PromiseDetail:
    """Return one promise, archived or not; raise NotFound when there is none."""
    row = (
        session()
        .execute(
            written(
                sa.select(
                    Promise, Meeting.number.label("meeting"), Decision.number.label("decision"),
                    User.name.label("writer"), *about(),
                ),
                Promise,
            )
            .outerjoin(Meeting, Meeting.id == Promise.meeting_id)
            .outerjoin(Decision, Decision.id == Promise.decision_id)
            .where(
                Promise.organisation_id == actor.organisation_id,
                Promise.number == number_of(Kind.PROMISE, ref),
            )
        )
        .first()
    )  # fmt: skip
    if row is None:
        raise NotFound(ref)
    made = row.Promise
    return PromiseDetail(
        ref, made.version, made.side, made.text, made.person, made.promised_on, made.due_on,
        made.done_on, made.in_contract, supplier_of(row), product_of(row),
        None if row.meeting is None else reference(Kind.MEETING, row.meeting),
        None if row.decision is None else reference(Kind.DECISION, row.decision),
        list_evidence_for(actor, Kind.PROMISE, made.id), row.writer or "an import",
        made.created_at, made.archived_at is not None, made.archived_reason,
    )  # fmt: skip


def _state(wanted: PromiseFilter, on: date) -> list[sa.ColumnElement[bool]]:
    found: list[sa.ColumnElement[bool]] = []
    if wanted.side is not None:
        found.append(Promise.side == wanted.side)
    if wanted.state == "done":
        found.append(Promise.done_on.is_not(None))
    if wanted.state in ("open", "late"):
        found.append(Promise.done_on.is_(None))
    if wanted.state == "late":
        found.append(Promise.due_on < on)
    return found


def _row(row: Any) -> PromiseRow:
    return PromiseRow(
        reference(Kind.PROMISE, row.number), row.side, row.text, row.person, row.due_on,
        row.done_on, supplier_of(row), product_of(row),
    )  # fmt: skip
