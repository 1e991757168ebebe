"""Where a product stands among its gates."""

from datetime import date

import pytest

from vendor_tracker.domain import gates
from vendor_tracker.domain.facts import (
    DecisionFacts,
)
from vendor_tracker.domain.gates import next_gate, position, speaks
from vendor_tracker.domain.vocabulary import Gate, Outcome, Stage

PLANNED, DECIDED = date(2026, 11, 13), date(2026, 7, 14)


@pytest.mark.parametrize(
    "stage, gate",
    [
        (Stage.watching, Gate.shortlist),
        (Stage.shortlisted, Gate.award),
        (Stage.evaluating, Gate.award),
        (Stage.piloting, Gate.award),
        (Stage.contracted, Gate.go_live),
        (Stage.live, Gate.review),
        (Stage.retired, None),
    ],
)
def test_each_stage_has_its_next_gate(stage: Stage, gate: Gate | None) -> None:
    assert next_gate(stage) == gate


def test_a_planned_pilot_comes_before_the_award_until_it_is_decided() -> None:
    planned = DecisionFacts("DEC-1", Gate.pilot, PLANNED)
    decided = DecisionFacts("DEC-1", Gate.pilot, PLANNED, DECIDED, Outcome.go_on)
    assert next_gate(Stage.evaluating, (planned,)) == Gate.pilot
    assert next_gate(Stage.evaluating, (decided,)) == Gate.award
    assert next_gate(Stage.piloting, (planned,)) == Gate.award


def test_a_passed_gate_without_a_record_has_no_date() -> None:
    found = position(Stage.live, ())
    assert found.award_passed
    assert found.award_on is None
    recorded = DecisionFacts("DEC-2", Gate.award, None, DECIDED, Outcome.go_on_with_conditions)
    assert position(Stage.live, (recorded,)).award_on == DECIDED


def test_an_award_waited_for_is_not_passed() -> None:
    waits = DecisionFacts("DEC-2", Gate.award, None, DECIDED, Outcome.wait)
    assert not position(Stage.evaluating, (waits,)).award_passed


def test_stop_blocks_until_it_is_decided_again() -> None:
    stop = DecisionFacts("DEC-1", Gate.shortlist, None, DECIDED, Outcome.stop)
    again = DecisionFacts("DEC-2", Gate.shortlist, None, date(2026, 8, 1), Outcome.go_on)
    assert position(Stage.evaluating, (stop,)).stopped_by == "DEC-1"
    assert position(Stage.evaluating, (stop, again)).stopped_by == ""


def test_only_the_next_gate_and_those_behind_speak() -> None:
    assert speaks(Gate.shortlist, Gate.award)
    assert speaks(Gate.award, Gate.award)
    assert not speaks(Gate.go_live, Gate.award)
    assert not speaks(Gate.shortlist, None)


def test_the_first_planned_day_of_the_next_gate_counts() -> None:
    decisions = (
        DecisionFacts("DEC-1", Gate.award, date(2026, 12, 1)),
        DecisionFacts("DEC-2", Gate.award, PLANNED),
        DecisionFacts("DEC-3", Gate.go_live, date(2026, 10, 1)),
    )
    assert position(Stage.evaluating, decisions).planned_on == PLANNED


@pytest.mark.parametrize(
    "gate, stage, words",
    [
        (Gate.review, Stage.evaluating, "once the product is bought"),
        (Gate.pilot, Stage.live, "no pilot comes any more"),
        (Gate.award, Stage.retired, "is retired"),
        (Gate.review, Stage.contracted, ""),
        (Gate.pilot, Stage.piloting, ""),
        (Gate.award, Stage.watching, ""),
    ],
)
def test_a_plan_fits_the_stage(gate: Gate, stage: Stage, words: str) -> None:
    found = gates.cannot_plan(gate, stage)
    assert words in found
    assert bool(found) is bool(words)
