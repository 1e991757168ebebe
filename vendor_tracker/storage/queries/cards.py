"""Cards of products: their lists, their pages, and what an older version leaves behind."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

import sqlalchemy as sa

from vendor_tracker.domain.actor import Actor
from vendor_tracker.domain.cards.blanks import Blanks, is_from_parts, of_form, of_parts
from vendor_tracker.domain.errors import NotFound
from vendor_tracker.domain.references import Kind, number_of, reference
from vendor_tracker.domain.vocabulary import CardSource
from vendor_tracker.storage.db import session
from vendor_tracker.storage.models import Card, Claim, Evidence, Product, ProductVersion

_MOST = 200


@dataclass(frozen=True, slots=True)
class CardLine:
    """One card in a list."""

    reference: str
    version: str
    version_name: str
    source: CardSource
    edition: str
    received_on: date | None
    fields: Mapping[str, str]
    is_archived: bool

    @property
    def form(self) -> Blanks:
        """Return how the 31 fields stand."""
        return of_form(self.fields)

    @property
    def parts(self) -> Blanks | None:
        """Return how the parts of a CHAI card stand, where it is one."""
        return of_parts(self.fields) if is_from_parts(self.fields) else None


@dataclass(frozen=True, slots=True)
class TakenClaim:
    """A claim that was taken from a card, and the part it stands in."""

    reference: str
    statement: str
    field: str


@dataclass(frozen=True, slots=True)
class CardDetail:
    """One card with everything about it."""

    line: CardLine
    version: int
    product: str
    evidence: str
    evidence_title: str
    claims: tuple[TakenClaim, ...]
    archived_reason: str | None
    archived_at: datetime | None

    @property
    def reference(self) -> str:
        """Return the reference of the card."""
        return self.line.reference

    @property
    def name(self) -> str:
        """Return what people call it."""
        version = f", version {self.line.version_name}" if self.line.version_name else ""
        return f"{self.reference}{version}"


def list_product_cards(actor: Actor, product: str) -> list[CardLine]:
    """Return the cards of a product, the newest first, those put away last."""
    rows = session().execute(
        _cards(actor)
        .where(Product.number == number_of(Kind.PRODUCT, product))
        .order_by(Card.archived_at.is_not(None), Card.id.desc())
    )
    return [_line(row) for row in rows]


def get_card(actor: Actor, ref: str) -> CardDetail:
    """Return one card, archived or not; raise NotFound when there is none."""
    row = (
        session()
        .execute(
            _cards(actor)
            .add_columns(Evidence.number.label("evidence"), Evidence.title.label("title"))
            .outerjoin(Evidence, Evidence.id == Card.evidence_id)
            .where(Card.number == number_of(Kind.CARD, ref))
        )
        .one_or_none()
    )
    if row is None:
        raise NotFound(ref)
    card = row.Card
    return CardDetail(
        _line(row), card.version, reference(Kind.PRODUCT, row.product),
        "" if row.evidence is None else reference(Kind.EVIDENCE, row.evidence), row.title or "",
        _claims_of(card), card.archived_reason, card.archived_at,
    )  # fmt: skip


def get_product_card(actor: Actor, product: str) -> tuple[str, Mapping[str, str]]:
    """Return the name of a product, and the texts of its newest card, empty without one."""
    row = session().execute(
        sa.select(Product.id, Product.name).where(
            Product.organisation_id == actor.organisation_id,
            Product.number == number_of(Kind.PRODUCT, product),
        )
    ).one_or_none()  # fmt: skip
    if row is None:
        raise NotFound(product)
    fields = session().scalar(
        sa.select(Card.fields)
        .where(
            Card.organisation_id == actor.organisation_id,
            Card.product_id == row.id,
            Card.archived_at.is_(None),
        )
        .order_by(Card.id.desc())
        .limit(1)
    )
    return row.name, fields or {}


def list_other_cards(actor: Actor, ref: str) -> list[tuple[str, str]]:
    """Return the other cards here that a card may be compared with, by product and version."""
    rows = session().execute(
        _cards(actor)
        .add_columns(Product.name.label("product_name"))
        .where(Card.number != number_of(Kind.CARD, ref), Card.archived_at.is_(None))
        .order_by(Product.sort_key, Card.id.desc())
        .limit(_MOST)
    )
    return [
        (
            reference(Kind.CARD, row.Card.number),
            f"{row.product_name}{f', version {row.version_name}' if row.version_name else ''}",
        )
        for row in rows
    ]


def _cards(actor: Actor) -> Any:
    return (
        sa.select(
            Card,
            Product.number.label("product"),
            ProductVersion.number.label("version"),
            ProductVersion.name.label("version_name"),
        )
        .join(Product, Product.id == Card.product_id)
        .outerjoin(ProductVersion, ProductVersion.id == Card.version_id)
        .where(Card.organisation_id == actor.organisation_id)
    )


def _line(row: Any) -> CardLine:
    card = row.Card
    return CardLine(
        reference(Kind.CARD, card.number),
        "" if row.version is None else reference(Kind.VERSION, row.version),
        row.version_name or "", card.source, card.edition, card.received_on, card.fields or {},
        card.archived_at is not None,
    )  # fmt: skip


def _claims_of(card: Card) -> tuple[TakenClaim, ...]:
    rows = session().execute(
        sa.select(Claim.number, Claim.statement, Claim.card_field)
        .where(
            Claim.organisation_id == card.organisation_id,
            Claim.card_id == card.id,
            Claim.archived_at.is_(None),
        )
        .order_by(Claim.id)
    )
    return tuple(
        TakenClaim(reference(Kind.CLAIM, number), statement, field)
        for number, statement, field in rows
    )
