"""Rules about verdicts of reviewers."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date

import pytest

from tests.unit.domain.rules.test_transparency import CLAIM, OURS, product
from vendor_tracker.domain.facts import ClaimFacts, VerdictFacts
from vendor_tracker.domain.gaps import Gap
from vendor_tracker.domain.reviewing import computed_of, digest_of
from vendor_tracker.domain.vocabulary import Severity, Verdict

Find = Callable[..., tuple[Gap, ...]]
MEETS_OURS = replace(CLAIM, thresholds=(replace(OURS, value=OURS.value - 5),))
BARE = replace(CLAIM, thresholds=(), results=())


def judged(claim: ClaimFacts, word: Verdict | None, **more: bool) -> ClaimFacts:
    """Return a claim with one verdict about it as it stands."""
    given = VerdictFacts(
        word, computed_of(claim), digest_of(claim), "Seen no report.", date(2026, 7, 1), **more
    )
    return replace(claim, verdicts=(given,))


@pytest.mark.parametrize(
    "claim, severity",
    [
        (judged(CLAIM, Verdict.cannot_tell), Severity.major),
        (judged(CLAIM, Verdict.not_shown), Severity.critical),
        (judged(CLAIM, Verdict.fails), Severity.critical),
        (judged(CLAIM, Verdict.not_checkable), Severity.major),
        (judged(CLAIM, None), Severity.major),
        # Looser, and nobody has agreed: the figures stand.
        (judged(CLAIM, Verdict.meets), Severity.major),
        (judged(MEETS_OURS, Verdict.cannot_tell), Severity.major),
        (judged(MEETS_OURS, Verdict.not_checkable), Severity.major),
        (judged(BARE, Verdict.fails), Severity.critical),
        (judged(BARE, Verdict.not_shown), Severity.critical),
        # Out of date: the figures stand.
        (replace(judged(CLAIM, Verdict.fails), metric="Recall"), Severity.major),
    ],
)
def test_f10_heeds_the_verdict_that_counts(
    find: Find, claim: ClaimFacts, severity: Severity
) -> None:
    (gap,) = find("F10", product(claim))
    assert gap.severity is severity


@pytest.mark.parametrize(
    "claim",
    [
        judged(CLAIM, Verdict.meets, is_agreed=True),
        judged(MEETS_OURS, Verdict.meets),
        judged(MEETS_OURS, None),
        # Parts are missing, and F12 says so.
        judged(BARE, Verdict.not_checkable),
    ],
)
def test_f10_is_silent_where_a_verdict_lets_it_pass_or_waits(find: Find, claim: ClaimFacts) -> None:
    assert not find("F10", product(claim))


def test_f10_gives_the_reviewers_reason_beside_the_figures(find: Find) -> None:
    (gap,) = find("F10", product(judged(CLAIM, Verdict.not_shown)))
    assert "so we cannot tell whether it is good enough." in gap.says
    assert gap.says.endswith("A reviewer’s verdict is “not shown”: Seen no report.")
    assert ("CLM-103", "reviewer_verdict", "not_shown") in gap.facts
    (gap,) = find("F10", product(judged(BARE, Verdict.fails)))
    assert gap.says == "“Sensitivity”: a reviewer’s verdict is “fails”: Seen no report."


def test_f10_keeps_its_fingerprint_while_no_reviewer_has_judged(find: Find) -> None:
    (gap,) = find("F10", product(CLAIM))
    assert not [field for _, field, _ in gap.facts if field == "reviewer_verdict"]


def test_f58_finds_a_claim_that_one_person_logged_and_judged(find: Find) -> None:
    (gap,) = find("F58", product(judged(CLAIM, Verdict.fails, is_by_author=True)))
    assert (gap.key, gap.severity) == ("CLM-103", Severity.minor)
    assert "was judged “fails” by the person who logged it" in gap.says


@pytest.mark.parametrize(
    "claim",
    [
        CLAIM,
        judged(CLAIM, Verdict.fails),
        judged(CLAIM, Verdict.fails, is_by_author=True, is_agreed=True),
        judged(CLAIM, None, is_by_author=True),
        judged(CLAIM, Verdict.meets, is_by_author=True),
        replace(judged(CLAIM, Verdict.fails, is_by_author=True), metric="Recall"),
    ],
)
def test_f58_is_silent_with_two_people_or_no_verdict_that_counts(
    find: Find, claim: ClaimFacts
) -> None:
    assert not find("F58", product(claim))
