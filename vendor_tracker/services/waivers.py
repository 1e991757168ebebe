"""Ask for waivers, agree to them, refuse them, take them back; mark those that are void."""

from collections.abc import Iterable
from datetime import date
from typing import Any

import sqlalchemy as sa

from vendor_tracker import clock
from vendor_tracker.domain.actor import Actor
from vendor_tracker.domain.errors import NotFound, Refused
from vendor_tracker.domain.gaps import About, Gap
from vendor_tracker.domain.permissions import Permission
from vendor_tracker.domain.references import Kind, number_of, reference
from vendor_tracker.domain.vocabulary import Role, Severity, WaiverReason, WaiverState
from vendor_tracker.domain.waivers import (
    MONTHS,
    is_sentence,
    latest_end,
    state_of,
    why_not,
    why_void,
)
from vendor_tracker.domain.wording import day
from vendor_tracker.services import records
from vendor_tracker.services.transaction import current, touch_alone, transactional
from vendor_tracker.storage import statuses
from vendor_tracker.storage.db import session
from vendor_tracker.storage.models import Flag, Membership, Organisation, Waiver

_CLOSED = "The gap that it was given for has closed."
_LIVE = (WaiverState.asked, WaiverState.holds)


@transactional
def ask_waiver(
    actor: Actor,
    flag: str,
    *,
    reason_kind: WaiverReason | None,
    reason: str,
    ends_on: date | None,
) -> str:
    """Ask for a waiver of an open flag as it stands today, and return its reference."""
    actor.must(Permission.LOG)
    found = _hold(_flag(actor, flag))
    if actor.user_id is None:
        raise Refused("A waiver is asked for by a person: sign in and ask for it there.")
    _refuse_flag(actor, found)
    _refuse_words(reason_kind, reason)
    _refuse_end(found.severity, ends_on)
    row = records.add(
        actor,
        Kind.WAIVER,
        Waiver,
        flag_id=found.id,
        severity=found.severity,
        discipline=found.discipline,
        fingerprint=found.fingerprint,
        facts=found.facts,
        says=found.says,
        reason_kind=reason_kind,
        reason=reason.strip(),
        asked_by=actor.user_id,
        asked_on=clock.today(),
        ends_on=ends_on,
    )
    return reference(Kind.WAIVER, row.number)


def agree_waiver(actor: Actor, ref: str, *, version: int | None, note: str = "") -> None:
    """Let a gap stand, as the second person who has to agree."""
    if not _agree(actor, ref, version, note):
        raise Refused(
            f"{ref} is void: the facts it was asked for have changed. Look at the flag as it is "
            "now, and ask again if it may still stand."
        )


@transactional
def refuse_waiver(actor: Actor, ref: str, *, version: int | None, note: str) -> None:
    """Say no to a waiver, with the reason."""
    row, _ = _asked(actor, ref, version)
    if not note.strip():
        raise Refused("Say why not, so that whoever asked knows what to do.", field="note")
    _decide(actor, row, "refuse", note, is_agreed=False)


@transactional
def withdraw_waiver(actor: Actor, ref: str, *, version: int | None) -> None:
    """Take a waiver back; one that holds lets its gap count again at once."""
    actor.must(Permission.LOG)
    row, flag = _found(actor, ref)
    if _state(row) not in _LIVE:
        raise Refused(f"{ref} is {_state(row).label.lower()} already.")
    records.must_be(Kind.WAIVER, row, version)
    row.withdrawn_on = clock.today()
    records.stamp(actor, Kind.WAIVER, row, "withdraw")
    _touch(actor, flag)


def mark_void(organisation_id: int, void: Iterable[tuple[str, Gap | None]], on: date) -> None:
    """Note of waivers that their facts have changed; done by whoever changed them."""
    for ref, gap in void:
        actor = current().actor or _program(organisation_id)
        row = records.find(actor, Kind.WAIVER, Waiver, ref)
        row.void_on = on
        row.void_why = (
            _CLOSED
            if gap is None
            else why_void(row.facts, gap.facts, was=row.severity, now=gap.severity)
        )
        records.stamp(actor, Kind.WAIVER, row, "void")


@transactional
def _agree(actor: Actor, ref: str, version: int | None, note: str) -> bool:
    """Agree to a waiver; tell whether its facts are still those it was asked for."""
    row, flag = _asked(actor, ref, version)
    if flag.closed_on is not None:
        flag_ref = reference(Kind.FLAG, flag.number)
        raise Refused(f"{flag_ref} has closed by itself: there is nothing to agree to any more.")
    if flag.fingerprint != row.fingerprint or flag.severity.rank < row.severity.rank:
        row.void_on = clock.today()
        row.void_why = why_void(row.facts, flag.facts, was=row.severity, now=flag.severity)
        records.stamp(actor, Kind.WAIVER, row, "void")
        return False
    _decide(actor, row, "agree", note, is_agreed=True)
    _touch(actor, flag)
    return True


def _asked(actor: Actor, ref: str, version: int | None) -> tuple[Waiver, Flag]:
    """Return a waiver that waits for this person, with its flag; refuse in words otherwise."""
    actor.must(Permission.DECIDE)
    row, flag = _found(actor, ref)
    state = _state(row)
    if state is WaiverState.void and row.void_on is not None:
        raise Refused(f"{ref} is void since {day(row.void_on)}{_void_words(row)}")
    if state is not WaiverState.asked:
        raise Refused(f"{ref} waits for nobody: it is {state.label.lower()}.")
    records.must_be(Kind.WAIVER, row, version)
    words = why_not(
        row.severity,
        row.discipline,
        may_decide=True,
        asked_it=row.asked_by == actor.user_id,
        disciplines=_disciplines(actor),
    )
    if words:
        raise Refused(words)
    return row, flag


def _void_words(row: Waiver) -> str:
    if row.void_why == _CLOSED:
        return f". {_CLOSED} There is nothing to agree to any more."
    return (
        ": the facts it was asked for have changed. "
        "Look at the flag as it is now, and ask again if it may still stand."
    )


def _decide(actor: Actor, row: Waiver, action: str, note: str, *, is_agreed: bool) -> None:
    fields = records.storable_fields({"decision_note": note.strip()})
    row.is_agreed, row.decided_by = is_agreed, actor.user_id
    row.decided_on, row.decision_note = clock.today(), fields["decision_note"]
    records.stamp(actor, Kind.WAIVER, row, action)


def _found(actor: Actor, ref: str) -> tuple[Waiver, Flag]:
    """Return a waiver and its flag, both read once nobody else can change what they rest on."""
    row = records.find(actor, Kind.WAIVER, Waiver, ref)
    flag = _hold(session().get_one(Flag, row.flag_id, populate_existing=True))
    return records.find(actor, Kind.WAIVER, Waiver, ref), flag


def _flag(actor: Actor, ref: str) -> Flag:
    found = session().scalar(
        sa.select(Flag)
        .where(
            Flag.organisation_id == actor.organisation_id,
            Flag.number == number_of(Kind.FLAG, ref),
        )
        .execution_options(populate_existing=True)
    )
    if found is None:
        raise NotFound(ref)
    return found


def _hold(flag: Flag) -> Flag:
    """Hold what a flag is worked out under, as every write does, and read the flag again.

    Whoever agrees has then seen the facts that the agreement is bound to.
    """
    about, key = (About.product, flag.product_id)
    if key is None:
        about, key = (About.supplier, flag.supplier_id)
    statuses.hold(about, flag.organisation_id, [key] if key is not None else [])
    return session().get_one(Flag, flag.id, populate_existing=True)


def _touch(actor: Actor, flag: Flag) -> None:
    touch_alone(actor, products=[flag.product_id], suppliers=[flag.supplier_id])


def _state(row: Waiver) -> WaiverState:
    return state_of(
        clock.today(),
        ends_on=row.ends_on,
        is_agreed=row.is_agreed,
        withdrawn_on=row.withdrawn_on,
        void_on=row.void_on,
    )


def _disciplines(actor: Actor) -> list[Any]:
    """Return the skills of a person as they stand inside this write."""
    return list(
        session().scalar(
            sa.select(Membership.disciplines).where(
                Membership.organisation_id == actor.organisation_id,
                Membership.user_id == actor.user_id,
            )
        )
        or ()
    )


def _refuse_flag(actor: Actor, flag: Flag) -> None:
    ref = reference(Kind.FLAG, flag.number)
    if flag.closed_on is not None:
        raise Refused(f"{ref} is closed: the facts no longer show the gap.")
    rows = session().scalars(
        sa.select(Waiver).where(
            Waiver.organisation_id == actor.organisation_id, Waiver.flag_id == flag.id
        )
    )
    for row in rows:
        other = reference(Kind.WAIVER, row.number)
        if _state(row) is WaiverState.asked:
            raise Refused(f"{other} is asked for {ref} already, and waits for a second person.")
        if _state(row) is WaiverState.holds:
            raise Refused(f"{other} lets {ref} stand already, until {day(row.ends_on)}.")


def _refuse_words(reason_kind: WaiverReason | None, reason: str) -> None:
    if reason_kind is None:
        raise Refused("Choose why it may stand.", field="reason_kind")
    if not is_sentence(reason):
        words = "Say in a sentence why it is safe to go on: somebody else has to judge it."
        raise Refused(words, field="reason")


def _refuse_end(severity: Severity, ends_on: date | None) -> None:
    today = clock.today()
    if ends_on is None:
        raise Refused("Enter the last day on which it may stand.", field="ends_on")
    if ends_on <= today:
        raise Refused("This day is not still to come. Enter a later one.", field="ends_on")
    latest = latest_end(severity, today)
    if ends_on > latest:
        raise Refused(
            f"A {severity.label.lower()} gap may stand for {MONTHS[severity]} months at most: "
            f"until {day(latest)}.",
            field="ends_on",
        )


def _program(organisation_id: int) -> Actor:
    """Return the program as the one who acts when a day has come and nobody wrote."""
    found = session().get_one(Organisation, organisation_id)
    return Actor(None, "Program", Role.reader, found.id, found.code, found.name, found.is_example)
