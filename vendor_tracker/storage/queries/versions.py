"""One version of a product, for its page and its form."""

from dataclasses import dataclass
from datetime import date

import sqlalchemy as sa

from vendor_tracker.domain.actor import Actor
from vendor_tracker.domain.errors import NotFound
from vendor_tracker.domain.references import Kind, number_of, reference
from vendor_tracker.storage.db import session
from vendor_tracker.storage.models import Claim, Evidence, Product, ProductVersion


@dataclass(frozen=True, slots=True)
class Made:
    """A record that was made for one version."""

    reference: str
    words: str


@dataclass(frozen=True, slots=True)
class VersionDetail:
    """One version with everything a person may change about it."""

    reference: str
    version: int
    product: str
    name: str
    released_on: date | None
    changes: str
    in_use_from: date | None
    rechecked_on: date | None
    rechecked_by: str
    recheck_note: str
    evidence: tuple[Made, ...]
    claims: tuple[Made, ...]
    is_archived: bool
    archived_reason: str | None


def get_version(actor: Actor, ref: str) -> VersionDetail:
    """Return one version, archived or not; raise NotFound when there is none."""
    found = (
        session()
        .execute(
            sa.select(ProductVersion, Product.number)
            .join(Product, Product.id == ProductVersion.product_id)
            .where(
                ProductVersion.organisation_id == actor.organisation_id,
                ProductVersion.number == number_of(Kind.VERSION, ref),
            )
        )
        .one_or_none()
    )
    if found is None:
        raise NotFound(ref)
    row, product = found
    return VersionDetail(
        reference(Kind.VERSION, row.number), row.version, reference(Kind.PRODUCT, product),
        row.name, row.released_on, row.changes, row.in_use_from,
        row.rechecked_on, row.rechecked_by, row.recheck_note,
        _made(row, Evidence, Kind.EVIDENCE), _made(row, Claim, Kind.CLAIM),
        row.archived_at is not None, row.archived_reason,
    )  # fmt: skip


def _made(row: ProductVersion, model: type[Claim] | type[Evidence], kind: Kind) -> tuple[Made, ...]:
    words = Claim.statement if model is Claim else Evidence.title
    rows = session().execute(
        sa.select(model.number, words)
        .where(
            model.organisation_id == row.organisation_id,
            model.version_id == row.id,
            model.archived_at.is_(None),
        )
        .order_by(model.id.desc())
        .limit(100)
    )
    return tuple(Made(reference(kind, number), text) for number, text in rows)
