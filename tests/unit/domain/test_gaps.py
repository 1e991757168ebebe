"""What gaps carry, and that every rule explains itself."""

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal

import pytest

from vendor_tracker.domain.dossier import (
    ProductDossier,
    SupplierDossier,
    SupplierProductFacts,
)
from vendor_tracker.domain.facts import (
    DecisionFacts,
    PromiseFacts,
)
from vendor_tracker.domain.gaps import About, GapRule, fact, find_gaps, reach
from vendor_tracker.domain.rules import ALL_RULES, RULES_BY_CODE
from vendor_tracker.domain.settings import Limits
from vendor_tracker.domain.sources import sources_of
from vendor_tracker.domain.vocabulary import Gate, ProductFact, Severity, Side, Stage

TODAY = date(2026, 10, 6)
LIMITS = Limits()
NUMBERS = (
    (1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 12, 13, 14, 15, 16, 17, 18, 19, 20, 21, 22, 23),
    tuple(range(24, 31)),
    (*range(31, 42), 52, 56, 57, 58, 60, 61, 62, 63),
)
CODES = tuple(f"F{number:02}" for numbers in NUMBERS for number in numbers)


def test_these_are_the_rules() -> None:
    assert tuple(rule.code for rule in ALL_RULES) == CODES
    assert [rule.code for rule in ALL_RULES if rule.set_up] == ["F41"]


@pytest.mark.parametrize("rule", ALL_RULES, ids=lambda rule: rule.code)
def test_a_rule_explains_itself(rule: GapRule) -> None:
    assert not rule.title.endswith(".")
    assert rule.why.endswith(".")
    assert rule.matters.endswith(".")
    assert all(source.summary for source in sources_of(rule.source))
    assert rule.about
    assert rule.severities
    assert all(hasattr(LIMITS, name) for name in rule.uses)
    for word in ("commitment", "vendor", "threshold"):
        assert word not in f"{rule.title} {rule.why} {rule.matters}".lower()


def owed(due_on: date, stage: Stage = Stage.evaluating) -> ProductDossier:
    """Return a product with a promise of the supplier."""
    promise = PromiseFacts("PRM-1", Side.theirs, "Results", due_on=due_on)
    return ProductDossier("PRD-7", stage=stage, promises=(promise,))


def test_a_fingerprint_holds_while_days_pass_and_moves_with_a_fact() -> None:
    dossier = owed(date(2026, 9, 24))
    first = find_gaps(dossier, TODAY, ALL_RULES, LIMITS)[0][0]
    later = find_gaps(dossier, TODAY + timedelta(days=30), ALL_RULES, LIMITS)[0][0]
    moved = find_gaps(owed(date(2026, 9, 25)), TODAY, ALL_RULES, LIMITS)[0][0]
    assert first.fingerprint == later.fingerprint
    assert first.says == later.says
    assert first.fingerprint != moved.fingerprint


def test_a_fingerprint_moves_with_the_version_and_the_numbers_it_used_only() -> None:
    rule, dossier = RULES_BY_CODE["F39"], owed(date(2026, 9, 24))

    def print_of(rule: GapRule, limits: Limits) -> str:
        return find_gaps(dossier, TODAY, (rule,), limits)[0][0].fingerprint

    first = print_of(rule, LIMITS)
    assert first != print_of(replace(rule, version=rule.version + 1), LIMITS)
    assert first != print_of(rule, replace(LIMITS, days_before_award=30))
    assert first == print_of(rule, replace(LIMITS, meeting_days=30))


@pytest.mark.parametrize("stage", [Stage.watching, Stage.retired])
def test_only_products_in_play_are_heard(stage: Stage) -> None:
    assert find_gaps(owed(date(2026, 9, 24), stage), TODAY, ALL_RULES, LIMITS) == ((), None)


def test_a_rule_of_a_later_gate_stays_silent() -> None:
    pilot = (DecisionFacts("DEC-1", Gate.pilot, date(2026, 12, 1)),)
    product = ProductDossier("PRD-7", stage=Stage.evaluating, decisions=pilot)
    assert reach(product) == Gate.pilot
    late = tuple(rule for rule in ALL_RULES if rule.gate == Gate.award)
    assert find_gaps(product, TODAY, late, LIMITS)[0] == ()


def test_a_supplier_reaches_as_far_as_its_furthest_product_in_play() -> None:
    products = (
        SupplierProductFacts("PRD-1", stage=Stage.evaluating, next_gate=Gate.award),
        SupplierProductFacts("PRD-2", stage=Stage.live, next_gate=Gate.review),
        SupplierProductFacts("PRD-3", stage=Stage.watching, next_gate=Gate.shortlist),
    )
    assert reach(SupplierDossier("SUP-1", products=products)) == Gate.review
    assert reach(SupplierDossier("SUP-1", products=products[2:])) is None


def test_rules_are_asked_only_about_their_own() -> None:
    assert RULES_BY_CODE["F41"].about == (About.supplier,)
    assert RULES_BY_CODE["F07"].about == (About.product,)


def test_the_end_of_a_quiet_start_is_a_day_to_look_again() -> None:
    end = date(2026, 12, 7)
    product = ProductDossier("PRD-7", stage=Stage.live, catch_up_on=end)
    gaps, again = find_gaps(product, TODAY, ALL_RULES, LIMITS)
    assert again == end
    assert gaps
    assert all(gap.known_at_start for gap in gaps)
    gaps, again = find_gaps(product, end, ALL_RULES, LIMITS)
    assert again is None
    assert not any(gap.known_at_start for gap in gaps)
    started = replace(product, catch_up_ended_on=TODAY)
    assert not any(gap.known_at_start for gap in find_gaps(started, TODAY, ALL_RULES, LIMITS)[0])


def test_the_worst_gap_comes_first() -> None:
    product = replace(owed(date(2026, 9, 24)), stage=Stage.live)
    found = [gap.severity for gap in find_gaps(product, TODAY, ALL_RULES, LIMITS)[0]]
    assert found == sorted(found, key=lambda severity: severity.rank)
    assert found[0] == Severity.critical


@pytest.mark.parametrize(
    "value, text",
    [
        (None, ""),
        (Decimal("92.00"), "92"),
        (Decimal("1E+3"), "1000"),
        (date(2026, 10, 6), "2026-10-06"),
        (True, "yes"),
        (Stage.live, "live"),
    ],
)
def test_a_fact_has_one_spelling(value: object, text: str) -> None:
    assert fact("PRD-7", "field", value) == ("PRD-7", "field", text)


def test_a_fact_named_by_an_enumeration_is_written_as_its_plain_value() -> None:
    found = fact("PRD-7", ProductFact.int_, None)
    assert repr(found) == "('PRD-7', 'int', '')"


@pytest.mark.parametrize("stage", [Stage.shortlisted, Stage.evaluating, Stage.piloting])
def test_a_product_just_brought_in_raises_nothing_of_its_own(stage: Stage) -> None:
    assert find_gaps(ProductDossier("PRD-7", stage=stage), TODAY, ALL_RULES, LIMITS)[0] == ()


@pytest.mark.parametrize("stage", [Stage.contracted, Stage.live])
def test_no_rule_adds_more_than_one_gap_to_a_product_just_brought_in(stage: Stage) -> None:
    product = ProductDossier("PRD-7", stage=stage, catch_up_on=date(2026, 12, 7))
    gaps = find_gaps(product, TODAY, ALL_RULES, LIMITS)[0]
    codes = sorted(gap.rule_code for gap in gaps)
    assert codes == ["F08", "F26", "F29", "F30", "F31", "F32"]
    assert all(gap.known_at_start for gap in gaps)
