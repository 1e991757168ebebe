"""What the pages about the whole life of a product show, from what was read."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby

from vendor_tracker.domain.benefits import BenefitRow
from vendor_tracker.domain.benefitwords import Net
from vendor_tracker.domain.discounting import Rates
from vendor_tracker.domain.lifelines import work_out
from vendor_tracker.domain.lifetotals import total_in
from vendor_tracker.domain.lifewords import (
    Headline,
    at_least,
    headline,
    hidden_share,
    sentence,
    steps,
    times,
    whole_pounds,
)
from vendor_tracker.domain.money import ZERO, Money
from vendor_tracker.domain.scenarios import Scenario, between, scenarios, swings
from vendor_tracker.domain.settings import Limits
from vendor_tracker.domain.wholelife import (
    Basis,
    LifeLine,
    LineTotal,
    Part,
    WholeLife,
    Year,
    year_name,
)
from vendor_tracker.domain.wording import count
from vendor_tracker.storage.queries.wholelife import LifeDetail, LifeRow

# In a long ledger only the largest lines of a part stand by name in the drawing.
_ALL_NAMED, _NAMED = 20, 5
FILLS = {
    Part.quoted: "a",
    Part.asked: "d",
    Part.ours: "c",
    Part.hidden: "b",
    Part.allowance: "rest",
}


@dataclass(frozen=True, slots=True)
class Step:
    """One step from the quote to the whole: where it begins and how far it reaches."""

    part: Part
    fill: str
    start: Money
    amount: Money
    # The line that it stands for; an allowance is of no line.
    line: LifeLine | None = None
    row: LifeRow | None = None
    # Of how many smaller lines it is the sum.
    rest: int = 0


@dataclass(frozen=True, slots=True)
class YearRow:
    """One year in figures: what is disclosed, hidden, without a figure, and in all."""

    label: str
    disclosed: Money
    hidden: Money
    unknown: int
    total: Money
    says: str


@dataclass(frozen=True, slots=True)
class WayRow:
    """One way in which things may go: its total, and what that adds."""

    name: str
    total: str
    more: str
    note: str
    # What is left of the planned benefits; empty when none is told in money.
    net: str = ""


@dataclass(frozen=True, slots=True)
class UnsureRow:
    """One line whose price is not sure: between which sums it moves the total."""

    line: LifeLine
    row: LifeRow
    low: Money
    high: Money
    # What it comes to at the likely price.
    likely: Money

    @property
    def widest(self) -> Money:
        """Return how far it moves the total, to the side on which it moves it most."""
        return max(self.likely - self.low, self.high - self.likely)


@dataclass(frozen=True, slots=True)
class LifePage:
    """The whole life of one product, ready to be shown."""

    found: WholeLife
    basis: Basis
    # The known total, and what was hidden of it.
    total: Money
    hidden: Money
    headline: Headline
    # Whether somebody set the years, or they are only assumed.
    is_assumed: bool
    sentence: str
    steps: tuple[Step, ...]
    years: tuple[YearRow, ...]
    blank: tuple[tuple[LifeLine, LifeRow, str], ...]
    vat_unclear: tuple[LifeLine, ...]
    ways: tuple[WayRow, ...]
    unsure: tuple[UnsureRow, ...]
    # The least and the most of the whole, in words; empty when every known price is sure.
    between: str
    # The same in the other ways of counting: words and amount.
    others: tuple[tuple[str, str], ...]

    @property
    def figures(self) -> list[tuple[str, str, str]]:
        """Return the figures at the top, each with its words and the part of the page about it."""
        head = self.headline
        unknown = count(head.unknown, "line") if head.unknown else "none"
        return [
            (whole_pounds(head.quoted) if head.quoted else "no quote", "quoted", "#steps"),
            (self.total_words, "over its whole life", "#steps"),
            (f"{times(head) or 'not known'}", "times the quote", "#steps"),
            (hidden_share(head), "hidden", "#columns"),
            (unknown, "without a figure", "#blank" if head.unknown else "#steps"),
        ]

    @property
    def not_hidden(self) -> Money:
        """Return the rest of what is known."""
        return self.total - self.hidden

    @property
    def total_words(self) -> str:
        """Return the total in words."""
        return at_least(self.total, len(self.found.unknown))

    @property
    def longest(self) -> Money:
        """Return the most that falls into one year."""
        return max((row.total for row in self.years), default=ZERO)


def page_of(
    detail: LifeDetail,
    on: date,
    limits: Limits,
    *,
    basis: Basis,
    with_vat: bool,
    rates: Rates | None = None,
) -> LifePage:
    """Return the whole life of a product ready to be shown."""
    rows = {row.facts.reference: row for row in detail.rows}
    found = work_out(detail.told, on, limits, with_vat=with_vat, rates=rates)
    head = headline(found, basis)
    return LifePage(
        found=found,
        basis=basis,
        total=head.total,
        hidden=head.hidden,
        headline=head,
        is_assumed=detail.told.plan is None,
        sentence=sentence(found, basis),
        steps=_steps(found, basis, rows),
        years=tuple(_year(year, basis) for year in found.years),
        blank=tuple(
            (one.line, rows[one.line.reference], _years_words(one.years))
            for one in found.lines
            if one.total is None
        ),
        vat_unclear=found.vat_unclear if with_vat else (),
        ways=_ways(found, head, basis, detail.benefits),
        unsure=_unsure(found, basis, rows),
        between=_between(found, basis),
        others=_others(found, basis),
    )


def _steps(found: WholeLife, basis: Basis, rows: dict[str, LifeRow]) -> tuple[Step, ...]:
    """Return the steps from the quote to the whole, small lines of a kind in one."""
    made: list[Step] = []
    start = ZERO
    for part, lines in groupby(steps(found), key=lambda one: one.line.part):
        named, rest = _largest(list(lines), found)
        for one in named:
            amount = _of(one, basis)
            line = one.line
            made.append(Step(part, FILLS[part], start, amount, line, rows[line.reference]))
            start += amount
        if rest:
            amount = sum((_of(one, basis) for one in rest), ZERO)
            made.append(Step(part, FILLS[part], start, amount, rest=len(rest)))
            start += amount
    added = found.part(Part.allowance).of(basis)
    if added:
        made.append(Step(Part.allowance, FILLS[Part.allowance], start, added))
    return tuple(made)


def _largest(
    lines: list[LineTotal], found: WholeLife
) -> tuple[Sequence[LineTotal], Sequence[LineTotal]]:
    """Return the lines of a part that stand by name, and the smaller rest."""
    if len(found.lines) <= _ALL_NAMED or len(lines) <= _NAMED + 1:
        return lines, ()
    return lines[:_NAMED], lines[_NAMED:]


def _of(one: LineTotal, basis: Basis) -> Money:
    return ZERO if one.total is None else one.total.of(basis)


def _unsure(found: WholeLife, basis: Basis, rows: dict[str, LifeRow]) -> tuple[UnsureRow, ...]:
    likely = {one.line.reference: one for one in found.lines}
    made = []
    for swing in swings(found):
        one, low, high = likely[swing.line.reference], swing.low.of(basis), swing.high.of(basis)
        middle = _of(one, basis) + one.allowance.of(basis)
        made.append(UnsureRow(swing.line, rows[swing.line.reference], low, high, middle))
    return tuple(made)


def _year(year: Year, basis: Basis) -> YearRow:
    total, none = year.total.of(basis), ZERO
    part = year.parts.get(Part.hidden)
    hidden = none if part is None else part.of(basis)
    says = at_least(total, year.unknown)
    return YearRow(year_name(year.number), total - hidden, hidden, year.unknown, total, says)


def _ways(
    found: WholeLife, head: Headline, basis: Basis, benefits: Sequence[BenefitRow]
) -> tuple[WayRow, ...]:
    return tuple(_way(one, one.total_in(basis), head, basis) for one in scenarios(found, benefits))


def _way(one: Scenario, total: Money, head: Headline, basis: Basis) -> WayRow:
    # Without what it takes to say, no difference is not "no change".
    is_known = total != head.total or not one.note
    brings = None if one.brings is None else one.brings.of(basis)
    return WayRow(
        one.name,
        at_least(total, head.unknown),
        _more(total - head.total) if is_known else "not known",
        one.note,
        "" if brings is None else Net(one.name, brings, total, head.unknown).left_words,
    )


def _more(difference: Money) -> str:
    if not difference:
        return "no change"
    return f"{'+' if difference > 0 else '−'} {whole_pounds(abs(difference))}"


def _between(found: WholeLife, basis: Basis) -> str:
    ends = between(found)
    if ends is None:
        return ""
    unknown = len(found.unknown)
    low, high = ends.low.of(basis), ends.high.of(basis)
    return f"between {whole_pounds(low)} and {at_least(high, unknown)}"


def _others(found: WholeLife, basis: Basis) -> tuple[tuple[str, str], ...]:
    unknown, total = len(found.unknown), found.total
    told = [(one.label, at_least(total.of(one), unknown)) for one in Basis if one is not basis]
    lines, with_vat = [one.line for one in found.lines], not found.with_vat
    other = total_in(basis, lines, found.life, found.rates, with_vat=with_vat)
    words = "With VAT that does not come back" if with_vat else "Without VAT"
    return (*told, (words, at_least(other, unknown)))


def _years_words(years: Sequence[int]) -> str:
    if not years:
        return "after these years"
    names = [year_name(year) for year in (years[0], years[-1])]
    return names[0] if years[0] == years[-1] else f"{names[0]} to {names[1].lower()}"
