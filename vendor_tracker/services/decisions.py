"""Plan and take decisions at the gates of products."""

from collections.abc import Sequence
from datetime import date
from typing import Any

import sqlalchemy as sa

from vendor_tracker import clock
from vendor_tracker.domain import gates
from vendor_tracker.domain.actor import Actor
from vendor_tracker.domain.conditions import Condition, joined
from vendor_tracker.domain.errors import Refused
from vendor_tracker.domain.facts import (
    DecisionFacts,
)
from vendor_tracker.domain.permissions import Permission
from vendor_tracker.domain.references import Kind, reference
from vendor_tracker.domain.vocabulary import Gate, Outcome, Stage
from vendor_tracker.domain.wording import day
from vendor_tracker.services import conditions as promised
from vendor_tracker.services import products, records
from vendor_tracker.services.transaction import touch, transactional
from vendor_tracker.storage.db import session
from vendor_tracker.storage.models import Decision, Product, ProductStatus
from vendor_tracker.storage.queries.standings import has_records, load_decisions, place_of


@transactional
def plan_decision(actor: Actor, product: str, *, gate: Gate, planned_on: date | None) -> str:
    """Plan a decision at a gate and return its reference; one at a time for each gate."""
    actor.must(Permission.LOG)
    product_id = int(records.find_id(actor, Kind.PRODUCT, product) or 0)
    facts = _facts(actor, product_id)
    for other in facts:
        if other.gate == gate and other.decided_on is None:
            words = f"{other.reference} is already planned for this gate. Change its day there."
            raise Refused(words, field="gate")
    cannot = gates.cannot_plan(gate, _product(product_id).stage)
    if cannot:
        raise Refused(cannot, field="gate")
    check_plan(actor, product_id, gate, planned_on)
    row = records.add(
        actor, Kind.DECISION, Decision, product_id=product_id, gate=gate, planned_on=planned_on
    )
    touch(actor, products=[product_id])
    return reference(Kind.DECISION, row.number)


@transactional
def change_plan(actor: Actor, ref: str, *, version: int | None, planned_on: date | None) -> None:
    """Move the planned day of a decision that is still to be taken."""
    actor.must(Permission.LOG)
    row = _open(actor, ref, version)
    _refuse_plan(planned_on, _facts(actor, row.product_id))
    records.change(actor, Kind.DECISION, row, version=None, planned_on=planned_on)
    touch(actor, products=[row.product_id])


@transactional
def decide(
    actor: Actor,
    ref: str,
    *,
    version: int | None,
    decided_on: date | None,
    outcome: Outcome | None,
    reason: str,
    conditions: Sequence[Condition] = (),
    decided_by: str = "",
    stage: Stage | None = None,
) -> tuple[str, ...]:
    """Take a planned decision, and return the promises that its conditions became.

    The counts as they stand now are kept with it for good.
    """
    actor.must(Permission.DECIDE)
    row = _open(actor, ref, version)
    facts = [one for one in _facts(actor, row.product_id) if one.reference != ref]
    _refuse_words(outcome, reason)
    _refuse_day(decided_on, row.gate, facts)
    if outcome is not Outcome.stop:
        _refuse_stopped(row.gate, facts, field="outcome")
    wanted = promised.read(outcome, conditions, decided_on)
    records.change(
        actor,
        Kind.DECISION,
        row,
        version=None,
        decided_on=decided_on,
        outcome=outcome,
        reason=reason.strip(),
        conditions=joined(wanted),
        decided_by=decided_by.strip() or actor.name,
        counts=_counts(actor, row.product_id),
    )
    made = promised.keep(actor, row, wanted)
    _move(actor, row, stage)
    touch(actor, products=[row.product_id])
    return made


@transactional
def record_decision(
    actor: Actor,
    product: str,
    *,
    gate: Gate,
    planned_on: date | None = None,
    **taken: Any,
) -> str:
    """Record a decision that was taken without having been planned here."""
    actor.must(Permission.DECIDE)
    product_id = int(records.find_id(actor, Kind.PRODUCT, product) or 0)
    row = records.add(
        actor, Kind.DECISION, Decision, product_id=product_id, gate=gate, planned_on=planned_on
    )
    ref = reference(Kind.DECISION, row.number)
    decide(actor, ref, version=None, **taken)
    return ref


@transactional
def archive_decision(actor: Actor, ref: str, *, version: int | None, reason: str) -> None:
    """Put a decision away with a reason; one that was taken only by whoever may decide.

    Its conditions are promises of ours: none may be left that belongs to a decision put away.
    """
    row = records.find(actor, Kind.DECISION, Decision, ref)
    actor.must(Permission.LOG if row.decided_on is None else Permission.DECIDE)
    promised.refuse_open(row, ref)
    records.archive(actor, Kind.DECISION, row, version=version, reason=reason)
    touch(actor, products=[row.product_id])


@transactional
def restore_decision(actor: Actor, ref: str, *, version: int | None) -> None:
    """Bring an archived decision back."""
    row = records.find(actor, Kind.DECISION, Decision, ref)
    actor.must(Permission.LOG if row.decided_on is None else Permission.DECIDE)
    records.restore(actor, Kind.DECISION, row, version=version)
    touch(actor, products=[row.product_id])


def check_plan(actor: Actor, product_id: int, gate: Gate, planned_on: date | None) -> None:
    """Refuse in words a plan past a decision to stop, or for a day before the last decision."""
    facts = _facts(actor, product_id)
    _refuse_plan(planned_on, facts)
    _refuse_stopped(gate, facts, field="gate")


def _open(actor: Actor, ref: str, version: int | None) -> Decision:
    row = records.find(actor, Kind.DECISION, Decision, ref)
    records.must_be(Kind.DECISION, row, version)
    if row.archived_at is not None:
        raise Refused(f"{ref} is archived. Bring it back first.")
    if row.decided_on is not None:
        raise Refused(f"{ref} was taken already. Record a new decision at this gate instead.")
    return row


def _move(actor: Actor, row: Decision, stage: Stage | None) -> None:
    """Move a product to the stage that a decision brings it to."""
    session().flush()
    product = _product(row.product_id)
    if stage is not None and stage != product.stage:
        products.move_to_stage(actor, reference(Kind.PRODUCT, product.number), stage)


def _product(product_id: int) -> Product:
    return session().get_one(Product, product_id, populate_existing=True)


def _facts(actor: Actor, product_id: int) -> tuple[DecisionFacts, ...]:
    return load_decisions(actor.organisation_id, [product_id]).get(product_id, ())


def _refuse_plan(planned_on: date | None, facts: Sequence[DecisionFacts]) -> None:
    if planned_on is None:
        raise Refused("Enter the day on which it is to be decided.", field="planned_on")
    last = max((one.decided_on for one in facts if one.decided_on), default=None)
    if last is not None and planned_on < last:
        words = f"The last decision was taken on {day(last)}. Plan that day or a later one."
        raise Refused(words, field="planned_on")


def _refuse_words(outcome: Outcome | None, reason: str) -> None:
    if outcome is None:
        raise Refused("Choose what was decided.", field="outcome")
    if not reason.strip():
        raise Refused("Say why it was decided so.", field="reason")


def _refuse_day(decided_on: date | None, gate: Gate, facts: list[DecisionFacts]) -> None:
    if decided_on is None:
        raise Refused("Enter the day on which it was decided.", field="decided_on")
    if decided_on > clock.today():
        words = "This day is still to come. Plan the decision, and record it when it is taken."
        raise Refused(words, field="decided_on")
    for one in facts:
        if one.decided_on and decided_on < one.decided_on and gates.is_before(one.gate, gate):
            words = f"The earlier gate {one.gate.label.lower()} was decided on "
            words += f"{day(one.decided_on)} ({one.reference}). Enter a day from then on."
            raise Refused(words, field="decided_on")


def _refuse_stopped(gate: Gate, facts: Sequence[DecisionFacts], *, field: str) -> None:
    stop = gates.stopped_by(gate, [one for one in facts if gates.is_before(one.gate, gate)])
    if stop:
        words = f"{stop} stopped it at an earlier gate. Decide that gate again first."
        raise Refused(words, field=field)


def _counts(actor: Actor, product_id: int) -> dict[str, Any]:
    """Return the counts and the sentence as they stand before this decision changes them."""
    status = session().get(ProductStatus, product_id, populate_existing=True)
    records_held = session().scalar(sa.select(has_records()).where(Product.id == product_id))
    place = place_of(
        _product(product_id),
        status,
        _facts(actor, product_id),
        records=records_held or 0,
        on=clock.today(),
    )
    stands = place.standing
    return {
        "critical": stands.critical,
        "major": stands.major,
        "minor": stands.minor,
        "known_at_start": stands.known_at_start,
        "waived": stands.waived,
        "items_asked": stands.items_asked,
        "items_met": stands.items_met,
        "says": place.readiness.sentence,
        "on": clock.today().isoformat(),
    }
