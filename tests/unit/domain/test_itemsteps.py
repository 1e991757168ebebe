"""The next step where items are asked: what to begin with, and what settles most."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from tests.unit.domain.items import TODAY, answer, item, product
from vendor_tracker.domain.checking import check_product
from vendor_tracker.domain.dossier import ProductDossier
from vendor_tracker.domain.facts import DecisionFacts, EvidenceFacts
from vendor_tracker.domain.gaps import Action
from vendor_tracker.domain.productfacts import CaseFacts
from vendor_tracker.domain.settings import Limits
from vendor_tracker.domain.steps import NextStep, StepKind
from vendor_tracker.domain.vocabulary import AnswerState, EsfTier, Gate, Severity

LIMITS = Limits()
# Nothing else speaks of it than its items.
QUIET: dict[str, Any] = {"accountable": "Lead", "esf_tier": EsfTier.A}
ITEMS = (
    item("TST-01"),
    item("TST-02", when="gen"),
    item("TST-03", when="gen and not auto"),
    item("TST-04", when="pat"),
)


def step_of(dossier: ProductDossier) -> NextStep:
    """Return the step of a product that must have one."""
    step = check_product(dossier, TODAY, LIMITS).next_step
    assert step is not None
    return step


def test_an_untouched_product_begins_with_its_first_questions() -> None:
    step = step_of(product(*ITEMS, **QUIET))
    assert (step.kind, step.text) == (StepKind.begin, "Answer the first questions for award")
    assert step.reason == "4 of 4 items for award not answered: Title of TST 4."
    assert (step.action, step.value) == (Action.open_gate, "award")


@pytest.mark.parametrize(
    "facts, text",
    [
        ({"accountable": ""}, "Name the person who answers for it"),
        ({"esf_tier": EsfTier.unknown}, "Say whether it guides care"),
    ],
)
def test_what_decides_whom_and_what_to_ask_comes_before_the_first_questions(
    facts: dict[str, Any], text: str
) -> None:
    assert step_of(product(*ITEMS, **(QUIET | facts))).text == text


def test_the_fact_that_settles_most_is_asked_once_somebody_has_begun() -> None:
    begun = product(*ITEMS, answers=[answer("TST-01")], **QUIET)
    step = step_of(begun)
    assert (step.kind, step.action) == (StepKind.unknown_fact, Action.edit_facts)
    assert step.text == "Find out: whether it is generative"
    assert step.reason == "2 items for award may then fall away."
    known = replace(begun, about={"gen": "yes"})
    # Either answer may take an item away: here it is the yes.
    assert step_of(known).reason == "1 item for award may then fall away."
    settled = replace(begun, about={"gen": "no", "pat": "yes", "dev": "no", "pd": "no"})
    assert step_of(settled).text == "Answer what is left for award"


def test_an_item_that_is_met_is_settled_by_no_fact() -> None:
    answers = [answer(one.code) for one in ITEMS[:3]]
    assert step_of(product(*ITEMS, answers=answers, **QUIET)).text == "Find out: use by patients"


def test_what_stops_a_purchase_comes_before_a_fact() -> None:
    stops = item("TST-09", severity=Severity.critical)
    answers = [answer("TST-09", AnswerState.not_met)]
    step = step_of(product(*ITEMS, stops, answers=answers, **QUIET))
    assert (step.kind, step.value) == (StepKind.critical, "TST-09")


def test_items_that_nobody_answered_before_a_near_day_are_critical() -> None:
    near = (DecisionFacts("DEC-1", Gate.pilot, date(2026, 11, 1)),)
    told = {**QUIET, "case": CaseFacts("CAS-1")}
    step = step_of(product(item("TST-01", gate=Gate.pilot), decisions=near, **told))
    assert (step.kind, step.text) == (StepKind.critical, "Answer what is left for pilot")


def test_the_document_behind_several_gaps_is_renewed_first() -> None:
    old = (EvidenceFacts("EVD-3", "Report", expires_on=date(2026, 9, 1)),)
    items = tuple(item(f"TST-0{n}") for n in range(1, 4))
    answers = [answer("TST-01", AnswerState.not_met)]
    answers += [answer(code, evidence=old) for code in ("TST-02", "TST-03")]
    step = step_of(product(*items, answers=answers, **QUIET))
    assert step.text == "Ask for a new document"
    assert (step.action, step.reference) == (Action.ask, "EVD-3")
    assert step.reason == "EVD-3 no longer shows what it should, for TST-02 and TST-03."
