"""The one next best step."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from vendor_tracker.domain.checking import check_product, check_supplier
from vendor_tracker.domain.contractfacts import ContractFacts
from vendor_tracker.domain.dossier import (
    ProductDossier,
    SupplierDossier,
    SupplierProductFacts,
)
from vendor_tracker.domain.facts import (
    ClaimFacts,
    ContactFacts,
    CostFacts,
    DecisionFacts,
    EvidenceFacts,
    PromiseFacts,
)
from vendor_tracker.domain.settings import Limits
from vendor_tracker.domain.steps import NextStep, StepKind, most_urgent
from vendor_tracker.domain.vocabulary import CostCategory, EsfTier, Gate, Side, Stage

TODAY, LIMITS = date(2026, 10, 6), Limits()
AWARD = (DecisionFacts("DEC-9", Gate.award, date(2027, 1, 13)),)
LATE = PromiseFacts("PRM-31", Side.theirs, "Results", due_on=date(2026, 9, 24))
PRODUCT = ProductDossier("PRD-7", stage=Stage.evaluating, decisions=AWARD, promises=(LATE,))
LIVE = SupplierProductFacts("PRD-4", stage=Stage.live, next_gate=Gate.review)


def step_of(product: ProductDossier) -> NextStep:
    """Return the step of a product that must have one."""
    step = check_product(product, TODAY, LIMITS).next_step
    assert step is not None
    return step


def test_a_late_promise_that_a_decision_waits_for_comes_first() -> None:
    step = step_of(PRODUCT)
    assert (step.kind, step.reference) == (StepKind.promise, "PRM-31")
    assert step.reason == (
        "“Results” was due on 24 September 2026 and holds up the award decision planned for "
        "13 January 2027."
    )


def test_a_legal_gap_on_a_live_product_comes_next() -> None:
    about = {"care": "yes", "dcb0160_approved": "no"}
    live = ProductDossier("PRD-4", stage=Stage.live, about=about, catch_up_on=date(2027, 1, 1))
    assert step_of(live).kind == StepKind.legal
    asked = replace(live, about={"pd": "yes", "dpia_signed": "no"})
    assert "DPIA" in step_of(asked).reason


def test_a_product_in_catch_up_waits_for_its_first_look_and_stays_off_the_first_page() -> None:
    quiet = ProductDossier("PRD-4", stage=Stage.live, catch_up_on=date(2027, 1, 1))
    step = step_of(quiet)
    assert step.kind == StepKind.first_look
    assert step.is_quiet
    assert most_urgent([step], LIMITS) == ()


def test_the_unknown_fact_is_asked_before_the_gap_it_would_settle() -> None:
    spoken = replace(PRODUCT, promises=(), claims=(ClaimFacts("CLM-1"),))
    assert step_of(spoken).kind == StepKind.unknown_fact
    assert step_of(replace(spoken, esf_tier=EsfTier.C)).kind == StepKind.critical


def test_a_document_that_lapses_within_30_days_comes_before_a_small_gap() -> None:
    def lapsing(days: int) -> ProductDossier:
        evidence = (EvidenceFacts("EVD-1", expires_on=TODAY + timedelta(days=days)),)
        return replace(PRODUCT, promises=(), evidence=evidence)

    assert step_of(lapsing(30)).kind == StepKind.lapsing
    assert step_of(lapsing(31)).kind == StepKind.gap


@pytest.mark.parametrize(
    "facts, text",
    [
        ({}, "Name the person who answers for it"),
        ({"accountable": "Lead"}, "Say whether it guides care"),
        ({"accountable": "Lead", "esf_tier": EsfTier.A}, "Log what the supplier says it can do"),
    ],
)
def test_a_product_without_a_gap_still_has_a_beginning(facts: dict[str, object], text: str) -> None:
    product = ProductDossier("PRD-7", stage=Stage.shortlisted, **facts)  # type: ignore[arg-type]
    assert step_of(product).text == text


def test_the_first_page_shows_five_at_most_the_most_urgent_first() -> None:
    steps = [step_of(replace(PRODUCT, reference=f"PRD-{number}")) for number in range(4)]
    begin = step_of(ProductDossier("PRD-9", stage=Stage.shortlisted))
    found = most_urgent([begin, begin, *steps], LIMITS)
    assert [step.kind for step in found] == [StepKind.promise] * 4 + [StepKind.begin]


def test_a_supplier_is_chased_then_asked_for_notice_then_set_up() -> None:
    supplier = SupplierDossier(
        "SUP-1",
        products=(LIVE,),
        promises=(LATE, replace(LATE, reference="PRM-9", due_on=date(2026, 9, 1), product="PRD-4")),
        contracts=(ContractFacts("CON-1", notice_by=TODAY + timedelta(days=42)),),
        contacts=(ContactFacts("PER-1"),),
    )
    steps = [
        check_supplier(dossier, TODAY, LIMITS).next_step
        for dossier in (
            supplier,
            replace(supplier, promises=()),
            replace(supplier, promises=(), contracts=()),
        )
    ]
    references = [step.reference for step in steps if step is not None]
    assert references == ["PRM-31", "CON-1", "SUP-1"]


def test_the_step_of_a_notice_names_its_contract() -> None:
    notice_by = TODAY + timedelta(days=42)
    contract = ContractFacts("CON-1", title="Licence and support", notice_by=notice_by)
    supplier = SupplierDossier("SUP-1", products=(LIVE,), contracts=(contract,))
    step = check_supplier(supplier, TODAY, LIMITS).next_step
    assert step is not None
    assert step.reason == "Notice of CON-1 Licence and support is due by 17 November 2026."
    untitled = replace(supplier, contracts=(replace(contract, title=""),))
    step = check_supplier(untitled, TODAY, LIMITS).next_step
    assert step is not None
    assert step.reason == "Notice of CON-1 is due by 17 November 2026."


def test_costs_are_logged_once_claims_are() -> None:
    claims = (ClaimFacts("CLM-1"),)
    costs = (CostFacts("COST-1", CostCategory.K01),)
    product = replace(PRODUCT, promises=(), claims=claims, costs=costs, esf_tier=EsfTier.A)
    assert step_of(product).kind == StepKind.gap


@pytest.mark.parametrize(
    "about, text",
    [
        ({}, "Say whether staff use it in the direct care of patients"),
        ({"care": "yes"}, "Say whether our safety case (DCB0160) is approved"),
        ({"care": "no"}, "Say whether it uses personal data"),
        (
            {"care": "no", "pd": "yes"},
            "Say whether the data protection assessment (DPIA) is signed",
        ),
    ],
)
def test_what_is_not_known_of_a_legal_duty_is_asked_of_a_product_in_use(
    about: dict[str, str], text: str
) -> None:
    live = ProductDossier("PRD-7", stage=Stage.live, about=about)
    assert (step_of(live).kind, step_of(live).text) == (StepKind.unknown_fact, text)


def test_a_gap_that_waits_for_the_supplier_is_no_step_until_its_day() -> None:
    soon = (DecisionFacts("DEC-9", Gate.award, TODAY + timedelta(days=30)),)
    product = ProductDossier("PRD-7", stage=Stage.evaluating, decisions=soon)
    first = check_product(product, TODAY, LIMITS)
    gaps = {(gap.rule_code, gap.key) for gap in first.gaps}
    until = TODAY + timedelta(days=9)
    aside = replace(product, waiting=dict.fromkeys(gaps, until))
    for day, waits in ((TODAY, True), (until - timedelta(days=1), True), (until, False)):
        plain, found = check_product(product, day, LIMITS), check_product(aside, day, LIMITS)
        assert (found.gaps, found.standing) == (plain.gaps, plain.standing)
        assert (found.next_step != plain.next_step) == waits
    soonest = min(until, first.recheck_on or until)
    assert check_product(aside, TODAY, LIMITS).recheck_on == soonest
    over = check_product(aside, until, LIMITS).recheck_on
    assert over == check_product(product, until, LIMITS).recheck_on


def test_a_supplier_is_asked_for_the_next_thing_while_one_waits() -> None:
    supplier = SupplierDossier("SUP-7", products=(LIVE,))
    gaps = check_supplier(supplier, TODAY, LIMITS).gaps
    until = TODAY + timedelta(days=9)
    aside = replace(supplier, waiting={(gap.rule_code, gap.key): until for gap in gaps})
    for day, waits in ((until - timedelta(days=1), True), (until, False)):
        plain, found = check_supplier(supplier, day, LIMITS), check_supplier(aside, day, LIMITS)
        assert found.standing == plain.standing
        assert (found.next_step != plain.next_step) == waits
