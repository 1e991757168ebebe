"""Lists of flags, and everything behind one flag."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

import sqlalchemy as sa

from vendor_tracker.domain import names
from vendor_tracker.domain.actor import Actor
from vendor_tracker.domain.errors import NotFound
from vendor_tracker.domain.references import Kind, number_of, reference, split
from vendor_tracker.domain.vocabulary import Gate, Severity
from vendor_tracker.storage.db import session
from vendor_tracker.storage.models import (
    Flag,
    FlagNote,
    FlagPeriod,
    Product,
    ProductStatus,
    Supplier,
    SupplierStatus,
    User,
)
from vendor_tracker.storage.queries.overviews import FlagLine
from vendor_tracker.storage.queries.paging import AnySelect, Asked, Page, count, fetch, like
from vendor_tracker.storage.steps import facts_from_json, remedies_from_json

SORTS = ("severity", "opened")
STATES = ("open", "known", "closed")


@dataclass(frozen=True, slots=True)
class FlagFilter:
    """Which flags a list shows: by default the open ones that count today."""

    text: str = ""
    severity: Severity | None = None
    gate: Gate | None = None
    rule: str = ""
    state: str = "open"
    # Set-up gaps that one card stands for; each is left out of the list.
    carded: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class FlagRow:
    """One flag with what it is about."""

    line: FlagLine
    subject: str
    name: str
    rule_version: int
    gate: Gate | None
    key: str
    closed_on: date | None
    checked_on: date | None

    @property
    def reference(self) -> str:
        """Return the reference of the flag."""
        return self.line.reference


@dataclass(frozen=True, slots=True)
class Period:
    """One stretch of time in which a flag was open."""

    opened_at: datetime
    closed_at: datetime | None
    severity: Severity


@dataclass(frozen=True, slots=True)
class Note:
    """What somebody wrote about a flag."""

    at: datetime
    by: str
    text: str


@dataclass(frozen=True, slots=True)
class FlagPage:
    """One flag with its history."""

    flag: FlagRow
    periods: Sequence[Period]
    notes: Sequence[Note]


def list_flags(
    actor: Actor, wanted: FlagFilter | None = None, asked: Asked | None = None
) -> Page[FlagRow]:
    """Return one page of flags, by default the worst first."""
    asked = asked or Asked(sort="severity")
    listed = _listed(actor, wanted or FlagFilter())
    worst = sa.case({m.value: m.rank for m in Severity}, value=Flag.severity, else_=9)
    keys: list[Any] = [Flag.opened_on, Flag.id] if asked.sort == "opened" else [worst, Flag.id]
    rows, before, after = fetch(listed, keys, asked)
    return Page([_row(row) for row in rows], count(listed), before, after)


def get_flag(actor: Actor, ref: str) -> FlagPage:
    """Return one flag, open or closed, with its periods and notes."""
    row = (
        session()
        .execute(
            _selected(actor).where(Flag.number == number_of(Kind.FLAG, ref)).add_columns(Flag.id)
        )
        .first()
    )
    if row is None:
        raise NotFound(ref)
    own = actor.organisation_id
    periods = session().execute(
        sa.select(FlagPeriod.opened_at, FlagPeriod.closed_at, FlagPeriod.severity)
        .where(FlagPeriod.organisation_id == own, FlagPeriod.flag_id == row.id)
        .order_by(FlagPeriod.opened_at.desc(), FlagPeriod.id.desc())
    )
    notes = session().execute(
        sa.select(FlagNote.at, sa.func.coalesce(User.name, "Command line"), FlagNote.text)
        .outerjoin(User, User.id == FlagNote.by)
        .where(FlagNote.organisation_id == own, FlagNote.flag_id == row.id)
        .order_by(FlagNote.at.desc(), FlagNote.id.desc())
    )
    return FlagPage(_row(row), [Period(*one) for one in periods], [Note(*one) for one in notes])


def _selected(actor: Actor) -> AnySelect:
    return (
        sa.select(
            Flag.number, Product.number.label("product"), Supplier.number.label("supplier"),
            sa.func.coalesce(Product.name, Supplier.name).label("name"), Flag.rule_code,
            Flag.rule_version, Flag.gate, Flag.key, Flag.severity, Flag.says, Flag.facts,
            Flag.remedies, Flag.known_at_start, Flag.opened_on, Flag.closed_on,
            sa.func.coalesce(ProductStatus.checked_on, SupplierStatus.checked_on).label("checked"),
        )
        .outerjoin(Product, Product.id == Flag.product_id)
        .outerjoin(ProductStatus, ProductStatus.product_id == Flag.product_id)
        .outerjoin(Supplier, Supplier.id == Flag.supplier_id)
        .outerjoin(SupplierStatus, SupplierStatus.supplier_id == Flag.supplier_id)
        .where(Flag.organisation_id == actor.organisation_id)
    )  # fmt: skip


def _listed(actor: Actor, wanted: FlagFilter) -> AnySelect:
    statement = _selected(actor)
    if wanted.state == "closed":
        statement = statement.where(Flag.closed_on.is_not(None))
    else:
        statement = statement.where(
            Flag.closed_on.is_(None), Flag.known_at_start.is_(wanted.state == "known")
        )
    if wanted.severity is not None:
        statement = statement.where(Flag.severity == wanted.severity)
    if wanted.gate is not None:
        statement = statement.where(Flag.gate == wanted.gate)
    if wanted.rule:
        statement = statement.where(Flag.rule_code == wanted.rule)
    elif wanted.carded:
        statement = statement.where(
            sa.or_(Flag.set_up.is_(False), Flag.rule_code.not_in(wanted.carded))
        )
    return statement.where(_holds(wanted.text)) if wanted.text.strip() else statement


def _holds(text: str) -> sa.ColumnElement[bool]:
    found = split(text)
    if found is not None:
        columns = {Kind.FLAG: Flag.number, Kind.PRODUCT: Product.number}
        return columns.get(found[0], Supplier.number) == found[1]
    pattern = like(names.sort_key(text))
    return sa.or_(
        Product.sort_key.like(pattern, escape="\\"),
        Supplier.sort_key.like(pattern, escape="\\"),
        sa.func.lower(Flag.says).like(like(text.lower()), escape="\\"),
    )


def _row(row: Any) -> FlagRow:
    is_product = row.product is not None
    subject = (
        reference(Kind.PRODUCT, row.product)
        if is_product
        else reference(Kind.SUPPLIER, row.supplier)
    )
    line = FlagLine(
        reference(Kind.FLAG, row.number), row.severity, row.rule_code, row.says,
        remedies_from_json(row.remedies), facts_from_json(row.facts), row.opened_on,
        row.known_at_start, None if is_product else subject,
    )  # fmt: skip
    return FlagRow(
        line, subject, row.name, row.rule_version, row.gate, row.key, row.closed_on, row.checked
    )
