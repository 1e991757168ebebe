"""Keep what an hour of our own people costs, and the cost lines in step with it."""

from datetime import date
from decimal import Decimal
from typing import Any

import sqlalchemy as sa

from vendor_tracker import clock
from vendor_tracker.domain.actor import Actor
from vendor_tracker.domain.dates import plausible
from vendor_tracker.domain.drivers import hour_price
from vendor_tracker.domain.errors import Refused, RefusedMany
from vendor_tracker.domain.names import name_key, tidy
from vendor_tracker.domain.permissions import Permission
from vendor_tracker.domain.plausible import must_not_follow
from vendor_tracker.domain.references import Kind, reference
from vendor_tracker.domain.texts import storable
from vendor_tracker.services import audit, records
from vendor_tracker.services.transaction import touch, touch_alone, transactional
from vendor_tracker.storage.db import session
from vendor_tracker.storage.models import Cost, StaffRate

_MOST_PAY = Decimal(1000)
_MOST_ON_COSTS = Decimal(100)


@transactional
def add_rate(
    actor: Actor,
    *,
    role: str,
    pay: Decimal | None,
    on_costs: Decimal | None,
    valid_from: date | None,
    source: str = "",
) -> list[str]:
    """Add the pay of a role from a day on; return the cost lines that moved with it.

    Rates are never changed: a newer one follows, and the older stays to be read.
    """
    actor.must(Permission.ADMINISTER)
    role = storable(tidy(role), "role")
    _refuse(role, pay, on_costs, valid_from)
    known = _in_force(actor, role)
    row = StaffRate(
        organisation_id=actor.organisation_id,
        # One role is spelt one way, so that lines name it alike.
        role=known.role if known else role,
        role_key=name_key(role),
        pay=pay,
        on_costs=on_costs or Decimal(0),
        valid_from=plausible(valid_from, "valid_from") if valid_from else None,
        source=storable(source.strip(), "source"),
        by=actor.user_id,
        at=clock.now(),
    )
    session().add(row)
    session().flush()
    subject = f"{actor.organisation_code} {row.role} from {row.valid_from.isoformat()}"
    audit.record_system(actor.name, "add staff rate", subject)
    return _follow(actor, row.role_key)


def priced(actor: Actor, columns: dict[str, Any]) -> dict[str, Any]:
    """Return role and price of a line of somebody's time; nothing for one that is none."""
    role = tidy(columns.get("staff_role") or "")
    if not role:
        return {}
    rate = _in_force(actor, role)
    if rate is None:
        raise Refused(
            f"No pay is on record for “{role}”. An administrator adds it to the table of staff "
            "time; until then leave this empty and enter a price.",
            field="staff_role",
        )
    return {"staff_role": rate.role, "unit_price": hour_price(rate.pay, rate.on_costs)}


def _refuse(
    role: str, pay: Decimal | None, on_costs: Decimal | None, valid_from: date | None
) -> None:
    found = []
    if not role:
        found.append(Refused("Say whose time it is, such as data analyst.", field="role"))
    if pay is None or not 0 < pay <= _MOST_PAY:
        words = f"Enter the pay for an hour, above nought and up to £{_MOST_PAY:,}."
        found.append(Refused(words, field="pay"))
    if on_costs is not None and not 0 <= on_costs <= _MOST_ON_COSTS:
        words = f"What is added to pay lies between 0 and {_MOST_ON_COSTS} percent."
        found.append(Refused(words, field="on_costs"))
    if valid_from is None:
        found.append(Refused("Enter the day from which it holds.", field="valid_from"))
    if found:
        raise RefusedMany(tuple(found))
    must_not_follow(clock.today(), valid_from, "The day from which it holds", "valid_from")


def _in_force(actor: Actor, role: str) -> StaffRate | None:
    """Return the rate of a role that holds today."""
    session().flush()
    found: StaffRate | None = session().scalar(
        sa.select(StaffRate)
        .where(
            StaffRate.organisation_id == actor.organisation_id,
            StaffRate.role_key == name_key(role),
            StaffRate.valid_from <= clock.today(),
        )
        .order_by(StaffRate.valid_from.desc(), StaffRate.id.desc())
        .limit(1)
    )
    return found


def _follow(actor: Actor, role_key: str) -> list[str]:
    """Write the price of every live line of this role anew; return those that moved."""
    rate = _in_force(actor, role_key)
    if rate is None:
        return []
    price = hour_price(rate.pay, rate.on_costs)
    moved = []
    lines = session().scalars(
        sa.select(Cost)
        .where(
            Cost.organisation_id == actor.organisation_id,
            Cost.staff_role == rate.role,
            Cost.archived_at.is_(None),
        )
        .order_by(Cost.id)
        .execution_options(populate_existing=True)
    )
    for line in lines.all():
        if records.change(actor, Kind.COST, line, version=None, unit_price=price):
            moved.append(reference(Kind.COST, line.number))
            if line.product_id is None:
                touch(actor, suppliers=[line.supplier_id])
            else:
                touch_alone(actor, products=[line.product_id])
    return moved
