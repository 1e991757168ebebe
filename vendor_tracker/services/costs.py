"""Log, change, archive and bring back cost lines, and note when we asked about one."""

from datetime import date
from decimal import Decimal
from typing import Any, TypedDict, Unpack

from vendor_tracker import clock
from vendor_tracker.domain.actor import Actor
from vendor_tracker.domain.errors import Refused
from vendor_tracker.domain.permissions import Permission
from vendor_tracker.domain.plausible import check_cost, must_not_follow
from vendor_tracker.domain.pricing import bands_of, check_pricing, currency_of, price_of
from vendor_tracker.domain.references import Kind, reference
from vendor_tracker.domain.tiers import write_tiers
from vendor_tracker.domain.vocabulary import Charge, CostCategory, DisclosedBy
from vendor_tracker.services import drivers, records, staffrates, subjects
from vendor_tracker.services.transaction import touch, touch_alone, transactional
from vendor_tracker.storage.models import Cost


class CostFields(TypedDict, total=False):
    """What a person may say about a cost beside its price and first disclosure."""

    vat_rate: Decimal | None
    vat_recoverable: Any
    bearer: Any
    in_contract: Any
    asked_on: date | None
    nil_on: date | None
    starts_on: date | None
    ends_on: date | None
    rise_percent: Decimal | None
    vat_heading: int | None
    vat_note: str
    not_applicable: str
    rise_cap: Decimal | None
    low_price: Decimal | None
    high_price: Decimal | None
    driver: Any
    per_driver: Decimal | None
    staff_role: str
    tiers: str
    minimum: Decimal | None
    most: Decimal | None
    currency: str
    currency_price: Decimal | None
    currency_rate: Decimal | None
    currency_rate_on: date | None
    confidential: bool
    confidential_reason: str | None
    confidential_until: date | None


class CostChanges(CostFields, total=False):
    """What may be changed about a cost; what is not named stays."""

    supplier: str
    product: str | None
    meeting: str | None
    category: CostCategory | None
    description: str
    charge: Charge
    unit: str
    quantity: Decimal | None
    unit_price: Decimal | None
    disclosed_by: DisclosedBy | None
    disclosed_on: date | None
    disclosed_in: str


@transactional
def log_cost(
    actor: Actor,
    *,
    supplier: str,
    product: str | None = None,
    category: CostCategory | None = None,
    description: str = "",
    charge: Charge = Charge.yearly,
    unit: str = "",
    quantity: Decimal | None = None,
    unit_price: Decimal | None = None,
    disclosed_by: DisclosedBy | None = None,
    disclosed_on: date | None = None,
    disclosed_in: str = "",
    meeting: str | None = None,
    **fields: Unpack[CostFields],
) -> str:
    """Log a cost line and return its reference; no price means that it is not known yet."""
    actor.must(Permission.LOG)
    given: dict[str, Any] = {
        **fields,
        "supplier": supplier,
        "product": product,
        "category": category,
        "description": description,
        "charge": charge,
        "unit": unit,
        "quantity": quantity,
        "unit_price": unit_price,
        "disclosed_by": disclosed_by,
        "disclosed_on": disclosed_on,
        "disclosed_in": disclosed_in,
        "meeting": meeting,
    }
    columns = subjects.columns(actor, given)
    columns |= worked_out(actor, columns)
    check(columns)
    row = records.add(actor, Kind.COST, Cost, **columns)
    _touch(actor, row)
    return reference(Kind.COST, row.number)


@transactional
def change_cost(
    actor: Actor, ref: str, *, version: int | None, **fields: Unpack[CostChanges]
) -> str:
    """Change a cost as it was read at this version; what is not named stays as it was."""
    actor.must(Permission.LOG)
    row = records.find(actor, Kind.COST, Cost, ref)
    records.must_be(Kind.COST, row, version)
    _touch(actor, row)
    columns = subjects.columns(actor, fields, row)
    stored = {column.key: getattr(row, column.key) for column in Cost.__table__.columns}
    columns |= worked_out(actor, stored | columns)
    check(stored | columns)
    records.change(actor, Kind.COST, row, version=None, **columns)
    _touch(actor, row)
    return reference(Kind.COST, row.number)


@transactional
def mark_asked(actor: Actor, ref: str, on: date) -> None:
    """Note that the supplier was asked about a cost; the first day we asked is kept."""
    actor.must(Permission.LOG)
    must_not_follow(clock.today(), on, "The day we asked", "asked_on")
    row = records.find(actor, Kind.COST, Cost, ref)
    if row.asked_on is None or on < row.asked_on:
        records.change(actor, Kind.COST, row, version=None, asked_on=on)
    _touch(actor, row)


@transactional
def archive_cost(actor: Actor, ref: str, *, version: int | None, reason: str) -> None:
    """Put a cost line away with a reason; totals and rules leave it out."""
    actor.must(Permission.LOG)
    row = records.find(actor, Kind.COST, Cost, ref)
    records.archive(actor, Kind.COST, row, version=version, reason=reason)
    _touch(actor, row)


@transactional
def restore_cost(actor: Actor, ref: str, *, version: int | None) -> None:
    """Bring an archived cost line back."""
    actor.must(Permission.LOG)
    row = records.find(actor, Kind.COST, Cost, ref)
    records.restore(actor, Kind.COST, row, version=version)
    # What it follows may have changed while it was put away.
    stored = {column.key: getattr(row, column.key) for column in Cost.__table__.columns}
    records.change(actor, Kind.COST, row, version=None, **worked_out(actor, stored))
    _touch(actor, row)


def check(cost: dict[str, Any]) -> None:
    """Refuse in words a cost line that cannot be right, by the names of its columns."""
    if cost["supplier_id"] is None:
        raise Refused("Say which supplier the cost comes with.", field="supplier")
    if cost["category"] is None and not cost["description"]:
        raise Refused("Say in a few words what is charged, or choose a kind.", field="description")
    check_cost(cost, clock.today())
    check_pricing(cost, clock.today())


def worked_out(actor: Actor, cost: dict[str, Any]) -> dict[str, Any]:
    """Return the quantity and the price of a line as far as they follow from something else."""
    found = drivers.followed(actor, cost) | price_of(cost) | staffrates.priced(actor, cost)
    if cost.get("tiers"):
        found["tiers"] = write_tiers(bands_of(cost))
    if "currency" in cost:
        found["currency"] = currency_of(cost)
    return found


def _touch(actor: Actor, row: Cost) -> None:
    """Mark whose flags may differ: a line without a product answers for all of its supplier."""
    if row.product_id is None:
        touch(actor, suppliers=[row.supplier_id])
    else:
        touch_alone(actor, products=[row.product_id])
