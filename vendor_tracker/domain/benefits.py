"""Benefits of a business case: planned by a day, measured, and told in money where they can be."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from vendor_tracker.domain.discounting import ONE, Rates
from vendor_tracker.domain.money import MOST, ZERO, Money, to_pence
from vendor_tracker.domain.productfacts import BenefitFacts
from vendor_tracker.domain.vocabulary import BenefitKind
from vendor_tracker.domain.wholelife import Amounts, Life

_HUNDRED, _TWO = Decimal(100), Decimal(2)


@dataclass(frozen=True, slots=True)
class BenefitRow:
    """What a benefit comes to in the time up to one day, as planned and as measured."""

    kind: BenefitKind
    name: str
    unit: str = ""
    due_on: date | None = None
    planned: Decimal | None = None
    actual: Decimal | None = None
    # Pounds for each unit, where it can be told in money.
    worth: Decimal | None = None
    source: str = ""

    @property
    def facts(self) -> BenefitFacts:
        """Return what rules read of it."""
        return BenefitFacts(self.name, self.unit, self.due_on, self.planned, self.actual)

    @property
    def planned_worth(self) -> Money | None:
        """Return what the plan comes to in pounds of today; None if that cannot be told."""
        return _times(self.planned, self.worth)

    @property
    def actual_worth(self) -> Money | None:
        """Return what was measured in pounds of today; None if that cannot be told."""
        return _times(self.actual, self.worth)


@dataclass(frozen=True, slots=True)
class Measured:
    """What was measured of one row; its place is that among the rows of the case."""

    place: int
    actual: Decimal | None = None
    source: str = ""


@dataclass(frozen=True, slots=True)
class Worth:
    """What the planned benefits come to over a life, and what is not in it."""

    kinds: tuple[tuple[BenefitKind, Amounts], ...] = ()
    # Rows without a plan, a day or a price.
    untold: int = 0
    # Rows that fall after the years that are counted.
    later: int = 0
    # The last year of the life for which a benefit is told in money.
    last_year: int = 0

    @property
    def total(self) -> Amounts:
        """Return the sum over all kinds."""
        return sum((amounts for _, amounts in self.kinds), Amounts())

    @property
    def half(self) -> Amounts:
        """Return what is left when only half of each benefit comes about."""
        total = self.total
        return Amounts(*(to_pence(one / _TWO) for one in (total.cash, total.real, total.present)))

    @property
    def is_told(self) -> bool:
        """Tell whether any benefit is told in money within the years."""
        return bool(self.kinds)


def worth_of(rows: Iterable[BenefitRow], life: Life, rates: Rates) -> Worth:
    """Work out what planned benefits are worth; each row falls into the year of its day."""
    kinds: dict[BenefitKind, Amounts] = {}
    untold = later = last_year = 0
    for row in rows:
        base = row.planned_worth
        if base is None or row.due_on is None:
            untold += 1
        elif row.due_on > life.last_day:
            later += 1
        else:
            year = _year_of(row.due_on, life)
            last_year = max(last_year, year)
            amounts = _amounts(base, row.kind, year, life, rates)
            kinds[row.kind] = kinds.get(row.kind, Amounts()) + amounts
    ordered = tuple((kind, kinds[kind]) for kind in BenefitKind if kind in kinds)
    return Worth(ordered, untold, later, last_year)


def has_passed(row: BenefitFacts | BenefitRow, on: date) -> bool:
    """Tell whether the day of a plan is over."""
    return row.planned is not None and row.due_on is not None and row.due_on < on


def is_unmeasured(row: BenefitFacts | BenefitRow, on: date) -> bool:
    """Tell whether the day of a plan is over, and nobody has said what came of it."""
    return row.actual is None and has_passed(row, on)


def unmeasured(rows: Sequence[BenefitRow], on: date) -> tuple[int, ...]:
    """Return the places of the rows that wait for a figure."""
    return tuple(place for place, row in enumerate(rows) if is_unmeasured(row, on))


def wrong_benefit(row: BenefitRow, today: date) -> Iterator[tuple[str, str]]:
    """Yield what cannot be right in one row, each with its box."""
    if row.planned is not None and row.planned <= 0:
        yield "planned", "Enter how much better it gets, as a number above 0."
    if row.worth is not None and row.worth < 0:
        yield "worth", "What one is worth cannot be below £0."
    if any(one is not None and abs(one) > MOST for one in (row.planned_worth, row.actual_worth)):
        yield "worth", "That comes to more pounds than can be right."
    if row.actual is not None and row.due_on is None:
        yield "due_on", "Say up to which day it was measured."
    if row.actual is not None and row.due_on is not None and row.due_on > today:
        yield "actual", "This day is still to come. Enter what was measured once it is there."


def repeated(rows: Sequence[BenefitRow]) -> Iterator[tuple[int, str]]:
    """Yield the places of rows that say the same benefit for the same day again, in words."""
    seen: dict[tuple[object, ...], int] = {}
    for place, row in enumerate(rows):
        key = (row.kind, row.name.casefold(), row.unit.casefold(), row.due_on)
        if key in seen:
            yield place, f"Row {seen[key] + 1} has this benefit for this day already."
        seen.setdefault(key, place)


def in_order(rows: Iterable[BenefitRow]) -> tuple[BenefitRow, ...]:
    """Return rows by benefit, and each benefit by its days."""
    return tuple(sorted(rows, key=lambda row: (row.name.casefold(), row.due_on or date.max)))


def by_benefit(rows: Iterable[BenefitFacts]) -> dict[tuple[str, str], list[BenefitFacts]]:
    """Return the rows of each benefit, the first day first."""
    found: dict[tuple[str, str], list[BenefitFacts]] = {}
    for row in sorted(rows, key=lambda one: (one.name.casefold(), one.due_on or date.max)):
        found.setdefault((row.name.casefold(), row.unit.casefold()), []).append(row)
    return found


def _times(figure: Decimal | None, worth: Decimal | None) -> Money | None:
    return None if figure is None or worth is None else to_pence(figure * worth)


def _year_of(on: date, life: Life) -> int:
    """Return the year of use into which a day falls; before the first it is the set-up."""
    return next((n for n in range(life.years, 0, -1) if life.first_day(n) <= on), 0)


def _amounts(base: Money, kind: BenefitKind, year: int, life: Life, rates: Rates) -> Amounts:
    """Count one benefit in every basis; what later health is worth falls by its own rate.

    Cash is what we no longer pay: free hours and better health are worth much, and no cash.
    """
    growth: Decimal = (ONE + life.inflation / _HUNDRED) ** max(0, year - 1)
    factor = rates.factor(year, health=kind is BenefitKind.health)
    cash = to_pence(base * growth) if kind is BenefitKind.money else ZERO
    return Amounts(cash, base, to_pence(base * factor))
