"""Facts and reasons left open, and the items of a gate that nobody answered."""

from collections.abc import Callable
from datetime import date, timedelta

import pytest

from tests.unit.domain.items import TODAY, answer, item, product
from vendor_tracker.domain.facts import DecisionFacts
from vendor_tracker.domain.gaps import Action, Gap
from vendor_tracker.domain.vocabulary import (
    AnswerState,
    EsfTier,
    Gate,
    Outcome,
    Severity,
    Stage,
)

Find = Callable[..., tuple[Gap, ...]]
Recheck = Callable[..., date | None]
ONE_DAY = timedelta(days=1)
ARRIVED = date(2026, 9, 1)
ASKS = (item("TST-01", when="gen or tier_C"), item("TST-02", when="pat"))


def test_f23_gives_thirty_days_from_arrival(find: Find, recheck: Recheck) -> None:
    dossier = product(*ASKS, answers=[answer("TST-01")], arrived_on=ARRIVED, about={"pat": "no"})
    last = ARRIVED + timedelta(days=30)
    assert not find("F23", dossier, last)
    assert recheck("F23", dossier, ARRIVED) == last + ONE_DAY
    (gap,) = find("F23", dossier, last + ONE_DAY)
    assert gap.says == "Not known: whether it guides care (its tier) and whether it is generative."
    assert (gap.severity, gap.remedies[0].action) == (Severity.major, Action.edit_facts)


def test_f23_waits_until_somebody_has_begun(find: Find) -> None:
    assert not find("F23", product(*ASKS, arrived_on=ARRIVED))
    of_supplier = answer("TST-01", of="SUP-1")
    assert not find("F23", product(*ASKS, answers=[of_supplier], arrived_on=ARRIVED))


def test_f23_is_silent_once_the_facts_are_known(find: Find) -> None:
    known = {"pat": "no", "gen": "yes"}
    dossier = product(*ASKS, answers=[answer("TST-01")], esf_tier=EsfTier.A, about=known)
    assert not find("F23", dossier)


def test_f23_leaves_out_a_fact_on_which_nothing_hangs_any_more(find: Find) -> None:
    both = item("TST-01", when="gen and not auto")
    for gen, rules in (("no", []), ("yes", ["F23"])):
        dossier = product(both, item("TST-02"), answers=[answer("TST-02")], about={"gen": gen})
        assert [gap.rule_code for gap in find("F23", dossier)] == rules


def test_f23_asks_at_once_for_a_reason(find: Find) -> None:
    skipped = answer("TST-01", AnswerState.not_applicable)
    dossier = product(item("TST-01"), answers=[skipped], arrived_on=TODAY)
    (gap,) = find("F23", dossier)
    assert gap.says == "Not applicable without a reason: TST-01."
    remedy = gap.remedies[0]
    assert (remedy.action, remedy.reference, remedy.value) == (
        Action.answer_item,
        "PRD-7",
        "TST-01",
    )
    reasoned = answer("TST-01", AnswerState.not_applicable, has_reason=True)
    assert not find("F23", product(item("TST-01"), answers=[reasoned], arrived_on=TODAY))


ITEMS = (item("TST-01"), item("TST-02"), item("ABC-01"), item("ABC-02", gate=Gate.review))


def planned(on: date) -> tuple[DecisionFacts, ...]:
    """Return a decision about the award that is planned."""
    return (DecisionFacts("DEC-1", Gate.award, on),)


def test_f60_is_one_for_the_gate_with_its_sections(find: Find) -> None:
    (gap,) = find("F60", product(*ITEMS))
    assert (gap.key, gap.severity, gap.gate) == ("award", Severity.major, Gate.award)
    assert gap.says == "3 of 3 items for award not answered: Title of TST 2, Title of ABC 1."
    assert gap.facts == (("PRD-7", "TST", "TST-01 TST-02"), ("PRD-7", "ABC", "ABC-01"))
    assert gap.remedies[0][1:] == (Action.open_gate, "PRD-7", "award")


def test_f60_is_a_matter_of_setting_up_until_somebody_begins(find: Find) -> None:
    (gap,) = find("F60", product(*ITEMS))
    assert gap.set_up
    (gap,) = find("F60", product(*ITEMS, answers=[answer("TST-01")]))
    assert not gap.set_up
    assert gap.says == "2 of 3 items for award not answered: Title of TST 1, Title of ABC 1."


def test_f60_says_the_same_of_an_untouched_product_as_of_one_with_others_answers(
    find: Find,
) -> None:
    ours = answer("ABC-02", of="")
    assert find("F60", product(*ITEMS)) == find("F60", product(*ITEMS, answers=[ours]))


def test_f60_counts_what_we_asked_and_do_not_know(find: Find) -> None:
    answers = [answer(code) for code in ("TST-01", "ABC-01")]
    answers.append(answer("TST-02", AnswerState.not_known))
    (gap,) = find("F60", product(*ITEMS, answers=answers))
    assert gap.facts == (("PRD-7", "TST", "TST-02"),)


@pytest.mark.parametrize("state", [AnswerState.not_met, AnswerState.partly, AnswerState.met])
def test_f60_is_silent_once_all_is_answered(find: Find, state: AnswerState) -> None:
    assert not find("F60", product(ITEMS[0], answers=[answer("TST-01", state)]))
    assert not find("F60", product(item("TST-01", covered_by="F31")))
    assert not find("F60", product(ITEMS[0], stage=Stage.watching))


def test_f60_becomes_critical_six_weeks_before_the_day(find: Find, recheck: Recheck) -> None:
    day = TODAY + timedelta(days=43)
    dossier = product(*ITEMS, decisions=planned(day))
    (gap,) = find("F60", dossier)
    assert (gap.severity, gap.set_up) == (Severity.major, True)
    assert recheck("F60", dossier) == TODAY + ONE_DAY
    (gap,) = find("F60", dossier, TODAY + ONE_DAY)
    assert (gap.severity, gap.set_up) == (Severity.critical, False)


def test_f60_is_critical_at_a_gate_that_was_passed_with_a_record(find: Find) -> None:
    passed = DecisionFacts("DEC-1", Gate.award, None, date(2026, 4, 1), Outcome.go_on)
    dossier = product(*ITEMS, stage=Stage.live, decisions=(passed,))
    found = {gap.key: gap.severity for gap in find("F60", dossier)}
    assert found == {"award": Severity.critical, "review": Severity.major}
    without = find("F60", product(*ITEMS, stage=Stage.live))
    assert [(gap.key, gap.severity) for gap in without] == [("review", Severity.major)]
