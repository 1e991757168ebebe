"""The ledger: every kind of cost, whether anybody asked about it or not."""

from datetime import date
from decimal import Decimal

from vendor_tracker.domain.costs import Award, amount, is_answered, status
from vendor_tracker.domain.facts import CostFacts
from vendor_tracker.domain.ledger import ledger_of
from vendor_tracker.domain.vocabulary import CostCategory, CostStatus

NO_AWARD = Award(is_passed=False)
K11, K20 = CostCategory.K11, CostCategory.K20


def test_without_lines_every_kind_was_never_asked_about() -> None:
    ledger = ledger_of([])
    assert len(ledger.entries) == len(ledger.not_asked) == 30
    assert ledger.sentence == (
        "0 of 30 kinds of cost are answered. "
        "30 kinds were never asked about: what they cost is not known."
    )


def test_a_kind_is_answered_when_each_of_its_lines_is() -> None:
    priced = CostFacts("COST-1", K11, unit_price=Decimal(5), quantity=Decimal(1))
    waiting = CostFacts("COST-2", K11, asked_on=date(2026, 9, 1))
    assert ledger_of([priced]).answered == 1
    both = ledger_of([priced, waiting])
    assert both.answered == 0
    assert "1 kind waits for a figure." in both.sentence
    assert ledger_of([CostFacts("COST-3")]).unsorted


def test_what_does_not_apply_is_answered_and_costs_nothing() -> None:
    line = CostFacts("COST-1", K20, not_applicable="No patients are paid for their time")
    assert status(line, NO_AWARD) is CostStatus.not_applicable
    assert is_answered(line)
    assert amount(line) == 0


def test_the_costs_that_always_arise_are_marked() -> None:
    always = [one.category.value for one in ledger_of([]).entries if one.always_arises]
    assert always == ["K11", "K12", "K13"]
