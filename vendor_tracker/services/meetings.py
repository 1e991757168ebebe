"""Log, change, archive and bring back meetings."""

from datetime import date
from decimal import Decimal
from typing import Any, TypedDict, Unpack

from vendor_tracker import clock
from vendor_tracker.domain.actor import Actor
from vendor_tracker.domain.errors import Refused
from vendor_tracker.domain.permissions import Permission
from vendor_tracker.domain.plausible import must_not_follow
from vendor_tracker.domain.references import Kind, reference
from vendor_tracker.domain.vocabulary import MeetingKind
from vendor_tracker.services import records, subjects
from vendor_tracker.services.transaction import touch, touch_alone, transactional
from vendor_tracker.storage.models import Meeting

_MOST_HOURS = Decimal(1000)


class MeetingFields(TypedDict, total=False):
    """What a person may say about a meeting."""

    product: str | None
    kind: Any
    place: str
    our_people: str
    their_people: str
    our_hours: Decimal | None
    their_hours: Decimal | None
    notes: str
    concerns: str


class MeetingChanges(MeetingFields, total=False):
    """What may be changed about a meeting; what is not named stays."""

    supplier: str
    held_on: date


@transactional
def log_meeting(
    actor: Actor, *, supplier: str, held_on: date, **fields: Unpack[MeetingFields]
) -> str:
    """Log a meeting that was held, and return its reference."""
    actor.must(Permission.LOG)
    given: dict[str, Any] = {**fields, "supplier": supplier, "held_on": held_on}
    columns = subjects.columns(actor, given)
    check(columns)
    row = records.add(actor, Kind.MEETING, Meeting, **columns)
    _touch(actor, row)
    return reference(Kind.MEETING, row.number)


@transactional
def change_meeting(
    actor: Actor, ref: str, *, version: int | None, **fields: Unpack[MeetingChanges]
) -> str:
    """Change a meeting as it was read at this version; what is not named stays."""
    actor.must(Permission.LOG)
    row = records.find(actor, Kind.MEETING, Meeting, ref)
    records.must_be(Kind.MEETING, row, version)
    _touch(actor, row)
    columns = subjects.columns(actor, fields, row)
    check(columns)
    records.change(actor, Kind.MEETING, row, version=None, **columns)
    _touch(actor, row)
    return reference(Kind.MEETING, row.number)


@transactional
def archive_meeting(actor: Actor, ref: str, *, version: int | None, reason: str) -> None:
    """Put a meeting away; what was promised and asked in it stays."""
    actor.must(Permission.LOG)
    row = records.find(actor, Kind.MEETING, Meeting, ref)
    records.archive(actor, Kind.MEETING, row, version=version, reason=reason)
    touch(actor, products=[row.product_id], suppliers=[row.supplier_id])


@transactional
def restore_meeting(actor: Actor, ref: str, *, version: int | None) -> None:
    """Bring an archived meeting back."""
    actor.must(Permission.LOG)
    row = records.find(actor, Kind.MEETING, Meeting, ref)
    records.restore(actor, Kind.MEETING, row, version=version)
    touch(actor, products=[row.product_id], suppliers=[row.supplier_id])


def check(columns: dict[str, Any]) -> None:
    """Refuse in words a meeting that cannot be right, by the names of its columns."""
    if "supplier_id" in columns and columns["supplier_id"] is None:
        raise Refused("Say which supplier the meeting was with.", field="supplier")
    if "held_on" in columns and columns["held_on"] is None:
        raise Refused("Say on which day it was.", field="held_on")
    must_not_follow(clock.today(), columns.get("held_on"), "The day of the meeting", "held_on")
    for side in ("our_hours", "their_hours"):
        hours = columns.get(side)
        if hours is not None and not 0 <= hours <= _MOST_HOURS:
            raise Refused("Hours lie between 0 and 1,000.", field=side)


def _touch(actor: Actor, row: Meeting) -> None:
    """Mark whom a meeting concerns: a debate and what worried staff speak for products too."""
    if row.kind is MeetingKind.challenge or row.concerns:
        touch(actor, products=[row.product_id], suppliers=[row.supplier_id])
    else:
        touch_alone(actor, suppliers=[row.supplier_id])
