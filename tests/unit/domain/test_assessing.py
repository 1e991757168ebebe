"""What an answer is worth: two clocks, to the day, and the gate that asks for it."""

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest

from tests.unit.domain.items import PAPER, TODAY, answer, item, product
from vendor_tracker.domain.assessing import (
    gate_items,
    is_started,
    next_items,
    product_readings,
    read_item,
    reading_days,
    supplier_readings,
)
from vendor_tracker.domain.checklists.model import Validity
from vendor_tracker.domain.contractfacts import ContractFacts
from vendor_tracker.domain.dates import add_months
from vendor_tracker.domain.dossier import ProductDossier, SupplierDossier
from vendor_tracker.domain.facts import (
    AnswerFacts,
    DecisionFacts,
    EvidenceFacts,
    VersionFacts,
)
from vendor_tracker.domain.vocabulary import (
    AnswerState,
    Gate,
    ItemAbout,
    Outcome,
    ReviewState,
    Severity,
    Stage,
)
from vendor_tracker.domain.worth import NOT_STARTED, Standing

ONE_DAY = timedelta(days=1)
V1 = VersionFacts("VER-1", "1.0", in_use_from=date(2026, 1, 1))
V2 = VersionFacts("VER-2", "2.0", in_use_from=date(2026, 12, 1))
GIVEN = date(2026, 1, 31)


def stands(validity: Validity, on: date, **given: Any) -> Standing:
    """Return what an answer given on 31 January is worth on a day."""
    ends = given.pop("contract_ends", None)
    one = answer("TST-01", answered_on=GIVEN, **given)
    return read_item(item("TST-01", validity=validity), one, V1, on, ends).standing


@pytest.mark.parametrize(
    "state, has_reason, evidence, standing",
    [
        (AnswerState.met, False, PAPER, Standing.met),
        (AnswerState.met, False, (), Standing.not_shown),
        (AnswerState.asserted_only, False, PAPER, Standing.their_word),
        (AnswerState.partly, False, PAPER, Standing.partly),
        (AnswerState.not_met, False, PAPER, Standing.not_met),
        (AnswerState.not_known, False, PAPER, Standing.not_known),
        (AnswerState.not_applicable, True, (), Standing.not_applicable),
        (AnswerState.not_applicable, False, (), Standing.no_reason),
        (None, False, PAPER, Standing.unanswered),
    ],
)
def test_what_each_answer_is_worth(
    state: AnswerState, has_reason: bool, evidence: Any, standing: Standing
) -> None:
    one = AnswerFacts("TST-01", "PRD-7", state, TODAY, "", has_reason, None, evidence)
    assert read_item(item("TST-01"), one, V1, TODAY).standing is standing


@pytest.mark.parametrize("severity", Severity)
@pytest.mark.parametrize("review", [None, *ReviewState])
def test_what_is_critical_takes_two_people_to_set_aside(
    severity: Severity, review: ReviewState | None
) -> None:
    one = answer("TST-01", AnswerState.not_applicable, has_reason=True, review=review)
    read = read_item(item("TST-01", severity=severity), one, V1, TODAY)
    waits = severity is Severity.critical and review is not ReviewState.accepted
    assert read.standing is (Standing.to_agree if waits else Standing.not_applicable)
    assert read.is_asked is waits


@pytest.mark.parametrize(
    "start, months, end",
    [
        (date(2026, 1, 31), 1, date(2026, 2, 28)),
        (date(2028, 1, 31), 1, date(2028, 2, 29)),
        (date(2028, 2, 29), 12, date(2029, 2, 28)),
        (date(2026, 8, 31), 6, date(2027, 2, 28)),
        (date(2026, 10, 6), 12, date(2027, 10, 6)),
        (date(2026, 11, 30), 1, date(2026, 12, 30)),
        (date(2026, 12, 15), 24, date(2028, 12, 15)),
    ],
)
def test_months_run_to_the_same_day_or_to_the_end_of_a_shorter_month(
    start: date, months: int, end: date
) -> None:
    assert add_months(start, months) == end


@pytest.mark.parametrize(
    "validity, last, given",
    [
        (Validity(months=1), date(2026, 2, 28), {}),
        (Validity(renewal="06-30"), date(2026, 6, 30), {}),
        (Validity(renewal="01-31"), date(2026, 1, 31), {}),
        (Validity(renewal="01-30"), date(2027, 1, 30), {}),
        (Validity(contract=True), date(2026, 9, 30), {"contract_ends": date(2026, 9, 30)}),
        (Validity(months=12, renewal="06-30"), date(2026, 6, 30), {}),
        (
            Validity(months=12),
            date(2026, 5, 5),
            {"evidence": (EvidenceFacts("EVD-1", expires_on=date(2026, 5, 5)),)},
        ),
    ],
)
def test_an_answer_holds_until_its_last_day_and_not_on_the_next(
    validity: Validity, last: date, given: dict[str, Any]
) -> None:
    assert stands(validity, last, **given) is Standing.met
    assert stands(validity, last + ONE_DAY, **given) is Standing.lapsed


def test_without_an_end_of_the_contract_an_answer_for_it_does_not_lapse() -> None:
    assert stands(Validity(contract=True), date(2036, 1, 1)) is Standing.met


def test_one_live_document_is_enough() -> None:
    old = EvidenceFacts("EVD-1", expires_on=date(2026, 2, 1))
    other = EvidenceFacts("EVD-2", version="VER-2")
    fits = EvidenceFacts("EVD-3", version="VER-1", expires_on=date(2026, 9, 1))
    on = date(2026, 6, 1)
    assert stands(Validity(months=12), on, evidence=(old,)) is Standing.lapsed
    assert stands(Validity(months=12), on, evidence=(other,)) is Standing.other_version
    assert stands(Validity(months=12), on, evidence=(old, other)) is Standing.lapsed
    assert stands(Validity(months=12), on, evidence=(old, other, fits)) is Standing.met


def test_an_answer_about_the_version_holds_for_that_version_alone() -> None:
    for version, standing in (("VER-1", "met"), ("VER-2", "other_version"), ("", "met")):
        assert stands(Validity(version=True), TODAY, version=version) == standing
        assert stands(Validity(contract=True), TODAY, version=version) is Standing.met


def test_a_version_that_comes_into_use_ends_what_was_shown_for_the_old_one() -> None:
    one = item("TST-01", about=ItemAbout.version, validity=Validity(version=True))
    dossier = product(one, answers=[answer("TST-01", version="VER-1")], versions=(V1, V2))
    days = (date(2026, 11, 30), date(2026, 12, 1))
    before, after = (product_readings(dossier, day)[0].standing for day in days)
    assert (before, after) == (Standing.met, Standing.other_version)


def test_the_days_to_look_again_are_the_first_on_which_it_no_longer_holds() -> None:
    papers = (EvidenceFacts("EVD-1", expires_on=date(2026, 11, 5)),)
    reading = read_item(item("TST-01"), answer("TST-01", evidence=papers), V1, TODAY)
    assert set(reading_days([reading], TODAY)) == {date(2026, 11, 6)}
    assert reading.holds_until == date(2026, 11, 5)


def decided(gate: Gate, outcome: Outcome = Outcome.go_on) -> DecisionFacts:
    """Return a decision at a gate, taken in spring."""
    return DecisionFacts("DEC-1", gate, None, date(2026, 4, 1), outcome)


ITEMS = tuple(item(f"TST-0{n}", gate=gate) for n, gate in enumerate(Gate))


def asked_at(dossier: ProductDossier) -> dict[Gate, list[str]]:
    """Return the codes that each gate asks for."""
    return {g.gate: [r.item.code for r in g.readings] for g in gate_items(dossier, TODAY)}


def test_what_was_skipped_without_a_record_is_asked_at_the_next_gate() -> None:
    expected = {Gate.award: ["TST-00", "TST-01", "TST-02"]}
    assert asked_at(product(*ITEMS)) == expected
    assert asked_at(product(*ITEMS, stage=Stage.watching)) == {Gate.shortlist: ["TST-00"]}
    assert asked_at(product(*ITEMS, stage=Stage.retired)) == {}


def test_an_item_is_asked_at_the_first_gate_from_its_own_on_that_was_passed_with_a_record() -> None:
    early = product(*ITEMS, decisions=(decided(Gate.shortlist),))
    assert asked_at(early) == {Gate.shortlist: ["TST-00"], Gate.award: ["TST-01", "TST-02"]}
    live = product(*ITEMS, stage=Stage.live, decisions=(decided(Gate.award),))
    assert asked_at(live) == {
        Gate.award: ["TST-00", "TST-01", "TST-02"],
        Gate.review: ["TST-03", "TST-04"],
    }
    assert [g.is_passed for g in gate_items(live, TODAY)] == [True, False]
    waits = product(*ITEMS, decisions=(decided(Gate.shortlist, Outcome.wait),))
    assert asked_at(waits) == asked_at(product(*ITEMS))


def test_the_number_of_a_gate_leaves_out_what_does_not_apply_and_what_a_rule_watches() -> None:
    items = [item(f"TST-0{n}") for n in range(4)]
    items.append(item("TST-04", covered_by="F07"))
    items.append(item("TST-05", when="gen"))
    answers = [
        answer("TST-00"),
        answer("TST-01", AnswerState.partly),
        answer("TST-02", AnswerState.not_applicable, has_reason=True),
        answer("TST-04"),
    ]
    found = next_items(product(*items, answers=answers, about={"gen": "no"}), TODAY)
    assert found is not None
    assert (found.asked, found.met) == (3, 1)
    assert [reading.item.code for reading in found.left] == ["TST-01", "TST-03"]


def test_of_a_supplier_only_what_its_products_have_reached_is_read() -> None:
    about = {"about": ItemAbout.supplier}
    items = (item("TST-01", gate=Gate.shortlist, **about), item("TST-02", **about), item("TST-03"))
    supplier = SupplierDossier("SUP-1", library=product(*items).library)
    for until, codes in ((Gate.pilot, ["TST-01"]), (Gate.award, ["TST-01", "TST-02"]), (None, [])):
        found = supplier_readings(supplier, until, TODAY)
        assert [reading.item.code for reading in found] == codes


def test_the_contract_that_runs_longest_decides() -> None:
    one = item("TST-01", validity=Validity(contract=True))
    ends = (date(2026, 9, 1), date(2026, 12, 1))
    contracts = tuple(ContractFacts(f"CON-{n}", ends_on=end) for n, end in enumerate(ends))
    answers = [answer("TST-01", answered_on=GIVEN)]
    dossier = product(one, answers=answers, contracts=contracts)
    assert product_readings(dossier, ends[1])[0].standing is Standing.met
    assert product_readings(dossier, ends[1] + ONE_DAY)[0].standing is Standing.lapsed
    open_ended = product(one, answers=answers, contracts=(*contracts, ContractFacts("CON-9")))
    assert product_readings(open_ended, date(2036, 1, 1))[0].standing is Standing.met


def test_an_answer_to_other_words_is_an_answer_to_another_question() -> None:
    asked = replace(item("TST-01"), since="1.2")
    states = (AnswerState.met, AnswerState.partly, AnswerState.not_met, AnswerState.not_applicable)
    for state in states:
        given = answer("TST-01", state, has_reason=True)
        for under, changed in (("1.0", True), ("1.2", False), ("1.10", False), ("", False)):
            found = read_item(asked, replace(given, checklist_version=under), None, TODAY)
            assert (found.standing is Standing.reworded) is changed, (state, under)
    unknown = replace(answer("TST-01", AnswerState.not_known), checklist_version="1.0")
    assert read_item(asked, unknown, None, TODAY).standing is Standing.not_known
    assert Standing.reworded in NOT_STARTED


def test_what_is_proposed_begins_nothing() -> None:
    given = item("TST-01")
    assert not is_started(product(given, answers=[answer("TST-01", AnswerState.proposed)]))
    assert is_started(product(given, answers=[answer("TST-01", AnswerState.not_known)]))
