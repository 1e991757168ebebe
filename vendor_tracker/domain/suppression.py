"""Small groups: which figures stay out of everything that leaves the program."""

from collections.abc import Sequence
from decimal import Decimal

from vendor_tracker.domain.facts import ResultFacts


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


def _size(result: ResultFacts) -> Decimal:
    """Return how many people stand behind a result; nobody knows counts as the most."""
    number = result.n if result.n is not None else result.positives
    return Decimal("Infinity") if number is None else Decimal(number)
