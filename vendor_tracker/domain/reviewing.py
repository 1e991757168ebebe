"""A reviewer's verdict about a claim: whether it counts, waits for somebody, or is out of date.

It may always be stricter than what the figures say. A looser one counts only once a second
person agrees, and none counts any more when the facts have moved since they were judged.
"""

from collections.abc import Callable
from dataclasses import astuple, dataclass
from decimal import Decimal
from hashlib import sha256
from typing import Any

from vendor_tracker.domain.facts import ClaimFacts, ResultFacts, ThresholdFacts, VerdictFacts
from vendor_tracker.domain.figures import plain
from vendor_tracker.domain.verdicts import judge, our_bar, our_limit, overall_result
from vendor_tracker.domain.vocabulary import Coded, Verdict


class VerdictState(Coded):
    """Whether a reviewer's verdict counts."""

    current = "current", "Counts", "The facts are those that were judged"
    waiting = "waiting", "Waits for a second person", "It is looser than what the figures say"
    out_of_date = "out_of_date", "Out of date", "The facts have moved since they were judged"


@dataclass(frozen=True, slots=True)
class Review:
    """What a reviewer made of a claim, beside what its figures say today."""

    given: VerdictFacts
    state: VerdictState
    # What the figures say today; none without a bar of ours.
    computed: Verdict | None
    # What differs from the facts that were judged, in words.
    moved: tuple[str, ...] = ()

    @property
    def word(self) -> str:
        """Return the verdict in its one word."""
        return NOT_ASSESSED if self.given.verdict is None else self.given.verdict.label

    @property
    def counts(self) -> bool:
        """Tell whether it stands in place of what the figures say."""
        return self.state is VerdictState.current and self.given.verdict is not None

    @property
    def may_be_agreed(self) -> bool:
        """Tell whether a second person may still agree to it."""
        is_live = self.state is not VerdictState.out_of_date
        return is_live and self.given.verdict is not None and not self.given.is_agreed


NOT_ASSESSED = "Not assessed"
# A claim that cannot be checked shows no more than one that fails.
_STRICTNESS = {
    Verdict.meets: 0,
    Verdict.cannot_tell: 1,
    Verdict.not_shown: 2,
    Verdict.fails: 3,
    Verdict.not_checkable: 3,
}
_PIECE = 8


def is_looser(given: Verdict | None, computed: Verdict | None) -> bool:
    """Tell whether a verdict lets more pass than the figures do; without a bar they let nothing.

    Not to assess a claim lets nothing pass either: what the figures say stands then.
    """
    if given is None:
        return False
    if computed is None:
        return given is Verdict.meets
    return _STRICTNESS[given] < _STRICTNESS[computed]


def computed_of(claim: ClaimFacts) -> Verdict | None:
    """Return what the figures say against our bar; none when there is no such bar."""
    bar = our_bar(claim)
    return None if bar is None else judge(claim, bar).verdict


def digest_of(claim: ClaimFacts) -> str:
    """Return what tells the facts that a verdict judges from any others, fact by fact."""
    return "".join(_piece(read(claim)) for _, read in _JUDGED)


def document_of(file: int | None, link: str) -> str:
    """Return what tells the document under a reference from the one before or after it."""
    return f"{file or ''} {link}".strip()


def moved_since(claim: ClaimFacts, judged: str) -> tuple[str, ...]:
    """Return in words which facts differ from those of a digest."""
    now = digest_of(claim)
    return tuple(
        words
        for place, (words, _) in enumerate(_JUDGED)
        if now[place * _PIECE :][:_PIECE] != judged[place * _PIECE :][:_PIECE]
    )


def review_of(claim: ClaimFacts) -> Review | None:
    """Return the newest verdict of a reviewer, and how it stands today."""
    return _review(claim, claim.verdicts[-1]) if claim.verdicts else None


def counting_review(claim: ClaimFacts) -> Review | None:
    """Return the verdict that stands in place of the figures, if there is one.

    While a newer one waits for its second person, the one before it counts as it did.
    """
    for given in reversed(claim.verdicts):
        found = _review(claim, given)
        if found.state is not VerdictState.waiting:
            return found if found.counts else None
    return None


def _review(claim: ClaimFacts, given: VerdictFacts) -> Review:
    computed, moved = computed_of(claim), moved_since(claim, given.judged)
    if moved:
        return Review(given, VerdictState.out_of_date, computed, moved)
    waits = is_looser(given.verdict, computed) and not given.is_agreed
    return Review(given, VerdictState.waiting if waits else VerdictState.current, computed)


def _piece(value: object) -> str:
    return sha256(repr(_plain(value)).encode()).hexdigest()[:_PIECE]


def _plain(value: Any) -> Any:
    """Return a value in the one form that any way of reading it gives."""
    if isinstance(value, tuple):
        return tuple(_plain(one) for one in value)
    if isinstance(value, Decimal):
        return plain(value)
    return "" if value is None else str(value)


def _result(result: ResultFacts | None) -> tuple[Any, ...]:
    return () if result is None else astuple(result)


def _bar(bar: ThresholdFacts | None) -> tuple[Any, ...]:
    return () if bar is None else (bar.value, bar.set_by)


def _groups(claim: ClaimFacts) -> tuple[Any, ...]:
    rows = sorted(repr(_plain(_result(one))) for one in claim.results if one.subgroup)
    return _bar(our_limit(claim)), *rows


def _evidence(claim: ClaimFacts) -> tuple[Any, ...]:
    return tuple(sorted(claim.evidence)), tuple(sorted(claim.documents))


_JUDGED: tuple[tuple[str, Callable[[ClaimFacts], object]], ...] = (
    ("what they said", lambda claim: (claim.kind, claim.statement)),
    ("the measure", lambda claim: (claim.metric, claim.direction)),
    ("the version tested", lambda claim: claim.version),
    ("people and place", lambda claim: claim.population),
    ("our bar", lambda claim: _bar(our_bar(claim))),
    ("the result", lambda claim: _result(overall_result(claim))),
    ("the results by group", _groups),
    ("the evidence", _evidence),
)
