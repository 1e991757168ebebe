"""The page of one supplier: the supplier itself, where it stands, and its parts."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import aliased

from vendor_tracker.domain.actor import Actor
from vendor_tracker.domain.errors import NotFound
from vendor_tracker.domain.payments import Paid
from vendor_tracker.domain.readiness import SupplierStanding
from vendor_tracker.domain.references import Kind, number_of, reference
from vendor_tracker.domain.settings import Limits
from vendor_tracker.domain.vocabulary import SupplierSize
from vendor_tracker.storage.db import session
from vendor_tracker.storage.models import (
    Cost,
    ExternalReference,
    Payment,
    Supplier,
    SupplierAlias,
    SupplierStatus,
)
from vendor_tracker.storage.queries.overviews import FlagLine
from vendor_tracker.storage.queries.payments import PAID, paid_of
from vendor_tracker.storage.queries.settings import setting_of
from vendor_tracker.storage.queries.suppliers import lines, papers, parts
from vendor_tracker.storage.queries.suppliers.parts import Owner, Part
from vendor_tracker.storage.queries.suppliers.products import list_products_of

_WARNING = "evidence_warning_days"


@dataclass(frozen=True, slots=True)
class SupplierHead:
    """What a supplier is called, who looks after it, and where it stands."""

    reference: str
    version: int
    name: str
    legal_name: str
    aliases: tuple[str, ...]
    references: tuple[tuple[str, str], ...]
    company_number: str
    country: str
    website: str
    size: SupplierSize
    parent: tuple[str, str] | None
    owner: str
    owner_hours: Decimal | None
    note: str
    archived_at: datetime | None
    archived_reason: str
    standing: SupplierStanding
    checked_on: date | None
    next_step: dict[str, Any] | None
    paid: Paid

    @property
    def is_archived(self) -> bool:
        """Tell whether the supplier was put away."""
        return self.archived_at is not None


@dataclass(frozen=True, slots=True)
class SupplierPage:
    """Everything that the page of a supplier shows."""

    head: SupplierHead
    contacts: Part[lines.ContactLine]
    products: Part[lines.ProductLine]
    promises: Part[lines.PromiseLine]
    questions: Part[lines.QuestionLine]
    meetings: Part[lines.MeetingLine]
    costs: Part[lines.CostLine]
    evidence: Part[lines.EvidenceLine]
    contracts: Part[lines.ContractLine]
    flags: Part[FlagLine]


def get_supplier_page(actor: Actor, ref: str, on: date) -> SupplierPage:
    """Return a supplier with its parts as they stand on a day; raise NotFound for none."""
    rows = _head_rows(actor, ref, on)
    if not rows:
        raise NotFound(ref)
    owner = Owner(actor.organisation_id, rows[0].id)
    warning = rows[0].warning
    warning_days = Limits().evidence_warning_days if warning is None else int(warning)
    return SupplierPage(
        head=_head(rows),
        contacts=parts.list_contacts_of(owner),
        products=list_products_of(owner, on),
        promises=parts.list_promises_of(owner),
        questions=parts.list_questions_of(owner),
        meetings=parts.list_meetings_of(owner),
        costs=papers.list_costs_of(owner),
        evidence=papers.list_evidence_of(owner, on, warning_days),
        contracts=parts.list_contracts_of(owner),
        flags=parts.list_flags_of(owner),
    )


def _head_rows(actor: Actor, ref: str, on: date) -> Sequence[Any]:
    """Return the supplier once for each other name and reference it has, at least once."""
    status, elder = SupplierStatus, aliased(Supplier)
    wanted = sa.and_(
        Supplier.organisation_id == actor.organisation_id,
        Supplier.number == number_of(Kind.SUPPLIER, ref),
    )
    own_id = sa.select(Supplier.id).where(wanted).scalar_subquery()
    names, paid = _names(actor, own_id), _paid(actor, own_id)
    statement = (
        sa.select(
            Supplier, elder.number.label("parent_number"), elder.name.label("parent_name"),
            names.c.scheme, names.c.value, status.products, status.critical, status.major,
            status.minor, status.known_at_start, status.promises_late, status.oldest_question_on,
            status.notice_by, status.last_met_on, status.checked_on, status.next_step,
            Supplier.id, setting_of(actor.organisation_id, _WARNING, on).label("warning"),
            *paid.c,
        )
        .outerjoin(status, status.supplier_id == Supplier.id)
        .outerjoin(elder, elder.id == Supplier.parent_id)
        .outerjoin(names, sa.true())
        .outerjoin(paid, sa.true())
        .where(wanted)
        .order_by(names.c.is_alias.desc(), names.c.id)
    )  # fmt: skip
    return session().execute(statement).all()


def _names(actor: Actor, supplier_id: sa.ScalarSelect[int]) -> sa.Subquery:
    alias, other = SupplierAlias, ExternalReference
    return sa.union_all(
        sa.select(
            sa.literal(1).label("is_alias"), alias.id.label("id"),
            sa.literal("").label("scheme"), alias.alias.label("value"),
        ).where(
            alias.organisation_id == actor.organisation_id, alias.supplier_id == supplier_id
        ),
        sa.select(sa.literal(0), other.id, other.scheme, other.value).where(
            other.organisation_id == actor.organisation_id, other.supplier_id == supplier_id
        ),
    ).subquery()  # fmt: skip


def _paid(actor: Actor, supplier_id: sa.ScalarSelect[int]) -> sa.Subquery:
    return (
        sa.select(*PAID)
        .select_from(Payment)
        .outerjoin(Cost, Cost.id == Payment.cost_id)
        .where(
            Payment.organisation_id == actor.organisation_id,
            Payment.supplier_id == supplier_id,
            Payment.archived_at.is_(None),
        )
        .subquery()
    )


def _head(rows: Sequence[Any]) -> SupplierHead:
    row, supplier = rows[0], rows[0].Supplier
    parent = None
    if row.parent_number is not None:
        parent = (reference(Kind.SUPPLIER, row.parent_number), row.parent_name)
    return SupplierHead(
        reference=reference(Kind.SUPPLIER, supplier.number),
        version=supplier.version,
        name=supplier.name,
        legal_name=supplier.legal_name,
        aliases=tuple(r.value for r in rows if r.value and not r.scheme),
        references=tuple((r.scheme, r.value) for r in rows if r.scheme),
        company_number=supplier.company_number,
        country=supplier.country,
        website=supplier.website,
        size=supplier.size,
        parent=parent,
        owner=supplier.owner,
        owner_hours=supplier.owner_hours,
        note=supplier.note,
        archived_at=supplier.archived_at,
        archived_reason=supplier.archived_reason or "",
        standing=_standing(row),
        checked_on=row.checked_on,
        next_step=row.next_step,
        paid=paid_of(row),
    )


def _standing(row: Any) -> SupplierStanding:
    return SupplierStanding(
        products=row.products or 0,
        critical=row.critical or 0,
        major=row.major or 0,
        minor=row.minor or 0,
        known_at_start=row.known_at_start or 0,
        promises_late=row.promises_late or 0,
        oldest_question_on=row.oldest_question_on,
        notice_by=row.notice_by,
        last_met_on=row.last_met_on,
    )
