"""Flags at work: who has them, until when, what they wait for, and what was noted."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Protocol

import sqlalchemy as sa
from sqlalchemy.orm import load_only

from vendor_tracker import clock
from vendor_tracker.domain.actor import Actor
from vendor_tracker.domain.dates import plausible
from vendor_tracker.domain.errors import Conflict, NotFound, Refused
from vendor_tracker.domain.gaps import About
from vendor_tracker.domain.permissions import Permission
from vendor_tracker.domain.references import Kind, number_of, reference
from vendor_tracker.domain.texts import storable
from vendor_tracker.domain.wording import listed
from vendor_tracker.services import audit, members
from vendor_tracker.services.transaction import touch_alone, transactional
from vendor_tracker.storage import statuses
from vendor_tracker.storage.db import session
from vendor_tracker.storage.dossiers import chunks
from vendor_tracker.storage.models import Flag, FlagNote
from vendor_tracker.storage.queries import flags
from vendor_tracker.storage.queries.flagfilters import FlagFilter

_MOST_NAMED = 5


@dataclass(frozen=True, slots=True)
class Done:
    """What an act on many flags did: those that changed, and those left as they were, with why."""

    changed: tuple[str, ...]
    left: tuple[tuple[str, str], ...] = ()


class Act(Protocol):
    """One thing that can be done with many flags at once."""

    def __call__(self, actor: Actor, refs: Sequence[str], /) -> Done:
        """Do it with each of them."""


@transactional
def assign_flags(actor: Actor, refs: Iterable[str], *, owner: str) -> Done:
    """Give flags to a member, named by e-mail address; to nobody when it is empty."""
    actor.must(Permission.LOG)
    owner_id = members.id_of(actor, owner, None, "owner")
    return _set(actor, _open_flags(actor, refs), "assign", owner_id=owner_id)


@transactional
def set_due(actor: Actor, refs: Iterable[str], *, due_on: date | None) -> Done:
    """Say by when flags should be closed, or take the day away."""
    actor.must(Permission.LOG)
    _refuse_past_due(due_on)
    return _set(actor, _open_flags(actor, refs), "set_due", due_on=due_on)


@transactional
def wait_for_supplier(actor: Actor, refs: Iterable[str], *, until: date | None) -> Done:
    """Set flags aside until a day, because the supplier has to act; None takes them up again."""
    actor.must(Permission.LOG)
    _refuse_past_wait(until)
    return _set(actor, _open_flags(actor, refs), "wait", waiting_until=until)


@transactional
def note_flags(actor: Actor, refs: Iterable[str], text: str) -> Done:
    """Write a note under flags, open or closed; it changes nothing else about them."""
    actor.must(Permission.LOG)
    if not text.strip():
        raise Refused("Write a few words first.", field="text")
    said, at = storable(text.strip(), "text"), clock.now()
    rows = _hold(actor, refs)
    own = {"organisation_id": actor.organisation_id, "text": said, "at": at, "by": actor.user_id}
    session().add_all(FlagNote(flag_id=row.id, **own) for row in rows)
    return _moved(actor, rows, "note")


@transactional
def plan_flag(
    actor: Actor, ref: str, *, version: int, owner: str, due_on: date | None, until: date | None
) -> Done:
    """Set owner, due date and waiting of one flag as it was read at this version."""
    actor.must(Permission.LOG)
    rows = _open_flags(actor, [ref])
    flag = rows[0]
    if flag.version != version:
        raise Conflict(reference(Kind.FLAG, flag.number), _stored(actor, ref), "somebody else")
    if due_on != flag.due_on:
        _refuse_past_due(due_on)
    if until != flag.waiting_until:
        _refuse_past_wait(until, "until")
    owner_id = members.id_of(actor, owner, flag.owner_id, "owner")
    return _set(actor, rows, "plan", owner_id=owner_id, due_on=due_on, waiting_until=until)


@transactional
def act_on_filter(
    actor: Actor, wanted: FlagFilter, act: Act, seen: Mapping[str, int] | None = None
) -> Done:
    """Do something with every flag of a list, not only with the page that is shown.

    `seen` holds the flags and versions that were confirmed: what moved on since then, or left
    the list, is reported and not touched; what came in since then waits for another time.
    """
    actor.must(Permission.LOG)
    if wanted.state == "closed":
        raise Refused("Closed flags need nobody. Choose open ones.")
    _hold(actor, flags.list_versions(actor, wanted))
    return _act_on(actor, flags.list_versions(actor, wanted), act, seen)


@transactional
def act_on_chosen(actor: Actor, seen: Mapping[str, int], act: Act) -> Done:
    """Do something with flags that were chosen one by one, as they were read."""
    actor.must(Permission.LOG)
    _hold(actor, seen)
    return _act_on(actor, flags.find_versions(actor, list(seen)), act, seen)


def one_by_one(act: Callable[[Actor, str], object]) -> Act:
    """Make an act on many flags of one on a single flag; those it is refused for are left."""

    def act_on_each(actor: Actor, refs: Sequence[str], /) -> Done:
        done: list[str] = []
        refused: list[tuple[str, Refused]] = []
        for ref in refs:
            try:
                act(actor, ref)
                done.append(ref)
            except Refused as refusal:
                refused.append((ref, refusal))
        if refused and not done:
            raise refused[0][1]
        return Done(tuple(done), tuple((ref, refusal.message) for ref, refusal in refused))

    return act_on_each


def _act_on(actor: Actor, now: Mapping[str, int], act: Act, seen: Mapping[str, int] | None) -> Done:
    confirmed = now if seen is None else seen
    ready = [ref for ref in now if confirmed.get(ref) == now[ref]]
    moved = tuple((ref, _why(ref, now)) for ref in confirmed if ref not in set(ready))
    done = act(actor, ready) if ready else Done(())
    return Done(done.changed, (*done.left, *moved))


def _why(ref: str, now: Mapping[str, int]) -> str:
    if ref in now:
        return "somebody else changed it meanwhile"
    return "it closed meanwhile, or is no longer in this list"


def _open_flags(actor: Actor, refs: Iterable[str]) -> list[Flag]:
    rows = _hold(actor, refs)
    closed = [reference(Kind.FLAG, row.number) for row in rows if row.closed_on is not None]
    if closed:
        are, them = ("is", "it") if len(closed) == 1 else ("are", "them")
        named = closed[:_MOST_NAMED]
        more = [f"{len(closed) - _MOST_NAMED} more"] if len(closed) > _MOST_NAMED else []
        raise Refused(f"{listed(named + more)} {are} closed by the facts. Leave {them} out.")
    return rows


def _hold(actor: Actor, refs: Iterable[str]) -> list[Flag]:
    """Return flags that nobody else can change until this write ends, in the order of keys.

    The derived rows of what they are about are the lock, as for every write of flags.
    """
    numbers = {number_of(Kind.FLAG, ref): ref for ref in refs}
    found = _rows(actor, numbers)
    missing = numbers.keys() - {row.number for row in found}
    if missing:
        raise NotFound(numbers[min(missing)])
    suppliers = {row.supplier_id for row in found if row.supplier_id is not None}
    products = {row.product_id for row in found if row.product_id is not None}
    statuses.hold(About.supplier, actor.organisation_id, suppliers)
    statuses.hold(About.product, actor.organisation_id, products)
    return _rows(actor, numbers)


def _rows(actor: Actor, numbers: Iterable[int]) -> list[Flag]:
    columns = (
        Flag.number, Flag.product_id, Flag.supplier_id, Flag.version, Flag.owner_id,
        Flag.due_on, Flag.waiting_until, Flag.closed_on,
    )  # fmt: skip
    session().flush()
    found: list[Flag] = []
    for part in chunks(numbers):
        statement = (
            sa.select(Flag)
            .options(load_only(*columns))
            .where(Flag.organisation_id == actor.organisation_id, Flag.number.in_(part))
            .execution_options(populate_existing=True)
        )
        found += session().scalars(statement)
    return sorted(found, key=lambda row: row.id)


def _set(actor: Actor, rows: Iterable[Flag], action: str, **wanted: Any) -> Done:
    alike: dict[bool, list[Flag]] = defaultdict(list)
    for row in rows:
        is_so = all(getattr(row, name) == value for name, value in wanted.items())
        alike[is_so].append(row)
    if "waiting_until" in wanted:
        _touch_moved(actor, alike[False], wanted["waiting_until"])
    for row in alike[False]:
        for name, value in wanted.items():
            setattr(row, name, value)
    done = _moved(actor, alike[False], action)
    left = ((reference(Kind.FLAG, row.number), "it was so already") for row in alike[True])
    return Done(done.changed, tuple(left))


def _touch_moved(actor: Actor, rows: Iterable[Flag], until: date | None) -> None:
    """Have the next step worked out anew where a flag is set aside or taken up again."""
    moved = [row for row in rows if row.waiting_until != until]
    touch_alone(
        actor,
        products=[row.product_id for row in moved],
        suppliers=[row.supplier_id for row in moved],
    )


def _moved(actor: Actor, rows: Iterable[Flag], action: str) -> Done:
    changed = []
    for row in rows:
        row.version += 1
        audit.record(actor, action, Kind.FLAG, row.id)
        changed.append(reference(Kind.FLAG, row.number))
    return Done(tuple(changed))


def _stored(actor: Actor, ref: str) -> dict[str, object]:
    now = flags.get_standing(actor, ref)
    return {
        "owner": now.owner_email,
        "due_on": now.due_on,
        "until": now.waiting_until,
        "version": now.version,
    }


def _refuse_past_due(due_on: date | None) -> None:
    if due_on is not None and plausible(due_on, "due_on") < clock.today():
        raise Refused("That day has gone already. Enter today or a day to come.", field="due_on")


def _refuse_past_wait(until: date | None, field: str = "until") -> None:
    if until is not None and plausible(until, field) <= clock.today():
        raise Refused("Enter a day to come: on that day the flag is taken up again.", field=field)
