"""Fill in, change, put away and bring back the cards of products."""

from collections.abc import Mapping
from datetime import date
from typing import Any

import sqlalchemy as sa

from vendor_tracker import clock
from vendor_tracker.domain.actor import Actor
from vendor_tracker.domain.cards.chai import PARTS
from vendor_tracker.domain.cards.fields import FORM
from vendor_tracker.domain.errors import Refused
from vendor_tracker.domain.permissions import Permission
from vendor_tracker.domain.plausible import must_not_follow
from vendor_tracker.domain.references import Kind, reference
from vendor_tracker.domain.texts import storable
from vendor_tracker.domain.vocabulary import CardSource
from vendor_tracker.services import records, subjects
from vendor_tracker.services.transaction import touch_alone, transactional
from vendor_tracker.storage.db import session
from vendor_tracker.storage.models import Card, Product, ProductVersion

KNOWN = frozenset(field.code for field in (*FORM, *PARTS))


@transactional
def add_card(
    actor: Actor,
    product: str,
    *,
    product_version: str | None = None,
    source: CardSource = CardSource.by_hand,
    edition: str = "",
    received_on: date | None = None,
    fields: Mapping[str, str] | None = None,
) -> str:
    """Add the card of one version of a product and return its reference."""
    actor.must(Permission.LOG)
    given = {"product": product, "product_version": product_version or None}
    columns = subjects.columns(actor, given)
    _lock(actor, columns["product_id"])
    _check_version(columns["product_id"], columns["version_id"])
    refuse_second(actor, columns["product_id"], columns["version_id"])
    must_not_follow(clock.today(), received_on, "The day it came", "received_on")
    row = records.add(
        actor, Kind.CARD, Card, source=source, edition=edition,
        received_on=received_on or clock.today(), fields=stored_fields({}, fields or {}), **columns,
    )  # fmt: skip
    touch_alone(actor, products=[row.product_id])
    return reference(Kind.CARD, row.number)


@transactional
def change_card(
    actor: Actor, ref: str, *, version: int | None, fields: Mapping[str, str], **more: Any
) -> str:
    """Change these fields of a card as it was read at this version; the others stay."""
    actor.must(Permission.LOG)
    row = records.find(actor, Kind.CARD, Card, ref)
    records.must_be(Kind.CARD, row, version)
    if row.archived_at is not None:
        raise Refused(f"{ref} is put away. Bring it back first.")
    wanted = stored_fields(row.fields, fields)
    if records.change(actor, Kind.CARD, row, version=None, fields=wanted, **more):
        touch_alone(actor, products=[row.product_id])
    return reference(Kind.CARD, row.number)


@transactional
def archive_card(actor: Actor, ref: str, *, version: int | None, reason: str) -> None:
    """Put a card away with a reason; what it states stays, as claims."""
    actor.must(Permission.LOG)
    row = records.find(actor, Kind.CARD, Card, ref)
    records.archive(actor, Kind.CARD, row, version=version, reason=reason)
    touch_alone(actor, products=[row.product_id])


@transactional
def restore_card(actor: Actor, ref: str, *, version: int | None) -> None:
    """Bring a card back, unless its version has another one by now."""
    actor.must(Permission.LOG)
    row = records.find(actor, Kind.CARD, Card, ref)
    refuse_second(actor, row.product_id, row.version_id)
    records.restore(actor, Kind.CARD, row, version=version)
    touch_alone(actor, products=[row.product_id])


def live_card(actor: Actor, product_id: int, version_id: int | None) -> Card | None:
    """Return the card of a version of a product that is not put away."""
    return session().scalar(
        sa.select(Card)
        .where(
            Card.organisation_id == actor.organisation_id,
            Card.product_id == product_id,
            Card.version_id.is_(None) if version_id is None else Card.version_id == version_id,
            Card.archived_at.is_(None),
        )
        .order_by(Card.id)
        .limit(1)
    )


def refuse_second(actor: Actor, product_id: int, version_id: int | None) -> None:
    """Refuse another card where there is one; the words name it."""
    found = live_card(actor, product_id, version_id)
    if found is not None:
        ref = reference(Kind.CARD, found.number)
        which = "This version" if version_id is not None else "This product, without a version,"
        raise Refused(
            f"{which} has a card already: {ref}. Open that one, and fill it in.",
            field="product_version",
        )


def stored_fields(before: Mapping[str, str], given: Mapping[str, str]) -> dict[str, str]:
    """Return the texts of a card with these set; an empty one is taken out."""
    found = dict(before)
    for code, text in given.items():
        if code not in KNOWN:
            raise Refused(f"There is no field {code} on a card.")
        plain = storable(text.strip(), code)
        if plain:
            found[code] = plain
        else:
            found.pop(code, None)
    return {code: found[code] for code in sorted(found)}


def _lock(actor: Actor, product_id: int | None) -> None:
    """Let two people who start a card at the same moment wait for one another."""
    if product_id is None:
        raise Refused("Say which product it is about.", field="product")
    session().execute(
        sa.select(Product.id)
        .where(Product.organisation_id == actor.organisation_id, Product.id == product_id)
        .with_for_update(key_share=True)
    )


def _check_version(product_id: int, version_id: int | None) -> None:
    if version_id is None:
        return
    if session().get_one(ProductVersion, version_id).product_id != product_id:
        raise Refused("That is a version of another product.", field="product_version")
