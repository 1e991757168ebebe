"""Which contracts need somebody soon: days for notice that come near, or passed."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import sqlalchemy as sa

from vendor_tracker.domain.actor import Actor
from vendor_tracker.domain.calendars import DayKind, Warned
from vendor_tracker.domain.references import Kind, reference
from vendor_tracker.domain.vocabulary import Renewal
from vendor_tracker.storage.db import session
from vendor_tracker.storage.models import Contract, ContractBreak
from vendor_tracker.storage.queries.calendarfilters import subjects_of
from vendor_tracker.storage.queries.contractdays import of_contracts, parties_of
from vendor_tracker.storage.queries.paging import AnySelect
from vendor_tracker.storage.queries.settings import setting_of

NOTICE_KEYS = ("notice_days_first", "notice_days_second", "notice_days_last")
# The longest span that may be set.
_FAR = timedelta(days=1095)


def list_warnings(actor: Actor, on: date, until: date, text: str = "") -> list[Warned]:
    """Return the days announced early up to a day, those that passed first; `text` says whose."""
    near = sa.union_all(*_near(actor.organisation_id, on, until)).subquery()
    rows = (
        session()
        .execute(
            _named(near)
            .where(*of_contracts(actor, subjects_of(actor, text)))
            .order_by(near.c.on_day, Contract.id, near.c.kind)
        )
        .all()
    )
    parties = parties_of(actor, {row.id for row in rows})
    return [replace(_warned(row), suppliers=parties[row.id, Kind.SUPPLIER]) for row in rows]


def list_supplier_warnings(
    actor: Actor, on: date, supplier: str
) -> tuple[list[Warned], dict[str, str]]:
    """Return all announced days of a supplier, and the numbers set here, in one statement."""
    own = actor.organisation_id
    near = sa.union_all(*_near(own, on, on + _FAR)).subquery()
    numbers = [setting_of(own, key, on).label(key) for key in NOTICE_KEYS]
    rows = session().execute(
        _named(near)
        .add_columns(*numbers)
        .where(*of_contracts(actor, subjects_of(actor, supplier)))
        .order_by(near.c.on_day, Contract.id, near.c.kind)
    )
    found = rows.all()
    stored = {key: getattr(found[0], key) for key in NOTICE_KEYS} if found else {}
    kept = {key: value for key, value in stored.items() if value is not None}
    return [_warned(row) for row in found], kept


def count_near(organisation_id: int, on: date, until: date) -> sa.Select[int]:
    """Return how many contracts have a day for notice, or end without one, between two days."""
    near = sa.union_all(*_near(organisation_id, on, until)).subquery()
    return (
        sa.select(sa.func.count(near.c.contract_id.distinct()))
        .select_from(near)
        .join(Contract, Contract.id == near.c.contract_id)
        .where(Contract.archived_at.is_(None), near.c.on_day >= on)
    )


def _named(near: sa.Subquery) -> AnySelect:
    return sa.select(
        near.c.on_day, near.c.kind, near.c.then_on, Contract.id, Contract.number, Contract.title,
        Contract.renewal, Contract.extends_to,
    ).join(Contract, Contract.id == near.c.contract_id)  # fmt: skip


def _warned(row: Any) -> Warned:
    return Warned(
        row.on_day, DayKind(row.kind), reference(Kind.CONTRACT, row.number), row.title,
        row.then_on, row.renewal, row.extends_to,
    )  # fmt: skip


def _near(own: int, on: date, until: date) -> Iterator[AnySelect]:
    """Yield what is announced: notice, notice of a break, and an end without a notice day."""
    contract, row = Contract, ContractBreak
    goes_on = sa.or_(contract.ends_on.is_(None), contract.ends_on >= on)
    yield _day(DayKind.notice, contract.id, contract.notice_by, contract.ends_on).where(
        contract.organisation_id == own, contract.notice_by <= until, goes_on
    )
    yield (
        _day(DayKind.break_notice, contract.id, row.notice_by, row.breaks_on)
        .join(row, row.contract_id == contract.id)
        .where(row.organisation_id == own, row.notice_by <= until, row.breaks_on >= on, goes_on)
    )
    ends_unannounced = sa.and_(
        contract.notice_by.is_(None), contract.ends_on >= on, contract.ends_on <= until
    )
    renewed = sa.and_(contract.renewal == Renewal.rolls_on, contract.ends_on < on)
    yield _day(DayKind.ends, contract.id, contract.ends_on, contract.ends_on).where(
        contract.organisation_id == own, sa.or_(ends_unannounced, renewed)
    )


def _day(kind: DayKind, contract: Any, on: Any, then: Any) -> AnySelect:
    return sa.select(
        sa.literal(kind.value, sa.Text).label("kind"), contract.label("contract_id"),
        on.label("on_day"), then.label("then_on"),
    ).select_from(Contract)  # fmt: skip
