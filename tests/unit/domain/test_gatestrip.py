"""The strip of gates: which boxes there are and what each says."""

from datetime import date

import pytest

from vendor_tracker.domain.facts import (
    DecisionFacts,
)
from vendor_tracker.domain.gates import position
from vendor_tracker.domain.gatestrip import GateBox, gate_strip
from vendor_tracker.domain.readiness import ProductStanding
from vendor_tracker.domain.vocabulary import Gate, Outcome, Stage

TODAY = date(2026, 10, 6)
WENT_ON = DecisionFacts("DEC-1", Gate.shortlist, None, date(2026, 7, 14), Outcome.go_on)


def strip(
    stage: Stage, *decisions: DecisionFacts, is_checked: bool = True, **fields: object
) -> dict[Gate, GateBox]:
    """Return the boxes of a product that stands so, by gate."""
    place = position(stage, decisions)
    stands = ProductStanding(
        stage=stage,
        next_gate=place.next_gate,
        planned_on=place.planned_on,
        stopped_by=place.stopped_by,
        **fields,  # type: ignore[arg-type]
    )
    return {
        box.gate: box for box in gate_strip(stands, place, decisions, TODAY, is_checked=is_checked)
    }


def test_what_is_behind_next_and_still_to_come() -> None:
    plan = DecisionFacts("DEC-2", Gate.award, date(2026, 11, 13))
    boxes = strip(Stage.evaluating, WENT_ON, plan, critical=3, major=5)
    assert list(boxes) == [Gate.shortlist, Gate.award, Gate.go_live, Gate.review]
    assert boxes[Gate.shortlist].words == "Passed on 14 July 2026"
    assert boxes[Gate.award].state == "blocked"
    assert boxes[Gate.award].is_next
    assert boxes[Gate.award].words == "Blocked: 3 critical, 5 major"
    assert boxes[Gate.award].detail == "Decision planned for 13 November 2026"
    assert boxes[Gate.go_live].words == "Not started"


def test_a_gate_passed_without_a_record_says_so() -> None:
    award = strip(Stage.contracted)[Gate.award]
    assert (award.state, award.words, award.is_unrecorded) == (
        "passed",
        "Passed, date not known",
        True,
    )


def test_a_pilot_has_a_box_only_where_there_is_one() -> None:
    assert Gate.pilot not in strip(Stage.shortlisted)
    plan = DecisionFacts("DEC-2", Gate.pilot, date(2026, 10, 1))
    pilot = strip(Stage.shortlisted, plan)[Gate.pilot]
    assert pilot.detail == "Decision was planned for 1 October 2026"
    assert strip(Stage.piloting)[Gate.pilot].state == "passed"


@pytest.mark.parametrize(
    "fields, state, words",
    [
        ({"is_checked": False, "records": 1}, "later", "Not checked yet"),
        ({}, "later", "Nothing recorded yet"),
        ({"records": 1}, "clear", "No critical or major gap"),
        ({"records": 1, "major": 2}, "open", "No critical gap, 2 major"),
        ({"catch_up_on": date(2026, 10, 12)}, "later", "Not checked yet"),
        (
            {"catch_up_on": date(2026, 10, 12), "known_at_start": 1},
            "later",
            "1 gap known at the start",
        ),
        (
            {"catch_up_on": date(2026, 10, 12), "critical": 1},
            "blocked",
            "Blocked: 1 critical, 0 major",
        ),
    ],
)
def test_the_next_gate_says_what_is_known(
    fields: dict[str, object], state: str, words: str
) -> None:
    box = strip(Stage.live, **fields)[Gate.review]  # type: ignore[arg-type]
    assert (box.state, box.words) == (state, words)


def test_a_stop_is_shown_at_its_own_gate_and_named_at_the_next() -> None:
    stop = DecisionFacts("DEC-3", Gate.award, None, date(2026, 9, 1), Outcome.stop)
    award = strip(Stage.evaluating, stop)[Gate.award]
    assert (award.state, award.words, award.detail) == (
        "blocked",
        "Stopped on 1 September 2026",
        "DEC-3",
    )
    early = DecisionFacts("DEC-4", Gate.shortlist, None, date(2026, 9, 1), Outcome.stop)
    boxes = strip(Stage.shortlisted, early)
    assert boxes[Gate.shortlist].words == "Stopped on 1 September 2026"
    assert boxes[Gate.award].words == "Stopped by DEC-4"


def test_watched_and_retired_products_are_asked_nothing() -> None:
    assert strip(Stage.watching)[Gate.shortlist].words == "Not begun"
    assert {box.words for box in strip(Stage.retired).values()} == {"No longer asked"}
