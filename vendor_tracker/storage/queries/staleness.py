"""What was made for an older version, and so must be made or looked at again for a new one."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

import sqlalchemy as sa

from vendor_tracker.domain.actor import Actor
from vendor_tracker.domain.errors import NotFound
from vendor_tracker.domain.references import Kind, answer_name, number_of, reference
from vendor_tracker.storage.db import session
from vendor_tracker.storage.libraries import load_library
from vendor_tracker.storage.models import Answer, Card, Claim, Evidence, Product, ProductVersion

_MOST = 200


@dataclass(frozen=True, slots=True)
class StaleRecord:
    """One record that was made for an older version."""

    reference: str
    words: str
    version_name: str


@dataclass(frozen=True, slots=True)
class Staleness:
    """Everything of a product that was made for versions older than one."""

    cards: tuple[StaleRecord, ...]
    evidence: tuple[StaleRecord, ...]
    claims: tuple[StaleRecord, ...]
    answers: tuple[StaleRecord, ...]

    @property
    def total(self) -> int:
        """Return how many records that is."""
        return sum(map(len, (self.cards, self.evidence, self.claims, self.answers)))


def get_staleness(actor: Actor, ref: str) -> Staleness:
    """Return what is stale for a version; raise NotFound when there is none."""
    row = session().scalar(
        sa.select(ProductVersion).where(
            ProductVersion.organisation_id == actor.organisation_id,
            ProductVersion.number == number_of(Kind.VERSION, ref),
        )
    )
    if row is None:
        raise NotFound(ref)
    older = _older(row)
    product = _product_of(row)
    return Staleness(
        tuple(_records(row, older, Card, Kind.CARD, sa.literal("Card"))),
        tuple(_records(row, older, Evidence, Kind.EVIDENCE, Evidence.title)),
        tuple(_records(row, older, Claim, Kind.CLAIM, Claim.statement)),
        tuple(_answers(row, older, product)),
    )


def _older(row: ProductVersion) -> dict[int, str]:
    """Return the names of the versions that came before this one, by private key."""
    rows = session().scalars(
        sa.select(ProductVersion).where(
            ProductVersion.organisation_id == row.organisation_id,
            ProductVersion.product_id == row.product_id,
            ProductVersion.id != row.id,
        )
    )
    return {one.id: one.name for one in rows if _place(one) < _place(row)}


def _place(row: ProductVersion) -> tuple[date, int]:
    """Return where a version stands among the others; one without a day is still to come."""
    known = [day for day in (row.released_on, row.in_use_from) if day is not None]
    return min(known, default=date.max), row.id


def _records(
    row: ProductVersion, older: dict[int, str], model: type[Any], kind: Kind, words: Any
) -> Iterable[StaleRecord]:
    rows = session().execute(
        sa.select(model.number, words, model.version_id)
        .where(
            model.organisation_id == row.organisation_id,
            model.product_id == row.product_id,
            model.version_id.in_(list(older)),
            model.archived_at.is_(None),
        )
        .order_by(model.id)
        .limit(_MOST)
    )
    for number, text, version_id in rows:
        yield StaleRecord(reference(kind, number), text, older[version_id])


def _answers(row: ProductVersion, older: dict[int, str], product: str) -> Iterable[StaleRecord]:
    """Yield the answers that hold for one version only."""
    items = load_library(row.organisation_id).by_code
    rows = session().execute(
        sa.select(Answer.item_code, Answer.version_id)
        .where(
            Answer.organisation_id == row.organisation_id,
            Answer.product_id == row.product_id,
            Answer.version_id.in_(list(older)),
            Answer.archived_at.is_(None),
            Answer.state.is_not(None),
        )
        .order_by(Answer.item_code)
    )
    for code, version_id in rows:
        item = items.get(code)
        if item is not None and item.validity.version:
            name = older[version_id or 0]
            yield StaleRecord(answer_name(product, code), item.question, name)


def _product_of(row: ProductVersion) -> str:
    return reference(Kind.PRODUCT, session().get_one(Product, row.product_id).number)
