"""What a product costs over its whole life, year by year: cash, real and present value.

Amounts of lines are prices of the day on which the life begins. Year 0 is the set-up and is
not discounted; the years of use follow. A line without a figure is counted, never as nought.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from vendor_tracker.domain.dates import add_months
from vendor_tracker.domain.discounting import ONE, Rates
from vendor_tracker.domain.money import ZERO, Money, to_pence
from vendor_tracker.domain.vocabulary import Charge, Coded, VatRecoverable
from vendor_tracker.domain.workingdays import ONE_DAY

_HUNDRED = Decimal(100)
_YEAR = 12


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
        return tuple(one.line for one in self.lines if one.total and _vat_is_unclear(one.line))


def whole_life(
    lines: Iterable[LifeLine], life: Life, rates: Rates, *, with_vat: bool = False
) -> WholeLife:
    """Work out what these lines come to over a life; the order of the lines does not matter."""
    years = [Year(number) for number in range(life.years + 1)]
    found: list[LineTotal] = []
    for line in lines:
        shares = _shares(line, life)
        if line.amount is None:
            for number, _ in shares:
                years[number].unknown += 1
            found.append(LineTotal(line, None, tuple(number for number, _ in shares)))
            continue
        total = Amounts()
        for number, share in shares:
            amounts = _amounts(line, number, share, life, rates, with_vat=with_vat)
            years[number].add(line.part, amounts)
            if life.allowance and not line.is_fixed:
                years[number].add(Part.allowance, _share_of(amounts, life.allowance))
            total += amounts
        found.append(LineTotal(line, total, tuple(number for number, _ in shares)))
    return WholeLife(life, rates, with_vat, tuple(years), tuple(found))


def _shares(line: LifeLine, life: Life) -> Sequence[tuple[int, Decimal]]:
    """Return the years into which a line falls, each with the part of the year it covers."""
    if line.charge is Charge.one_off:
        return _once(line, life)
    found = []
    for number in range(1, life.years + 1):
        first, last = life.first_day(number), life.first_day(number + 1) - ONE_DAY
        begins = first if line.starts_on is None else max(first, line.starts_on)
        ends = last if line.ends_on is None else min(last, line.ends_on)
        days, covered = (last - first).days + 1, (ends - begins).days + 1
        if covered > 0:
            found.append((number, Decimal(covered) / Decimal(days)))
    return found


def _once(line: LifeLine, life: Life) -> Sequence[tuple[int, Decimal]]:
    """Return the year of a cost that is paid once; nothing if it falls after the life."""
    paid_on = line.starts_on
    if paid_on is None and line.is_last:
        return [(life.years, ONE)]
    if paid_on is None or paid_on <= life.starts_on:
        return [(0, ONE)]
    if paid_on > life.last_day:
        return []
    number = next(n for n in range(life.years, 0, -1) if life.first_day(n) <= paid_on)
    return [(number, ONE)]


def _amounts(
    line: LifeLine, number: int, share: Decimal, life: Life, rates: Rates, *, with_vat: bool
) -> Amounts:
    general = _grown(life.inflation, number)
    own = general if line.rise is None else _grown(line.rise, number)
    base = (line.amount or ZERO) * share
    if with_vat:
        base *= ONE + _vat_we_bear(line) / _HUNDRED
    cash = base * own
    real = cash / general
    return Amounts(to_pence(cash), to_pence(real), to_pence(real * rates.factor(number)))


def _share_of(amounts: Amounts, percent: Decimal) -> Amounts:
    part = percent / _HUNDRED
    return Amounts(*(to_pence(one * part) for one in (amounts.cash, amounts.real, amounts.present)))


def _grown(percent: Decimal, number: int) -> Decimal:
    """Return how a price has grown: prices of year 1 are still those of the first day."""
    growth: Decimal = (ONE + percent / _HUNDRED) ** max(0, number - 1)
    return growth


def _vat_we_bear(line: LifeLine) -> Decimal:
    """Return the rate of VAT that does not come back; unclear counts as lost."""
    if line.recoverable is VatRecoverable.yes or line.vat_rate is None:
        return ZERO
    return line.vat_rate


def _vat_is_unclear(line: LifeLine) -> bool:
    return line.vat_rate is None or line.recoverable is VatRecoverable.unclear
