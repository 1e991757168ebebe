"""What a person logged today, and what a form made."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any

import sqlalchemy as sa

from vendor_tracker import clock
from vendor_tracker.domain.actor import Actor
from vendor_tracker.domain.references import Kind, reference, split
from vendor_tracker.domain.vocabulary import Severity
from vendor_tracker.storage.db import session
from vendor_tracker.storage.models import Flag, FlagPeriod, FormNonce, Meeting, Product, Supplier
from vendor_tracker.storage.queries.meetings import SAID
from vendor_tracker.storage.queries.subjects import (
    Subject,
    about,
    joined,
    product_of,
    supplier_of,
)

LOGGED: tuple[tuple[Kind, Any, str], ...] = (*SAID, (Kind.MEETING, Meeting, "notes"))
_MOST = 20
_LONGEST_WRITE = timedelta(minutes=1)


@dataclass(frozen=True, slots=True)
class LoggedLine:
    """One record that somebody logged."""

    reference: str
    kind: Kind
    text: str
    supplier: Subject | None
    product: Subject | None
    logged_at: datetime


@dataclass(frozen=True, slots=True)
class MovedFlag:
    """A flag that opened, changed or closed, in one word."""

    reference: str
    says: str
    severity: Severity
    word: str


@dataclass(frozen=True, slots=True)
class Saved:
    """What one form made, and about what."""

    about: str
    made: Sequence[str]
    sent_at: datetime


def list_logged(actor: Actor, on: date) -> list[LoggedLine]:
    """Return what this person logged on a day, the last first."""
    start = datetime.combine(on, time(), tzinfo=clock.LONDON)
    rows = session().execute(
        sa.union_all(
            *[
                _part(actor, place, _mine(actor, model, start))
                for place, (_, model, _) in enumerate(LOGGED)
            ]
        )
        .order_by(sa.desc("created_at"), sa.desc("id"))
        .limit(_MOST)
    )
    return [_line(row) for row in rows]


def find_saved(actor: Actor, nonce: str) -> Saved | None:
    """Return what the form with this mark made, or None when it was never sent."""
    row = session().scalar(
        sa.select(FormNonce).where(
            FormNonce.organisation_id == actor.organisation_id, FormNonce.nonce == nonce
        )
    )
    return None if row is None else Saved(row.about, tuple(row.made), row.sent_at)


def list_made(actor: Actor, refs: Sequence[str]) -> list[LoggedLine]:
    """Return these records in this order; what is none of ours is left out."""
    numbers: dict[Kind, list[int]] = {}
    for ref in refs:
        found = split(ref)
        if found is not None:
            numbers.setdefault(found[0], []).append(found[1])
    parts = [
        _part(actor, place, model.number.in_(numbers[kind]))
        for place, (kind, model, _) in enumerate(LOGGED)
        if kind in numbers
    ]
    if not parts:
        return []
    found_lines = {
        line.reference: line for line in map(_line, session().execute(sa.union_all(*parts)))
    }
    return [found_lines[ref] for ref in refs if ref in found_lines]


def list_moved_flags(actor: Actor, saved: Saved, made: Sequence[LoggedLine]) -> list[MovedFlag]:
    """Return the flags that opened, changed or closed in the write that made these records.

    Flags are refreshed by the write that causes them, so that they move right after it began.
    """
    until = saved.sent_at + _LONGEST_WRITE
    moved = sa.select(FlagPeriod.flag_id).where(
        FlagPeriod.organisation_id == actor.organisation_id,
        sa.or_(
            FlagPeriod.opened_at.between(saved.sent_at, until),
            FlagPeriod.closed_at.between(saved.sent_at, until),
        ),
    )
    rows = session().scalars(
        sa.select(Flag)
        .outerjoin(Product, Product.id == Flag.product_id)
        .outerjoin(Supplier, Supplier.id == Flag.supplier_id)
        .where(
            Flag.organisation_id == actor.organisation_id,
            sa.or_(
                Product.number.in_(_numbers(line.product for line in made)),
                Supplier.number.in_(_numbers(line.supplier for line in made)),
            ),
            Flag.id.in_(moved),
        )
        .order_by(Flag.id)
    )
    return [_moved(flag) for flag in rows]


def _numbers(subjects: Iterable[Subject | None]) -> set[int]:
    found = (split(one.reference) for one in subjects if one is not None)
    return {one[1] for one in found if one is not None}


def _moved(flag: Flag) -> MovedFlag:
    if flag.closed_on is not None:
        word = "Closed"
    else:
        word = "Opened" if flag.opened_on == clock.today() else "Changed"
    return MovedFlag(reference(Kind.FLAG, flag.number), flag.says, flag.severity, word)


def _part(actor: Actor, place: int, condition: sa.ColumnElement[bool]) -> sa.Select[Any]:
    _, model, words = LOGGED[place]
    return joined(
        sa.select(
            sa.literal(place).label("place"), model.id.label("id"),
            model.number.label("number"), getattr(model, words).label("text"),
            model.created_at.label("created_at"), *about(),
        ),
        model,
    ).where(model.organisation_id == actor.organisation_id, condition)  # fmt: skip


def _mine(actor: Actor, model: Any, start: datetime) -> sa.ColumnElement[bool]:
    return sa.and_(
        model.created_by == actor.user_id,
        model.created_at >= start,
        model.archived_at.is_(None),
    )


def _line(row: Any) -> LoggedLine:
    kind = LOGGED[row.place][0]
    return LoggedLine(
        reference(kind, row.number), kind, row.text, supplier_of(row), product_of(row),
        row.created_at,
    )  # fmt: skip
