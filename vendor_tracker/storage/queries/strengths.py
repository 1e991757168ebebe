"""How well products are shown to work, and apart from it their DTAC forms, in one statement."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import sqlalchemy as sa

from vendor_tracker import clock
from vendor_tracker.domain.actor import Actor
from vendor_tracker.domain.dossier import ProductDossier
from vendor_tracker.domain.facts import ClaimFacts, EvidenceFacts, ResultFacts, VersionFacts
from vendor_tracker.domain.references import Kind, number_of, reference
from vendor_tracker.domain.settings import Limits
from vendor_tracker.domain.strength import Strongest, strongest, summary_lines
from vendor_tracker.domain.vocabulary import EvidenceKind, Strength, TestData
from vendor_tracker.storage.db import session
from vendor_tracker.storage.models import (
    Claim,
    ClaimResult,
    Evidence,
    EvidenceLink,
    Product,
    ProductVersion,
)
from vendor_tracker.storage.queries.heads import ProductHead
from vendor_tracker.storage.showing import still_shows

# Name and words of each line of a summary.
Lines = tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Strengths:
    """The claims and forms of products, by product, as far as they tell how well it works."""

    claims: Mapping[str, tuple[ClaimFacts, ...]]
    forms: Mapping[str, tuple[EvidenceFacts, ...]]

    def lines_of(self, ref: str, versions: tuple[VersionFacts, ...], limits: Limits) -> Lines:
        """Return what shows that a product works, and apart from it its DTAC form."""
        product = ProductDossier(
            ref,
            versions=versions,
            claims=self.claims.get(ref, ()),
            evidence=self.forms.get(ref, ()),
        )
        return summary_lines(product, clock.today(), limits)

    def strongest_of(self, ref: str) -> Strongest:
        """Return the best that shows how well a product works, whatever the version."""
        product = ProductDossier(
            ref, claims=self.claims.get(ref, ()), evidence=self.forms.get(ref, ())
        )
        return strongest(product, clock.today())


def lines_of_product(
    actor: Actor, head: ProductHead, limits: Limits, *, public: bool = False
) -> Lines:
    """Return both lines of one product; a public copy rests on nothing confidential."""
    versions = tuple(line.facts for line in head.versions)
    found = load_strengths(actor, product=head.reference, public=public)
    return found.lines_of(head.reference, versions, limits)


def load_strengths(
    actor: Actor,
    *,
    product: str = "",
    numbers: Sequence[int] | None = None,
    public: bool = False,
) -> Strengths:
    """Return the claims and forms of one product, of those with these numbers, or of all."""
    if product:
        numbers = [number_of(Kind.PRODUCT, product)]
    # Both in one statement; a union leaves out what a claim with several results would repeat.
    statement: Any = sa.union(
        _of(_claimed(), actor, Claim, numbers, public),
        _of(_filled_in(), actor, Evidence, numbers, public),
    )
    said: dict[tuple[int, int], _Said] = {}
    forms: dict[str, tuple[EvidenceFacts, ...]] = defaultdict(tuple)
    for of, claim, *rest in session().execute(statement.order_by(*_ORDER)):
        if claim is None:
            forms[reference(Kind.PRODUCT, of)] += (_form(rest),)
        else:
            said.setdefault((of, claim), _Said(*rest[:3])).add(*rest[3:5])
    claims: dict[str, tuple[ClaimFacts, ...]] = defaultdict(tuple)
    for (of, claim), one in said.items():
        claims[reference(Kind.PRODUCT, of)] += (one.facts(claim),)
    return Strengths(claims, forms)


def versions_of_products(actor: Actor) -> dict[str, tuple[VersionFacts, ...]]:
    """Return the live versions of every product, by its reference."""
    row = ProductVersion
    rows = session().execute(
        sa.select(Product.number, row.number, row.name, row.released_on, row.in_use_from)
        .join(Product, Product.id == row.product_id)
        .where(row.organisation_id == actor.organisation_id, row.archived_at.is_(None))
        .order_by(row.id)
    )
    found: dict[str, tuple[VersionFacts, ...]] = defaultdict(tuple)
    for product, number, name, released_on, in_use_from in rows:
        ref = reference(Kind.VERSION, number)
        version = VersionFacts(ref, name, released_on, in_use_from)
        found[reference(Kind.PRODUCT, product)] += (version,)
    return found


@dataclass(slots=True)
class _Said:
    """One claim, with the evidence and the data that its rows name."""

    strength: Strength | None
    has_statement: bool
    version: int | None
    papers: set[int] = field(default_factory=set)
    tested: set[TestData] = field(default_factory=set)

    def add(self, paper: int | None, data: TestData | None) -> None:
        """Take in one row about this claim."""
        self.papers |= set() if paper is None else {paper}
        self.tested |= set() if data is None else {data}

    def facts(self, number: int) -> ClaimFacts:
        """Return the claim as far as it tells how well something is shown."""
        return ClaimFacts(
            reference(Kind.CLAIM, number),
            statement="said" if self.has_statement else "",
            version="" if self.version is None else reference(Kind.VERSION, self.version),
            strength=self.strength,
            results=tuple(ResultFacts(data=data) for data in sorted(self.tested)),
            evidence=tuple(reference(Kind.EVIDENCE, one) for one in sorted(self.papers)),
        )


def _claimed() -> Any:
    version, link, paper = ProductVersion, EvidenceLink, Evidence
    shows = sa.and_(paper.id == link.evidence_id, paper.archived_at.is_(None), still_shows(paper))
    supports = sa.and_(_beside(link, link.claim_id), link.unlinked_at.is_(None))
    return (
        sa.select(
            Product.number.label("of"), Claim.number.label("claim"), Claim.strength,
            (Claim.statement != "").label("has_statement"), version.number.label("version"),
            paper.number.label("paper"), ClaimResult.data, *(_none(sa.Date) for _ in range(2)),
            _none(sa.String),
        )
        .join(Product, Product.id == Claim.product_id)
        .outerjoin(version, sa.and_(version.id == Claim.version_id, version.archived_at.is_(None)))
        .outerjoin(link, supports)
        .outerjoin(paper, shows)
        .outerjoin(ClaimResult, _beside(ClaimResult, ClaimResult.claim_id))
    )  # fmt: skip


def _beside(child: Any, claim_id: Any) -> sa.ColumnElement[bool]:
    """Tie rows to their claim inside the organisation, as every index is."""
    return sa.and_(child.organisation_id == Claim.organisation_id, claim_id == Claim.id)


def _filled_in() -> Any:
    paper = Evidence
    return (
        sa.select(
            Product.number, _none(sa.Integer), _none(sa.String), _none(sa.Boolean),
            _none(sa.Integer), paper.number, _none(sa.String), paper.issued_on, paper.expires_on,
            paper.form_version,
        )
        .join(Product, Product.id == paper.product_id)
        .where(paper.kind == EvidenceKind.dtac, still_shows(paper))
    )  # fmt: skip


_ORDER = (sa.text("1"), sa.text("2"), sa.text("6"))


def _none(kind: Any) -> Any:
    """Return an empty column of a type, for the half of a union that has no such thing."""
    return sa.cast(sa.null(), kind())


def _form(row: Sequence[Any]) -> EvidenceFacts:
    number, _, issued_on, expires_on, edition = row[3:]
    return EvidenceFacts(
        reference(Kind.EVIDENCE, number),
        kind=EvidenceKind.dtac,
        issued_on=issued_on,
        expires_on=expires_on,
        form_version=edition or "",
    )


def _of(
    statement: Any,
    actor: Actor,
    model: type[Claim] | type[Evidence],
    numbers: Sequence[int] | None,
    public: bool,
) -> Any:
    """Leave out what was put away, what is another's, and, for a public copy, what is secret."""
    statement = statement.where(
        model.organisation_id == actor.organisation_id, model.archived_at.is_(None)
    )
    if numbers is not None:
        mine = Product.organisation_id == actor.organisation_id
        statement = statement.where(mine, Product.number.in_(numbers))
    if not public:
        return statement
    ended = model.confidential_until < clock.today()
    return statement.where(sa.or_(model.confidential.is_(False), ended))
