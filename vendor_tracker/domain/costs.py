"""Costs: how each came to light, which are hidden, and what is known in all."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from vendor_tracker.domain.costsummaries import CostSummary
from vendor_tracker.domain.dossier import ProductDossier
from vendor_tracker.domain.facts import CostFacts, DecisionFacts
from vendor_tracker.domain.gates import position
from vendor_tracker.domain.making import quickly
from vendor_tracker.domain.money import ZERO, Money
from vendor_tracker.domain.settings import Limits
from vendor_tracker.domain.tiers import charged, read_tiers
from vendor_tracker.domain.vocabulary import (
    Bearer,
    Charge,
    CostCategory,
    CostStatus,
    DisclosedBy,
    Stage,
)
from vendor_tracker.domain.workingdays import ONE_DAY, add_working_days, working_days_between

_AFTER_THE_FACT = (CostStatus.late, CostStatus.found_by_us)
_OPEN = (CostStatus.not_asked, CostStatus.waiting, CostStatus.timing_not_known)


@dataclass(frozen=True, slots=True)
class Award:
    """What is known of the award: whether it is passed, on which day, planned for when."""

    is_passed: bool
    decided_on: date | None = None
    planned_on: date | None = None


def award_of(product: ProductDossier) -> Award:
    """Return what is known of a product's award."""
    return _award(product.stage, product.decisions)


@lru_cache(maxsize=512)
def _award(stage: Stage, decisions: tuple[DecisionFacts, ...]) -> Award:
    place = position(stage, decisions)
    planned = [
        decision.planned_on
        for decision in decisions
        if decision.gate == "award" and decision.decided_on is None and decision.planned_on
    ]
    return Award(place.award_passed, place.award_on, min(planned, default=None))


def amount(line: CostFacts) -> Money | None:
    """Return what a line comes to, net; None when nobody has given a figure."""
    if line.not_applicable or (line.unit_price is None and line.nil_on is not None):
        return ZERO
    tiers = read_tiers(line.tiers) if line.tiers else ()
    return charged(line.quantity, line.unit_price, tiers, line.minimum, line.most)


def status(line: CostFacts, award: Award) -> CostStatus:
    """Work out how a cost came to light, from who said what and when."""
    if line.not_applicable:
        return CostStatus.not_applicable
    if line.nil_on is not None:
        return CostStatus.nil_contradicted if _has_cost(line) else CostStatus.nil
    # That the supplier pays is an answer too, although it has no figure.
    if not is_answered(line):
        return CostStatus.not_asked if line.asked_on is None else CostStatus.waiting
    if line.disclosed_on is None or line.disclosed_by is None:
        return CostStatus.timing_not_known
    ours = line.disclosed_by == DisclosedBy.us
    if ours and line.asked_on is not None and line.asked_on < line.disclosed_on:
        return CostStatus.found_by_us
    return _against_award(line.disclosed_on, award, ours=ours)


def is_hidden(line: CostFacts, award: Award, on: date, limits: Limits) -> bool:
    """Tell whether the supplier could have told us of a cost of ours, in time, and did not."""
    if not borne_by_us(line) or _discloser(line) is not DisclosedBy.supplier:
        return False
    found = status(line, award)
    if found is CostStatus.waiting:
        return is_overdue(line, on, limits)
    return found in _AFTER_THE_FACT or found is CostStatus.nil_contradicted


def was_hidden(line: CostFacts, award: Award, on: date, limits: Limits) -> bool | None:
    """Tell whether a cost was hidden; None while nobody can say."""
    if is_hidden(line, award, on, limits):
        return True
    could_tell = _discloser(line) == DisclosedBy.supplier and borne_by_us(line)
    is_open = could_tell and status(line, award) in _OPEN
    return None if line.category is None or is_open else False


def is_foreseen_late(line: CostFacts, award: Award) -> bool:
    """Tell whether only we could have foreseen a cost, and we noticed it after the award."""
    if not borne_by_us(line) or _discloser(line) is not DisclosedBy.us:
        return False
    return status(line, award) in _AFTER_THE_FACT


def is_overdue(line: CostFacts, on: date, limits: Limits) -> bool:
    """Tell whether the supplier was asked and has taken longer to answer than we allow."""
    if line.asked_on is None or is_answered(line):
        return False
    return working_days_between(line.asked_on, on) > limits.question_working_days


def overdue_from(line: CostFacts, limits: Limits) -> date | None:
    """Return the first day on which an unanswered line is overdue."""
    if line.asked_on is None or is_answered(line):
        return None
    return add_working_days(line.asked_on, limits.question_working_days + 1)


def is_answered(line: CostFacts) -> bool:
    """Tell whether somebody gave a figure, said nil, or said that the supplier pays."""
    if line.not_applicable or line.bearer == Bearer.supplier:
        return True
    return line.unit_price is not None or line.nil_on is not None


def borne_by_us(line: CostFacts) -> bool:
    """Tell whether we pay a cost; while nobody has said, we assume that we do."""
    return line.bearer != Bearer.supplier


def has_ended(line: CostFacts, on: date) -> bool:
    """Tell whether a cost is no longer charged on a day."""
    return line.ends_on is not None and line.ends_on < on


def name_of(line: CostFacts) -> str:
    """Return what a line is for, in words that fit into a sentence."""
    if line.category is not None:
        return CostCategory(line.category).label.lower()
    return line.description or "not sorted yet"


def summarise(lines: Iterable[CostFacts], award: Award, on: date, limits: Limits) -> CostSummary:
    """Add up the lines that we bear and have not ended, hidden ones also apart."""
    ours = [line for line in lines if borne_by_us(line) and not has_ended(line, on)]
    if not ours:
        return _NOTHING
    years, once = _split(ours)
    hidden_years, hidden_once = _split(
        [line for line in ours if is_hidden(line, award, on, limits)]
    )
    late_years, late_once = _split([line for line in ours if is_foreseen_late(line, award)])
    return _SUMMARY(
        year=years.total,
        one_off=once.total,
        hidden_year=hidden_years.total,
        hidden_one_off=hidden_once.total,
        foreseen_late_year=late_years.total,
        foreseen_late_one_off=late_once.total,
        lines=len(ours),
        unknown=years.unknown + once.unknown,
        hidden_unknown=hidden_years.unknown + hidden_once.unknown,
        year_known=years.is_known,
        one_off_known=once.is_known,
    )


def change_days(lines: Iterable[CostFacts], limits: Limits) -> list[date]:
    """Return the days on which a summary of these lines may change by itself."""
    days: list[date] = []
    for line in lines:
        overdue = overdue_from(line, limits)
        if overdue is not None:
            days.append(overdue)
        if line.ends_on is not None:
            days.append(line.ends_on + ONE_DAY)
    return days


def _against_award(disclosed_on: date, award: Award, *, ours: bool) -> CostStatus:
    if not award.is_passed:
        # Until the award nothing can be late; without even a plan there is no "before".
        planned = award.planned_on is not None
        return CostStatus.before_award if planned else CostStatus.timing_not_known
    if award.decided_on is None:
        return CostStatus.timing_not_known
    if disclosed_on <= award.decided_on:
        return CostStatus.before_award
    return CostStatus.found_by_us if ours else CostStatus.late


def _has_cost(line: CostFacts) -> bool:
    return line.unit_price is not None and line.unit_price > 0


def _discloser(line: CostFacts) -> DisclosedBy | None:
    """Return who could have told of a cost first; nobody is blamed before it is sorted."""
    if line.category is None:
        return None
    return DisclosedBy.supplier if line.category.supplier_discloses else DisclosedBy.us


@dataclass(slots=True)
class Sum:
    """What lines of one kind come to, and how many of them have a figure."""

    total: Money = ZERO
    priced: int = 0
    unknown: int = 0

    @property
    def is_known(self) -> bool:
        """Tell whether there is a figure to show: nought only when every line says nil."""
        return self.priced > 0 and (self.total > 0 or not self.unknown)


def sum_of(lines: Iterable[CostFacts]) -> Sum:
    """Add up lines of one kind."""
    found = Sum()
    for line in lines:
        _add(found, line)
    return found


def _add(found: Sum, line: CostFacts) -> None:
    figure = amount(line)
    if figure is None:
        found.unknown += 1
    else:
        found.priced += 1
        found.total += figure


def _split(lines: Iterable[CostFacts]) -> tuple[Sum, Sum]:
    """Return what lines come to a year, and what once."""
    years, once = Sum(), Sum()
    for line in lines:
        _add(years if line.charge is Charge.yearly else once, line)
    return years, once


_NOTHING = CostSummary()
_SUMMARY = quickly(CostSummary)
