"""Lists and forms of suppliers."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

import sqlalchemy as sa

from vendor_tracker.domain import names
from vendor_tracker.domain.actor import Actor
from vendor_tracker.domain.errors import NotFound
from vendor_tracker.domain.references import Kind, number_of, reference, split
from vendor_tracker.domain.vocabulary import SupplierSize
from vendor_tracker.storage.db import session
from vendor_tracker.storage.models import (
    ExternalReference,
    Flag,
    Supplier,
    SupplierAlias,
    SupplierStatus,
)
from vendor_tracker.storage.queries.paging import (
    SIZE,
    AnySelect,
    Asked,
    Page,
    count,
    fetch,
    like,
)
from vendor_tracker.storage.queries.standings import has_product_in_play

SORTS = ("name", "gaps")
# By which open gaps a list is narrowed, in words.
GAPS = {"critical": "Critical gaps", "major": "Major gaps", "any": "Open gaps"}


@dataclass(frozen=True, slots=True)
class SupplierRow:
    """One supplier in a list."""

    reference: str
    name: str
    country: str
    owner: str
    products: int
    critical: int
    major: int
    minor: int
    promises_late: int
    oldest_question_on: date | None
    last_met_on: date | None
    notice_by: date | None
    known_at_start: int
    is_checked: bool
    # Whether a product of it is in play: nothing is asked of other suppliers.
    is_asked: bool


@dataclass(frozen=True, slots=True)
class SupplierDetail:
    """One supplier with everything a person may change about it."""

    reference: str
    version: int
    name: str
    legal_name: str
    company_number: str
    country: str
    website: str
    size: SupplierSize
    owner: str
    owner_hours: Decimal | None
    note: str
    parent: str | None
    parent_name: str
    aliases: tuple[str, ...]
    references: tuple[tuple[str, str], ...]
    is_archived: bool
    archived_reason: str | None


@dataclass(frozen=True, slots=True)
class Unowned:
    """One supplier that nobody looks after, or nobody has hours for."""

    reference: str
    name: str
    owner: str
    owner_hours: Decimal | None


def list_suppliers(
    actor: Actor,
    *,
    text: str = "",
    asked: Asked | None = None,
    archived: bool = False,
    gaps: str = "",
    late: bool = False,
) -> Page[SupplierRow]:
    """Return one page of suppliers whose name, other name or reference holds the text."""
    asked = asked or Asked(sort="name")
    statement = _listed(actor, text, archived).where(*_standing(gaps, late))
    status = SupplierStatus
    worst = [
        sa.func.coalesce(status.critical, 0) * -1,
        sa.func.coalesce(status.major, 0) * -1,
    ]
    keys: list[Any] = [*(worst if asked.sort == "gaps" else []), Supplier.sort_key, Supplier.id]
    rows, before, after = fetch(statement, keys, asked)
    return Page([_row(row) for row in rows], count(statement), before, after)


def get_supplier(actor: Actor, ref: str) -> SupplierDetail:
    """Return one supplier, archived or not; raise NotFound when there is none."""
    row = session().scalar(
        sa.select(Supplier).where(
            Supplier.organisation_id == actor.organisation_id,
            Supplier.number == number_of(Kind.SUPPLIER, ref),
        )
    )
    if row is None:
        raise NotFound(ref)
    parent = None if row.parent_id is None else session().get_one(Supplier, row.parent_id)
    return SupplierDetail(
        reference(Kind.SUPPLIER, row.number), row.version, row.name, row.legal_name,
        row.company_number, row.country, row.website, row.size, row.owner, row.owner_hours,
        row.note, None if parent is None else reference(Kind.SUPPLIER, parent.number),
        "" if parent is None else parent.name, _aliases(row), _references(row),
        row.archived_at is not None, row.archived_reason,
    )  # fmt: skip


def list_supplier_choices(actor: Actor) -> Sequence[tuple[str, str]]:
    """Return reference and name of every live supplier, by name."""
    rows = session().execute(
        sa.select(Supplier.number, Supplier.name)
        .where(Supplier.organisation_id == actor.organisation_id, Supplier.archived_at.is_(None))
        .order_by(Supplier.sort_key, Supplier.id)
    )
    return [(reference(Kind.SUPPLIER, number), name) for number, name in rows]


def _listed(actor: Actor, text: str, archived: bool) -> AnySelect:
    status = SupplierStatus
    statement: AnySelect = (
        sa.select(
            Supplier.number, Supplier.name, Supplier.country, Supplier.owner, status.products,
            status.critical, status.major, status.minor, status.promises_late,
            status.oldest_question_on, status.last_met_on, status.notice_by,
            status.known_at_start, status.checked_on, has_product_in_play().label("is_asked"),
        )
        .outerjoin(status, status.supplier_id == Supplier.id)
        .where(
            Supplier.organisation_id == actor.organisation_id,
            Supplier.archived_at.is_not(None) if archived else Supplier.archived_at.is_(None),
        )
    )  # fmt: skip
    return statement.where(_holds(actor, text)) if text.strip() else statement


def _standing(gaps: str, late: bool) -> list[sa.ColumnElement[bool]]:
    """Return what suppliers must fulfil to be listed; words that nobody knows ask nothing."""
    status = SupplierStatus
    open_gaps = {
        "critical": status.critical > 0,
        "major": status.major > 0,
        "any": status.critical + status.major + status.minor > 0,
    }
    wanted = [open_gaps[gaps]] if gaps in open_gaps else []
    return [*wanted, status.promises_late > 0] if late else wanted


def _holds(actor: Actor, text: str) -> sa.ColumnElement[bool]:
    found = split(text)
    if found is not None and found[0] is Kind.SUPPLIER:
        return Supplier.number == found[1]
    alias = (
        sa.select(SupplierAlias.supplier_id)
        .where(
            SupplierAlias.organisation_id == actor.organisation_id,
            SupplierAlias.alias_key.like(like(names.name_key(text)), escape="\\"),
        )
        .scalar_subquery()
    )
    by_name = Supplier.sort_key.like(like(names.sort_key(text)), escape="\\")
    return sa.or_(by_name, Supplier.id.in_(alias))


def list_unowned(actor: Actor) -> Page[Unowned]:
    """Return suppliers that are flagged because nobody, or no time, is named for them."""
    statement = (
        sa.select(Supplier.number, Supplier.name, Supplier.owner, Supplier.owner_hours)
        .join(Flag, Flag.supplier_id == Supplier.id)
        .where(
            Flag.organisation_id == actor.organisation_id,
            Flag.rule_code == "F41",
            Flag.closed_on.is_(None),
            Flag.waived_by.is_(None),
            Supplier.archived_at.is_(None),
        )
    )
    found = session().execute(statement.order_by(Supplier.sort_key, Supplier.id).limit(SIZE))
    rows = [Unowned(reference(Kind.SUPPLIER, row[0]), *row[1:]) for row in found]
    return Page(rows, count(statement) if len(rows) == SIZE else len(rows), None, None)


def _row(row: Any) -> SupplierRow:
    return SupplierRow(
        reference(Kind.SUPPLIER, row.number), row.name, row.country, row.owner,
        row.products or 0, row.critical or 0, row.major or 0, row.minor or 0,
        row.promises_late or 0, row.oldest_question_on, row.last_met_on, row.notice_by,
        row.known_at_start or 0, row.checked_on is not None, bool(row.is_asked),
    )  # fmt: skip


def _aliases(row: Supplier) -> tuple[str, ...]:
    return tuple(
        session().scalars(
            sa.select(SupplierAlias.alias)
            .where(
                SupplierAlias.organisation_id == row.organisation_id,
                SupplierAlias.supplier_id == row.id,
            )
            .order_by(SupplierAlias.id)
        )
    )


def _references(row: Supplier) -> tuple[tuple[str, str], ...]:
    found = session().execute(
        sa.select(ExternalReference.scheme, ExternalReference.value)
        .where(
            ExternalReference.organisation_id == row.organisation_id,
            ExternalReference.supplier_id == row.id,
        )
        .order_by(ExternalReference.id)
    )
    return tuple((scheme, value) for scheme, value in found)
