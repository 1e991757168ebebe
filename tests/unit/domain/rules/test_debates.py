"""Decisions that are near and were hardly debated, or that no staff were heard about."""

from collections.abc import Callable
from datetime import date, timedelta

import pytest

from vendor_tracker.domain.dossier import ProductDossier
from vendor_tracker.domain.facts import DecisionFacts, MeetingFacts
from vendor_tracker.domain.gaps import Action, Gap
from vendor_tracker.domain.vocabulary import Gate, MeetingKind, Outcome, Severity, Stage

Find = Callable[..., tuple[Gap, ...]]
Recheck = Callable[..., date | None]
TODAY = date(2026, 10, 6)
ONE_DAY = timedelta(days=1)
PLANNED = date(2026, 11, 17)
NEAR_FROM = date(2026, 10, 6)


def debate(number: int, on: date, *, concerns: bool = False) -> MeetingFacts:
    """Return a challenge debate."""
    return MeetingFacts(f"MTG-{number}", on, MeetingKind.challenge, concerns)


def product(
    *meetings: MeetingFacts,
    planned: date = PLANNED,
    gate: Gate = Gate.award,
    stage: Stage = Stage.evaluating,
) -> ProductDossier:
    """Return a product with a planned decision and these meetings."""
    decisions = (DecisionFacts("DEC-1", gate, planned),)
    return ProductDossier("PRD-7", stage=stage, decisions=decisions, meetings=meetings)


@pytest.mark.parametrize("code", ["F05", "F62"])
def test_both_begin_to_speak_six_weeks_before(find: Find, recheck: Recheck, code: str) -> None:
    dossier = product()
    assert not find(code, dossier, NEAR_FROM - ONE_DAY)
    assert recheck(code, dossier, NEAR_FROM - ONE_DAY) == NEAR_FROM
    (gap,) = find(code, dossier, NEAR_FROM)
    assert (gap.key, gap.gate) == ("PRD-7", Gate.award)
    # And go on until the decision is taken.
    assert find(code, dossier, PLANNED + ONE_DAY) == (gap,)


def test_f05_wants_two_debates_the_first_four_weeks_before(find: Find) -> None:
    early, late = PLANNED - timedelta(days=28), PLANNED - timedelta(days=27)
    second = debate(2, date(2026, 11, 10))
    on = date(2026, 11, 10)
    assert not find("F05", product(debate(1, early), second), on)
    (gap,) = find("F05", product(debate(1, late), second), on)
    assert gap.says == (
        "Before the award decision planned for 17 November 2026 the first debate, on "
        "21 October 2026, leaves less than 28 days."
    )
    (gap,) = find("F05", product(debate(1, early)), on)
    assert gap.says == (
        "Before the award decision planned for 17 November 2026 1 of 2 challenge debates was held."
    )
    assert [remedy.action for remedy in gap.remedies] == [Action.log_meeting, Action.edit]
    assert gap.severity is Severity.major


def test_f05_counts_a_debate_once_and_only_after_it_was_held(find: Find, recheck: Recheck) -> None:
    coming = debate(2, TODAY + ONE_DAY)
    dossier = product(debate(1, date(2026, 9, 1)), debate(1, date(2026, 9, 1)), coming)
    (gap,) = find("F05", dossier)
    assert "1 of 2 challenge debates" in gap.says
    assert recheck("F05", dossier) == coming.held_on
    assert not find("F05", dossier, coming.held_on)


def test_f05_is_no_matter_of_other_meetings_or_later_gates(find: Find) -> None:
    review = MeetingFacts("MTG-1", date(2026, 9, 1), MeetingKind.review)
    (gap,) = find("F05", product(review))
    assert gap.says.endswith("no challenge debate was held.")
    assert find("F05", product(gate=Gate.pilot))
    assert not find("F05", product(gate=Gate.go_live, stage=Stage.contracted))
    assert not find("F05", product(stage=Stage.contracted))


def test_f62_is_minor_and_one_concern_is_enough(find: Find) -> None:
    (gap,) = find("F62", product(debate(1, date(2026, 9, 1))))
    assert gap.severity is Severity.minor
    assert gap.says == (
        "No staff concern is recorded before the award decision planned for 17 November 2026."
    )
    heard = debate(1, TODAY, concerns=True)
    assert not find("F62", product(heard))
    assert find("F62", product(heard), TODAY - ONE_DAY) == ()
    later = debate(1, TODAY + ONE_DAY, concerns=True)
    assert find("F62", product(later))
    assert find("F62", product(gate=Gate.go_live, stage=Stage.contracted))


@pytest.mark.parametrize("code", ["F05", "F62"])
def test_neither_speaks_without_a_planned_decision(find: Find, code: str) -> None:
    taken = DecisionFacts("DEC-1", Gate.award, PLANNED, date(2026, 10, 1), Outcome.go_on)
    stopped = DecisionFacts("DEC-1", Gate.award, PLANNED, date(2026, 10, 1), Outcome.stop)
    again = DecisionFacts("DEC-2", Gate.award, PLANNED)
    for decisions in ((), (taken,), (stopped, again)):
        dossier = ProductDossier("PRD-7", stage=Stage.evaluating, decisions=decisions)
        assert not find(code, dossier)
