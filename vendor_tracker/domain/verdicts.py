"""Verdicts: what a result says when it is held against a bar."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import lru_cache
from math import sqrt
from typing import NamedTuple

from vendor_tracker.domain.facts import (
    ClaimFacts,
    ResultFacts,
    ThresholdFacts,
)
from vendor_tracker.domain.vocabulary import BarAbout, Direction, SetBy, Verdict

OURS = (SetBy.us, SetBy.both)
# A bar of the supplier comes first, then those of others.
_THEIRS = ((SetBy.supplier,), (SetBy.national,), (SetBy.nobody,))
# 95% of a normal distribution lies within this many standard deviations.
_Z = 1.959963984540054
_TENTH = Decimal("0.1")
_WITH, _WITHOUT = "with the condition", "without the condition"


@dataclass(frozen=True, slots=True)
class Judgement:
    """One result against one bar."""

    verdict: Verdict
    threshold: ThresholdFacts


@dataclass(frozen=True, slots=True)
class Standing:
    """How a claim stands: first against our bar, then against another's."""

    ours: Judgement | None
    theirs: Judgement | None

    @property
    def words(self) -> str:
        """Return the verdict shown first, in the words of every page and sheet."""
        if self.ours is None:
            return "No bar of ours"
        return _WORDS[self.ours.verdict]


_WORDS = {
    Verdict.meets: "Meets our bar",
    Verdict.cannot_tell: "Cannot tell",
    Verdict.not_shown: "Not shown",
    Verdict.fails: "Fails our bar",
    Verdict.not_checkable: "Not checkable",
}


@dataclass(frozen=True, slots=True)
class DerivedRange:
    """A 95% range that we worked out ourselves; always shown with these words."""

    low: Decimal
    high: Decimal
    people: int
    words: str = "worked out by us"


def verdict(
    bar: Decimal,
    direction: Direction | None,
    *,
    estimate: Decimal | None,
    low: Decimal | None = None,
    high: Decimal | None = None,
) -> Verdict:
    """Hold a figure and its 95% range against a bar; reaching the bar exactly is enough.

    A range without its figure says nothing: nobody can see what it lies around.
    """
    if direction is None or estimate is None:
        return Verdict.not_checkable
    if direction == Direction.lower:
        bar, estimate = -bar, -estimate
        low, high = _minus(high), _minus(low)
    if low is not None and low >= bar:
        return Verdict.meets
    if high is not None and high < bar:
        return Verdict.fails
    if estimate < bar:
        return Verdict.not_shown
    return Verdict.cannot_tell


def judge(claim: ClaimFacts, threshold: ThresholdFacts) -> Judgement:
    """Hold the overall result of a claim against one of its bars."""
    result = overall_result(claim)
    if result is None:
        return Judgement(Verdict.not_checkable, threshold)
    found = verdict(
        threshold.value,
        claim.direction,
        estimate=result.estimate,
        low=result.low,
        high=result.high,
    )
    return Judgement(found, threshold)


def standing(claim: ClaimFacts) -> Standing:
    """Judge a claim against our bar and against the bar of somebody else."""
    ours, theirs = our_bar(claim), their_bar(claim)
    return Standing(
        ours=None if ours is None else judge(claim, ours),
        theirs=None if theirs is None else judge(claim, theirs),
    )


def our_bar(claim: ClaimFacts) -> ThresholdFacts | None:
    """Return the bar that we set, alone or with the supplier; the newest if there are more."""
    return _newest(claim, BarAbout.level, OURS)


def our_limit(claim: ClaimFacts) -> ThresholdFacts | None:
    """Return our limit for the gap between groups; the newest if there are more."""
    return _newest(claim, BarAbout.gap, OURS)


def their_bar(claim: ClaimFacts) -> ThresholdFacts | None:
    """Return the supplier's bar; else one of a national body or of nobody."""
    if not claim.thresholds:
        return None
    found = (_newest(claim, BarAbout.level, setters) for setters in _THEIRS)
    return next((bar for bar in found if bar is not None), None)


def overall_result(claim: ClaimFacts) -> ResultFacts | None:
    """Return the newest result for everyone tested."""
    # Every rule about figures asks, of every claim: one walk, and of equals the first.
    newest, newest_on = None, date.min
    for result in claim.results:
        if not result.subgroup:
            tested_on = result.tested_on or date.min
            if newest is None or tested_on > newest_on:
                newest, newest_on = result, tested_on
    return newest


def derived_range(metric: str, result: ResultFacts) -> DerivedRange | None:
    """Work out a 95% range (Wilson) when a share and the people behind it are known."""
    if result.low is not None or result.high is not None or result.estimate is None:
        return None
    people = _people_behind(metric, result)
    if not people or not 0 <= result.estimate <= 100:
        return None
    low, high = _wilson(float(result.estimate) / 100, people)
    return DerivedRange(_percent(low), _percent(high), people)


class Counted(NamedTuple):
    """How many people stand behind a result, as far as it was said, and who they are."""

    people: int | None
    # Such as `with the condition`; empty where the measure leaves it open.
    who: str


def counted_among(metric: str, result: ResultFacts) -> Counted:
    """Return among how many of those tested a measure counts."""
    who = _who_counts(metric)
    if who == _WITH:
        return Counted(result.positives, who)
    if who == _WITHOUT:
        known = result.n is not None and result.positives is not None
        return Counted((result.n or 0) - (result.positives or 0) if known else None, who)
    return Counted(result.n, "")


# The same few measures stand in many claims.
@lru_cache(maxsize=256)
def _who_counts(metric: str) -> str:
    name = metric.casefold()
    if "sensitivity" in name or "recall" in name:
        return _WITH
    return _WITHOUT if "specificity" in name else ""


def _people_behind(metric: str, result: ResultFacts) -> int | None:
    """Return how many people a share was counted among; None if the measure leaves it open."""
    counted = counted_among(metric, result)
    return counted.people if counted.who or "accuracy" in metric.casefold() else None


def _wilson(share: float, people: int) -> tuple[float, float]:
    spread = _Z * _Z / people
    middle = share + spread / 2
    half = _Z * sqrt(share * (1 - share) / people + spread / (4 * people))
    return max(0.0, (middle - half) / (1 + spread)), min(1.0, (middle + half) / (1 + spread))


def _percent(share: float) -> Decimal:
    return (Decimal(share) * 100).quantize(_TENTH)


def _newest(
    claim: ClaimFacts, about: BarAbout, setters: tuple[SetBy, ...]
) -> ThresholdFacts | None:
    """Return the newest bar of these; of equals the first."""
    newest, newest_on = None, date.min
    for bar in claim.thresholds:
        if bar.about is about and bar.set_by in setters:
            set_on = bar.set_on or date.min
            if newest is None or set_on > newest_on:
                newest, newest_on = bar, set_on
    return newest


def _minus(number: Decimal | None) -> Decimal | None:
    return None if number is None else -number
