"""Small groups: which figures stay out of everything that leaves the program."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from vendor_tracker.domain.facts import ClaimFacts, ResultFacts
from vendor_tracker.domain.fairness import AttributeTable, GroupLine, tables_of
from vendor_tracker.domain.groupsums import GroupSum, group_sums, is_group
from vendor_tracker.domain.settings import Limits

_PROTECTS = "left out to protect another group"
_NOT_COUNTED = "nobody has said how many were tested"


class Leaving:
    """Which figures of the groups of one claim may leave the program.

    Whatever is copied into workbooks, reports and the words of gaps asks here, and nowhere else.
    """

    def __init__(self, results: Sequence[ResultFacts], limits: Limits) -> None:
        least = limits.small_cell
        self._words = {
            id(results[place]): _words(results[place], least) for place in withheld(results, least)
        }

    def why_not(self, result: ResultFacts) -> str:
        """Say why the figures of a result are left out; empty when they may leave."""
        return self._words.get(id(result), "")

    def hides_gap(self, table: AttributeTable) -> bool:
        """Tell whether a gap would give away the figure that the groups are compared with."""
        if not self._words:
            return False
        return any(one.is_reference and self.why_not(one.result) for one in table.lines)


@dataclass(frozen=True, slots=True)
class SafeLine:
    """One group as it may leave the program."""

    table: AttributeTable
    line: GroupLine
    # Why its figures are left out; empty when they are not.
    left_out: str
    # The figure of its reference is left out, so the gap would give that away.
    hides_gap: bool

    @property
    def gap(self) -> Decimal | None:
        """Return how far it falls behind, where that may be told."""
        return None if self.left_out or self.hides_gap else self.line.gap


def safe_lines(
    claim: ClaimFacts, limits: Limits, tables: Sequence[AttributeTable] | None = None
) -> Iterator[SafeLine]:
    """Yield the groups of a claim as they may leave the program.

    `tables` are its results by group, where somebody has compared them already.
    """
    leaving = Leaving(claim.results, limits)
    for table in tables_of(claim, limits) if tables is None else tables:
        hides_gap = leaving.hides_gap(table)
        for line in table.lines:
            yield SafeLine(table, line, leaving.why_not(line.result), hides_gap)


def is_small(result: ResultFacts, least: int) -> bool:
    """Tell whether so few people stand behind a group's result that they might be known by it."""
    n, positives = result.n, result.positives
    is_few = (n is not None and n < least) or (positives is not None and positives < least)
    # Where everybody tested had the condition, nobody is left to be known by it.
    without = _without(result)
    return (is_few or (without or least) < least) and is_group(result)


def withheld(results: Sequence[ResultFacts], least: int) -> frozenset[int]:
    """Return the places of the results of one claim whose figures are left out.

    Where taking the others from everyone tested, or from a wider group, would give a few people
    away, the next smallest is left out too, until enough people stand behind what is missing.
    """
    hidden = {
        place
        for place, one in enumerate(results)
        if is_small(one, least) or _is_uncounted_figure(one)
    }
    sums = group_sums(results) if hidden else ()
    while True:
        found = (_next(results, one, hidden, least) for one in sums)
        more = next((place for place in found if place is not None), None)
        if more is None:
            return frozenset(hidden)
        hidden.add(more)


def _next(
    results: Sequence[ResultFacts], one: GroupSum, hidden: set[int], least: int
) -> int | None:
    """Return what has to be left out as well, so that nothing follows from this sum."""
    missing = [place for place in one.places if place in hidden]
    if not missing or not _is_exposed(results, one, missing, least):
        return None
    left = [place for place in one.parts if place not in hidden]
    if not left and one.whole is not None and is_group(results[one.whole]):
        left = [one.whole] if one.whole not in hidden else []
    # One of the same list goes first: one that is on no list may belong to another.
    return min(
        left,
        key=lambda place: (results[place].scheme != one.scheme, _size(results[place])),
        default=None,
    )


def _is_exposed(
    results: Sequence[ResultFacts], one: GroupSum, missing: list[int], least: int
) -> bool:
    """Tell whether what is left out follows from what is shown, and is known by a few people."""
    if len(missing) == 1 and _is_counted(results[missing[0]]):
        return True
    if one.whole in missing:
        return False
    gone = [_counts(results[place]) for place in missing]
    shown = [_counts(results[place]) for place in one.parts if place not in missing]
    whole = (None,) * 3 if one.whole is None else _counts(results[one.whole])
    return any(
        _is_few([row[at] for row in gone], [row[at] for row in shown], whole[at], least)
        for at in range(3)
    )


def _is_few(gone: list[int | None], shown: list[int | None], whole: int | None, least: int) -> bool:
    """Tell whether those left out can be counted together, and are too few."""
    if None not in gone:
        return 0 < sum(filter(None, gone)) < least
    if whole is None or None in shown:
        return False
    return whole - sum(filter(None, shown)) < least


def _counts(result: ResultFacts) -> tuple[int | None, int | None, int | None]:
    return result.n, result.positives, _without(result)


def _without(result: ResultFacts) -> int | None:
    """Return how many people without the condition were tested."""
    if result.n is None or result.positives is None:
        return None
    return result.n - result.positives


def _is_counted(result: ResultFacts) -> bool:
    return result.n is not None or result.positives is not None


def _is_uncounted_figure(result: ResultFacts) -> bool:
    """Tell whether there is a figure of nobody knows how many: a few, where a table hid them."""
    if _is_counted(result) or not is_group(result):
        return False
    return any(figure is not None for figure in (result.estimate, result.low, result.high))


def _words(result: ResultFacts, least: int) -> str:
    """Return what stands in place of the figures."""
    if is_small(result, least):
        return f"fewer than {least} people"
    return _PROTECTS if _is_counted(result) else _NOT_COUNTED


def _size(result: ResultFacts) -> Decimal:
    """Return how many people stand behind a result; nobody knows counts as the most."""
    number = result.n if result.n is not None else result.positives
    return Decimal("Infinity") if number is None else Decimal(number)
