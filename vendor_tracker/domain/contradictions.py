"""Statements about one product that cannot all hold: found by comparing, never stored."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from itertools import combinations

from vendor_tracker.domain.cards.blanks import Filled, filled
from vendor_tracker.domain.facts import ClaimFacts, ResultFacts
from vendor_tracker.domain.fairness import GroupLine, tables_of
from vendor_tracker.domain.figures import plain
from vendor_tracker.domain.names import name_key
from vendor_tracker.domain.settings import Limits
from vendor_tracker.domain.verdicts import derived_range, overall_result
from vendor_tracker.domain.vocabulary import ClaimKind, Tester, Verdict
from vendor_tracker.domain.wording import day

# From this length on a text about limits describes something.
_DESCRIBES = 40
_BEHIND = (Verdict.fails, Verdict.not_shown)


@dataclass(frozen=True, slots=True)
class Contradiction:
    """Two statements, or one and a result, that do not go together."""

    # The claims that it stands on; one only when a claim is at odds with itself.
    claims: tuple[str, ...]
    says: str

    def other(self, claim: str) -> str:
        """Return the claim on the other side; empty when there is none."""
        return next((ref for ref in self.claims if ref != claim), "")


def contradictions(claims: Iterable[ClaimFacts], limits: Limits) -> tuple[Contradiction, ...]:
    """Return everything among the claims of one product that does not go together."""
    found = tuple(claims)
    return (
        *_figures_apart(found),
        *(one for claim in found for one in _result_apart(claim)),
        *_limits_denied(found),
        *(one for claim in found for one in _difference_denied(claim, found, limits)),
    )


def disagree(metric: str, one: ResultFacts, other: ResultFacts) -> bool:
    """Tell whether two results cannot both be so.

    Their ranges lie apart, or each figure lies outside the other's range. Where only one range
    is known, the other's figure has to lie outside it; where none is, nobody can tell.
    """
    first, second = _range(metric, one), _range(metric, other)
    if first is not None and second is not None and _apart(first, second):
        return True
    pairs = ((one.estimate, second), (other.estimate, first))
    known = [(figure, held) for figure, held in pairs if figure is not None and held is not None]
    if not known or one.estimate is None or other.estimate is None:
        return False
    return all(not held[0] <= figure <= held[1] for figure, held in known)


def _figures_apart(claims: tuple[ClaimFacts, ...]) -> Iterator[Contradiction]:
    by_measure: dict[str, list[ClaimFacts]] = {}
    for claim in claims:
        if claim.metric and claim.results:
            by_measure.setdefault(name_key(claim.metric), []).append(claim)
    pairs = (pair for found in by_measure.values() for pair in combinations(found, 2))
    for one, other in pairs:
        if not _same_measure(one, other):
            continue
        first, second = overall_result(one), overall_result(other)
        if first is None or second is None or not disagree(one.metric, first, second):
            continue
        yield Contradiction(
            (one.reference, other.reference),
            f"“{one.metric}”: {one.reference} says {_words(one.metric, first)}, "
            f"and {other.reference} says {_words(other.metric, second)}.",
        )


def _result_apart(claim: ClaimFacts) -> Iterator[Contradiction]:
    """Hold the newest result of a claim, and ours, against the earlier ones."""
    results = [one for one in claim.results if not one.subgroup and one.attribute is None]
    if len(results) < 2:
        return
    results.sort(key=lambda one: (one.tester is Tester.us, one.tested_on or date.min))
    latest = results[-1]
    for earlier in results[:-1]:
        if disagree(claim.metric, earlier, latest):
            first, last = _words(claim.metric, earlier), _words(claim.metric, latest)
            told = f"we found {last}" if latest.tester is Tester.us else f"{last} was found later"
            yield Contradiction(
                (claim.reference,), f"{claim.reference}, “{claim.metric}”: {first}, yet {told}."
            )
            return


def _limits_denied(claims: tuple[ClaimFacts, ...]) -> Iterator[Contradiction]:
    """Find that no limits are known beside a text that describes some."""
    limits = [claim for claim in claims if claim.kind is ClaimKind.T7]
    denied = [c for c in limits if filled(c.statement) in (Filled.none, Filled.not_applicable)]
    told = next((c for c in limits if c not in denied and len(c.statement) >= _DESCRIBES), None)
    if told is None:
        return
    for claim in denied:
        yield Contradiction(
            (claim.reference, told.reference),
            f"{claim.reference} says of limits “{claim.statement.strip()}”, "
            f"and {told.reference} describes some.",
        )


def _difference_denied(
    claim: ClaimFacts, claims: tuple[ClaimFacts, ...], limits: Limits
) -> Iterator[Contradiction]:
    """Find a claim of no difference between groups beside a gap beyond our limit."""
    if not claim.says_no_difference:
        return
    for other in claims:
        worst = _worst_group(claim, other, limits)
        if worst is None:
            continue
        refs = dict.fromkeys((claim.reference, other.reference))
        yield Contradiction(
            tuple(refs),
            f"{claim.reference} says that groups do not differ, and in {other.reference} "
            f"{worst.result.subgroup} is {worst.says[:1].lower()}{worst.says[1:]}",
        )


def _worst_group(claim: ClaimFacts, other: ClaimFacts, limits: Limits) -> GroupLine | None:
    """Return the group that falls furthest behind, beyond our limit, by what is said to be even."""
    if other is not claim and not _same_version(claim, other):
        return None
    if other is not claim and claim.metric and not _same_measure(claim, other):
        return None
    behind = [
        line
        for table in tables_of(other, limits)
        if not claim.attributes or table.attribute in claim.attributes
        for line in table.lines
        if line.verdict in _BEHIND
    ]
    return max(behind, key=lambda line: line.gap or Decimal(0), default=None)


def _same_measure(one: ClaimFacts, other: ClaimFacts) -> bool:
    """Tell whether two claims measure the same in the same people, on the same version."""
    if not one.metric or name_key(one.metric) != name_key(other.metric):
        return False
    if one.direction and other.direction and one.direction is not other.direction:
        return False
    people = {name_key(claim.population) for claim in (one, other) if claim.population.strip()}
    return len(people) < 2 and _same_version(one, other)


def _same_version(one: ClaimFacts, other: ClaimFacts) -> bool:
    return not one.version or not other.version or one.version == other.version


def _range(metric: str, result: ResultFacts) -> tuple[Decimal, Decimal] | None:
    if result.low is not None and result.high is not None:
        return result.low, result.high
    derived = derived_range(metric, result)
    return None if derived is None else (derived.low, derived.high)


def _apart(one: tuple[Decimal, Decimal], other: tuple[Decimal, Decimal]) -> bool:
    return one[1] < other[0] or other[1] < one[0]


def _words(metric: str, result: ResultFacts) -> str:
    held = _range(metric, result)
    figure = "no single figure" if result.estimate is None else plain(result.estimate)
    between = "" if held is None else f" (range {plain(held[0])} to {plain(held[1])})"
    on = "" if result.tested_on is None else f" on {day(result.tested_on)}"
    return f"{figure}{between}{on}"
