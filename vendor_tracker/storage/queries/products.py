"""Heads, forms and choices of products."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

import sqlalchemy as sa

from vendor_tracker.domain.actor import Actor
from vendor_tracker.domain.errors import NotFound
from vendor_tracker.domain.references import Kind, number_of, reference
from vendor_tracker.domain.vocabulary import EsfTier, Stage, SupplierRole
from vendor_tracker.storage.db import session
from vendor_tracker.storage.models import ExternalReference, Product
from vendor_tracker.storage.queries.heads import ProductHead, find_head
from vendor_tracker.storage.queries.standings import load_suppliers


@dataclass(frozen=True, slots=True)
class ProductDetail:
    """One product with everything a person may change about it."""

    reference: str
    version: int
    name: str
    stage: Stage
    intended_use: str
    not_for: str
    clinical_area: str
    accountable: str
    esf_tier: EsfTier
    # What was answered of each fact, and on which day.
    about: dict[str, tuple[str, date | None]]
    suppliers: tuple[tuple[str, str, SupplierRole], ...]
    references: tuple[tuple[str, str], ...]
    is_archived: bool
    archived_reason: str | None


def get_product_head(actor: Actor, ref: str) -> ProductHead:
    """Return what stands above every page of a product; raise NotFound when there is none."""
    return find_head(actor, ref).head


def get_product(actor: Actor, ref: str) -> ProductDetail:
    """Return one product, archived or not, as its forms show it."""
    row = session().scalar(
        sa.select(Product).where(
            Product.organisation_id == actor.organisation_id,
            Product.number == number_of(Kind.PRODUCT, ref),
        )
    )
    if row is None:
        raise NotFound(ref)
    links = load_suppliers(actor.organisation_id, [row.id]).get(row.id, ())
    return ProductDetail(
        reference(Kind.PRODUCT, row.number), row.version, row.name, row.stage,
        row.intended_use, row.not_for, row.clinical_area, row.accountable, row.esf_tier,
        _about(row), tuple((link.reference, link.name, link.role) for link in links),
        _references(row), row.archived_at is not None, row.archived_reason,
    )  # fmt: skip


def list_product_choices(actor: Actor) -> Sequence[tuple[str, str]]:
    """Return reference and name of every live product, by name."""
    rows = session().execute(
        sa.select(Product.number, Product.name)
        .where(Product.organisation_id == actor.organisation_id, Product.archived_at.is_(None))
        .order_by(Product.sort_key, Product.id)
    )
    return [(reference(Kind.PRODUCT, number), name) for number, name in rows]


def _about(row: Product) -> dict[str, tuple[str, date | None]]:
    return {
        fact: (answer, date.fromisoformat(on) if on else None)
        for fact, (answer, on) in row.about.items()
    }


def _references(row: Product) -> tuple[tuple[str, str], ...]:
    found = session().execute(
        sa.select(ExternalReference.scheme, ExternalReference.value)
        .where(
            ExternalReference.organisation_id == row.organisation_id,
            ExternalReference.product_id == row.id,
        )
        .order_by(ExternalReference.id)
    )
    return tuple((scheme, value) for scheme, value in found)
