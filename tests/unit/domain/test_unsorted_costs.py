"""A cost that was logged in a hurry: not sorted yet, and still part of the total."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from vendor_tracker.domain.costs import Award, is_foreseen_late, is_hidden, name_of, summarise
from vendor_tracker.domain.dossier import (
    ProductDossier,
)
from vendor_tracker.domain.facts import (
    CostFacts,
)
from vendor_tracker.domain.gaps import find_gaps
from vendor_tracker.domain.rules import ALL_RULES
from vendor_tracker.domain.settings import Limits
from vendor_tracker.domain.vocabulary import CostCategory, DisclosedBy, Stage

TODAY, AWARD = date(2026, 10, 6), Award(True, date(2026, 7, 14))
LINE = CostFacts(
    "COST-1",
    description="Interface fee",
    quantity=Decimal(1),
    unit_price=Decimal(100),
    disclosed_by=DisclosedBy.us,
    disclosed_on=date(2026, 8, 1),
)


def test_it_counts_in_the_total_and_blames_nobody() -> None:
    summary = summarise([LINE], AWARD, TODAY, Limits())
    assert summary.year == 100
    assert summary.hidden_year == summary.foreseen_late_year == 0
    assert not is_hidden(LINE, AWARD, TODAY, Limits())
    assert not is_foreseen_late(LINE, AWARD)


@pytest.mark.parametrize("code", ["F31", "F32"])
def test_it_answers_no_question_about_one_kind_of_cost(code: str) -> None:
    product = ProductDossier("PRD-7", stage=Stage.evaluating, costs=(LINE,))
    gaps, _ = find_gaps(product, TODAY, ALL_RULES, Limits())
    assert code in {gap.rule_code for gap in gaps}


def test_a_blank_one_is_named_by_its_description() -> None:
    blank = replace(LINE, unit_price=None, disclosed_by=None, disclosed_on=None)
    product = ProductDossier("PRD-7", stage=Stage.evaluating, costs=(blank,))
    gaps, _ = find_gaps(product, TODAY, ALL_RULES, Limits())
    (found,) = [gap for gap in gaps if gap.rule_code == "F35"]
    assert "Interface fee" in found.says


def test_names_fit_into_a_sentence() -> None:
    assert name_of(replace(LINE, category=CostCategory.K12)) == CostCategory.K12.label.lower()
    assert name_of(replace(LINE, description="")) == "not sorted yet"
