"""Words and facts about claims that several rules use."""

from collections.abc import Iterable
from functools import lru_cache

from vendor_tracker.domain.claim_parts import BARS, Part
from vendor_tracker.domain.facts import (
    ClaimFacts,
    ResultFacts,
    ThresholdFacts,
)
from vendor_tracker.domain.figures import plain
from vendor_tracker.domain.gaps import Fact, fact
from vendor_tracker.domain.settings import Limits
from vendor_tracker.domain.suppression import Leaving
from vendor_tracker.domain.vocabulary import BarAbout, SetBy, Verdict
from vendor_tracker.domain.wording import listed, shortened

_MOST_SHOWN = 60
_SETTERS = {
    SetBy.us: "set by us",
    SetBy.both: "agreed with the supplier",
    SetBy.supplier: "set by the supplier",
    SetBy.national: "set by a national body",
    SetBy.nobody: "set by nobody knows whom",
}


def quoted(claim: ClaimFacts) -> str:
    """Return what was said, in quotation marks and not too long."""
    return _short(claim.statement or claim.metric) or claim.reference


def measured(claim: ClaimFacts) -> str:
    """Return what was measured, else what was said, in quotation marks."""
    return _short(claim.metric or claim.statement) or claim.reference


def _short(text: str) -> str:
    bare = text.strip('. “”"')
    return f"“{shortened(bare, _MOST_SHOWN)}”" if bare else ""


@lru_cache(maxsize=1024)
def lacking(missing: tuple[Part, ...]) -> tuple[str, tuple[str, ...]]:
    """Return the missing parts but for bars, in words and by field; many claims lack the same."""
    parts = [part for part in missing if part.key not in BARS]
    names = listed([part.label[0].lower() + part.label[1:] for part in parts])
    return names, tuple(part.field for part in parts)


def claim_facts(claim: ClaimFacts) -> tuple[Fact, ...]:
    """Return the facts that say which claim a rule read."""
    reference = claim.reference
    return (
        fact(reference, "kind", claim.kind),
        fact(reference, "statement", claim.statement),
        fact(reference, "relied_on", claim.relied_on),
    )


def result_facts(reference: str, result: ResultFacts) -> tuple[Fact, ...]:
    """Return the facts of a result that a rule compared."""
    return (
        fact(reference, "estimate", result.estimate),
        fact(reference, "low", result.low),
        fact(reference, "high", result.high),
        fact(reference, "n", result.n),
        fact(reference, "tested_on", result.tested_on),
    )


def compared_facts(claim: ClaimFacts, limits: Limits) -> tuple[Fact, ...]:
    """Return the facts of every result of a claim; those of a few people say only that."""
    leaving, ref = Leaving(claim.results, limits), claim.reference
    found: list[Fact] = []
    for result in claim.results:
        why_not = leaving.why_not(result)
        left_out = (fact(ref, "group_result", f"{result.subgroup}: {why_not}"),)
        found += left_out if why_not else result_facts(ref, result)
    return tuple(found)


def range_words(result: ResultFacts) -> str:
    """Return a result with its range, in words."""
    figure = "no single figure" if result.estimate is None else plain(result.estimate)
    if result.low is None or result.high is None:
        return f"{figure}, without a range"
    return f"{figure}, range {plain(result.low)} to {plain(result.high)}"


def ask_for(result: ResultFacts, found: Verdict) -> str:
    """Return what to ask of a supplier whose result does not clearly reach our bar."""
    # A result that misses the bar for certain is not mended by measuring more.
    if found == Verdict.fails:
        return "Ask the supplier what it will do about it"
    if result.low is None or result.high is None:
        return "Ask the supplier for the range"
    return "Ask the supplier for a larger test"


def bars(thresholds: Iterable[ThresholdFacts]) -> str:
    """Return every bar of a claim as one fact, in a fixed order; limits for gaps are no bars."""
    levels = [bar for bar in thresholds if bar.about is BarAbout.level]
    return "; ".join(sorted(f"{plain(bar.value)} {set_by(bar)}" for bar in levels))


def set_by(bar: ThresholdFacts) -> str:
    """Say who set a bar."""
    return _SETTERS[SetBy(bar.set_by)]
