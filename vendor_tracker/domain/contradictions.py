"""Statements about one product that cannot all hold: found by comparing, never stored."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from itertools import combinations

from vendor_tracker.domain.cards.blanks import Filled, filled
from vendor_tracker.domain.facts import ClaimFacts, ResultFacts
from vendor_tracker.domain.fairness import AttributeTable, Tables, all_tables
from vendor_tracker.domain.figures import plain
from vendor_tracker.domain.names import name_key
from vendor_tracker.domain.settings import Limits
from vendor_tracker.domain.suppression import SafeLine, safe_lines
from vendor_tracker.domain.verdicts import derived_range, overall_result
from vendor_tracker.domain.vocabulary import ClaimKind, Tester, Verdict
from vendor_tracker.domain.wording import day

# From this length on a text about limits describes something.
_DESCRIBES = 40
_Range = tuple[Decimal, Decimal]
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


def contradictions(
    claims: Iterable[ClaimFacts], limits: Limits, tables: Tables | None = None
) -> tuple[Contradiction, ...]:
    """Return everything among the claims of one product that does not go together.

    `tables` are their results by group, where somebody has compared them already.
    """
    found = tuple(claims)
    if not any(c.results or c.says_no_difference or c.kind is ClaimKind.T7 for c in found):
        return ()
    return (
        *_figures_apart(found),
        *(one for claim in found for one in _result_apart(claim)),
        *_limits_denied(found),
        *_differences_denied(found, limits, tables),
    )


def disagree(metric: str, one: ResultFacts, other: ResultFacts) -> bool:
    """Tell whether two results cannot both be so.

    Their ranges lie apart, or each figure lies outside the other's range. Where only one range
    is known, the other's figure has to lie outside it; where none is, nobody can tell.
    """
    return _cannot_both_be(one, _range(metric, one), other, _range(metric, other))


def _cannot_both_be(
    one: ResultFacts, first: _Range | None, other: ResultFacts, second: _Range | None
) -> bool:
    if first is not None and second is not None and _apart(first, second):
        return True
    if one.estimate is None or other.estimate is None:
        return False
    pairs = ((one.estimate, second), (other.estimate, first))
    if any(held is not None and held[0] <= figure <= held[1] for figure, held in pairs):
        return False
    return first is not None or second is not None


def _figures_apart(claims: tuple[ClaimFacts, ...]) -> Iterator[Contradiction]:
    by_measure: dict[str, list[tuple[ClaimFacts, ResultFacts, _Range | None]]] = {}
    for claim in claims:
        result = overall_result(claim) if claim.metric else None
        if result is not None:
            # Each is compared with many others: what it takes is worked out once.
            row = (claim, result, _range(claim.metric, result))
            by_measure.setdefault(name_key(claim.metric), []).append(row)
    pairs = (pair for found in by_measure.values() for pair in combinations(found, 2))
    for (one, first, held), (other, second, beside) in pairs:
        if not _cannot_both_be(first, held, second, beside) or not _same_measure(one, other):
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


def _differences_denied(
    claims: tuple[ClaimFacts, ...], limits: Limits, tables: Tables | None
) -> Iterator[Contradiction]:
    """Find claims of no difference between groups beside a gap beyond our limit."""
    denied = [claim for claim in claims if claim.says_no_difference]
    if not denied:
        return
    compared = all_tables(claims, limits) if tables is None else tables
    behind = [
        (claim, _behind(claim, limits, compared.get(claim.reference, ()))) for claim in claims
    ]
    uneven = [(claim, lines) for claim, lines in behind if lines]
    for claim in denied:
        for other, lines in uneven:
            worst = _worst_group(claim, other, lines)
            if worst is None:
                continue
            refs = dict.fromkeys((claim.reference, other.reference))
            where = "" if other is claim else f"in {other.reference} "
            yield Contradiction(
                tuple(refs),
                f"{claim.reference} says that groups do not differ, and {where}"
                f"{worst.line.result.subgroup} is {_how_much_worse(worst)}",
            )


def _behind(
    claim: ClaimFacts, limits: Limits, tables: tuple[AttributeTable, ...]
) -> list[SafeLine]:
    """Return the groups that fall behind by more than our limit, as they may leave."""
    if not any(line.verdict in _BEHIND for table in tables for line in table.lines):
        return []
    return [one for one in safe_lines(claim, limits, tables) if one.line.verdict in _BEHIND]


def _worst_group(claim: ClaimFacts, other: ClaimFacts, behind: list[SafeLine]) -> SafeLine | None:
    """Return the group that falls furthest behind, beyond our limit, by what is said to be even.

    One whose gap may be told goes before one of a few people.
    """
    if other is not claim and not _same_version(claim, other):
        return None
    if other is not claim and claim.metric and not _same_measure(claim, other):
        return None
    denied = [
        one for one in behind if not claim.attributes or one.table.attribute in claim.attributes
    ]
    return max(
        denied, key=lambda one: (one.gap is not None, one.line.gap or Decimal(0)), default=None
    )


def _how_much_worse(worst: SafeLine) -> str:
    if worst.gap is None:
        why = worst.left_out or "compared with a group whose figures are left out"
        return f"worse by more than our limit ({why})."
    return f"{worst.line.says[:1].lower()}{worst.line.says[1:]}"


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


def _range(metric: str, result: ResultFacts) -> _Range | None:
    if result.low is not None and result.high is not None:
        return result.low, result.high
    derived = derived_range(metric, result)
    return None if derived is None else (derived.low, derived.high)


def _apart(one: _Range, other: _Range) -> bool:
    return one[1] < other[0] or other[1] < one[0]


def _words(metric: str, result: ResultFacts) -> str:
    held = _range(metric, result)
    figure = "no single figure" if result.estimate is None else plain(result.estimate)
    between = "" if held is None else f" (range {plain(held[0])} to {plain(held[1])})"
    on = "" if result.tested_on is None else f" on {day(result.tested_on)}"
    return f"{figure}{between}{on}"
