"""The groups listed for a product, and which of them any claim has a result for."""

from collections.abc import Iterable
from dataclasses import dataclass, fields

import sqlalchemy as sa

from vendor_tracker.domain.actor import Actor
from vendor_tracker.domain.facts import ClaimFacts
from vendor_tracker.domain.fairness import by_group
from vendor_tracker.domain.listedgroups import ListedGroup, proposed
from vendor_tracker.domain.references import Kind, number_of
from vendor_tracker.domain.unmeasured import unshown
from vendor_tracker.storage.db import session
from vendor_tracker.storage.models import Claim, Product, ProductGroup
from vendor_tracker.storage.queries.claimfacts import list_claims_with_facts
from vendor_tracker.storage.queries.heads import ProductHead, find_head


@dataclass(frozen=True, slots=True)
class GroupLine:
    """One entry of the list, with what lacks a result."""

    group: ListedGroup
    # Names of the groups without a result; none: every one of them has one.
    lacking: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class GroupsPage:
    """The list of groups of one product."""

    head: ProductHead
    version: int
    lines: tuple[GroupLine, ...]
    # Claims with results by group, by reference.
    claims: tuple[ClaimFacts, ...]
    # What to think of first, when nothing is listed yet.
    proposed: tuple[ListedGroup, ...]


def get_groups(actor: Actor, ref: str) -> GroupsPage:
    """Return the list of groups of a product; raise NotFound when there is no such product."""
    head = find_head(actor, ref).head
    product = session().scalars(
        sa.select(Product).where(
            Product.organisation_id == actor.organisation_id,
            Product.number == number_of(Kind.PRODUCT, ref),
        )
    ).one()  # fmt: skip
    listed = _listed(actor.organisation_id, product.id)
    claims = _claims(actor.organisation_id, product.id)
    return GroupsPage(
        head,
        product.version,
        tuple(_lines(listed, claims)),
        tuple(claim for claim in claims if by_group(claim)),
        proposed({name: value[0] for name, value in product.about.items()}),
    )


def list_groups(actor: Actor, ref: str) -> list[ListedGroup]:
    """Return the groups on the list of a product."""
    product_id = session().scalar(
        sa.select(Product.id).where(
            Product.organisation_id == actor.organisation_id,
            Product.number == number_of(Kind.PRODUCT, ref),
        )
    )
    return [] if product_id is None else _listed(actor.organisation_id, product_id)


def _lines(listed: Iterable[ListedGroup], claims: list[ClaimFacts]) -> Iterable[GroupLine]:
    for group in listed:
        lacking = [names for _, names in unshown([group.facts], claims)]
        yield GroupLine(group, lacking[0] if lacking else ())


def _listed(organisation_id: int, product_id: int) -> list[ListedGroup]:
    names = [field.name for field in fields(ListedGroup)]
    rows = session().scalars(
        sa.select(ProductGroup)
        .where(
            ProductGroup.organisation_id == organisation_id, ProductGroup.product_id == product_id
        )
        .order_by(ProductGroup.id)
    )
    return [ListedGroup(**{name: getattr(row, name) for name in names}) for row in rows]


def _claims(organisation_id: int, product_id: int) -> list[ClaimFacts]:
    found = list_claims_with_facts(
        organisation_id, Claim.product_id == product_id, Claim.archived_at.is_(None)
    )
    return [facts for _, facts in sorted(found, key=lambda pair: pair[0].number)]
