"""What nobody measured: listed groups without a result, and `no difference` without figures."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from vendor_tracker.domain.facts import ClaimFacts, ResultFacts
from vendor_tracker.domain.fairness import is_unknown
from vendor_tracker.domain.groups import (
    NHS,
    ONS19,
    SCHEMES,
    census_candidates,
    folded,
    to_nhs,
)
from vendor_tracker.domain.productfacts import GroupFacts
from vendor_tracker.domain.vocabulary import GroupAttribute


def unshown(
    listed: Iterable[GroupFacts], claims: Iterable[ClaimFacts]
) -> Iterator[tuple[GroupFacts, tuple[str, ...]]]:
    """Return the listed groups without a result, each with the names of what lacks one."""
    # Many claims have results for the same groups: each group is looked at once.
    shown = {_group_of(result): result for claim in claims for result in _measured(claim)}
    for group in listed:
        of_kind = [r for r in shown.values() if r.attribute == group.attribute]
        lacking = tuple(_lacking(group, of_kind))
        if lacking:
            yield group, lacking


def undivided(claim: ClaimFacts, claims: Iterable[ClaimFacts]) -> tuple[str, ...]:
    """Return by what `no difference` is claimed although no two groups were measured."""
    return _undivided(claim, _times_measured(claims)) if claim.says_no_difference else ()


def all_undivided(
    claims: tuple[ClaimFacts, ...],
) -> Iterator[tuple[ClaimFacts, tuple[str, ...]]]:
    """Return the claims of no difference without figures, each with by what it lacks them."""
    denied = [claim for claim in claims if claim.says_no_difference]
    measured = _times_measured(claims) if denied else {}
    for claim in denied:
        lacking = _undivided(claim, measured)
        if lacking:
            yield claim, lacking


def _undivided(claim: ClaimFacts, measured: Mapping[Any, int]) -> tuple[str, ...]:
    if not claim.attributes:
        return () if max(measured.values(), default=0) > 1 else ("any group",)
    return tuple(
        one.label.lower() for one in claim.attributes if measured.get(GroupAttribute(one), 0) < 2
    )


def _measured(claim: ClaimFacts) -> Iterator[ResultFacts]:
    """Return the figures of a claim for groups that are known."""
    for result in claim.results:
        known = result.attribute is not None and result.estimate is not None
        if known and not is_unknown(result):
            yield result


def _times_measured(claims: Iterable[ClaimFacts]) -> Mapping[Any, int]:
    """Return how many groups were compared by each attribute: within one claim, not across."""
    most: dict[Any, int] = {}
    for claim in claims:
        numbers: dict[Any, int] = {}
        for attribute, *_ in {_group_of(result) for result in _measured(claim)}:
            numbers[attribute] = numbers.get(attribute, 0) + 1
        for attribute, number in numbers.items():
            most[attribute] = max(most.get(attribute, 0), number)
    return most


def _group_of(result: ResultFacts) -> tuple[Any, ...]:
    return result.attribute, result.scheme, result.group_code, result.subgroup


def _lacking(group: GroupFacts, shown: list[ResultFacts]) -> Iterator[str]:
    """Return the names of the groups that an entry of the list asks for and nobody measured."""
    if group.name:
        if not _is_shown(group, shown):
            yield group.name
        return
    scheme = SCHEMES.get(group.scheme)
    if scheme is None:
        if len({folded(result.subgroup) for result in shown}) < 2:
            yield f"each group by {group.attribute.label.lower()}"
        return
    for one in scheme.compared:
        wanted = GroupFacts(group.attribute, scheme.code, one.code, one.name)
        if not _is_shown(wanted, shown):
            yield one.name


def _is_shown(group: GroupFacts, shown: list[ResultFacts]) -> bool:
    """Tell whether a group was measured, as one or in each of the steps that it is made of."""
    if any(_is_same(group, result) for result in shown):
        return True
    scheme = SCHEMES.get(group.scheme)
    steps = [one.code for one in scheme.groups if one.under == group.group_code] if scheme else []
    measured = {result.group_code for result in shown if result.scheme == group.scheme}
    return bool(group.group_code) and bool(steps) and measured.issuperset(steps)


def _is_same(group: GroupFacts, result: ResultFacts) -> bool:
    """Tell whether a result is about a listed group, across lists only where nothing is lost."""
    if group.group_code and group.scheme == result.scheme:
        return group.group_code == result.group_code
    if {group.scheme, result.scheme} == {NHS, ONS19} and group.group_code and result.group_code:
        pair = (group.group_code, result.group_code)
        census, nhs = pair if group.scheme == ONS19 else pair[::-1]
        target = to_nhs(census)
        return target is not None and target.group.code == nhs and _is_alone(nhs)
    if group.group_code and result.group_code:
        return False
    return folded(group.name) == folded(result.subgroup)


def _is_alone(nhs: str) -> bool:
    return len(census_candidates(nhs)) == 1
