"""What the whole life would cost if things went otherwise, and which lines move it most."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from vendor_tracker.domain.benefits import BenefitRow, worth_of
from vendor_tracker.domain.lifetotals import TotalIn, in_every, total_in
from vendor_tracker.domain.wholelife import (
    Amounts,
    Life,
    LifeLine,
    LineTotal,
    WholeLife,
    whole_life,
)
from vendor_tracker.domain.wording import count

_MORE_YEARS = 2
_TWICE = Decimal(2)


@dataclass(frozen=True, slots=True)
class Scenario:
    """One way in which things may go: its name, its total, and what it cannot say."""

    name: str
    total_in: TotalIn
    # Why the total may still be more; empty when nothing is left out.
    note: str = ""
    # Over which years, where they are not those of the plan.
    life: Life | None = None
    # What the planned benefits come to; None when none is told in money.
    brings: Amounts | None = None

    @property
    def total(self) -> Amounts:
        """Return the total in every basis."""
        return in_every(self.total_in)


@dataclass(frozen=True, slots=True)
class Swing:
    """How far one line that is not sure moves the total."""

    line: LifeLine
    low: Amounts
    high: Amounts


@dataclass(frozen=True, slots=True)
class Between:
    """The least and the most that the whole comes to, if every line fell that way."""

    low: Amounts
    high: Amounts


def scenarios(found: WholeLife, benefits: Sequence[BenefitRow] = ()) -> tuple[Scenario, ...]:
    """Return the whole life as recorded, and as it would be if things went otherwise."""
    lines = [one.line for one in found.lines]
    made = tuple(make(found, lines) for make in (_as_recorded, _twice_used, _longer, _at_the_cap))
    worth = worth_of(benefits, found.life, found.rates)
    if not worth.is_told:
        return made
    half = Scenario("Only half of the benefits", found.total.of, brings=worth.half)
    return (*(_with_benefits(one, found, benefits) for one in made), half)


def swings(found: WholeLife) -> tuple[Swing, ...]:
    """Return the lines whose price is not sure, those first that move the total most."""
    unsure = [one.line for one in found.lines if _is_unsure(one.line)]
    low = _each(found, [_at(line, line.low) for line in unsure])
    high = _each(found, [_at(line, line.high) for line in unsure])
    made = map(Swing, unsure, low, high)
    return tuple(sorted(made, key=lambda one: one.low.real - one.high.real))


def between(found: WholeLife) -> Between | None:
    """Return the least and the most of the whole; None when every known price is sure."""
    lines = [one.line for one in found.lines]
    if not any(_is_unsure(line) for line in lines):
        return None
    low = _instead(found, lambda line: _at(line, line.low) if _is_unsure(line) else line)
    high = _instead(found, lambda line: _at(line, line.high) if _is_unsure(line) else line)
    return Between(in_every(low), in_every(high))


def _with_benefits(one: Scenario, found: WholeLife, benefits: Sequence[BenefitRow]) -> Scenario:
    """Set the planned benefits beside a scenario; more use is not taken to bring more."""
    return replace(one, brings=worth_of(benefits, one.life or found.life, found.rates).total)


def _as_recorded(found: WholeLife, _lines: Sequence[LifeLine]) -> Scenario:
    return Scenario("As recorded", found.total.of)


def _twice_used(found: WholeLife, lines: Sequence[LifeLine]) -> Scenario:
    by_use = [line for line in lines if line.is_by_use]
    note = ""
    if not any(line.amount for line in by_use):
        note = "No price by use is recorded, so it may be more."
    double = _instead(found, lambda line: _twice(line) if line.is_by_use else line)
    return Scenario("Used twice as much", double, note)


def _longer(found: WholeLife, lines: Sequence[LifeLine]) -> Scenario:
    life = replace(found.life, years=found.life.years + _MORE_YEARS)
    ended = [line for line in lines if line.ends_on and line.ends_on <= found.life.last_day]
    note = ""
    if ended:
        more = count(len(ended), "line ends", "lines end")
        note = f"{more} within the years as they are; nothing is added for what follows."
    return Scenario(
        f"{_MORE_YEARS} years longer",
        lambda basis: total_in(basis, lines, life, found.rates, with_vat=found.with_vat),
        note,
        life,
    )


def _at_the_cap(found: WholeLife, lines: Sequence[LifeLine]) -> Scenario:
    open_ended = [line for line in lines if line.amount and line.cap is None and not line.is_last]
    note = ""
    if open_ended:
        lack = count(len(open_ended), "line has", "lines have")
        note = f"{lack} no limit on rises, so it may be more."
    risen = _instead(found, lambda line: line if line.cap is None else replace(line, rise=line.cap))
    return Scenario("Prices rise as far as they may", risen, note)


def _instead(found: WholeLife, change: Callable[[LifeLine], LifeLine]) -> TotalIn:
    """Return the total with some lines changed; what stays as it is, is not worked out again."""
    moved = [(one, line) for one in found.lines if (line := change(one.line)) is not one.line]
    rest = found.total - sum((_in_all(one) for one, _ in moved), Amounts())
    lines = [line for _, line in moved]
    vat = found.with_vat
    return lambda basis: (
        rest.of(basis) + total_in(basis, lines, found.life, found.rates, with_vat=vat)
    )


def _each(found: WholeLife, lines: Iterable[LifeLine]) -> Iterable[Amounts]:
    """Return what each of these lines comes to, with its allowance."""
    return map(_in_all, whole_life(lines, found.life, found.rates, with_vat=found.with_vat).lines)


def _in_all(one: LineTotal) -> Amounts:
    return Amounts() if one.total is None else one.total + one.allowance


def _is_unsure(line: LifeLine) -> bool:
    return line.amount is not None and line.low is not None and line.high is not None


def _at(line: LifeLine, amount: Decimal | None) -> LifeLine:
    return replace(line, amount=amount)


def _twice(line: LifeLine) -> LifeLine:
    """Return a line at twice the use: bands, a least and a most make it more or less than twice."""
    if line.amount is None:
        return line
    return replace(line, amount=line.amount * _TWICE if line.twice is None else line.twice)
