"""Costs in words: why a line has its status, and what lines come to in all."""

from collections.abc import Callable, Iterable
from datetime import date

from vendor_tracker.domain.costs import Award, status, sum_of
from vendor_tracker.domain.facts import (
    CostFacts,
)
from vendor_tracker.domain.money import pounds
from vendor_tracker.domain.vocabulary import Charge, CostStatus, DisclosedBy
from vendor_tracker.domain.wording import count, day
from vendor_tracker.domain.workingdays import working_days_between

_WHO = {
    DisclosedBy.supplier: "The supplier told us",
    DisclosedBy.us: "We found it",
    DisclosedBy.other: "Someone else told us",
}


def why(line: CostFacts, award: Award, on: date) -> str:
    """Return the reason for the status of a line."""
    return _REASONS[status(line, award)](line, award, on)


def total_words(lines: Iterable[CostFacts], charge: Charge) -> str:
    """Return what these lines come to in all: at least so much while one lacks a figure."""
    found = sum_of(line for line in lines if line.charge == charge)
    if not found.is_known:
        return "not known"
    total = pounds(found.total)
    return f"at least {total}" if found.unknown else total


def _not_asked(_line: CostFacts, _award: Award, _on: date) -> str:
    return "Nobody has asked the supplier, so it is not known."


def _waiting(line: CostFacts, _award: Award, on: date) -> str:
    asked = line.asked_on or on
    waited = count(working_days_between(asked, on), "working day")
    return f"Asked on {day(asked)}; no answer for {waited}."


def _dated(line: CostFacts, award: Award, _on: date) -> str:
    told = _told(line)
    if award.decided_on is not None and line.disclosed_on is not None:
        if line.disclosed_on > award.decided_on:
            return f"{told}, after the award of {day(award.decided_on)}."
        return f"{told}, by the award of {day(award.decided_on)}."
    return f"{told}, and the award is still to come."


def _found(line: CostFacts, award: Award, on: date) -> str:
    if line.asked_on and line.disclosed_on and line.asked_on < line.disclosed_on:
        return f"{_told(line)}, though the supplier was asked on {day(line.asked_on)}."
    return _dated(line, award, on)


def _nil(line: CostFacts, _award: Award, on: date) -> str:
    return f"The supplier said on {day(line.nil_on or on)} that there is no such cost."


def _not_applicable(line: CostFacts, _award: Award, _on: date) -> str:
    return f"We say that there is no such cost here: {line.not_applicable}"


def _nil_contradicted(line: CostFacts, award: Award, on: date) -> str:
    return f"{_nil(line, award, on)[:-1]}, and there is one."


def _timing_not_known(line: CostFacts, award: Award, _on: date) -> str:
    if line.disclosed_by is None:
        return "It is not noted who told us of it first."
    if line.disclosed_on is None:
        return "It is not noted when we learned of it."
    if award.is_passed:
        return "The day of the award is not known."
    return "No award is planned, so there is no “before” yet."


def _told(line: CostFacts) -> str:
    who = _WHO[line.disclosed_by or DisclosedBy.other]
    return who if line.disclosed_on is None else f"{who} on {day(line.disclosed_on)}"


_REASONS: dict[CostStatus, Callable[[CostFacts, Award, date], str]] = {
    CostStatus.not_asked: _not_asked,
    CostStatus.waiting: _waiting,
    CostStatus.before_award: _dated,
    CostStatus.late: _dated,
    CostStatus.found_by_us: _found,
    CostStatus.nil: _nil,
    CostStatus.nil_contradicted: _nil_contradicted,
    CostStatus.not_applicable: _not_applicable,
    CostStatus.timing_not_known: _timing_not_known,
}
