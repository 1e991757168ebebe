"""What pages show of the benefits of a case: plan against actual, and money against cost."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from vendor_tracker.domain.benefits import BenefitRow, Worth, is_unmeasured, worth_of
from vendor_tracker.domain.benefitwords import Net, left_out, net_sentence, nets
from vendor_tracker.domain.figures import plain
from vendor_tracker.domain.wholelife import WholeLife
from vendor_tracker.domain.wording import day

_HUNDRED, _WHOLE = Decimal(100), Decimal(1)


@dataclass(frozen=True, slots=True)
class BenefitView:
    """One benefit up to one day, as it is drawn and told."""

    row: BenefitRow
    is_late: bool

    @property
    def label(self) -> str:
        """Return the day and the figures, as they stand beside the drawing."""
        until = day(self.row.due_on) if self.row.due_on else "No day set"
        return f"{until}: {self.figures}"

    @property
    def figures(self) -> str:
        """Return plan and actual in words."""
        unit = f" {self.row.unit}" if self.row.unit else ""
        planned = "nothing" if self.row.planned is None else f"{plain(self.row.planned)}{unit}"
        if self.row.actual is not None:
            return f"{plain(self.row.actual)} of {planned} planned"
        return f"{planned} planned, {'not measured' if self.is_late else 'still to come'}"

    @property
    def share(self) -> str:
        """Return how much of the plan came about; empty while nobody can say."""
        if self.row.actual is None or not self.row.planned:
            return ""
        return f"{(self.row.actual * _HUNDRED / self.row.planned).quantize(_WHOLE)}%"


@dataclass(frozen=True, slots=True)
class Drawn:
    """The drawing of one benefit: its days on one scale."""

    name: str
    unit: str
    views: tuple[BenefitView, ...]

    @property
    def longest(self) -> Decimal:
        """Return the greatest figure, planned or measured."""
        figures = [one for view in self.views for one in (view.row.planned, view.row.actual)]
        return max((one for one in figures if one is not None), default=Decimal(0))

    @property
    def says(self) -> str:
        """Return the drawing in words."""
        return f"{self.name}. " + ". ".join(view.label for view in self.views)


@dataclass(frozen=True, slots=True)
class Benefits:
    """The benefits of one case, ready to be shown."""

    views: tuple[BenefitView, ...]
    drawn: tuple[Drawn, ...]
    worth: Worth
    nets: tuple[Net, ...]
    sentence: str
    left_out: str

    @property
    def late(self) -> int:
        """Return how many wait for a figure."""
        return sum(view.is_late for view in self.views)


def benefits_of(rows: Sequence[BenefitRow], found: WholeLife, on: date) -> Benefits:
    """Return the benefits of a case beside what the product costs over its life."""
    worth = worth_of(rows, found.life, found.rates)
    views = tuple(BenefitView(row, is_unmeasured(row, on)) for row in rows)
    return Benefits(
        views, _drawn(views), worth, nets(worth, found), net_sentence(worth, found),
        left_out(worth, found.life),
    )  # fmt: skip


def _drawn(views: Sequence[BenefitView]) -> tuple[Drawn, ...]:
    """Return what can be drawn, each benefit by itself: their units differ."""
    found: dict[tuple[str, str], list[BenefitView]] = {}
    for view in views:
        if view.row.planned is not None or view.row.actual is not None:
            found.setdefault((view.row.name, view.row.unit), []).append(view)
    return tuple(Drawn(name, unit, tuple(own)) for (name, unit), own in found.items())
