"""Planning and taking decisions, on both engines."""

from datetime import date
from typing import Any

import pytest
import sqlalchemy as sa

from tests.factories import make_decision, make_product
from vendor_tracker.domain.actor import Actor
from vendor_tracker.domain.errors import Conflict, Forbidden, Refused
from vendor_tracker.domain.vocabulary import Gate, Outcome, Role, Stage
from vendor_tracker.services import decisions, products
from vendor_tracker.storage.db import session
from vendor_tracker.storage.models import Decision, Product

GO: dict[str, Any] = {
    "decided_on": date(2026, 10, 6),
    "outcome": Outcome.go_on,
    "reason": "The pilot met our bar.",
}


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
    assert set(row.counts) == {"critical", "major", "minor", "known_at_start", "says", "on"}
    assert session().scalars(sa.select(Product.stage)).one() is Stage.contracted


def test_one_plan_at_a_time_for_each_gate(reviewer: Actor) -> None:
    product = make_product(reviewer)
    decisions.plan_decision(reviewer, product, gate=Gate.award, planned_on=date(2026, 11, 1))
    with pytest.raises(Refused, match="DEC-1 is already planned"):
        decisions.plan_decision(reviewer, product, gate=Gate.award, planned_on=date(2026, 12, 1))


def test_a_plan_before_the_last_decision_is_refused(reviewer: Actor) -> None:
    product = make_product(reviewer)
    decisions.record_decision(reviewer, product, gate=Gate.shortlist, **GO)
    with pytest.raises(Refused, match="Plan a later day") as refusal:
        decisions.plan_decision(reviewer, product, gate=Gate.award, planned_on=date(2026, 10, 5))
    assert refusal.value.field == "planned_on"


@pytest.mark.parametrize(
    "change, field",
    [
        ({"outcome": None}, "outcome"),
        ({"reason": " "}, "reason"),
        ({"outcome": Outcome.go_on_with_conditions}, "conditions"),
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
