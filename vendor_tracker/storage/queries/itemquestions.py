"""Questions that were asked about items of checklists."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

import sqlalchemy as sa

from vendor_tracker.domain.actor import Actor
from vendor_tracker.domain.checklists.model import Item
from vendor_tracker.domain.references import Kind, reference
from vendor_tracker.domain.vocabulary import ItemAbout
from vendor_tracker.storage.db import session
from vendor_tracker.storage.models import Question
from vendor_tracker.storage.queries.answerers import Answerer
from vendor_tracker.storage.queries.assessed import suppliers_heard


@dataclass(frozen=True, slots=True)
class AskedMark:
    """The question that was asked last about an item, and the day of its answer if it came."""

    reference: str
    asked_on: date
    answered_on: date | None


def load_asked(actor: Actor, who: Answerer, items: Sequence[Item]) -> Mapping[str, AskedMark]:
    """Return by item the question that was asked last about it; one that was not sent is none."""
    subject = _subject(actor, who, items)
    if subject is None:
        return {}
    rows = session().execute(
        sa.select(
            Question.item_code, Question.number, Question.asked_on, Question.answered_on
        )
        .where(
            Question.organisation_id == actor.organisation_id,
            Question.archived_at.is_(None),
            Question.asked_on.is_not(None),
            Question.item_code.in_([item.code for item in items]),
            subject,
        )
        .order_by(Question.asked_on, Question.id)
    )  # fmt: skip
    # The last of each stays.
    return {
        code: AskedMark(reference(Kind.QUESTION, number), asked_on, answered_on)
        for code, number, asked_on, answered_on in rows
        if asked_on is not None
    }


def _subject(actor: Actor, who: Answerer, items: Sequence[Item]) -> sa.ColumnElement[bool] | None:
    """Return what picks the questions of a product or a supplier; we ask ourselves nothing."""
    if who.supplier_id is not None:
        return Question.supplier_id == who.supplier_id
    if who.product_id is None:
        return None
    # What is about the supplier is one matter, whichever of its products it was asked for.
    shared = [item.code for item in items if item.about is ItemAbout.supplier]
    return sa.or_(
        Question.product_id == who.product_id,
        sa.and_(
            Question.supplier_id.in_(suppliers_heard(actor, who.product_id)),
            sa.or_(Question.product_id.is_(None), Question.item_code.in_(shared)),
        ),
    )
