"""The parts a claim needs before anybody can check it, by its kind."""

from collections.abc import Callable
from dataclasses import dataclass

from vendor_tracker.domain.facts import (
    ClaimFacts,
)
from vendor_tracker.domain.verdicts import our_bar, overall_result, their_bar
from vendor_tracker.domain.vocabulary import ClaimKind, Tester


@dataclass(frozen=True, slots=True, eq=False)
class Part:
    """One part of a checkable claim, with the field that gives it."""

    key: str
    label: str
    reason: str
    field: str
    is_given: Callable[[ClaimFacts], bool]


@dataclass(frozen=True, slots=True)
class Parts:
    """Which parts of a claim are given and which are missing."""

    given: tuple[Part, ...]
    missing: tuple[Part, ...]

    @property
    def is_checkable(self) -> bool:
        """Tell whether somebody could check the claim; a bar is a separate matter."""
        return not any(part.key not in BARS for part in self.missing)

    @property
    def sentence(self) -> str:
        """Return the answer to `Can this claim be checked?`."""
        total = len(self.given) + len(self.missing)
        if self.is_checkable:
            return f"Yes. {len(self.given)} of {total} parts are given."
        return f"Not yet. {len(self.given)} of {total} parts are given."


def _has_result(claim: ClaimFacts) -> bool:
    result = overall_result(claim)
    return result is not None and result.estimate is not None


def _has_range(claim: ClaimFacts) -> bool:
    result = overall_result(claim)
    return result is not None and result.low is not None and result.high is not None


def _has_people(claim: ClaimFacts) -> bool:
    result = overall_result(claim)
    return result is not None and result.n is not None


def _has_positives(claim: ClaimFacts) -> bool:
    result = overall_result(claim)
    return result is not None and result.positives is not None


def _has_tester(claim: ClaimFacts) -> bool:
    return any(r.tested_by or r.tester not in (None, Tester.unknown) for r in claim.results)


def _has_groups(claim: ClaimFacts) -> bool:
    return bool(claim.groups) or any(result.subgroup for result in claim.results)


_ALL = (
    Part(
        "statement",
        "Statement, in their words",
        "Without it nobody knows what was promised.",
        "statement",
        lambda c: bool(c.statement),
    ),
    Part(
        "said_by", "Who said it", "A name can be asked again.", "said_by", lambda c: bool(c.said_by)
    ),
    Part(
        "said_where",
        "Where it was said",
        "A document can be read again; a talk cannot.",
        "said_where",
        lambda c: bool(c.said_where or c.meeting),
    ),
    Part(
        "said_on",
        "When it was said",
        "An old statement may be about an old product.",
        "said_on",
        lambda c: c.said_on is not None,
    ),
    Part(
        "kind",
        "Kind of claim",
        "It decides which parts are needed.",
        "kind",
        lambda c: c.kind is not None,
    ),
    Part(
        "version",
        "Product version",
        "Another version may work differently.",
        "version",
        lambda c: bool(c.version),
    ),
    Part(
        "metric", "Measure", "“Accurate” can mean many things.", "metric", lambda c: bool(c.metric)
    ),
    Part(
        "direction",
        "Which way is better",
        "For false alarms, less is better.",
        "direction",
        lambda c: c.direction is not None,
    ),
    Part(
        "result", "Result", "Without a figure there is nothing to compare.", "estimate", _has_result
    ),
    Part("range", "Range", "Without it we cannot tell luck from skill.", "low", _has_range),
    Part("people", "How many were tested", "96% of 25 and of 2,500 differ.", "n", _has_people),
    Part(
        "positives",
        "How many had the condition",
        "96% of 25 and of 250 differ.",
        "positives",
        _has_positives,
    ),
    Part(
        "population",
        "People and place",
        "It may work for others and not for our patients.",
        "population",
        lambda c: bool(c.population),
    ),
    Part(
        "groups",
        "Which groups were compared",
        "An average can hide a group that is served worse.",
        "groups",
        _has_groups,
    ),
    Part(
        "tester",
        "Who tested it",
        "A test by the maker is weaker than one by others.",
        "tester",
        _has_tester,
    ),
    Part(
        "their_bar",
        "Supplier's bar, or who set another",
        "We should know which limit they had in mind.",
        "their_bar",
        lambda c: their_bar(c) is not None,
    ),
    Part(
        "our_bar",
        "Our bar",
        "Only we can say what is good enough for our patients.",
        "our_bar",
        lambda c: our_bar(c) is not None,
    ),
    Part(
        "evidence",
        "Evidence",
        "So far it is only their word.",
        "evidence",
        lambda c: bool(c.evidence),
    ),
)
PARTS: dict[str, Part] = {part.key: part for part in _ALL}
BARS = frozenset({"their_bar", "our_bar"})

_SAID = ("statement", "said_by", "said_where", "said_on", "kind", "version")
_MEASURED = (*_SAID, "metric", "direction", "result", "population")
_BARS_AND_PROOF = ("their_bar", "our_bar", "evidence")
_TESTED = (*_MEASURED, "range", "people", "positives", *_BARS_AND_PROOF)
_TOLD = (*_SAID, "evidence")
_WHO = (*_SAID, "population", "evidence")

# The one table of what each kind needs. A kind that is not here needs what is told.
NEEDED: dict[ClaimKind, tuple[str, ...]] = {
    ClaimKind.T3: _WHO,
    ClaimKind.T5: _TESTED,
    ClaimKind.T6: (*_TESTED, "tester"),
    ClaimKind.T14: (*_MEASURED, *_BARS_AND_PROOF),
    ClaimKind.B1: (*_WHO, "groups"),
    ClaimKind.B2: (*_MEASURED, "range", "people", "groups", *_BARS_AND_PROOF),
    ClaimKind.B3: (*_SAID, "metric", "result", "evidence"),
    ClaimKind.B5: (*_SAID, "groups", "evidence"),
    ClaimKind.B7: (*_MEASURED, "range", "people", "groups", *_BARS_AND_PROOF),
}
# Kinds that stand or fall by a figure, so that they need a bar of ours.
WITH_METRIC = frozenset({ClaimKind.T5, ClaimKind.T6, ClaimKind.T14, ClaimKind.B2, ClaimKind.B7})


_NEEDED: dict[ClaimKind | None, tuple[Part, ...]] = {
    kind: tuple(part for part in _ALL if part.key in keys)
    for kind, keys in ((None, _TOLD), *NEEDED.items())
}


def needed(kind: ClaimKind | None) -> tuple[Part, ...]:
    """Return the parts that a claim of this kind needs, in the order of the page."""
    return _NEEDED.get(kind, _NEEDED[None])


def parts_of(claim: ClaimFacts) -> Parts:
    """Return the parts of a claim that are given, and those that are missing."""
    missing = missing_parts(claim)
    return Parts(tuple(part for part in needed(claim.kind) if part not in missing), missing)


def missing_parts(claim: ClaimFacts) -> tuple[Part, ...]:
    """Return the parts that a claim of its kind needs and that nobody has given."""
    return tuple([part for part in needed(claim.kind) if not part.is_given(claim)])
