"""Lists and pages of meetings."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any

import sqlalchemy as sa

from vendor_tracker.domain.actor import Actor
from vendor_tracker.domain.errors import NotFound
from vendor_tracker.domain.references import Kind, number_of, reference
from vendor_tracker.domain.vocabulary import MeetingKind
from vendor_tracker.storage.db import session
from vendor_tracker.storage.models import Claim, Cost, Evidence, Meeting, Promise, Question, User
from vendor_tracker.storage.queries.paging import Asked, Page, count, fetch
from vendor_tracker.storage.queries.subjects import (
    Subject,
    about,
    joined,
    product_of,
    supplier_of,
    written,
)
from vendor_tracker.storage.references import id_of

SORTS = ("held",)
# What can be said in a meeting, and the column that holds its words.
SAID: tuple[tuple[Kind, Any, str], ...] = (
    (Kind.CLAIM, Claim, "statement"),
    (Kind.COST, Cost, "description"),
    (Kind.PROMISE, Promise, "text"),
    (Kind.QUESTION, Question, "text"),
    (Kind.EVIDENCE, Evidence, "title"),
)


@dataclass(frozen=True, slots=True)
class MeetingRow:
    """One meeting in a list."""

    reference: str
    held_on: date
    kind: MeetingKind
    place: str
    their_people: str
    our_hours: Decimal | None
    their_hours: Decimal | None
    supplier: Subject | None
    product: Subject | None


@dataclass(frozen=True, slots=True)
class SaidLine:
    """One thing that was logged from a meeting."""

    reference: str
    kind: Kind
    text: str


@dataclass(frozen=True, slots=True)
class MeetingDetail:
    """One meeting with everything a person may change about it."""

    reference: str
    version: int
    held_on: date
    kind: MeetingKind
    place: str
    our_people: str
    their_people: str
    our_hours: Decimal | None
    their_hours: Decimal | None
    notes: str
    concerns: str
    supplier: Subject | None
    product: Subject | None
    said: Sequence[SaidLine]
    logged_by: str
    logged_at: datetime
    is_archived: bool
    archived_reason: str | None


def list_meetings(
    actor: Actor,
    *,
    supplier: str = "",
    product: str = "",
    archived: bool = False,
    asked: Asked | None = None,
) -> Page[MeetingRow]:
    """Return one page of meetings, the last one first."""
    statement = joined(
        sa.select(
            Meeting.number, Meeting.held_on, Meeting.kind, Meeting.place, Meeting.their_people,
            Meeting.our_hours, Meeting.their_hours, *about(),
        ),
        Meeting,
    ).where(
        Meeting.organisation_id == actor.organisation_id,
        Meeting.archived_at.is_not(None) if archived else Meeting.archived_at.is_(None),
        *of_subjects(actor, Meeting, supplier, product),
    )  # fmt: skip
    asked = asked or Asked(sort="held", descending=True)
    keys: list[Any] = [Meeting.held_on, Meeting.id]
    rows, before, after = fetch(statement, keys, asked)
    return Page([_row(row) for row in rows], count(statement), before, after)


def of_subjects(
    actor: Actor, model: Any, supplier: str, product: str
) -> list[sa.ColumnElement[bool]]:
    """Return the conditions that keep to one supplier or product; an unknown one is NotFound."""
    found: list[sa.ColumnElement[bool]] = []
    if supplier:
        found.append(model.supplier_id == id_of(actor.organisation_id, Kind.SUPPLIER, supplier))
    if product:
        found.append(model.product_id == id_of(actor.organisation_id, Kind.PRODUCT, product))
    return found


def get_meeting(actor: Actor, ref: str) -> MeetingDetail:
    """Return one meeting, archived or not; raise NotFound when there is none."""
    row = (
        session()
        .execute(
            written(sa.select(Meeting, User.name.label("writer"), *about()), Meeting).where(
                Meeting.organisation_id == actor.organisation_id,
                Meeting.number == number_of(Kind.MEETING, ref),
            )
        )
        .first()
    )
    if row is None:
        raise NotFound(ref)
    held = row.Meeting
    return MeetingDetail(
        ref, held.version, held.held_on, held.kind, held.place, held.our_people,
        held.their_people, held.our_hours, held.their_hours, held.notes, held.concerns,
        supplier_of(row), product_of(row), _said(held), row.writer or "an import", held.created_at,
        held.archived_at is not None, held.archived_reason,
    )  # fmt: skip


def _said(held: Meeting) -> list[SaidLine]:
    parts = [
        sa.select(
            sa.literal(place).label("place"),
            model.number.label("number"),
            getattr(model, column).label("text"),
        ).where(
            model.organisation_id == held.organisation_id,
            model.meeting_id == held.id,
            model.archived_at.is_(None),
        )
        for place, (_, model, column) in enumerate(SAID)
    ]
    rows = session().execute(sa.union_all(*parts).order_by("place", "number"))
    return [
        SaidLine(reference(SAID[place][0], number), SAID[place][0], text)
        for place, number, text in rows
    ]


def _row(row: Any) -> MeetingRow:
    return MeetingRow(
        reference(Kind.MEETING, row.number), row.held_on, row.kind, row.place, row.their_people,
        row.our_hours, row.their_hours, supplier_of(row), product_of(row),
    )  # fmt: skip
