"""Lists, pages and forms of costs."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any

import sqlalchemy as sa

from vendor_tracker.domain import names
from vendor_tracker.domain.actor import Actor
from vendor_tracker.domain.costs import Award, award_of
from vendor_tracker.domain.dossier import (
    ProductDossier,
)
from vendor_tracker.domain.errors import NotFound
from vendor_tracker.domain.facts import (
    CostFacts,
)
from vendor_tracker.domain.references import Kind, number_of, reference, split
from vendor_tracker.domain.vocabulary import Bearer, CostCategory
from vendor_tracker.storage.db import session
from vendor_tracker.storage.models import (
    Cost,
    EvidenceLink,
    Meeting,
    Product,
    ProductSupplier,
    Supplier,
)
from vendor_tracker.storage.queries.claimfacts import Proof, load_proofs
from vendor_tracker.storage.queries.claims import Subject, subject_of
from vendor_tracker.storage.queries.costfacts import COST_TERMS, cost_facts
from vendor_tracker.storage.queries.paging import AnySelect, Asked, Page, fetch_counted, like
from vendor_tracker.storage.queries.standings import load_decisions
from vendor_tracker.storage.references import id_of

SORTS = ("newest", "product")
_NO_AWARD = Award(is_passed=False)


@dataclass(frozen=True, slots=True)
class CostFilter:
    """Which costs a list shows; an empty filter shows all that are not archived."""

    text: str = ""
    category: CostCategory | None = None
    # "no" figure yet, or one is "given"
    figure: str = ""
    bearer: Bearer | None = None
    archived: bool = False


@dataclass(frozen=True, slots=True)
class CostTerms:
    """From what the quantity and the price of a line come."""

    per_driver: Decimal | None = None
    staff_role: str = ""
    currency: str = "GBP"
    currency_price: Decimal | None = None
    currency_rate: Decimal | None = None
    currency_rate_on: date | None = None


@dataclass(frozen=True, slots=True)
class CostRow:
    """One cost line with the award that it is held against."""

    facts: CostFacts
    award: Award
    product: Subject | None
    supplier: Subject
    unit: str
    disclosed_in: str
    starts_on: date | None
    vat_heading: int | None
    vat_note: str
    terms: CostTerms = CostTerms()


@dataclass(frozen=True, slots=True)
class CostDetail:
    """One cost line with everything about it."""

    row: CostRow
    version: int
    meeting: str
    proofs: tuple[Proof, ...]
    confidential: bool
    confidential_reason: str | None
    confidential_until: date | None
    is_archived: bool
    archived_reason: str | None
    archived_at: datetime | None

    @property
    def reference(self) -> str:
        """Return the reference of the line."""
        return self.row.facts.reference


def list_costs(
    actor: Actor, wanted: CostFilter | None = None, asked: Asked | None = None
) -> Page[CostRow]:
    """Return one page of cost lines, the newest first."""
    asked = asked or Asked(sort="newest")
    statement = _listed(actor, wanted or CostFilter())
    newest = Cost.number * -1
    by_product = [sa.func.coalesce(Product.sort_key, ""), newest]
    keys: list[Any] = by_product if asked.sort == "product" else [newest]
    rows, before, after, total = fetch_counted(statement, keys, asked)
    return Page(_rows(actor, rows), total, before, after)


def list_product_costs(actor: Actor, ref: str) -> tuple[list[CostRow], list[CostRow]]:
    """Return the live lines of a product, and those of its suppliers that name no product."""
    number = number_of(Kind.PRODUCT, ref)
    live = _joined(actor).where(Cost.archived_at.is_(None))
    own = live.where(Product.number == number).order_by(Cost.category, Cost.id)
    lines = _rows(actor, session().execute(own).all())
    suppliers = sa.select(ProductSupplier.supplier_id).where(
        ProductSupplier.organisation_id == actor.organisation_id,
        ProductSupplier.product_id == _product_id(actor, number),
    )
    shared = live.where(Cost.product_id.is_(None), Cost.supplier_id.in_(suppliers))
    return lines, _rows(actor, session().execute(shared.order_by(Cost.category, Cost.id)).all())


def get_cost(actor: Actor, ref: str) -> CostDetail:
    """Return one cost line, archived or not; raise NotFound when there is none."""
    statement = _joined(actor).where(Cost.number == number_of(Kind.COST, ref))
    found = session().execute(statement).one_or_none()
    if found is None:
        raise NotFound(ref)
    cost = found[0]
    meeting = "" if cost.meeting_id is None else _meeting(cost.meeting_id)
    return CostDetail(
        _rows(actor, [found])[0], cost.version, meeting,
        load_proofs(actor.organisation_id, EvidenceLink.cost_id, [cost.id])[cost.id],
        cost.confidential, cost.confidential_reason, cost.confidential_until,
        cost.archived_at is not None, cost.archived_reason, cost.archived_at,
    )  # fmt: skip


def list_meeting_costs(actor: Actor, ref: str) -> list[CostRow]:
    """Return the live lines that came up in a meeting."""
    statement = _joined(actor).where(
        Cost.meeting_id == id_of(actor.organisation_id, Kind.MEETING, ref),
        Cost.archived_at.is_(None),
    )
    return _rows(actor, session().execute(statement.order_by(Cost.id)).all())


def _listed(actor: Actor, wanted: CostFilter) -> AnySelect:
    statement = _joined(actor).where(
        Cost.archived_at.is_not(None) if wanted.archived else Cost.archived_at.is_(None)
    )
    if wanted.category is not None:
        statement = statement.where(Cost.category == wanted.category)
    if wanted.figure == "no":
        statement = statement.where(Cost.unit_price.is_(None), Cost.nil_on.is_(None))
    if wanted.figure == "given":
        statement = statement.where(sa.or_(Cost.unit_price.is_not(None), Cost.nil_on.is_not(None)))
    if wanted.bearer is not None:
        statement = statement.where(Cost.bearer == wanted.bearer)
    return statement.where(_holds(wanted.text)) if wanted.text.strip() else statement


def _joined(actor: Actor) -> AnySelect:
    return (
        sa.select(
            Cost,
            Product.number.label("product_number"),
            Product.name.label("product_name"),
            Product.stage.label("stage"),
            Supplier.number.label("supplier_number"),
            Supplier.name.label("supplier_name"),
        )
        .outerjoin(Product, Product.id == Cost.product_id)
        .join(Supplier, Supplier.id == Cost.supplier_id)
        .where(Cost.organisation_id == actor.organisation_id)
    )


def _holds(text: str) -> sa.ColumnElement[bool]:
    found = split(text)
    if found is not None and found[0] is Kind.COST:
        return Cost.number == found[1]
    return sa.or_(
        sa.func.lower(Cost.description).like(like(text.strip().lower()), escape="\\"),
        Product.sort_key.like(like(names.sort_key(text)), escape="\\"),
        Supplier.sort_key.like(like(names.sort_key(text)), escape="\\"),
    )


def _rows(actor: Actor, rows: Sequence[Any]) -> list[CostRow]:
    stages = {row[0].product_id: row.stage for row in rows if row[0].product_id is not None}
    decisions = load_decisions(actor.organisation_id, stages) if stages else {}
    awards = {
        key: award_of(ProductDossier("", stage=stage, decisions=decisions.get(key, ())))
        for key, stage in stages.items()
    }
    return [_row(row, awards.get(row[0].product_id, _NO_AWARD)) for row in rows]


def _row(row: Any, award: Award) -> CostRow:
    cost = row[0]
    facts = cost_facts(reference(Kind.COST, cost.number), cost)
    return CostRow(
        facts,
        award,
        subject_of(Kind.PRODUCT, row.product_number, row.product_name),
        Subject(reference(Kind.SUPPLIER, row.supplier_number), row.supplier_name),
        cost.unit,
        cost.disclosed_in,
        cost.starts_on,
        cost.vat_heading,
        cost.vat_note,
        CostTerms(*[getattr(cost, name) for name in COST_TERMS]),
    )


def _product_id(actor: Actor, number: int) -> sa.ScalarSelect[int]:
    return (
        sa.select(Product.id)
        .where(Product.organisation_id == actor.organisation_id, Product.number == number)
        .scalar_subquery()
    )


def _meeting(key: int) -> str:
    return reference(Kind.MEETING, session().get_one(Meeting, key).number)
