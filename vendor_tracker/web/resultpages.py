"""What the page of results by group draws and says."""

from dataclasses import dataclass
from decimal import Decimal

from vendor_tracker.domain.axes import Axis, axis_of
from vendor_tracker.domain.facts import ClaimFacts
from vendor_tracker.domain.fairness import (
    AttributeTable,
    GapLimit,
    GroupLine,
    limit_of,
    tables_of,
)
from vendor_tracker.domain.figures import plain
from vendor_tracker.domain.groups import scheme_label
from vendor_tracker.domain.plausible import is_share
from vendor_tracker.domain.settings import Limits
from vendor_tracker.domain.vocabulary import Direction, Verdict
from vendor_tracker.domain.wording import capital

COLOURS = {
    Verdict.meets: "green",
    Verdict.cannot_tell: "yellow",
    Verdict.not_shown: "red",
    Verdict.fails: "red",
    Verdict.not_checkable: "grey",
}


@dataclass(frozen=True, slots=True)
class AttributeView:
    """The groups of one attribute, ready to be drawn on one scale."""

    table: AttributeTable
    axis: Axis
    # Where a group would be just within our limit.
    bar: Decimal | None

    @property
    def against(self) -> str:
        """Return what the groups are compared with, as a key begins."""
        return capital(self.table.against)

    @property
    def says(self) -> str:
        """Return the drawing in words."""
        words = [_drawn(line, self.axis.unit) for line in self.table.lines]
        if self.table.level is not None:
            level = f"{plain(self.table.level)}{self.axis.unit}"
            words.append(f"compared with {self.table.against}, {level}")
        if self.bar is not None:
            words.append(f"our limit at {plain(self.bar)}{self.axis.unit}")
        return "; ".join(words) + "."


def views_of(claim: ClaimFacts, limits: Limits) -> tuple[AttributeView, ...]:
    """Return every attribute of a claim ready to be drawn."""
    limit = limit_of(claim, limits)
    return tuple(_view(claim, table, limit) for table in tables_of(claim, limits))


def verdict_words(line: GroupLine) -> str:
    """Return the one word about a group in a table."""
    if line.is_unknown:
        return "Not compared"
    return "Compared with" if line.verdict is None else line.verdict.label


def scheme_words(line: GroupLine) -> str:
    """Return which list a group stands in."""
    return scheme_label(line.result.scheme) if line.result.scheme else "as given"


def gap_words(line: GroupLine, unit: str) -> str:
    """Return how far a group is from the one that it is compared with."""
    if line.gap is None or line.is_unknown or line.verdict is None:
        return ""
    if line.gap == 0:
        return "the same"
    return f"{plain(abs(line.gap))}{unit} {'worse' if line.gap > 0 else 'better'}"


def _view(claim: ClaimFacts, table: AttributeTable, limit: GapLimit | None) -> AttributeView:
    bar = None
    if limit is not None and table.level is not None and claim.direction is not None:
        lower = claim.direction is Direction.lower
        bar = table.level + limit.value if lower else table.level - limit.value
    figures = [figure for line in table.lines for figure in _figures(line)]
    axis = axis_of([*figures, table.level, bar], is_share=is_share(claim.metric))
    return AttributeView(table, axis, bar)


def _figures(line: GroupLine) -> tuple[Decimal | None, ...]:
    return line.result.estimate, line.low, line.high


def _drawn(line: GroupLine, unit: str) -> str:
    result = line.result
    if result.estimate is None:
        return f"{result.subgroup}: no figure"
    words = f"{result.subgroup} {plain(result.estimate)}{unit}"
    if line.low is None or line.high is None:
        return f"{words}, no range"
    return f"{words}, range {plain(line.low)} to {plain(line.high)}{unit}"
