"""Small groups: which figures stay out of everything that leaves the program."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from vendor_tracker.domain.facts import ClaimFacts, ResultFacts
from vendor_tracker.domain.fairness import AttributeTable, GroupLine, by_group, tables_of
from vendor_tracker.domain.settings import Limits

_PROTECTS = "left out to protect another group"


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


def is_small(result: ResultFacts, least: int) -> bool:
    """Tell whether so few people stand behind a group's result that they might be known by it."""
    counted = [number for number in (result.n, result.positives) if number is not None]
    return result.attribute is not None and min(counted, default=least) < least


def small_words(least: int) -> str:
    """Return what stands in place of the figures."""
    return f"fewer than {least}"


def withheld(results: Sequence[ResultFacts], least: int) -> frozenset[int]:
    """Return the places of the results of one claim whose figures are left out.

    Where one group of an attribute alone is left out, taking the others from everyone tested
    would give it away: the next smallest is left out too.
    """
    found: set[int] = set()
    for attribute in {one.attribute for one in results if one.attribute is not None}:
        places = [place for place, one in enumerate(results) if one.attribute == attribute]
        small = {place for place in places if is_small(results[place], least)}
        others = [place for place in places if place not in small]
        if len(small) == 1 and others:
            small.add(min(others, key=lambda place: _size(results[place])))
        found |= small
    return frozenset(found)


def safe_lines(claim: ClaimFacts, limits: Limits) -> Iterator[SafeLine]:
    """Yield the groups of a claim as they may leave the program."""
    results = by_group(claim)
    hidden = {id(results[place]) for place in withheld(results, limits.small_cell)}
    for table in tables_of(claim, limits):
        reference = any(one.is_reference and id(one.result) in hidden for one in table.lines)
        for line in table.lines:
            left_out = ""
            if id(line.result) in hidden:
                small = is_small(line.result, limits.small_cell)
                left_out = small_words(limits.small_cell) if small else _PROTECTS
            yield SafeLine(table, line, left_out, reference)


def _size(result: ResultFacts) -> Decimal:
    """Return how many people stand behind a result; nobody knows counts as the most."""
    number = result.n if result.n is not None else result.positives
    return Decimal("Infinity") if number is None else Decimal(number)
