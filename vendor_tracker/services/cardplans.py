"""Find out what a card would do: whose it is, and what of it is here already."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

import sqlalchemy as sa

from vendor_tracker import clock
from vendor_tracker.domain.actor import Actor
from vendor_tracker.domain.cards.blanks import of_form
from vendor_tracker.domain.cards.plans import CardFile, CardPlan, ClaimAct, ClaimPlan, Party
from vendor_tracker.domain.cards.statements import Stated, drawn
from vendor_tracker.domain.clocks import judged_version
from vendor_tracker.domain.errors import NotFound, Refused
from vendor_tracker.domain.facts import VersionFacts
from vendor_tracker.domain.names import name_key
from vendor_tracker.domain.references import Kind, number_of, reference
from vendor_tracker.domain.vocabulary import CardSource
from vendor_tracker.domain.wording import count, listed
from vendor_tracker.services.cards import live_card, stored_fields
from vendor_tracker.storage.db import session
from vendor_tracker.storage.models import (
    Card,
    Claim,
    Product,
    ProductSupplier,
    ProductVersion,
    Supplier,
    SupplierAlias,
)


@dataclass(slots=True)
class Found:
    """What of a card is here: rows, or None where they would be made."""

    supplier: Supplier | None = None
    product: Product | None = None
    version: ProductVersion | None = None
    card: Card | None = None
    notices: list[str] = field(default_factory=list)


def plan(actor: Actor, file: CardFile, *, product: str | None = None) -> CardPlan:
    """Return what bringing this card in would do, as things stand now."""
    found = Found(notices=list(file.notices))
    found.supplier = _supplier(actor, file.says("ModelDeveloper"))
    found.product = _named_product(actor, product) if product else _product(actor, file, found)
    if product:
        _compare_makers(actor, file, found)
    _find_version(actor, file, found)
    if found.product is not None and (found.version is not None or not _names_version(file)):
        key = None if found.version is None else found.version.id
        found.card = live_card(actor, found.product.id, key)
        if found.card is None:
            _refuse_away(actor, found.product.id, key)
    before = {} if found.card is None else found.card.fields
    fields = _merged(before, file)
    told = drawn(fields)
    claims = _claims(found.card, before, told.claims, found) if _draws(file) else ()
    notices = (*found.notices, *(told.notices if _draws(file) else ()))
    return CardPlan(
        file, _supplier_party(file, found), _product_party(file, found),
        _version_party(file, found), _ref(Kind.CARD, found.card), fields,
        sum(before.get(code) != fields.get(code) for code in {*before, *fields}),
        claims, of_form(fields), notices,
    )  # fmt: skip


def _refuse_away(actor: Actor, product_id: int, version_id: int | None) -> None:
    """Refuse a card beside one that was put away: its claims would be logged a second time."""
    number = session().scalar(
        sa.select(Card.number)
        .where(
            Card.organisation_id == actor.organisation_id,
            Card.product_id == product_id,
            Card.version_id.is_(None) if version_id is None else Card.version_id == version_id,
            Card.id.in_(sa.select(Claim.card_id).where(Claim.archived_at.is_(None))),
        )
        .order_by(Card.id.desc())
        .limit(1)
    )
    if number is not None:
        ref = reference(Kind.CARD, number)
        raise Refused(
            f"This version has a card that was put away as {ref}, and its claims are here. "
            f"Bring {ref} back, then bring the file in."
        )


def _draws(file: CardFile) -> bool:
    """Tell whether claims are drawn from a card: only from the parts of a CHAI card."""
    return file.source is CardSource.chai


def _merged(before: Mapping[str, str], file: CardFile) -> dict[str, str]:
    """Return the texts of a card once this one is in; what the file has no place for stays."""
    if not _draws(file):
        return stored_fields(before, file.fields)
    kept = {code: text for code, text in before.items() if not code.startswith("chai.")}
    return stored_fields(kept, file.fields)


def _supplier(actor: Actor, name: str) -> Supplier | None:
    if not name:
        return None
    alias = sa.select(SupplierAlias.supplier_id).where(
        SupplierAlias.organisation_id == actor.organisation_id,
        SupplierAlias.alias_key == name_key(name),
    )
    return session().scalar(
        sa.select(Supplier)
        .where(
            Supplier.organisation_id == actor.organisation_id,
            Supplier.archived_at.is_(None),
            sa.or_(Supplier.name_key == name_key(name), Supplier.id.in_(alias)),
        )
        .order_by(Supplier.name_key != name_key(name), Supplier.id)
        .limit(1)
    )


def _named_product(actor: Actor, ref: str) -> Product:
    row = session().scalar(
        sa.select(Product).where(
            Product.organisation_id == actor.organisation_id,
            Product.number == number_of(Kind.PRODUCT, ref),
        )
    )
    if row is None:
        raise NotFound(ref)
    if row.archived_at is not None:
        raise Refused(f"{ref} is archived. Bring it back first, or choose another.")
    return row


def _product(actor: Actor, file: CardFile, found: Found) -> Product | None:
    """Find the product of this name from this supplier; refuse where several could be meant."""
    name = file.says("ModelName")
    if not name:
        raise Refused("The card names no product. Say which one it is about.", field="product")
    if found.supplier is None:
        return None
    rows = session().scalars(
        sa.select(Product)
        .join(ProductSupplier, ProductSupplier.product_id == Product.id)
        .where(
            Product.organisation_id == actor.organisation_id,
            Product.archived_at.is_(None),
            Product.name_key == name_key(name),
            ProductSupplier.supplier_id == found.supplier.id,
        )
        .order_by(Product.id)
    )
    same = list({row.id: row for row in rows}.values())
    if len(same) > 1:
        refs = listed([reference(Kind.PRODUCT, row.number) for row in same])
        raise Refused(f"Several products could be meant: {refs}. Say which one it is about.")
    return same[0] if same else None


def _compare_makers(actor: Actor, file: CardFile, found: Found) -> None:
    """Note when a card names another developer than the product has suppliers."""
    name = file.says("ModelDeveloper")
    if not name or found.product is None:
        return
    linked = session().scalars(
        sa.select(ProductSupplier.supplier_id).where(
            ProductSupplier.organisation_id == actor.organisation_id,
            ProductSupplier.product_id == found.product.id,
        )
    )
    if found.supplier is None or found.supplier.id not in set(linked):
        found.notices.append(
            f"The card names {name} as its developer, who is no supplier of "
            f"{reference(Kind.PRODUCT, found.product.number)} here. Check that the card is right."
        )


def _release(file: CardFile) -> str:
    return file.says("ReleaseVersion")


def _names_version(file: CardFile) -> bool:
    """Tell whether a card says which version it speaks of; our form does not ask."""
    return bool(_release(file))


def _find_version(actor: Actor, file: CardFile, found: Found) -> None:
    name = _release(file)
    if not name and _draws(file):
        found.notices.append("The card names no version, so its claims are tied to none.")
    if found.product is None:
        return
    rows = _versions(actor, found.product)
    if not name:
        found.version = None if _draws(file) else _judged(rows, found)
        return
    same = next((row for row in rows if name_key(row.name) == name_key(name)), None)
    if same is not None and same.archived_at is not None:
        ref = reference(Kind.VERSION, same.number)
        raise Refused(
            f"The card is for version {name}, which was put away as {ref}. Bring it back."
        )
    found.version = same


def _judged(rows: list[ProductVersion], found: Found) -> ProductVersion | None:
    """Return the version that we judge today: the one that an undated form speaks of."""
    live = {reference(Kind.VERSION, row.number): row for row in rows if row.archived_at is None}
    facts = tuple(
        VersionFacts(ref, row.name, row.released_on, row.in_use_from) for ref, row in live.items()
    )
    judged = judged_version(facts, clock.today())
    if judged is None:
        return None
    found.notices.append(f"Taken as the card of version {judged.name}, the one that we judge.")
    return live[judged.reference]


def _versions(actor: Actor, product: Product) -> list[ProductVersion]:
    rows = session().scalars(
        sa.select(ProductVersion).where(
            ProductVersion.organisation_id == actor.organisation_id,
            ProductVersion.product_id == product.id,
        )
    )
    return list(rows)


def _claims(
    card: Card | None, before: Mapping[str, str], told: list[Stated], found: Found
) -> tuple[ClaimPlan, ...]:
    """Return what becomes of each statement; what nobody changed in the card changes nothing."""
    rows = _stored(card)
    said = {one.field: one for one in drawn(before).claims}
    plans = []
    for one in told:
        row = rows.pop(one.field, None)
        if row is None:
            plans.append(ClaimPlan(ClaimAct.new, one))
            continue
        act = ClaimAct.same if said.get(one.field) == one else ClaimAct.changed
        if row.archived_at is not None:
            act = ClaimAct.away
        ref = reference(Kind.CLAIM, row.number)
        plans.append(ClaimPlan(act, one, ref, said.get(one.field)))
    left = [reference(Kind.CLAIM, row.number) for row in rows.values() if row.archived_at is None]
    if left:
        found.notices.append(
            f"{count(len(left), 'claim is', 'claims are')} no longer in the card and left as they "
            f"are: {listed(left)}."
        )
    return tuple(plans)


def _stored(card: Card | None) -> dict[str, Claim]:
    """Return the claims taken from a card, put away or not, by the part they stand in."""
    if card is None:
        return {}
    rows = session().scalars(
        sa.select(Claim)
        .where(Claim.organisation_id == card.organisation_id, Claim.card_id == card.id)
        .order_by(Claim.archived_at.is_(None), Claim.id)
    )
    return {row.card_field: row for row in rows if row.card_field}


def _supplier_party(file: CardFile, found: Found) -> Party | None:
    if found.supplier is not None:
        return Party(found.supplier.name, _ref(Kind.SUPPLIER, found.supplier))
    name = file.says("ModelDeveloper")
    return Party(name) if name and found.product is None else None


def _product_party(file: CardFile, found: Found) -> Party:
    if found.product is not None:
        return Party(found.product.name, _ref(Kind.PRODUCT, found.product))
    return Party(file.says("ModelName"))


def _version_party(file: CardFile, found: Found) -> Party | None:
    if found.version is not None:
        return Party(found.version.name, _ref(Kind.VERSION, found.version))
    return Party(_release(file)) if _release(file) else None


def _ref(kind: Kind, row: Any) -> str:
    return "" if row is None else reference(kind, row.number)
