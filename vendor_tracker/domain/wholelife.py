"""What a product costs over its whole life, year by year: cash, real and present value.

Amounts of lines are prices of the day on which the life begins. Year 0 is the set-up and is
not discounted; the years of use follow. A line without a figure is counted, never as nought.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date
from decimal import ROUND_HALF_EVEN, Context, Decimal
from itertools import repeat
from operator import add
from typing import Any, NamedTuple

from vendor_tracker.domain import vat as vats
from vendor_tracker.domain.dates import add_months
from vendor_tracker.domain.discounting import ONE, Rates
from vendor_tracker.domain.money import PENNY, ZERO, Money
from vendor_tracker.domain.vocabulary import Charge, Coded, VatRecoverable
from vendor_tracker.domain.workingdays import ONE_DAY

_HUNDRED = Decimal(100)
_YEAR = 12
# Rounds to the penny, a half penny to the even one; quicker than looking up the way each time.
_to_penny = Context(prec=28, rounding=ROUND_HALF_EVEN).quantize
# The amounts of some years in every basis.
_Rows = list[list[Money]]


class Part(Coded):
    """How a cost came into the total."""

    quoted = "quoted", "Quoted", "The supplier named it without being asked"
    asked = "asked", "Disclosed when asked", "The supplier named it once we asked"
    ours = "ours", "Ours to foresee", "No supplier could have told us"
    hidden = "hidden", "Hidden", "The supplier could have told us in time, and did not"
    allowance = "allowance", "Allowance for risk", "What we add, because plans are too hopeful"


class Basis(Coded):
    """In which prices a total is told."""

    real = "real", "Prices of year 1", "Without the general rise of prices"
    cash = "cash", "Cash", "As it will be paid, with rises"
    present = "present", "Present value", "What later money is worth today"


@dataclass(frozen=True, slots=True)
class Life:
    """Over which years a product is counted, and what prices do meanwhile."""

    starts_on: date
    years: int
    # General rise of prices, in percent a year.
    inflation: Decimal = ZERO
    # Allowance for risk on lines that are not fixed by a contract, in percent.
    allowance: Decimal = ZERO

    def first_day(self, year: int) -> date:
        """Return the first day of a year of use; year 1 begins with the life."""
        return add_months(self.starts_on, _YEAR * (year - 1))

    @property
    def last_day(self) -> date:
        """Return the last day that is counted."""
        return self.first_day(self.years + 1) - ONE_DAY


@dataclass(frozen=True, slots=True)
class LifeLine:
    """One cost line, as far as the whole life needs it; no amount means no figure."""

    reference: str
    name: str
    amount: Money | None
    charge: Charge = Charge.yearly
    part: Part = Part.quoted
    vat_rate: Decimal | None = None
    recoverable: VatRecoverable = VatRecoverable.unclear
    starts_on: date | None = None
    ends_on: date | None = None
    # Yearly rise that the contract sets, in percent; None: it rises as prices do.
    rise: Decimal | None = None
    is_fixed: bool = False
    # The most it may rise in a year; None: no limit is recorded.
    cap: Decimal | None = None
    # What it may come to at least and at most, where the price is not sure.
    low: Money | None = None
    high: Money | None = None
    # Grows with how much the product is used.
    is_by_use: bool = False
    # What it comes to when the product is used twice as much; None: twice its amount.
    twice: Money | None = None
    # Paid once when the use ends, such as leaving; so long as no day is given.
    is_last: bool = False


@dataclass(frozen=True, slots=True)
class Amounts:
    """One sum in every basis, each rounded to the penny."""

    cash: Money = ZERO
    real: Money = ZERO
    present: Money = ZERO

    def __add__(self, other: "Amounts") -> "Amounts":
        """Add basis by basis."""
        return Amounts(self.cash + other.cash, self.real + other.real, self.present + other.present)

    def __sub__(self, other: "Amounts") -> "Amounts":
        """Take away basis by basis."""
        return Amounts(self.cash - other.cash, self.real - other.real, self.present - other.present)

    def of(self, basis: Basis) -> Money:
        """Return the sum in one basis."""
        return {Basis.cash: self.cash, Basis.real: self.real, Basis.present: self.present}[basis]


def year_name(number: int) -> str:
    """Return what a year is called: the first is the set-up."""
    return "Set-up" if number == 0 else f"Year {number}"


@dataclass(slots=True)
class Year:
    """What falls into one year: by part, and how many lines have no figure."""

    number: int
    parts: dict[Part, Amounts] = field(default_factory=dict)
    unknown: int = 0

    @property
    def total(self) -> Amounts:
        """Return the sum of its parts."""
        return sum(self.parts.values(), Amounts())

    def add(self, part: Part, amounts: Amounts) -> None:
        """Add to one of its parts."""
        self.parts[part] = self.parts.get(part, Amounts()) + amounts


@dataclass(frozen=True, slots=True)
class LineTotal:
    """What one line comes to over the life, without any allowance; None: it has no figure."""

    line: LifeLine
    total: Amounts | None
    # The years into which it falls.
    years: tuple[int, ...]
    allowance: Amounts = Amounts()


@dataclass(frozen=True, slots=True)
class WholeLife:
    """The whole life in years and in lines."""

    life: Life
    rates: Rates
    with_vat: bool
    years: tuple[Year, ...]
    lines: tuple[LineTotal, ...]

    @property
    def total(self) -> Amounts:
        """Return the sum of all years; while lines have no figure, it is at least so much."""
        return sum((year.total for year in self.years), Amounts())

    def part(self, part: Part) -> Amounts:
        """Return what one part comes to."""
        return sum((year.parts.get(part, Amounts()) for year in self.years), Amounts())

    @property
    def unknown(self) -> tuple[LifeLine, ...]:
        """Return the lines without a figure."""
        return tuple(one.line for one in self.lines if one.total is None)

    @property
    def vat_unclear(self) -> tuple[LifeLine, ...]:
        """Return the lines of which nobody has said whether or how much VAT comes back."""
        return tuple(
            one.line
            for one in self.lines
            if one.total and vats.is_open(one.line.vat_rate, one.line.recoverable)
        )


class Falls(NamedTuple):
    """The years into which a line falls, and what one pound of it comes to in each."""

    years: tuple[int, ...]
    cash: tuple[Decimal, ...]
    real: tuple[Decimal, ...]
    present: tuple[Decimal, ...]


class Shares:
    """Where lines fall: worked out once for all that are alike in dates, rise and VAT."""

    def __init__(self, life: Life, rates: Rates, *, with_vat: bool) -> None:
        """Look up once what later money is worth."""
        self._life, self._with_vat = life, with_vat
        self._first_days = [life.first_day(number) for number in range(life.years + 2)]
        self._factors = [rates.factor(number) for number in range(life.years + 1)]
        self._general = [_grown(life.inflation, number) for number in range(life.years + 1)]
        self._known: dict[Any, Falls] = {}

    def of(self, line: LifeLine) -> Falls:
        """Return the years into which a line falls, with one pound of it in each."""
        vat = _vat_we_bear(line) if self._with_vat else ZERO
        key = (line.charge, line.starts_on, line.ends_on, line.is_last, line.rise, vat)
        found = self._known.get(key)
        if found is None:
            made = tuple(zip(*self._made(line, ONE + vat / _HUNDRED), strict=True))
            found = self._known[key] = Falls(*(made or ((), (), (), ())))
        return found

    def _made(self, line: LifeLine, vat: Decimal) -> Iterator[tuple[Any, ...]]:
        for year, share in self._once(line) if line.charge is Charge.one_off else self._each(line):
            real, general = share * vat, self._general[year]
            cash = real * general
            if line.rise is not None:
                cash = real * _grown(line.rise, year)
                real = cash / general
            yield year, cash, real, real * self._factors[year]

    def _each(self, line: LifeLine) -> Iterator[tuple[int, Decimal]]:
        """Return the years of a yearly cost, each with the part of the year it covers."""
        for number in range(1, self._life.years + 1):
            first, last = self._first_days[number], self._first_days[number + 1] - ONE_DAY
            begins, ends = max(first, line.starts_on or first), min(last, line.ends_on or last)
            days, covered = (last - first).days + 1, (ends - begins).days + 1
            if covered > 0:
                yield number, Decimal(covered) / Decimal(days)

    def _once(self, line: LifeLine) -> Iterator[tuple[int, Decimal]]:
        """Return the year of a cost that is paid once; nothing if it falls after the life."""
        years, paid_on = self._life.years, line.starts_on
        if paid_on is None and line.is_last:
            yield years, ONE
        elif paid_on is None or paid_on <= self._life.starts_on:
            yield 0, ONE
        elif paid_on < self._first_days[years + 1]:
            yield next(n for n in range(years, 0, -1) if self._first_days[n] <= paid_on), ONE


def whole_life(
    lines: Iterable[LifeLine], life: Life, rates: Rates, *, with_vat: bool = False
) -> WholeLife:
    """Work out what these lines come to over a life; the order of the lines does not matter."""
    shares, added = Shares(life, rates, with_vat=with_vat), life.allowance / _HUNDRED
    years = tuple(Year(number) for number in range(life.years + 1))
    sums: dict[tuple[tuple[int, ...], Part], _Rows] = {}
    found = []
    for line in lines:
        numbers, *factors = shares.of(line)
        if line.amount is None:
            for number in numbers:
                years[number].unknown += 1
            found.append(LineTotal(line, None, numbers))
            continue
        rows = [pence(line.amount, row) for row in factors]
        own, more = _put(sums, (numbers, line.part), rows), Amounts()
        if added and not line.is_fixed:
            risk = [pence(added, row) for row in rows]
            more = _put(sums, (numbers, Part.allowance), risk)
        found.append(LineTotal(line, own, numbers, more))
    for (numbers, part), rows in sums.items():
        for number, *amounts in zip(numbers, *rows, strict=True):
            years[number].add(part, Amounts(*amounts))
    return WholeLife(life, rates, with_vat, years, tuple(found))


def pence(amount: Decimal, factors: Iterable[Decimal]) -> list[Money]:
    """Return an amount times each factor, each to the penny."""
    return list(map(_to_penny, map(amount.__mul__, factors), repeat(PENNY)))


def _put(
    sums: dict[tuple[tuple[int, ...], Part], _Rows], key: tuple[tuple[int, ...], Part], rows: _Rows
) -> Amounts:
    """Add a line to those that fall into the same years; return what it comes to itself."""
    before = sums.get(key)
    sums[key] = (
        rows if before is None else [list(map(add, *two)) for two in zip(before, rows, strict=True)]
    )
    return Amounts(*(sum(row, ZERO) for row in rows))


def _grown(percent: Decimal, number: int) -> Decimal:
    """Return how a price has grown: prices of year 1 are still those of the first day."""
    growth: Decimal = (ONE + percent / _HUNDRED) ** max(0, number - 1)
    return growth


def _vat_we_bear(line: LifeLine) -> Decimal:
    """Return the rate of VAT that does not come back; unclear counts as lost."""
    if line.recoverable is VatRecoverable.yes or line.vat_rate is None:
        return ZERO
    return line.vat_rate
