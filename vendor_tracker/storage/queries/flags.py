"""Lists of flags, and everything behind one flag."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

import sqlalchemy as sa

from vendor_tracker import clock
from vendor_tracker.domain.actor import Actor
from vendor_tracker.domain.errors import NotFound
from vendor_tracker.domain.references import Kind, number_of, reference, split
from vendor_tracker.domain.vocabulary import Gate, Severity
from vendor_tracker.storage.db import session
from vendor_tracker.storage.dossiers import chunks
from vendor_tracker.storage.models import (
    Flag,
    FlagNote,
    FlagPeriod,
    Membership,
    Product,
    ProductStatus,
    Supplier,
    SupplierStatus,
    User,
)
from vendor_tracker.storage.queries.flagacts import FlagAct, list_flag_acts
from vendor_tracker.storage.queries.flagfilters import (
    FlagFilter,
    conditions,
    count_each,
    counts_of,
    is_here,
)
from vendor_tracker.storage.queries.overviews import FlagLine
from vendor_tracker.storage.queries.paging import AnySelect, Asked, Page, fetch
from vendor_tracker.storage.steps import facts_from_json, remedies_from_json

SORTS = ("severity", "opened", "due")
_NO_DAY = date(9999, 12, 31)


@dataclass(frozen=True, slots=True)
class Standing:
    """What people decided about a flag: who has it, until when, and what it waits for."""

    version: int
    owner: str
    owner_email: str
    # Somebody who has left has no flags any more, whatever was written down.
    owner_is_here: bool
    due_on: date | None
    waiting_until: date | None
    waived_by: str | None

    def waits(self, on: date) -> bool:
        """Tell whether it waits for the supplier on this day."""
        return self.waiting_until is not None and self.waiting_until > on


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
    standing: Standing

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
    acts: Sequence[FlagAct] = ()


def list_flags(
    actor: Actor, wanted: FlagFilter | None = None, asked: Asked | None = None
) -> Page[FlagRow]:
    """Return one page of flags, by default the worst first."""
    return list_and_count(actor, wanted or FlagFilter(), asked or Asked(sort="severity"), ())[0]


def list_and_count(
    actor: Actor, wanted: FlagFilter, asked: Asked, others: Sequence[FlagFilter]
) -> tuple[Page[FlagRow], list[int]]:
    """Return one page of flags, and how many flags other lists have, in one statement.

    A page without rows needs a second one.
    """
    statement: AnySelect = sa.select(Flag.id).where(*conditions(actor, wanted))
    filters = (wanted, *others)
    counts = counts_of(actor, filters)

    def widen(few: sa.Subquery) -> AnySelect:
        wide = _selected(actor).join(few, few.c.id == Flag.id)
        return wide.join(counts, sa.true()).add_columns(*counts.c)

    rows, before, after = fetch(statement, _keys(asked.sort), asked, widen)
    if rows:
        found = [int(getattr(rows[0], f"of_{number}")) for number in range(len(filters))]
    else:
        found = count_each(actor, filters)
    return Page([_row(row) for row in rows], found[0], before, after), found[1:]


def list_versions(actor: Actor, wanted: FlagFilter) -> dict[str, int]:
    """Return every flag of a list with its version, in the order of their references."""
    return _versions(sa.select(Flag.number, Flag.version).where(*conditions(actor, wanted)))


def find_versions(actor: Actor, refs: Iterable[str]) -> dict[str, int]:
    """Return those of these flags that are open, with their versions."""
    is_open = (Flag.organisation_id == actor.organisation_id, Flag.closed_on.is_(None))
    versions: dict[str, int] = {}
    for part in chunks(_numbers(refs)):
        statement = sa.select(Flag.number, Flag.version).where(*is_open, Flag.number.in_(part))
        versions |= _versions(statement)
    return versions


def list_named(actor: Actor, refs: Iterable[str]) -> list[FlagRow]:
    """Return flags by their references, in the order of these."""
    rows = session().execute(_selected(actor).where(Flag.number.in_(_numbers(refs))))
    found = {row.number: _row(row) for row in rows}
    return [found[number] for number in _numbers(refs) if number in found]


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
    return FlagPage(
        _row(row),
        [Period(*one) for one in periods],
        [Note(*one) for one in notes],
        list_flag_acts(actor, row.id),
    )


def get_standing(actor: Actor, ref: str) -> Standing:
    """Return what people decided about a flag as it is stored now."""
    found = _selected(actor).where(Flag.number == number_of(Kind.FLAG, ref))
    return _standing(session().execute(found).one())


def _numbers(refs: Iterable[str]) -> list[int]:
    given = (split(ref) for ref in refs)
    return [one[1] for one in given if one is not None and one[0] is Kind.FLAG]


def _versions(statement: AnySelect) -> dict[str, int]:
    rows = session().execute(statement.order_by(Flag.number))
    return {reference(Kind.FLAG, number): version for number, version in rows}


def _keys(sort: str) -> list[Any]:
    """Return what a list is sorted by; the words of severities happen to sort by their weight."""
    if sort == "opened":
        return [Flag.opened_on, Flag.id]
    if sort == "due":
        due = sa.func.coalesce(Flag.due_on, sa.literal(_NO_DAY, sa.Date), type_=sa.Date)
        return [due, Flag.id]
    return [sa.type_coerce(Flag.severity, sa.String), Flag.id]


def _selected(actor: Actor) -> AnySelect:
    here = sa.and_(Membership.user_id == Flag.owner_id, *is_here(actor, clock.today()))
    columns = (
        Flag.number, Product.number.label("product"), Supplier.number.label("supplier"),
        sa.func.coalesce(Product.name, Supplier.name).label("name"), Flag.rule_code,
        Flag.rule_version, Flag.gate, Flag.key, Flag.severity, Flag.says, Flag.facts,
        Flag.remedies, Flag.known_at_start, Flag.opened_on, Flag.closed_on, Flag.version,
        Flag.due_on, Flag.waiting_until, Flag.waived_by, User.name.label("owner"),
        User.email.label("owner_email"), Membership.id.label("member"),
        sa.func.coalesce(ProductStatus.checked_on, SupplierStatus.checked_on).label("checked"),
    )  # fmt: skip
    return (
        sa.select(*columns)
        .outerjoin(Product, Product.id == Flag.product_id)
        .outerjoin(Supplier, Supplier.id == Flag.supplier_id)
        .outerjoin(ProductStatus, ProductStatus.product_id == Flag.product_id)
        .outerjoin(SupplierStatus, SupplierStatus.supplier_id == Flag.supplier_id)
        .outerjoin(User, User.id == Flag.owner_id)
        .outerjoin(Membership, here)
        .where(Flag.organisation_id == actor.organisation_id)
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
        line, subject, row.name, row.rule_version, row.gate, row.key, row.closed_on, row.checked,
        _standing(row),
    )  # fmt: skip


def _standing(row: Any) -> Standing:
    waiver = None if row.waived_by is None else reference(Kind.WAIVER, row.waived_by)
    return Standing(
        row.version, row.owner or "", row.owner_email or "", row.member is not None,
        row.due_on, row.waiting_until, waiver,
    )  # fmt: skip
