"""What an hour of our own people costs, now and before."""

from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

import sqlalchemy as sa

from vendor_tracker import clock
from vendor_tracker.domain.actor import Actor
from vendor_tracker.domain.drivers import hour_price
from vendor_tracker.domain.money import Money
from vendor_tracker.domain.names import name_key
from vendor_tracker.storage.db import session
from vendor_tracker.storage.models import Cost, StaffRate, User


@dataclass(frozen=True, slots=True)
class Rate:
    """The pay of one role from a day on."""

    role: str
    pay: Money
    on_costs: Decimal
    valid_from: date
    source: str
    by: str
    at: datetime
    # Whether it is the one that holds today.
    is_in_force: bool

    @property
    def price(self) -> Decimal:
        """Return what an hour costs with what is added to pay."""
        return hour_price(self.pay, self.on_costs)


def list_rates(actor: Actor) -> list[Rate]:
    """Return every rate, role by role, the newest of each first."""
    rows = session().execute(
        sa.select(
            StaffRate.role, StaffRate.pay, StaffRate.on_costs, StaffRate.valid_from,
            StaffRate.source, User.name, StaffRate.at, StaffRate.role_key,
        )
        .outerjoin(User, User.id == StaffRate.by)
        .where(StaffRate.organisation_id == actor.organisation_id)
        .order_by(StaffRate.role_key, StaffRate.valid_from.desc(), StaffRate.id.desc())
    )  # fmt: skip
    found: list[Rate] = []
    held: set[str] = set()
    for role, pay, on_costs, valid_from, source, by, at, key in rows:
        holds = key not in held and valid_from <= clock.today()
        if holds:
            held.add(key)
        found.append(Rate(role, pay, on_costs, valid_from, source, by or "", at, holds))
    return found


def list_rates_in_force(actor: Actor) -> list[Rate]:
    """Return the rate of each role that holds today."""
    return [rate for rate in list_rates(actor) if rate.is_in_force]


def find_rate(actor: Actor, role: str) -> Rate | None:
    """Return the rate of a role that holds today, however the role is spelt."""
    wanted = name_key(role)
    return next((r for r in list_rates_in_force(actor) if name_key(r.role) == wanted), None)


def count_lines(actor: Actor) -> dict[str, int]:
    """Return how many live cost lines there are of each role."""
    rows = session().execute(
        sa.select(Cost.staff_role, sa.func.count().label("lines"))
        .where(
            Cost.organisation_id == actor.organisation_id,
            Cost.staff_role != "",
            Cost.archived_at.is_(None),
        )
        .group_by(Cost.staff_role)
    )
    return {row.staff_role: row.lines for row in rows}
