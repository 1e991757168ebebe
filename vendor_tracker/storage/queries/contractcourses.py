"""The course of one contract: all its days, gone and to come."""

from dataclasses import dataclass
from typing import Any

import sqlalchemy as sa

from vendor_tracker.domain.actor import Actor
from vendor_tracker.domain.calendars import DayKind
from vendor_tracker.domain.errors import NotFound
from vendor_tracker.domain.references import Kind, number_of
from vendor_tracker.domain.timelines import Point, Term
from vendor_tracker.domain.vocabulary import NoticeKind, Rating
from vendor_tracker.storage.db import session
from vendor_tracker.storage.models import (
    Contract,
    ContractBreak,
    ContractKpi,
    ContractNotice,
    ContractRating,
)
from vendor_tracker.storage.queries.paging import AnySelect

_OWN = (
    ("signed_on", "Signed"),
    ("starts_on", "Starts"),
    ("notice_by", DayKind.notice.label),
    ("ends_on", "Ends"),
    ("extends_to", "Ends if extended"),
    ("insured_until", DayKind.insured.label),
    ("indemnity_until", DayKind.indemnity.label),
)


@dataclass(frozen=True, slots=True)
class Course:
    """The days of one contract and the term that they lie in."""

    points: tuple[Point, ...]
    term: Term


def get_course(actor: Actor, ref: str) -> Course:
    """Return the days of one contract; raise NotFound when there is none."""
    row = session().scalar(
        sa.select(Contract).where(
            Contract.organisation_id == actor.organisation_id,
            Contract.number == number_of(Kind.CONTRACT, ref),
        )
    )
    if row is None:
        raise NotFound(ref)
    own = [Point(on, words) for name, words in _OWN if (on := getattr(row, name)) is not None]
    term = Term(row.starts_on or row.signed_on, row.ends_on, row.extends_to)
    points = (*own, *_children(actor, row.id))
    return Course(tuple(sorted(points, key=lambda one: (one.on, one.label))), term)


def _children(actor: Actor, contract: int) -> list[Point]:
    row, notice = ContractBreak, ContractNotice
    code = sa.type_coerce(notice.kind, sa.Text)
    found = sa.union_all(
        _part("break", row, row.breaks_on, row.terms),
        _part("break_notice", row, row.notice_by, row.terms),
        _part("due", notice, notice.due_on, code).where(notice.published_on.is_(None)),
        _part("published", notice, notice.published_on, code),
        _rated(),
    ).subquery()
    statement = sa.select(found).where(
        found.c.organisation_id == actor.organisation_id, found.c.contract_id == contract,
        found.c.on_day.is_not(None),
    )  # fmt: skip
    return [_point(one) for one in session().execute(statement)]


def _part(kind: str, row: Any, on: Any, detail: Any, name: Any = None) -> AnySelect:
    words = sa.literal("", sa.Text) if name is None else name
    return sa.select(
        sa.literal(kind, sa.Text).label("kind"), row.organisation_id, row.contract_id,
        on.label("on_day"), detail.label("detail"), words.label("name"),
    )  # fmt: skip


def _rated() -> AnySelect:
    rating, kpi = ContractRating, ContractKpi
    rated = sa.type_coerce(rating.rating, sa.Text)
    same = sa.and_(
        kpi.organisation_id == rating.organisation_id,
        kpi.contract_id == rating.contract_id,
        kpi.place == rating.place,
    )
    return _part("rated", rating, rating.rated_on, rated, kpi.name).join(kpi, same)


def _point(row: Any) -> Point:
    if row.kind == "rated":
        return Point(row.on_day, "Measure rated", f"{row.name}: {Rating(row.detail).label}")
    if row.kind in ("due", "published"):
        label = DayKind.publish.label if row.kind == "due" else "Notice published"
        return Point(row.on_day, label, f"{row.detail} {NoticeKind(row.detail).label}")
    return Point(row.on_day, DayKind(row.kind).label, row.detail)
