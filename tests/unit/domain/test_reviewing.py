"""What a reviewer made of a claim, and whether it still counts."""

from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vendor_tracker.domain.facts import ClaimFacts, ResultFacts, ThresholdFacts, VerdictFacts
from vendor_tracker.domain.reviewing import (
    VerdictState,
    computed_of,
    counting_review,
    digest_of,
    is_looser,
    moved_since,
    review_of,
)
from vendor_tracker.domain.vocabulary import BarAbout, Direction, SetBy, Strength, Verdict

TODAY = date(2026, 10, 6)
RESULT = ResultFacts(n=220, estimate=Decimal("96.15"), low=Decimal("90.44"), high=Decimal("98.94"))
CLAIM = ClaimFacts(
    "CLM-3",
    statement="It finds 96% of bleeds",
    metric="Sensitivity",
    direction=Direction.higher,
    version="VER-2",
    thresholds=(
        ThresholdFacts(SetBy.supplier, Decimal(80)),
        ThresholdFacts(SetBy.us, Decimal(92)),
    ),
    results=(RESULT, replace(RESULT, subgroup="women")),
    evidence=("EVD-1", "EVD-2"),
)
MEETS, CANNOT_TELL = Verdict.meets, Verdict.cannot_tell
NOT_SHOWN, FAILS, NOT_CHECKABLE = Verdict.not_shown, Verdict.fails, Verdict.not_checkable
VERDICTS = st.sampled_from([*Verdict, None])


def judged(*words: Verdict | None, claim: ClaimFacts = CLAIM, **more: Any) -> ClaimFacts:
    """Return the claim with these verdicts about it as it stands, the newest last."""
    digest = digest_of(claim)
    rows = [VerdictFacts(word, computed_of(claim), digest, "Seen", TODAY, **more) for word in words]
    return replace(claim, verdicts=(*claim.verdicts, *rows))


@pytest.mark.parametrize(
    "computed, looser, free",
    [
        (MEETS, (), (MEETS, CANNOT_TELL, NOT_SHOWN, FAILS, NOT_CHECKABLE, None)),
        (CANNOT_TELL, (MEETS,), (CANNOT_TELL, NOT_SHOWN, FAILS, NOT_CHECKABLE, None)),
        (NOT_SHOWN, (MEETS, CANNOT_TELL), (NOT_SHOWN, FAILS, NOT_CHECKABLE, None)),
        (FAILS, (MEETS, CANNOT_TELL, NOT_SHOWN), (FAILS, NOT_CHECKABLE, None)),
        (NOT_CHECKABLE, (MEETS, CANNOT_TELL, NOT_SHOWN), (FAILS, NOT_CHECKABLE, None)),
        # Without a bar of ours only "meets" would let anything pass.
        (None, (MEETS,), (CANNOT_TELL, NOT_SHOWN, FAILS, NOT_CHECKABLE, None)),
    ],
)
def test_which_verdicts_are_looser_than_the_figures(
    computed: Verdict | None, looser: tuple[Verdict, ...], free: tuple[Verdict | None, ...]
) -> None:
    assert [word for word in (*looser, *free) if is_looser(word, computed)] == [*looser]


def test_a_claim_without_a_verdict_has_no_review() -> None:
    assert review_of(CLAIM) is None
    assert counting_review(CLAIM) is None


def test_a_stricter_verdict_counts_at_once() -> None:
    claim = judged(NOT_SHOWN)
    found = review_of(claim)
    assert found is not None
    assert (found.state, found.computed, found.word) == (
        VerdictState.current, CANNOT_TELL, "Not shown"
    )  # fmt: skip
    assert counting_review(claim) == found


def test_a_looser_verdict_waits_until_somebody_agrees() -> None:
    waiting, agreed = review_of(judged(MEETS)), review_of(judged(MEETS, is_agreed=True))
    assert waiting is not None
    assert agreed is not None
    assert (waiting.state, waiting.counts, waiting.may_be_agreed) == (
        VerdictState.waiting, False, True
    )  # fmt: skip
    assert (agreed.state, agreed.counts, agreed.may_be_agreed) == (
        VerdictState.current, True, False
    )  # fmt: skip


def test_while_a_looser_one_waits_the_stricter_one_before_it_counts() -> None:
    found = counting_review(judged(MEETS, claim=judged(FAILS)))
    assert found is not None
    assert found.given.verdict is FAILS


def test_not_assessed_counts_for_nothing_and_lets_the_figures_stand() -> None:
    claim = judged(None, claim=judged(FAILS))
    found = review_of(claim)
    assert found is not None
    assert (found.word, found.counts, found.may_be_agreed) == ("Not assessed", False, False)
    assert counting_review(claim) is None


@pytest.mark.parametrize(
    "change, words",
    [
        ({"statement": "It finds all bleeds"}, "what they said"),
        ({"metric": "Recall"}, "the measure"),
        ({"direction": Direction.lower}, "the measure"),
        ({"version": "VER-3"}, "the version tested"),
        ({"population": "Two sites in Germany"}, "people and place"),
        ({"thresholds": (ThresholdFacts(SetBy.us, Decimal(95)),)}, "our bar"),
        ({"thresholds": ()}, "our bar"),
        ({"results": (replace(RESULT, low=Decimal(93)), CLAIM.results[1])}, "the result"),
        ({"results": (RESULT,)}, "the results by group"),
        ({"evidence": ("EVD-1",)}, "the evidence"),
    ],
)
def test_a_verdict_is_out_of_date_once_a_judged_fact_moves(
    change: dict[str, Any], words: str
) -> None:
    claim = replace(judged(FAILS), **change)
    found = review_of(claim)
    assert found is not None
    assert (found.state, found.moved) == (VerdictState.out_of_date, (words,))
    assert counting_review(claim) is None


@pytest.mark.parametrize(
    "change",
    [
        {"strength": Strength("4")},
        {"relied_on": True},
        {"said_by": "Their clinical lead"},
        {"evidence": ("EVD-2", "EVD-1")},
        {"thresholds": CLAIM.thresholds[1:]},
        {"results": (replace(RESULT, estimate=Decimal("96.150")), CLAIM.results[1])},
    ],
)
def test_what_was_not_judged_leaves_the_verdict_as_it_is(change: dict[str, Any]) -> None:
    assert review_of(replace(judged(FAILS), **change)) == review_of(judged(FAILS))


def test_a_limit_for_the_gap_between_groups_is_judged_too() -> None:
    gap = ThresholdFacts(SetBy.us, Decimal(5), about=BarAbout.gap)
    wider = replace(CLAIM, thresholds=(*CLAIM.thresholds, gap))
    assert moved_since(wider, digest_of(CLAIM)) == ("the results by group",)


def test_a_digest_fits_its_column() -> None:
    assert len(digest_of(CLAIM)) == len(digest_of(ClaimFacts("CLM-1"))) == 64


@given(VERDICTS, VERDICTS)
def test_what_is_looser_is_never_looser_the_other_way(
    one: Verdict | None, other: Verdict | None
) -> None:
    assert not (is_looser(one, other) and is_looser(other, one))


@given(st.lists(VERDICTS, max_size=4))
def test_without_a_second_person_nothing_counts_that_is_looser(words: list[Verdict | None]) -> None:
    found = counting_review(judged(*words))
    assert found is None or not is_looser(found.given.verdict, CANNOT_TELL)
