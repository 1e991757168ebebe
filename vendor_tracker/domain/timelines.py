"""The course of one contract as a line: where each day stands on it, and what is written there."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

# Two numbers nearer than this, in percent of the line, would run into each other on a phone.
_APART = 8.0
_MOST_TICKS = 8


@dataclass(frozen=True, slots=True)
class Point:
    """One day of a contract, in words."""

    on: date
    label: str
    detail: str = ""


@dataclass(frozen=True, slots=True)
class Mark:
    """A point in its place: how far along in percent, and in which row its number stands."""

    number: int
    point: Point
    at: float
    row: int


@dataclass(frozen=True, slots=True)
class Line:
    """The whole drawing."""

    marks: Sequence[Mark]
    rows: int
    # Where the term begins and ends, and how far extensions reach; None where it is not known.
    term: tuple[float, float] | None
    extension: tuple[float, float] | None
    # How far along today is, when it lies on the line.
    today: float | None
    years: Sequence[tuple[int, float]]


@dataclass(frozen=True, slots=True)
class Term:
    """The days between which a contract holds."""

    starts_on: date | None = None
    ends_on: date | None = None
    extends_to: date | None = None


def draw(points: Iterable[Point], term: Term, today: date) -> Line | None:
    """Place points on a line from the first day to the last; None while fewer than two days."""
    ordered = sorted(points, key=lambda one: one.on)
    days = [point.on for point in ordered]
    if len(set(days)) < 2:
        return None
    scale = _Scale(days[0], days[-1])
    marks, ends = [], list[float]()
    for number, point in enumerate(ordered, 1):
        at = scale.at(point.on)
        row = next((n for n, end in enumerate(ends) if at - end >= _APART), len(ends))
        ends[row : row + 1] = [at]
        marks.append(Mark(number, point, at, row))
    is_on_it = days[0] <= today <= days[-1]
    return Line(
        tuple(marks),
        len(ends),
        scale.span(term.starts_on, term.ends_on),
        scale.span(term.ends_on, term.extends_to),
        scale.at(today) if is_on_it else None,
        scale.years(),
    )


@dataclass(frozen=True, slots=True)
class _Scale:
    first: date
    last: date

    def at(self, on: date) -> float:
        """Return how far along a day is, with a little room at either end."""
        share = (on - self.first).days / (self.last - self.first).days
        return round(2 + 96 * min(max(share, 0.0), 1.0), 2)

    def span(self, start: date | None, end: date | None) -> tuple[float, float] | None:
        if start is None or end is None or end <= start:
            return None
        return self.at(start), self.at(end)

    def years(self) -> tuple[tuple[int, float], ...]:
        """Return the years that begin on the line, at most so many that they can be read."""
        begun = range(self.first.year + 1, self.last.year + 1)
        step = -(-len(begun) // _MOST_TICKS) or 1
        return tuple((year, self.at(date(year, 1, 1))) for year in begun[::step])
