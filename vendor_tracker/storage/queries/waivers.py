"""Lists of waivers, everything about one, and who may agree to it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import aliased

from vendor_tracker.domain.actor import Actor
from vendor_tracker.domain.errors import NotFound
from vendor_tracker.domain.permissions import Permission, may
from vendor_tracker.domain.references import Kind, number_of, reference
from vendor_tracker.domain.vocabulary import (
    Discipline,
    Severity,
    SupplierRole,
    WaiverReason,
    WaiverState,
)
from vendor_tracker.domain.waivers import state_of, why_not
from vendor_tracker.storage.db import session
from vendor_tracker.storage.models import (
    Flag,
    Membership,
    Product,
    ProductSupplier,
    Supplier,
    User,
    Waiver,
)
from vendor_tracker.storage.queries.paging import AnySelect, Asked, Page, fetch_counted

SORTS = ("ends", "asked")
# Of every state, and the two that are of use today together.
STATES = ("open", *(state.value for state in WaiverState), "")

# Aliases of the table, not of its class: that would set up every mapping at each start.
_ASKED_BY, _DECIDED_BY = (sa.alias(User.__table__, one) for one in ("asked", "decided"))
Condition = sa.ColumnElement[bool]


@dataclass(frozen=True, slots=True)
class WaiverFilter:
    """Which waivers a list shows; `mine` keeps to those that wait for the reader."""

    state: str = "open"
    mine: bool = False


@dataclass(frozen=True, slots=True)
class VoidWaiver:
    """A waiver that its flag has lost: since when, and what differs."""

    reference: str
    on: date
    why: str


@dataclass(frozen=True, slots=True)
class WaiverRow:
    """One waiver with the flag that it lets stand."""

    reference: str
    version: int
    flag: str
    rule_code: str
    says: str
    subject: str
    name: str
    severity: Severity
    discipline: Discipline | None
    reason_kind: WaiverReason
    reason: str
    asked_by: str
    asked_by_id: int
    asked_on: date
    decided_by: str | None
    decided_on: date | None
    note: str
    ends_on: date
    withdrawn_on: date | None
    void_on: date | None
    void_why: str
    flag_closed_on: date | None
    state: WaiverState
    # What the gap rested on when it was asked for.
    facts_then: Sequence[Sequence[str]]

    @property
    def void(self) -> VoidWaiver | None:
        """Return since when it is void and why, if it is."""
        if self.state is not WaiverState.void or self.void_on is None:
            return None
        return VoidWaiver(self.reference, self.void_on, self.void_why)

    def why_not(self, actor: Actor) -> str:
        """Return in words why a person may not agree to it or refuse it; empty if they may."""
        return why_not(
            self.severity,
            self.discipline,
            may_decide=actor.may(Permission.DECIDE),
            asked_it=self.asked_by_id == actor.user_id,
            disciplines=actor.disciplines,
        )


@dataclass(frozen=True, slots=True)
class FlagWaivers:
    """The waivers of one flag, the newest first, and who may agree to the next."""

    flag: str
    severity: Severity
    discipline: Discipline | None
    is_open: bool
    waivers: tuple[WaiverRow, ...]
    who: tuple[str, ...]


def list_waivers(
    actor: Actor, wanted: WaiverFilter, on: date, asked: Asked | None = None
) -> Page[WaiverRow]:
    """Return one page of waivers, by default what ends first at the top."""
    asked = asked or Asked(sort="ends")
    statement = _selected(actor).where(*_state(wanted.state, on))
    if wanted.mine:
        statement = statement.where(*waits_for(actor, on))
    keys: list[Any] = [Waiver.asked_on if asked.sort == "asked" else Waiver.ends_on, Waiver.id]
    rows, before, after, total = fetch_counted(statement, keys, asked)
    return Page([_row(row, on) for row in rows], total, before, after)


def get_waiver(actor: Actor, ref: str, on: date) -> WaiverRow:
    """Return one waiver in whatever state; raise NotFound when there is none."""
    number = number_of(Kind.WAIVER, ref)
    row = session().execute(_selected(actor).where(Waiver.number == number)).first()
    if row is None:
        raise NotFound(ref)
    return _row(row, on)


def get_flag_waivers(actor: Actor, flag: str, on: date) -> FlagWaivers:
    """Return the waivers of one flag, and who may agree to what waits or is asked for next."""
    number = number_of(Kind.FLAG, flag)
    columns = sa.select(Flag.severity, Flag.discipline, Flag.closed_on).where(
        Flag.organisation_id == actor.organisation_id, Flag.number == number
    )
    found = session().execute(columns).first()
    if found is None:
        raise NotFound(flag)
    statement = _selected(actor).where(Flag.number == number).order_by(Waiver.id.desc())
    waivers = tuple(_row(row, on) for row in session().execute(statement))
    asks = (row.asked_by_id for row in waivers if row.state is WaiverState.asked)
    severity, discipline, closed_on = found
    return FlagWaivers(
        flag,
        severity,
        discipline,
        closed_on is None,
        waivers,
        tuple(list_who_may_agree(actor, severity, discipline, on, next(asks, actor.user_id))),
    )


def list_waivers_about(actor: Actor, product_id: int, on: date) -> tuple[WaiverRow, ...]:
    """Return the waivers of gaps of a product and of its suppliers, the newest first."""
    heard = sa.select(ProductSupplier.supplier_id).where(
        ProductSupplier.organisation_id == actor.organisation_id,
        ProductSupplier.product_id == product_id,
        ProductSupplier.role != SupplierRole.former,
    )
    about = sa.or_(Flag.product_id == product_id, Flag.supplier_id.in_(heard))
    rows = session().execute(_selected(actor).where(about).order_by(Waiver.id.desc()))
    return tuple(_row(row, on) for row in rows)


def list_who_may_agree(
    actor: Actor,
    severity: Severity,
    discipline: Discipline | None,
    on: date,
    asked_by: int | None,
) -> list[str]:
    """Return the names of those who may agree to a waiver that this person asks for."""
    rows = session().execute(
        sa.select(User.id, User.name, Membership.role, Membership.disciplines)
        .join(Membership, Membership.user_id == User.id)
        .where(
            Membership.organisation_id == actor.organisation_id,
            User.disabled_at.is_(None),
            sa.or_(Membership.until.is_(None), Membership.until >= on),
        )
        .order_by(User.name, User.id)
    )
    return [
        name
        for key, name, role, disciplines in rows
        if not why_not(
            severity,
            discipline,
            may_decide=may(role, Permission.DECIDE),
            asked_it=key == asked_by,
            disciplines=disciplines,
        )
    ]


def with_void(statement: AnySelect) -> AnySelect:
    """Return a statement on flags with the last waiver of each, if that one is void."""
    later = aliased(Waiver)
    newer = sa.exists().where(
        later.organisation_id == Waiver.organisation_id,
        later.flag_id == Waiver.flag_id,
        later.id > Waiver.id,
    )
    last = sa.and_(
        Waiver.organisation_id == Flag.organisation_id,
        Waiver.flag_id == Flag.id,
        *_state(WaiverState.void, date.max),
        ~newer,
    )
    return statement.outerjoin(Waiver, last).add_columns(
        Waiver.number.label("void"), Waiver.void_on, Waiver.void_why
    )


def void_of(row: Any) -> VoidWaiver | None:
    """Return the void waiver that a row was read with."""
    if row.void is None:
        return None
    return VoidWaiver(reference(Kind.WAIVER, row.void), row.void_on, row.void_why)


def waits_for(actor: Actor, on: date) -> list[Condition]:
    """Return what a waiver must fulfil to wait for this person to agree or refuse."""
    if not actor.may(Permission.DECIDE):
        return [sa.false()]
    flag = aliased(Flag)
    return [
        Waiver.organisation_id == actor.organisation_id,
        *_state(WaiverState.asked.value, on),
        sa.or_(Waiver.severity == Severity.minor, Waiver.asked_by != actor.user_id),
        sa.or_(
            Waiver.severity != Severity.critical, Waiver.discipline.in_(sorted(actor.disciplines))
        ),
        # There is nothing to agree to while the gap is closed.
        sa.exists().where(flag.id == Waiver.flag_id, flag.closed_on.is_(None)),
    ]


def _selected(actor: Actor) -> AnySelect:
    return (
        sa.select(
            Waiver, Flag.number.label("flag"), Flag.rule_code, Flag.closed_on,
            Product.number.label("product"), Supplier.number.label("supplier"),
            sa.func.coalesce(Product.name, Supplier.name).label("name"),
            _ASKED_BY.c.name.label("asked_by"), _DECIDED_BY.c.name.label("decided_by"),
        )
        .join(Flag, Flag.id == Waiver.flag_id)
        .outerjoin(Product, Product.id == Flag.product_id)
        .outerjoin(Supplier, Supplier.id == Flag.supplier_id)
        .join(_ASKED_BY, _ASKED_BY.c.id == Waiver.asked_by)
        .outerjoin(_DECIDED_BY, _DECIDED_BY.c.id == Waiver.decided_by)
        .where(Waiver.organisation_id == actor.organisation_id, Waiver.archived_at.is_(None))
    )  # fmt: skip


def _state(state: str, on: date) -> Sequence[Condition]:
    """Return what `state_of` says, as conditions on the stored row."""
    refused = Waiver.is_agreed.is_(False)
    stands = (Waiver.withdrawn_on.is_(None), sa.not_(refused))
    in_date = (*stands, Waiver.void_on.is_(None), Waiver.ends_on >= on)
    found: dict[str, Sequence[Condition]] = {
        "open": in_date,
        WaiverState.asked: (*in_date, Waiver.is_agreed.is_(None)),
        WaiverState.holds: (*in_date, Waiver.is_agreed.is_(True)),
        WaiverState.refused: (refused, Waiver.withdrawn_on.is_(None)),
        WaiverState.withdrawn: (Waiver.withdrawn_on.is_not(None),),
        WaiverState.void: (*stands, Waiver.void_on.is_not(None)),
        WaiverState.ended: (*stands, Waiver.void_on.is_(None), Waiver.ends_on < on),
    }
    return found.get(state, ())


def _row(row: Any, on: date) -> WaiverRow:
    made: Waiver = row.Waiver
    is_product = row.product is not None
    subject = (Kind.PRODUCT, row.product) if is_product else (Kind.SUPPLIER, row.supplier)
    state = state_of(
        on, ends_on=made.ends_on, is_agreed=made.is_agreed, withdrawn_on=made.withdrawn_on,
        void_on=made.void_on,
    )  # fmt: skip
    return WaiverRow(
        reference(Kind.WAIVER, made.number), made.version, reference(Kind.FLAG, row.flag),
        row.rule_code, made.says, reference(*subject), row.name, made.severity, made.discipline,
        made.reason_kind, made.reason, row.asked_by, made.asked_by, made.asked_on, row.decided_by,
        made.decided_on, made.decision_note, made.ends_on, made.withdrawn_on, made.void_on,
        made.void_why, row.closed_on, state, made.facts,
    )  # fmt: skip
