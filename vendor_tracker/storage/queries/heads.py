"""What stands above every page of one product."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

import sqlalchemy as sa

from vendor_tracker import clock
from vendor_tracker.domain.actor import Actor
from vendor_tracker.domain.clocks import judged_version, version_in_use
from vendor_tracker.domain.errors import NotFound
from vendor_tracker.domain.facts import (
    DecisionFacts,
    VersionFacts,
)
from vendor_tracker.domain.gatestrip import GateBox, gate_strip
from vendor_tracker.domain.readiness import ProductStanding, Readiness, Tone
from vendor_tracker.domain.references import Kind, number_of, reference
from vendor_tracker.domain.vocabulary import EsfTier, Stage
from vendor_tracker.storage.db import session
from vendor_tracker.storage.models import (
    Card,
    Claim,
    Cost,
    Decision,
    Evidence,
    Product,
    ProductStatus,
    ProductVersion,
)
from vendor_tracker.storage.queries.paging import AnySelect
from vendor_tracker.storage.queries.standings import (
    Place,
    SupplierLink,
    has_records,
    load_decisions,
    load_suppliers,
    place_of,
)


@dataclass(frozen=True, slots=True)
class TabCounts:
    """How many live records stand behind each tab."""

    claims: int
    costs: int
    evidence: int
    flags: int
    versions: int
    decisions: int
    cards: int


@dataclass(frozen=True, slots=True)
class VersionLine:
    """One version of a product, and how much evidence was made for it."""

    facts: VersionFacts
    changes: str
    evidence: int


@dataclass(frozen=True, slots=True)
class ProductHead:
    """Where one product stands: everything above its tabs."""

    reference: str
    name: str
    version: int
    stage: Stage
    accountable: str
    suppliers: tuple[SupplierLink, ...]
    versions: tuple[VersionLine, ...]
    decisions: tuple[DecisionFacts, ...]
    readiness: Readiness
    standing: ProductStanding
    gates: tuple[GateBox, ...]
    counts: TabCounts
    next_step: dict[str, Any] | None
    checked_on: date | None
    is_archived: bool
    archived_reason: str | None

    @property
    def judged(self) -> VersionFacts | None:
        """Return the version that evidence must fit."""
        return judged_version(tuple(line.facts for line in self.versions), clock.today())

    @property
    def in_use(self) -> VersionFacts | None:
        """Return the version that is in use."""
        return version_in_use((line.facts for line in self.versions), clock.today())

    @property
    def tone(self) -> str:
        """Return how the opening sentence looks."""
        return "none" if self.readiness.tone is Tone.no_score else self.readiness.tone.value

    @property
    def is_in_catch_up(self) -> bool:
        """Tell whether its quiet start still lasts."""
        return self.standing.catch_up_on is not None


@dataclass(frozen=True, slots=True)
class Found:
    """A product's row with its private key, for queries about what belongs to it."""

    id: int
    head: ProductHead
    esf_tier: EsfTier
    # What was answered of each fact, with the day.
    about: Mapping[str, Any]


def find_head(actor: Actor, ref: str) -> Found:
    """Return what stands above a product's pages; raise NotFound when there is no product."""
    row = session().execute(_selected(actor, ref)).one_or_none()
    if row is None:
        raise NotFound(ref)
    product, status = row[0], row[1]
    organisation_id = actor.organisation_id
    decisions = load_decisions(organisation_id, [product.id]).get(product.id, ())
    suppliers = load_suppliers(organisation_id, [product.id]).get(product.id, ())
    place = place_of(product, status, decisions, records=row.records, on=clock.today())
    versions = _versions(product)
    head = _head(row, place, decisions, suppliers, versions)
    return Found(product.id, head, product.esf_tier, product.about or {})


def _selected(actor: Actor, ref: str) -> AnySelect:
    return (
        sa.select(
            Product,
            ProductStatus,
            has_records(),
            _count(Claim).label("claims"),
            _count(Cost).label("costs"),
            _count(Evidence).label("evidence"),
            _count(ProductVersion).label("versions"),
            _count(Decision).label("decisions"),
            _count(Card).label("cards"),
        )
        .outerjoin(ProductStatus, ProductStatus.product_id == Product.id)
        .where(
            Product.organisation_id == actor.organisation_id,
            Product.number == number_of(Kind.PRODUCT, ref),
        )
    )


def _count(model: type[Any]) -> sa.ScalarSelect[int]:
    return (
        sa.select(sa.func.count())
        .select_from(model)
        .where(
            model.organisation_id == Product.organisation_id,
            model.product_id == Product.id,
            model.archived_at.is_(None),
        )
        .correlate(Product)
        .scalar_subquery()
    )


def _versions(product: Product) -> tuple[VersionLine, ...]:
    """Return the versions, newest first, each with its live pieces of evidence."""
    made_for = (
        sa.select(sa.func.count())
        .select_from(Evidence)
        .where(
            Evidence.organisation_id == ProductVersion.organisation_id,
            Evidence.version_id == ProductVersion.id,
            Evidence.archived_at.is_(None),
        )
        .correlate(ProductVersion)
        .scalar_subquery()
    )
    rows = session().execute(
        sa.select(ProductVersion, made_for)
        .where(
            ProductVersion.organisation_id == product.organisation_id,
            ProductVersion.product_id == product.id,
            ProductVersion.archived_at.is_(None),
        )
        .order_by(ProductVersion.id.desc())
    )
    lines = [VersionLine(_facts(row), row.changes, evidence) for row, evidence in rows]
    return tuple(sorted(lines, key=_age, reverse=True))


def _facts(row: ProductVersion) -> VersionFacts:
    ref = reference(Kind.VERSION, row.number)
    return VersionFacts(ref, row.name, row.released_on, row.in_use_from)


def _age(line: VersionLine) -> date:
    return line.facts.in_use_from or line.facts.released_on or date.min


def _flags(place: Place) -> int:
    """Return how many flags stand open at a product, those of its suppliers among them."""
    stands = place.standing
    return stands.critical + stands.major + stands.minor + stands.known_at_start


def _head(
    row: Any,
    place: Place,
    decisions: tuple[DecisionFacts, ...],
    suppliers: tuple[SupplierLink, ...],
    versions: tuple[VersionLine, ...],
) -> ProductHead:
    product, status = row[0], row[1]
    boxes = gate_strip(
        place.standing, place.position, decisions, clock.today(), is_checked=place.is_checked
    )
    return ProductHead(
        reference=reference(Kind.PRODUCT, product.number),
        name=product.name,
        version=product.version,
        stage=product.stage,
        accountable=product.accountable,
        suppliers=suppliers,
        versions=versions,
        decisions=decisions,
        readiness=place.readiness,
        standing=place.standing,
        gates=boxes,
        counts=TabCounts(
            row.claims,
            row.costs,
            row.evidence,
            _flags(place),
            row.versions,
            row.decisions,
            row.cards,
        ),
        next_step=status.next_step if status else None,
        checked_on=status.checked_on if status else None,
        is_archived=product.archived_at is not None,
        archived_reason=product.archived_reason,
    )
