"""Cost lines as the whole life of a product takes them: who named them, and how."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from vendor_tracker.domain.costs import (
    Award,
    amount,
    award_of,
    borne_by_us,
    is_hidden,
    name_of,
)
from vendor_tracker.domain.discounting import Rates, rates_on
from vendor_tracker.domain.dossier import ProductDossier
from vendor_tracker.domain.drivers import at_twice_the_use, is_by_use
from vendor_tracker.domain.facts import CostFacts
from vendor_tracker.domain.lifeplans import Plan, assumed_start
from vendor_tracker.domain.money import ZERO, line_amount
from vendor_tracker.domain.settings import Limits
from vendor_tracker.domain.vocabulary import CostCategory, DisclosedBy, Known
from vendor_tracker.domain.wholelife import Life, LifeLine, Part, WholeLife, whole_life
from vendor_tracker.domain.wording import capital


@dataclass(frozen=True, slots=True)
class Told:
    """What is known of the life of one product: its plan, its contract, its lines."""

    plan: Plan | None
    # When its first contract begins, where one says so.
    contract_from: date | None
    award: Award
    lines: tuple[CostFacts, ...]


def told_of(product: ProductDossier) -> Told:
    """Return what is known of the life of a product from all that is known of it."""
    starts = [one.starts_on for one in product.contracts if one.starts_on is not None]
    return Told(product.plan, min(starts, default=None), award_of(product), product.costs)


def life_of(told: Told, on: date, limits: Limits) -> Life:
    """Return the years that are counted: as somebody set them, else as they are assumed."""
    rise, plan = Decimal(limits.price_rise), told.plan
    if plan is not None:
        return Life(plan.starts_on, plan.years, rise, plan.allowance or ZERO)
    return Life(told.contract_from or assumed_start(on), limits.life_years, rise)


def work_out(
    told: Told, on: date, limits: Limits, *, with_vat: bool = False, rates: Rates | None = None
) -> WholeLife:
    """Work out the whole life of one product as things stand on a day, by the rates in force."""
    lines = life_lines(told.lines, told.award, on, limits)
    life, rates = life_of(told, on, limits), rates or rates_on(on)
    return whole_life(lines, life, rates, with_vat=with_vat)


def life_lines(
    lines: Iterable[CostFacts], award: Award, on: date, limits: Limits
) -> tuple[LifeLine, ...]:
    """Return the lines that we bear, those that have ended among them: they were paid, too."""
    return tuple(_line(line, award, on, limits) for line in lines if borne_by_us(line))


def _line(line: CostFacts, award: Award, on: date, limits: Limits) -> LifeLine:
    return LifeLine(
        line.reference,
        line.description or capital(name_of(line)),
        amount(line),
        line.charge,
        part_of(line, award, on, limits),
        line.vat_rate,
        line.vat_recoverable,
        line.starts_on,
        line.ends_on,
        line.rise_percent,
        line.in_contract == Known.yes,
        is_last=line.category is CostCategory.K26,
        cap=line.rise_cap,
        low=line_amount(line.quantity, line.low_price),
        high=line_amount(line.quantity, line.high_price),
        is_by_use=is_by_use(line),
        twice=at_twice_the_use(line) if is_by_use(line) else None,
    )


def part_of(line: CostFacts, award: Award, on: date, limits: Limits) -> Part:
    """Return how a line came into the total: as the quote, when asked, as ours, or hidden."""
    if is_hidden(line, award, on, limits):
        return Part.hidden
    if line.disclosed_by == DisclosedBy.supplier:
        asked, told = line.asked_on, line.disclosed_on
        when_asked = asked is not None and told is not None and told >= asked
        return Part.asked if when_asked else Part.quoted
    if line.category is not None and line.category.supplier_discloses and line.nil_on is not None:
        return Part.asked
    return Part.ours
