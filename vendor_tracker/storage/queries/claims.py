"""Lists, pages and forms of claims."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

import sqlalchemy as sa

from vendor_tracker.domain import names
from vendor_tracker.domain.actor import Actor
from vendor_tracker.domain.claim_parts import Parts, parts_of
from vendor_tracker.domain.errors import NotFound
from vendor_tracker.domain.facts import (
    ClaimFacts,
)
from vendor_tracker.domain.references import Kind, number_of, reference, split
from vendor_tracker.domain.reviewing import is_looser
from vendor_tracker.domain.verdicts import Standing, standing
from vendor_tracker.domain.vocabulary import ClaimKind, Verdict
from vendor_tracker.storage.db import session
from vendor_tracker.storage.models import (
    Claim,
    ClaimVerdict,
    EvidenceLink,
    Meeting,
    Product,
    ProductVersion,
    Supplier,
)
from vendor_tracker.storage.queries.claimfacts import (
    IS_ITS_VERSION,
    Named,
    Proof,
    list_claims_with_facts,
    load_claim_facts,
    load_proofs,
)
from vendor_tracker.storage.queries.paging import AnySelect, Asked, Page, fetch_counted, like

SORTS = ("newest", "product")


@dataclass(frozen=True, slots=True)
class Subject:
    """A product or supplier that a record is about."""

    reference: str
    name: str


@dataclass(frozen=True, slots=True)
class ClaimFilter:
    """Which claims a list shows; an empty filter shows all that are not archived."""

    text: str = ""
    kind: ClaimKind | None = None
    unsorted: bool = False
    relied_on: bool = False
    # Those with a verdict that a second reviewer still has to agree to.
    to_agree: bool = False
    archived: bool = False
    # The reference of the one product whose claims are shown.
    product: str = ""


@dataclass(frozen=True, slots=True)
class ClaimRow:
    """One claim in a list, with how it stands."""

    facts: ClaimFacts
    product: Subject | None
    supplier: Subject | None

    @property
    def standing(self) -> Standing:
        """Return how the claim stands against both bars."""
        return standing(self.facts)

    @property
    def parts(self) -> Parts:
        """Return which parts of the claim are given."""
        return parts_of(self.facts)


@dataclass(frozen=True, slots=True)
class ClaimDetail:
    """One claim with everything about it."""

    facts: ClaimFacts
    version: int
    product: Subject | None
    supplier: Subject | None
    version_name: str
    proofs: tuple[Proof, ...]
    confidential: bool
    confidential_reason: str | None
    confidential_until: date | None
    is_archived: bool
    archived_reason: str | None
    archived_at: datetime | None

    @property
    def reference(self) -> str:
        """Return the reference of the claim."""
        return self.facts.reference


def list_claims(
    actor: Actor, wanted: ClaimFilter | None = None, asked: Asked | None = None
) -> Page[ClaimRow]:
    """Return one page of claims, the newest first."""
    asked = asked or Asked(sort="newest")
    statement = _listed(actor, wanted or ClaimFilter())
    newest = Claim.number * -1
    by_product = [sa.func.coalesce(Product.sort_key, ""), newest]
    keys: list[Any] = by_product if asked.sort == "product" else [newest]
    rows, before, after, total = fetch_counted(statement, keys, asked)
    claims = [row[0] for row in rows]
    facts = load_claim_facts(actor.organisation_id, claims, named=_named(rows))
    found = [ClaimRow(facts[row[0].id], *_subjects(row)) for row in rows]
    return Page(found, total, before, after)


def get_claim(actor: Actor, ref: str) -> ClaimDetail:
    """Return one claim, archived or not; raise NotFound when there is none."""
    row = (
        session()
        .execute(_joined(actor).where(Claim.number == number_of(Kind.CLAIM, ref)))
        .one_or_none()
    )
    if row is None:
        raise NotFound(ref)
    claim = row[0]
    organisation_id = actor.organisation_id
    product, supplier = _subjects(row)
    return ClaimDetail(
        load_claim_facts(organisation_id, [claim], named=_named([row]))[claim.id],
        claim.version, product, supplier,
        row.version_name or "",
        load_proofs(organisation_id, EvidenceLink.claim_id, [claim.id])[claim.id],
        claim.confidential, claim.confidential_reason, claim.confidential_until,
        claim.archived_at is not None, claim.archived_reason, claim.archived_at,
    )  # fmt: skip


def list_claims_beside(actor: Actor, product: str) -> tuple[ClaimFacts, ...]:
    """Return what the rules know of every live claim about a product."""
    of_product = sa.select(Product.id).where(
        Product.organisation_id == actor.organisation_id,
        Product.number == number_of(Kind.PRODUCT, product),
    )
    live = (Claim.product_id.in_(of_product), Claim.archived_at.is_(None))
    return tuple(facts for _, facts in list_claims_with_facts(actor.organisation_id, *live))


def list_version_choices(actor: Actor, product: str | None) -> list[tuple[str, str]]:
    """Return reference and name of each live version of a product, the newest first."""
    found = split(product or "")
    if found is None or found[0] is not Kind.PRODUCT:
        return []
    rows = session().execute(
        sa.select(ProductVersion.number, ProductVersion.name)
        .join(Product, Product.id == ProductVersion.product_id)
        .where(
            ProductVersion.organisation_id == actor.organisation_id,
            ProductVersion.archived_at.is_(None),
            Product.number == found[1],
        )
        .order_by(ProductVersion.id.desc())
    )
    return [(reference(Kind.VERSION, number), name) for number, name in rows]


def _listed(actor: Actor, wanted: ClaimFilter) -> AnySelect:
    statement = _joined(actor).where(
        Claim.archived_at.is_not(None) if wanted.archived else Claim.archived_at.is_(None)
    )
    if wanted.product:
        statement = statement.where(Product.number == number_of(Kind.PRODUCT, wanted.product))
    if wanted.kind is not None:
        statement = statement.where(Claim.kind == wanted.kind)
    if wanted.unsorted:
        statement = statement.where(Claim.kind.is_(None))
    if wanted.relied_on:
        statement = statement.where(Claim.relied_on.is_(True))
    if wanted.to_agree:
        statement = statement.where(Claim.id.in_(_to_agree(actor)))
    return statement.where(_holds(wanted.text)) if wanted.text.strip() else statement


def _to_agree(actor: Actor) -> AnySelect:
    """Select the claims whose newest verdict is looser than the figures, with no second person."""
    given, of_ours = ClaimVerdict, ClaimVerdict.organisation_id == actor.organisation_id
    newest = sa.select(sa.func.max(given.id)).where(of_ours).group_by(given.claim_id)
    looser = [
        (given.verdict == word)
        & (given.computed.is_(None) if was is None else given.computed == was)
        for word in Verdict
        for was in (*Verdict, None)
        if is_looser(word, was)
    ]
    live = (of_ours, given.agreed_by.is_(None), given.id.in_(newest))
    return sa.select(given.claim_id).where(*live, sa.or_(*looser))


def _joined(actor: Actor) -> AnySelect:
    return (
        sa.select(
            Claim,
            Product.number.label("product_number"),
            Product.name.label("product_name"),
            Supplier.number.label("supplier_number"),
            Supplier.name.label("supplier_name"),
            ProductVersion.name.label("version_name"),
            ProductVersion.number.label("version_number"),
            Meeting.number.label("meeting_number"),
        )
        .outerjoin(Product, Product.id == Claim.product_id)
        .outerjoin(Supplier, Supplier.id == Claim.supplier_id)
        .outerjoin(ProductVersion, IS_ITS_VERSION)
        .outerjoin(Meeting, Meeting.id == Claim.meeting_id)
        .where(Claim.organisation_id == actor.organisation_id)
    )


def _holds(text: str) -> sa.ColumnElement[bool]:
    found = split(text)
    if found is not None and found[0] is Kind.CLAIM:
        return Claim.number == found[1]
    return sa.or_(
        sa.func.lower(Claim.statement).like(like(text.strip().lower()), escape="\\"),
        Product.sort_key.like(like(names.sort_key(text)), escape="\\"),
        Supplier.sort_key.like(like(names.sort_key(text)), escape="\\"),
    )


def _named(rows: Sequence[Any]) -> Named:
    """Return the references of the versions and meetings that rows name."""
    return Named(
        {
            row[0].version_id: reference(Kind.VERSION, row.version_number)
            for row in rows
            if row.version_number is not None
        },
        {
            row[0].meeting_id: reference(Kind.MEETING, row.meeting_number)
            for row in rows
            if row.meeting_number is not None
        },
    )


def _subjects(row: Any) -> tuple[Subject | None, Subject | None]:
    return (
        subject_of(Kind.PRODUCT, row.product_number, row.product_name),
        subject_of(Kind.SUPPLIER, row.supplier_number, row.supplier_name),
    )


def subject_of(kind: Kind, number: int | None, name: str | None) -> Subject | None:
    """Return a subject from the columns of an outer join."""
    return None if number is None else Subject(reference(kind, number), name or "")
