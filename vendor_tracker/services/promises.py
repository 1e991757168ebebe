"""Log, change, archive and bring back promises of either side."""

from datetime import date
from typing import Any, TypedDict, Unpack

from vendor_tracker import clock
from vendor_tracker.domain.actor import Actor
from vendor_tracker.domain.errors import Refused
from vendor_tracker.domain.permissions import Permission
from vendor_tracker.domain.plausible import must_not_follow
from vendor_tracker.domain.references import Kind, reference
from vendor_tracker.domain.vocabulary import Side
from vendor_tracker.services import records, subjects
from vendor_tracker.services.transaction import touch_alone, transactional
from vendor_tracker.storage.db import session
from vendor_tracker.storage.models import Decision, Promise


class PromiseFields(TypedDict, total=False):
    """What a person may say about a promise."""

    product: str | None
    meeting: str | None
    person: str
    promised_on: date | None
    due_on: date | None
    done_on: date | None
    in_contract: Any


class PromiseChanges(PromiseFields, total=False):
    """What may be changed about a promise; what is not named stays."""

    side: Side
    supplier: str
    text: str


@transactional
def log_promise(
    actor: Actor, *, side: Side, supplier: str, text: str, **fields: Unpack[PromiseFields]
) -> str:
    """Log what one side said it would do, and return its reference."""
    actor.must(Permission.LOG)
    given: dict[str, Any] = {**fields, "side": side, "supplier": supplier, "text": text}
    given.setdefault("promised_on", clock.today())
    columns = subjects.columns(actor, given)
    check(columns)
    row = records.add(actor, Kind.PROMISE, Promise, **columns)
    touch_alone(actor, products=[row.product_id], suppliers=[row.supplier_id])
    return reference(Kind.PROMISE, row.number)


@transactional
def change_promise(
    actor: Actor, ref: str, *, version: int | None, **fields: Unpack[PromiseChanges]
) -> str:
    """Change a promise as it was read at this version; what is not named stays."""
    actor.must(Permission.LOG)
    row = records.find(actor, Kind.PROMISE, Promise, ref)
    records.must_be(Kind.PROMISE, row, version)
    touch_alone(actor, products=[row.product_id], suppliers=[row.supplier_id])
    columns = subjects.columns(actor, fields, row)
    check({"promised_on": row.promised_on, "done_on": row.done_on} | columns)
    records.change(actor, Kind.PROMISE, row, version=None, **columns)
    touch_alone(actor, products=[row.product_id], suppliers=[row.supplier_id])
    return reference(Kind.PROMISE, row.number)


@transactional
def keep_promise(actor: Actor, ref: str, *, version: int | None, done_on: date | None) -> str:
    """Note the day on which a promise was kept."""
    if done_on is None:
        raise Refused("Say on which day it was done.", field="done_on")
    return change_promise(actor, ref, version=version, done_on=done_on)


@transactional
def archive_promise(actor: Actor, ref: str, *, version: int | None, reason: str) -> None:
    """Put a promise away with a reason."""
    actor.must(Permission.LOG)
    row = records.find(actor, Kind.PROMISE, Promise, ref)
    records.archive(actor, Kind.PROMISE, row, version=version, reason=reason)
    touch_alone(actor, products=[row.product_id], suppliers=[row.supplier_id])


@transactional
def restore_promise(actor: Actor, ref: str, *, version: int | None) -> None:
    """Bring an archived promise back."""
    actor.must(Permission.LOG)
    row = records.find(actor, Kind.PROMISE, Promise, ref)
    _refuse_without_decision(row)
    records.restore(actor, Kind.PROMISE, row, version=version)
    touch_alone(actor, products=[row.product_id], suppliers=[row.supplier_id])


def check(columns: dict[str, Any]) -> None:
    """Refuse in words a promise that cannot be right, by the names of its columns."""
    if "text" in columns and not columns["text"]:
        raise Refused("Say what was promised.", field="text")
    if "supplier_id" in columns and columns["supplier_id"] is None:
        raise Refused("Say which supplier it is with.", field="supplier")
    today = clock.today()
    promised_on, done_on = columns.get("promised_on"), columns.get("done_on")
    must_not_follow(today, promised_on, "The day of the promise", "promised_on")
    must_not_follow(today, done_on, "The day it was done", "done_on")
    if promised_on and done_on and done_on < promised_on:
        raise Refused("It was done before it was promised. Check both days.", field="done_on")


def _refuse_without_decision(row: Promise) -> None:
    """Refuse to bring back a condition alone, without the decision that it belongs to."""
    if row.decision_id is None:
        return
    decision = session().get_one(Decision, row.decision_id)
    if decision.archived_at is not None:
        ref = reference(Kind.DECISION, decision.number)
        raise Refused(f"It is a condition of {ref}, which was put away. Bring {ref} back first.")
