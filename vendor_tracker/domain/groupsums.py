"""Which results by group add up to which others: everyone tested, and wider groups."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from vendor_tracker.domain.facts import ResultFacts
from vendor_tracker.domain.groups import NHS, ONS19, folded, group_in, to_nhs


@dataclass(frozen=True, slots=True)
class GroupSum:
    """Places of groups that together make up a wider group, or everyone tested."""

    parts: tuple[int, ...]
    # Without a place it is everyone, of whom nothing is recorded.
    whole: int | None
    scheme: str

    @property
    def places(self) -> tuple[int, ...]:
        """Return the places of the groups and of what they make up."""
        return self.parts if self.whole is None else (*self.parts, self.whole)


def is_group(result: ResultFacts) -> bool:
    """Tell whether a result is about a group, and not about everyone tested."""
    return result.attribute is not None or bool(result.subgroup.strip())


def group_sums(results: Sequence[ResultFacts]) -> tuple[GroupSum, ...]:
    """Return every sum among the results of one claim, each list of groups by itself."""
    overall = [place for place, one in enumerate(results) if not is_group(one)]
    everyone: list[int | None] = [*overall] or [None]
    by_attribute: dict[str, list[int]] = defaultdict(list)
    for place, one in enumerate(results):
        if is_group(one):
            by_attribute[one.attribute or ""].append(place)
    found: list[GroupSum] = []
    for places in by_attribute.values():
        wider = {place: _wider(results, place, places) for place in places}
        found += _of_wider(results, wider)
        for scheme, listed in _lists(results, places):
            parts = dict.fromkeys((_finest(listed, wider), _widest(listed, wider)))
            found += [GroupSum(some, whole, scheme) for some in parts for whole in everyone]
    return tuple(found)


def _wider(results: Sequence[ResultFacts], place: int, places: list[int]) -> list[int]:
    """Return the groups among whose people those of one group are."""
    part = results[place]
    group = group_in(part.scheme, part.group_code)
    nhs = to_nhs(part.group_code) if part.scheme == ONS19 else None
    if group is None or not (group.under or nhs):
        return []
    wide = folded(group.under)
    found: list[int] = []
    for one in places:
        whole = results[one]
        if nhs is not None and whole.scheme == NHS:
            is_part = nhs.group.code == whole.group_code
        else:
            is_part = bool(wide) and wide in (folded(whole.group_code), _folded_name(whole))
        if is_part and one != place:
            found.append(one)
    return found


def _folded_name(result: ResultFacts) -> str:
    return "" if result.group_code else folded(result.subgroup)


def _of_wider(results: Sequence[ResultFacts], wider: Mapping[int, list[int]]) -> Iterator[GroupSum]:
    made_of: dict[tuple[int, str], list[int]] = defaultdict(list)
    for place, wholes in wider.items():
        for whole in wholes:
            made_of[whole, results[place].scheme].append(place)
    for (whole, scheme), parts in made_of.items():
        yield GroupSum(tuple(parts), whole, scheme)


def _lists(results: Sequence[ResultFacts], places: list[int]) -> Iterator[tuple[str, list[int]]]:
    """Yield each list with its groups; one that is on no list may belong to any."""
    named = dict.fromkeys(results[place].scheme for place in places)
    for scheme in [one for one in named if one] or [""]:
        yield scheme, [place for place in places if results[place].scheme in (scheme, "")]


def _finest(listed: list[int], wider: Mapping[int, list[int]]) -> tuple[int, ...]:
    wholes = {whole for place in listed for whole in wider[place]}
    return tuple(place for place in listed if place not in wholes)


def _widest(listed: list[int], wider: Mapping[int, list[int]]) -> tuple[int, ...]:
    return tuple(place for place in listed if not set(wider[place]) & set(listed))
