"""Payments: whether each is explained, and what the cost lines foresee for a year."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from vendor_tracker.domain.costs import amount, borne_by_us
from vendor_tracker.domain.dates import add_months
from vendor_tracker.domain.errors import Refused
from vendor_tracker.domain.facts import CostFacts
from vendor_tracker.domain.money import MOST, ZERO, Money, vat_amount
from vendor_tracker.domain.plausible import must_not_follow
from vendor_tracker.domain.vocabulary import Charge, PaymentState
from vendor_tracker.domain.wording import count, listed

_MONTHS = 12


@dataclass(frozen=True, slots=True)
class Foreseen:
    """What cost lines foresee for one calendar year, and what keeps the figure from being whole.

    VAT is in it where its rate was stated; the other lines stand in it without any.
    """

    year: int
    amount: Money = ZERO
    lines: int = 0
    # Due in the year, and nobody has given a figure: never counted as nothing.
    unpriced: int = 0
    without_vat: int = 0
    # Charged once, and nobody has said when: in no year.
    undated: int = 0

    @property
    def is_at_least(self) -> bool:
        """Tell whether the lines may come to more than the figure."""
        return bool(self.unpriced or self.without_vat or self.undated)

    @property
    def doubts(self) -> str:
        """Return in words what keeps the figure from being whole; empty when it is."""
        parts = (
            (self.unpriced, count(self.unpriced, "line") + " without a figure"),
            (self.without_vat, "VAT not stated on " + count(self.without_vat, "line")),
            (self.undated, count(self.undated, "one-off line") + " without a day"),
        )
        return listed([words for number, words in parts if number])


@dataclass(frozen=True, slots=True)
class Paid:
    """How many payments there are, what they come to, and which part nobody has explained."""

    payments: int = 0
    paid: Money = ZERO
    unexplained: int = 0
    unexplained_paid: Money = ZERO


@dataclass(frozen=True, slots=True)
class YearCompared:
    """What was paid in a calendar year beside what the cost lines foresee for it."""

    year: int
    paid: Paid
    foreseen: Foreseen


def state_of(*, has_live_cost: bool, dismissed_reason: str) -> PaymentState:
    """Tell whether a payment is explained; a line that was put away explains no longer."""
    if has_live_cost:
        return PaymentState.explained
    return PaymentState.dismissed if dismissed_reason.strip() else PaymentState.unexplained


def foreseen_in(lines: Iterable[CostFacts], year: int) -> Foreseen:
    """Add up what falls due in a year, with the VAT that is stated.

    A yearly charge counts once in each year, whole, on the day of the year it began; a charge
    that is paid once counts in the year it starts.
    """
    total, due, unpriced, without_vat, undated = ZERO, 0, 0, 0, 0
    for line in lines:
        if not borne_by_us(line):
            continue
        if line.charge != Charge.yearly and line.starts_on is None:
            undated += 1
        if not is_due_in(line, year):
            continue
        due += 1
        net = amount(line)
        if net is None:
            unpriced += 1
            continue
        vat = vat_amount(net, line.vat_rate)
        total += net + (vat or ZERO)
        without_vat += vat is None and net != ZERO
    return Foreseen(year, total, due, unpriced, without_vat, undated)


def is_due_in(line: CostFacts, year: int) -> bool:
    """Tell whether a line falls due in a calendar year."""
    start, end = line.starts_on, line.ends_on
    if line.charge != Charge.yearly:
        return start is not None and start.year == year
    if start is None:
        return end is None or year <= end.year
    if year < start.year:
        return False
    due = add_months(start, _MONTHS * (year - start.year))
    return end is None or due <= end


def compared(paid: Mapping[int, Paid], lines: Iterable[CostFacts]) -> list[YearCompared]:
    """Put what was paid beside what the lines foresee, the last year first."""
    known = list(lines)
    years = sorted(paid, reverse=True)
    return [YearCompared(year, paid[year], foreseen_in(known, year)) for year in years]


def total_of(years: Iterable[Paid]) -> Paid:
    """Add up what was paid in several years."""
    found = list(years)
    return Paid(
        sum(one.payments for one in found),
        sum((one.paid for one in found), ZERO),
        sum(one.unexplained for one in found),
        sum((one.unexplained_paid for one in found), ZERO),
    )


def check_payment(payment: Mapping[str, Any], today: date) -> None:
    """Refuse in words a payment that cannot be right, by the names of its columns."""
    if payment["supplier_id"] is None:
        raise Refused("Say which supplier was paid.", field="supplier")
    if payment["paid_on"] is None:
        raise Refused("Say on which day it was paid.", field="paid_on")
    must_not_follow(today, payment["paid_on"], "The day of the payment", "paid_on")
    if payment["amount"] is None:
        raise Refused("Enter what was paid, such as 1,234.50.", field="amount")
    if abs(payment["amount"]) > MOST:
        raise Refused("That amount is too large to be right.", field="amount")
