"""What a cost line said of its price over time, and who said so."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any

import sqlalchemy as sa

from vendor_tracker.domain.actor import Actor
from vendor_tracker.domain.references import Kind, number_of, reference
from vendor_tracker.domain.vocabulary import Charge, DisclosedBy
from vendor_tracker.storage.db import session
from vendor_tracker.storage.models import Cost, Meeting, Revision, User

# Where one of these differs, the line costs something else from then on.
_PRICED = ("quantity", "unit_price", "charge", "nil_on", "tiers", "minimum", "most")


@dataclass(frozen=True, slots=True)
class Price:
    """What a line said of its price at one time."""

    quantity: Decimal | None = None
    unit_price: Decimal | None = None
    charge: Charge = Charge.yearly
    nil_on: date | None = None
    tiers: str = ""
    minimum: Decimal | None = None
    most: Decimal | None = None


@dataclass(frozen=True, slots=True)
class PricePoint:
    """A change of price: what was said before and since, who said it and in what."""

    at: datetime
    # Who wrote it down; empty when nobody did.
    by: str
    # Nothing stood before the first one.
    before: Price | None
    after: Price
    said_by: DisclosedBy | None
    said_on: date | None
    said_in: str
    # The meeting in which it came up.
    meeting: str
    # What the price came from, where nobody said it: a role or the money of another country.
    staff_role: str = ""
    currency: str = ""


def list_prices(actor: Actor, ref: str) -> list[PricePoint]:
    """Return what a line said of its price over time, the newest first."""
    rows = session().execute(
        sa.select(Revision.at_utc, User.name, Revision.snapshot)
        .join(Cost, sa.and_(Cost.id == Revision.record_id, Revision.kind == Kind.COST.value))
        .outerjoin(User, User.id == Revision.by)
        .where(
            Revision.organisation_id == actor.organisation_id,
            Cost.organisation_id == actor.organisation_id,
            Cost.number == number_of(Kind.COST, ref),
        )
        .order_by(Revision.version)
    )
    found = [(at, name or "", snapshot) for at, name, snapshot in rows]
    meetings = _meetings(actor, (snapshot for _, _, snapshot in found))
    points: list[PricePoint] = []
    last: Price | None = None
    for at, name, snapshot in found:
        price = _price(snapshot)
        if price != last:
            points.append(_point((at, name), last, price, snapshot, meetings))
        last = price
    return points[::-1]


def _point(
    noted: tuple[datetime, str], before: Price | None, after: Price, snapshot: Mapping[str, Any],
    meetings: Mapping[int, str],
) -> PricePoint:  # fmt: skip
    said_by, said_on = snapshot.get("disclosed_by"), snapshot.get("disclosed_on")
    currency = snapshot.get("currency") or ""
    return PricePoint(
        *noted, before, after, DisclosedBy(said_by) if said_by else None,
        date.fromisoformat(said_on) if said_on else None, snapshot.get("disclosed_in") or "",
        meetings.get(snapshot.get("meeting_id") or 0, ""), snapshot.get("staff_role") or "",
        "" if currency == "GBP" else currency,
    )  # fmt: skip


def _price(snapshot: Mapping[str, Any]) -> Price:
    """Return the price in a snapshot; older ones lack what came later."""
    quantity, unit_price, charge, nil_on, tiers, minimum, most = (
        snapshot.get(name) for name in _PRICED
    )
    return Price(
        _decimal(quantity), _decimal(unit_price), Charge(str(charge)),
        date.fromisoformat(nil_on) if nil_on else None, tiers or "", _decimal(minimum),
        _decimal(most),
    )  # fmt: skip


def _meetings(actor: Actor, snapshots: Iterable[Mapping[str, Any]]) -> dict[int, str]:
    keys = {snapshot["meeting_id"] for snapshot in snapshots if snapshot.get("meeting_id")}
    if not keys:
        return {}
    rows = session().execute(
        sa.select(Meeting.id, Meeting.number).where(
            Meeting.organisation_id == actor.organisation_id, Meeting.id.in_(keys)
        )
    )
    return {key: reference(Kind.MEETING, number) for key, number in rows}


def _decimal(value: Any) -> Decimal | None:
    return None if value is None else Decimal(str(value))
