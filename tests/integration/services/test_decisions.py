"""Planning and taking decisions, on both engines."""

from datetime import date
from typing import Any

import pytest
import sqlalchemy as sa

from tests.factories import make_decision, make_product, make_supplier
from vendor_tracker.domain.actor import Actor
from vendor_tracker.domain.conditions import Condition
from vendor_tracker.domain.errors import Conflict, Forbidden, Refused, RefusedMany
from vendor_tracker.domain.vocabulary import Gate, Outcome, Role, Side, Stage
from vendor_tracker.services import decisions, products, promises
from vendor_tracker.storage.db import session
from vendor_tracker.storage.models import Decision, Product
from vendor_tracker.storage.queries.decisions import get_decision, list_conditions
from vendor_tracker.storage.queries.products import get_product_head
from vendor_tracker.storage.queries.promises import get_promise

GO: dict[str, Any] = {
    "decided_on": date(2026, 10, 6),
    "outcome": Outcome.go_on,
    "reason": "The pilot met our bar.",
}

WITH: dict[str, Any] = {**GO, "outcome": Outcome.go_on_with_conditions}
COUNTED = {
    "critical", "major", "minor", "known_at_start", "waived", "items_asked", "items_met", "says",
    "on",
}  # fmt: skip


@pytest.fixture
def reviewer(any_actor: Actor) -> Actor:
    """Return somebody who may decide."""
    return _as(any_actor, Role.reviewer)


def _as(actor: Actor, role: Role) -> Actor:
    return Actor(
        None, f"Example {role}", role, actor.organisation_id, actor.organisation_code, "Trust"
    )


def test_a_decision_is_planned_by_an_officer_and_taken_by_a_reviewer(reviewer: Actor) -> None:
    officer = _as(reviewer, Role.officer)
    product = make_product(officer)
    ref = decisions.plan_decision(officer, product, gate=Gate.award, planned_on=date(2026, 10, 5))
    decisions.change_plan(officer, ref, version=1, planned_on=date(2026, 10, 7))
    with pytest.raises(Forbidden):
        decisions.decide(officer, ref, version=2, **GO)
    with pytest.raises(Conflict):
        decisions.decide(reviewer, ref, version=1, **GO)
    decisions.decide(reviewer, ref, version=2, stage=Stage.contracted, **GO)
    row = session().scalars(sa.select(Decision)).one()
    assert (row.outcome, row.decided_by) == (Outcome.go_on, "Example reviewer")
    assert row.counts is not None
    assert set(row.counts) == COUNTED
    assert session().scalars(sa.select(Product.stage)).one() is Stage.contracted


def test_one_plan_at_a_time_for_each_gate(reviewer: Actor) -> None:
    product = make_product(reviewer)
    decisions.plan_decision(reviewer, product, gate=Gate.award, planned_on=date(2026, 11, 1))
    with pytest.raises(Refused, match="DEC-1 is already planned"):
        decisions.plan_decision(reviewer, product, gate=Gate.award, planned_on=date(2026, 12, 1))


def test_a_plan_before_the_last_decision_is_refused(reviewer: Actor) -> None:
    product = make_product(reviewer)
    decisions.record_decision(reviewer, product, gate=Gate.shortlist, **GO)
    with pytest.raises(Refused, match="Plan that day or a later one") as refusal:
        decisions.plan_decision(reviewer, product, gate=Gate.award, planned_on=date(2026, 10, 5))
    assert refusal.value.field == "planned_on"


@pytest.mark.parametrize(
    "change, field",
    [
        ({"outcome": None}, "outcome"),
        ({"reason": " "}, "reason"),
        ({"conditions": [Condition("Train the night staff.", "", date(2026, 12, 1))]}, "outcome"),
        ({"decided_on": None}, "decided_on"),
        ({"decided_on": date(2026, 10, 7)}, "decided_on"),
        ({"decided_on": date(2026, 6, 30)}, "decided_on"),
    ],
)
def test_what_cannot_be_right_is_refused_at_its_field(
    actor: Actor, change: dict[str, Any], field: str
) -> None:
    reviewer = _as(actor, Role.reviewer)
    product = make_product(reviewer)
    make_decision(
        reviewer,
        product=product,
        gate=Gate.shortlist,
        decided_on=date(2026, 7, 1),
        outcome=Outcome.go_on,
    )
    with pytest.raises(Refused) as refusal:
        decisions.record_decision(reviewer, product, gate=Gate.award, **{**GO, **change})
    assert refusal.value.field == field
    assert session().scalar(sa.select(sa.func.count()).select_from(Decision)) == 1


def test_a_stop_blocks_the_later_gates_and_stages_until_decided_again(reviewer: Actor) -> None:
    product = make_product(reviewer)
    stop = {**GO, "outcome": Outcome.stop, "decided_on": date(2026, 9, 1)}
    decisions.record_decision(reviewer, product, gate=Gate.award, **stop)
    with pytest.raises(Refused, match="DEC-1 decided to stop here") as refusal:
        products.change_product(
            reviewer, product, version=None, name="Alert", stage=Stage.contracted
        )
    assert refusal.value.field == "stage"
    with pytest.raises(Refused, match="DEC-1 stopped it at an earlier gate"):
        decisions.record_decision(reviewer, product, gate=Gate.go_live, **GO)
    products.change_product(reviewer, product, version=None, name="Alert", stage=Stage.watching)
    decisions.record_decision(reviewer, product, gate=Gate.award, stage=Stage.contracted, **GO)
    assert session().scalars(sa.select(Product.stage)).one() is Stage.contracted


def test_a_decision_that_was_taken_cannot_be_taken_again(reviewer: Actor) -> None:
    product = make_product(reviewer)
    ref = decisions.record_decision(reviewer, product, gate=Gate.award, **GO)
    with pytest.raises(Refused, match="was taken already"):
        decisions.decide(reviewer, ref, version=None, **GO)
    with pytest.raises(Forbidden):
        decisions.archive_decision(_as(reviewer, Role.officer), ref, version=None, reason="mistake")
    decisions.archive_decision(reviewer, ref, version=None, reason="wrong product")
    decisions.restore_decision(reviewer, ref, version=None)


def test_each_condition_becomes_a_promise_of_ours(reviewer: Actor) -> None:
    product = make_product(reviewer, supplier=[make_supplier(reviewer), make_supplier(reviewer)])
    ref = decisions.plan_decision(reviewer, product, gate=Gate.award, planned_on=date(2026, 10, 7))
    wanted = [
        Condition("Approve the safety case.", "Safety officer", date(2026, 12, 1)),
        Condition(),
        Condition("Train the night staff.", "", date(2026, 10, 6)),
    ]
    made = decisions.decide(reviewer, ref, version=1, conditions=wanted, **WITH)
    assert made == ("PRM-1", "PRM-2")
    promise = get_promise(reviewer, "PRM-1")
    assert (promise.side, promise.decision, promise.person) == (Side.ours, ref, "Safety officer")
    assert (promise.promised_on, promise.due_on) == (date(2026, 10, 6), date(2026, 12, 1))
    assert promise.supplier is not None
    assert promise.supplier.reference == "SUP-1"
    assert promise.product is not None
    assert promise.product.reference == product
    assert get_decision(reviewer, ref).conditions == (
        "Approve the safety case. (Safety officer, by 1 December 2026)\n"
        "Train the night staff. (by 6 October 2026)"
    )


def test_the_strip_says_how_many_conditions_are_still_open(reviewer: Actor) -> None:
    product = make_product(reviewer, supplier=make_supplier(reviewer))
    due = date(2026, 12, 1)
    wanted = [Condition("Train the night staff.", "", due), Condition("Audit it.", "", due)]
    decisions.record_decision(reviewer, product, gate=Gate.shortlist, conditions=wanted, **WITH)
    promises.keep_promise(reviewer, "PRM-2", version=1, done_on=date(2026, 10, 6))
    assert _box(reviewer, product) == "Passed on 6 October 2026 with 2 conditions, 1 still open"
    # One that is put away was not done for that.
    promises.archive_promise(reviewer, "PRM-1", version=1, reason="forgotten")
    assert _box(reviewer, product) == "Passed on 6 October 2026 with 2 conditions, 1 still open"
    lines = list_conditions(reviewer, product=product)
    assert [(line.reference, line.done_on, line.is_archived) for line in lines] == [
        ("PRM-1", None, True), ("PRM-2", date(2026, 10, 6), False),
    ]  # fmt: skip


def _box(actor: Actor, product: str) -> str:
    return get_product_head(actor, product).gates[0].words


@pytest.mark.parametrize(
    "rows, fields",
    [
        ([], ["conditions-0-text"]),
        ([Condition(), Condition("Audit it.")], ["conditions-1-due_on"]),
        (
            [Condition("", "Somebody", date(2026, 10, 5))],
            ["conditions-0-text", "conditions-0-due_on"],
        ),
        ([Condition("Audit it.", "", date(2026, 10, 7))] * 11, ["conditions-0-text"]),
    ],
)
def test_a_condition_is_refused_in_its_row(
    actor: Actor, rows: list[Condition], fields: list[str]
) -> None:
    product = make_product(actor, supplier=make_supplier(actor))
    judge = _as(actor, Role.reviewer)
    with pytest.raises(RefusedMany) as refusal:
        decisions.record_decision(judge, product, gate=Gate.award, conditions=rows, **WITH)
    assert [one.field for one in refusal.value.refusals] == fields
    assert session().scalar(sa.select(sa.func.count()).select_from(Decision)) == 0


def test_conditions_need_a_supplier_to_be_a_promise_to(actor: Actor) -> None:
    product, judge = make_product(actor), _as(actor, Role.reviewer)
    rows = [Condition("Audit it.", "", date(2026, 12, 1))]
    with pytest.raises(Refused, match="Name the supplier") as refusal:
        decisions.record_decision(judge, product, gate=Gate.award, conditions=rows, **WITH)
    assert refusal.value.field == "outcome"


def test_no_later_gate_is_planned_past_a_stop(reviewer: Actor) -> None:
    product = make_product(reviewer)
    stop = {**GO, "outcome": Outcome.stop}
    decisions.record_decision(reviewer, product, gate=Gate.pilot, **stop)
    with pytest.raises(Refused, match="DEC-1 stopped it") as refusal:
        decisions.plan_decision(reviewer, product, gate=Gate.award, planned_on=date(2026, 11, 1))
    assert refusal.value.field == "gate"
    decisions.plan_decision(reviewer, product, gate=Gate.pilot, planned_on=date(2026, 11, 1))


def test_a_decision_with_open_conditions_is_not_put_away(reviewer: Actor) -> None:
    product = make_product(reviewer, supplier=make_supplier(reviewer))
    due = date(2026, 12, 1)
    wanted = [Condition(text, "", due) for text in ("Train the staff.", "Audit it.", "Tell them.")]
    ref = decisions.record_decision(
        reviewer, product, gate=Gate.shortlist, conditions=wanted, **WITH
    )
    promises.keep_promise(reviewer, "PRM-3", version=1, done_on=date(2026, 10, 6))
    with pytest.raises(Refused) as refusal:
        decisions.archive_decision(reviewer, ref, version=None, reason="wrong product")
    assert str(refusal.value).startswith(
        "2 conditions are still open: PRM-1 “Train the staff” and PRM-2 “Audit it”. "
    )
    assert not get_decision(reviewer, ref).is_archived
    promises.keep_promise(reviewer, "PRM-1", version=1, done_on=date(2026, 10, 6))
    promises.archive_promise(reviewer, "PRM-2", version=1, reason="wrong product")
    decisions.archive_decision(reviewer, ref, version=None, reason="wrong product")
    # Nor does one come back alone.
    with pytest.raises(Refused, match=f"{ref}, which was put away"):
        promises.restore_promise(reviewer, "PRM-2", version=None)
    decisions.restore_decision(reviewer, ref, version=None)
    promises.restore_promise(reviewer, "PRM-2", version=None)
