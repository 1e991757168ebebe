"""Where answers can be copied from, and what shows an answer that was copied."""

from collections.abc import Sequence
from dataclasses import dataclass

import sqlalchemy as sa

from vendor_tracker.domain.actor import Actor
from vendor_tracker.domain.references import Kind, number_of, reference
from vendor_tracker.domain.vocabulary import AnswerState
from vendor_tracker.storage.db import session
from vendor_tracker.storage.models import Answer, Evidence, EvidenceLink, Product

_SILENT = (AnswerState.proposed, AnswerState.not_known, AnswerState.not_applicable)
_MOST = 200


@dataclass(frozen=True, slots=True)
class Source:
    """A product whose answers can be copied."""

    reference: str
    name: str
    answers: int


@dataclass(frozen=True, slots=True)
class ShownThere:
    """A document behind the answer that was copied."""

    reference: str
    title: str
    # About the supplier, and so about this product as well.
    is_shared: bool


def list_sources(actor: Actor, product: str) -> list[Source]:
    """Return the other products of which something is answered, the most answered first."""
    number = sa.func.count()
    rows = session().execute(
        sa.select(Product.number, Product.name, number)
        .join(Answer, Answer.product_id == Product.id)
        .where(
            Product.organisation_id == actor.organisation_id,
            Product.archived_at.is_(None),
            Product.number != number_of(Kind.PRODUCT, product),
            Answer.archived_at.is_(None),
            Answer.state.is_not(None),
            Answer.state.not_in(_SILENT),
        )
        .group_by(Product.id, Product.number, Product.name)
        .order_by(number.desc(), Product.number)
        .limit(_MOST)
    )
    return [Source(reference(Kind.PRODUCT, row[0]), row[1], row[2]) for row in rows]


def list_shown_there(actor: Actor, copied_from: str) -> Sequence[ShownThere]:
    """Return the live documents behind the answer that was copied, such as of PRD-3/CORE-01."""
    product, _, item = copied_from.partition("/")
    if not item:
        return ()
    rows = session().execute(
        sa.select(Evidence.number, Evidence.title, Evidence.product_id.is_(None))
        .join(EvidenceLink, EvidenceLink.evidence_id == Evidence.id)
        .join(Answer, Answer.id == EvidenceLink.answer_id)
        .join(Product, Product.id == Answer.product_id)
        .where(
            Product.organisation_id == actor.organisation_id,
            Product.number == number_of(Kind.PRODUCT, product),
            Answer.item_code == item,
            EvidenceLink.unlinked_at.is_(None),
            Evidence.archived_at.is_(None),
        )
        .order_by(Evidence.number)
    )
    return [
        ShownThere(reference(Kind.EVIDENCE, number), title, bool(is_shared))
        for number, title, is_shared in rows
    ]
