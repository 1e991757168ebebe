"""Results by group: how far each falls behind, whether that can be told, and what is missing."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import NamedTuple

from vendor_tracker.domain.dossier import ProductDossier
from vendor_tracker.domain.facts import ClaimFacts, ResultFacts
from vendor_tracker.domain.figures import plain
from vendor_tracker.domain.groups import (
    SCHEMES,
    comparing_note,
    group_in,
)
from vendor_tracker.domain.groups.others import FITZPATRICK
from vendor_tracker.domain.plausible import is_share
from vendor_tracker.domain.settings import Limits
from vendor_tracker.domain.verdicts import (
    DerivedRange,
    counted_among,
    derived_range,
    our_limit,
    overall_result,
    verdict,
)
from vendor_tracker.domain.vocabulary import Direction, GroupAttribute, Verdict
from vendor_tracker.domain.wording import count


@dataclass(frozen=True, slots=True)
class GapLimit:
    """How far a group may fall behind, and whether anybody here chose it for this claim."""

    value: Decimal
    is_default: bool
    unit: str


class GroupLine(NamedTuple):
    """One group of a claim beside the group it is compared with."""

    result: ResultFacts
    # As the supplier gave it, else as we worked it out.
    low: Decimal | None
    high: Decimal | None
    derived: DerivedRange | None
    # How much worse than the reference; below nought it does better.
    gap: Decimal | None
    # None: it is what the others are compared with, or its group is not known.
    verdict: Verdict | None
    says: str
    is_reference: bool = False
    is_unknown: bool = False


@dataclass(frozen=True, slots=True)
class AttributeTable:
    """Every group of one attribute of a claim."""

    attribute: GroupAttribute
    lines: tuple[GroupLine, ...]
    # What the groups are compared with, in words; empty when there is nothing.
    against: str
    # The figure that they are compared with.
    level: Decimal | None
    notes: tuple[str, ...]

    def having(self, wanted: Verdict) -> tuple[GroupLine, ...]:
        """Return the groups with this verdict."""
        return tuple(line for line in self.lines if line.verdict is wanted)


_PLACES = {attribute: place for place, attribute in enumerate(GroupAttribute)}

# The tables of claims with results by group, by the reference of the claim.
Tables = Mapping[str, tuple[AttributeTable, ...]]


def limit_of(claim: ClaimFacts, limits: Limits) -> GapLimit | None:
    """Return our limit for the gap; a measure that is no share has none unless one was set."""
    ours = our_limit(claim)
    share = is_share(claim.metric)
    unit = " points" if share else ""
    if ours is not None:
        return GapLimit(ours.value, False, unit)
    return GapLimit(Decimal(limits.group_gap), True, unit) if share else None


def by_group(claim: ClaimFacts) -> tuple[ResultFacts, ...]:
    """Return the results of a claim that tell groups apart."""
    return tuple(result for result in claim.results if result.attribute is not None)


def tables_of(claim: ClaimFacts, limits: Limits) -> tuple[AttributeTable, ...]:
    """Compare the groups of a claim, one table for each attribute, in the order of the list."""
    grouped: dict[GroupAttribute, list[ResultFacts]] = {}
    for result in claim.results:
        if result.attribute is not None:
            grouped.setdefault(result.attribute, []).append(result)
    if not grouped:
        return ()
    limit = limit_of(claim, limits)
    return tuple(
        _table(claim, attribute, grouped[attribute], limit, limits.group_positives)
        for attribute in sorted(grouped, key=_PLACES.__getitem__)
    )


def tables_by_claim(product: ProductDossier, limits: Limits) -> Tables:
    """Compare the groups of every claim of a product, once for all the rules that ask."""
    used, tables = product.worked_out.get(AttributeTable, (None, {}))
    if used is not limits:
        tables = all_tables(product.claims, limits)
        product.worked_out[AttributeTable] = limits, tables
    known: Tables = tables
    return known


def all_tables(claims: Iterable[ClaimFacts], limits: Limits) -> Tables:
    """Compare the groups of these claims; one without results by group has no entry."""
    found = ((claim.reference, tables_of(claim, limits)) for claim in claims if claim.results)
    return {ref: tables for ref, tables in found if tables}


def gap_between(
    reference: Decimal | None, estimate: Decimal | None, direction: Direction | None
) -> Decimal | None:
    """Return how much worse a group does than its reference; None when that cannot be said."""
    if reference is None or estimate is None or direction is None:
        return None
    return estimate - reference if direction is Direction.lower else reference - estimate


def is_unknown(result: ResultFacts) -> bool:
    """Tell whether a row counts people whose group nobody knows."""
    group = group_in(result.scheme, result.group_code)
    return group is not None and group.is_unknown


@dataclass(frozen=True, slots=True)
class _Held:
    """What every group of one table is held against."""

    claim: ClaimFacts
    reference: ResultFacts | None
    level: Decimal | None
    # The worst figure that lies within the limit; None when there is no limit or no level.
    bar: Decimal | None
    limit: GapLimit | None
    # How many people a figure needs behind it.
    least: int


def _table(
    claim: ClaimFacts,
    attribute: GroupAttribute,
    results: list[ResultFacts],
    limit: GapLimit | None,
    least: int,
) -> AttributeTable:
    marked = next((one for one in results if one.is_reference), None)
    reference = marked or overall_result(claim)
    level = reference.estimate if reference else None
    held = _Held(claim, reference, level, _worst(level, limit, claim.direction), limit, least)
    lines = tuple([_line(held, one) for one in results])
    return AttributeTable(
        attribute,
        lines,
        _against(marked, reference),
        level,
        tuple(_notes(lines, limit, reference)),
    )


def _against(marked: ResultFacts | None, reference: ResultFacts | None) -> str:
    if marked is not None:
        return marked.subgroup
    return "everyone tested" if reference is not None and reference.estimate is not None else ""


def _worst(
    level: Decimal | None, limit: GapLimit | None, direction: Direction | None
) -> Decimal | None:
    if level is None or limit is None:
        return None
    return level + limit.value if direction is Direction.lower else level - limit.value


def _line(held: _Held, result: ResultFacts) -> GroupLine:
    derived = derived_range(held.claim.metric, result)
    low = derived.low if derived else result.low
    high = derived.high if derived else result.high
    if is_unknown(result):
        told = "Counted, not compared."
        return GroupLine(result, low, high, derived, None, None, told, is_unknown=True)
    gap = gap_between(held.level, result.estimate, held.claim.direction)
    is_reference = result is held.reference
    found, says = _judged(held, result, gap, (low, high))
    if is_reference and found is not Verdict.cannot_tell:
        found, says = None, "The others are compared with it."
    return GroupLine(result, low, high, derived, gap, found, says, is_reference)


def _judged(
    held: _Held,
    result: ResultFacts,
    gap: Decimal | None,
    between: tuple[Decimal | None, Decimal | None],
) -> tuple[Verdict | None, str]:
    limit, direction = held.limit, held.claim.direction
    if result.estimate is None:
        return Verdict.not_checkable, "No figure was given."
    if gap is None:
        lacking = "which way is better" if direction is None else "what to compare it with"
        return Verdict.not_checkable, f"Nobody has said {lacking}."
    if limit is None or held.bar is None:
        return Verdict.not_checkable, "Nobody has set a limit for the gap."
    low, high = between
    found = verdict(held.bar, direction, estimate=result.estimate, low=low, high=high)
    if gap > limit.value:
        return _behind(found, gap, limit)
    unclear = _too_few(held.claim.metric, result, held.least) or _unclear(low, high, limit)
    if unclear:
        return Verdict.cannot_tell, unclear
    if found is not Verdict.meets:
        return Verdict.cannot_tell, "Its range reaches further behind than our limit."
    return Verdict.meets, "Within our limit."


def _behind(found: Verdict, gap: Decimal, limit: GapLimit) -> tuple[Verdict, str]:
    words = f"{plain(gap)}{limit.unit} worse; our limit is {plain(limit.value)}."
    if found is Verdict.fails:
        return Verdict.fails, words
    return Verdict.not_shown, f"{words} Its range does not rule out less."


def _too_few(metric: str, result: ResultFacts, least: int) -> str:
    """Say that too few people stand behind a result, or that nobody knows how many."""
    if result.n is None and result.positives is None:
        return "Nobody has said how many were tested."
    people, who = counted_among(metric, result)
    if people is not None and people >= least and (who or result.positives is None):
        return ""
    if who and people is None:
        return f"Nobody has said how many people {who} were tested."
    if not who and result.positives is not None:
        # Which of those tested such a measure counts among is open: the fewer with the condition.
        people, who = result.positives, "with the condition"
    if people is None or people >= least:
        return ""
    few = " ".join(filter(None, [count(people, "person", "people"), who]))
    return f"Too few: {few}; at least {least} are needed."


def _unclear(low: Decimal | None, high: Decimal | None, limit: GapLimit) -> str:
    """Say why a result that seems good enough tells nothing; empty when it does."""
    if low is None or high is None:
        return "No range was given."
    if high - low > limit.value:
        return (
            f"The range is {plain(high - low)}{limit.unit} wide, "
            f"wider than our limit of {plain(limit.value)}."
        )
    return ""


def _notes(
    lines: tuple[GroupLine, ...], limit: GapLimit | None, reference: ResultFacts | None
) -> Iterator[str]:
    if reference is None or reference.estimate is None:
        yield "Mark the group that the others are compared with."
    if limit is not None and limit.is_default:
        yield (
            f"Nobody has set a limit for this claim, so {plain(limit.value)}{limit.unit} is used, "
            "the number in our rules."
        )
    schemes = sorted({line.result.scheme for line in lines} - {""})
    yield from (SCHEMES[one].note for one in schemes if one == FITZPATRICK)
    if len(schemes) > 1:
        yield from filter(None, [comparing_note(schemes[0], schemes[1])])
    yield from _unknown_share(lines)


def _unknown_share(lines: tuple[GroupLine, ...]) -> Iterator[str]:
    """Say how many of those tested have no group recorded: it tells how good the data is."""
    unknown = sum(line.result.n or 0 for line in lines if line.is_unknown)
    if unknown:
        everyone = sum(line.result.n or 0 for line in lines)
        share = (Decimal(100 * unknown) / everyone).quantize(Decimal("0.1"))
        yield (
            f"{count(unknown, 'person', 'people')} of {everyone:,} tested ({plain(share)}%) "
            "have no group recorded."
        )
