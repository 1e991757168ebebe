"""How a waiver fares, to the day; who may agree; what differs once it is void."""

from datetime import date, timedelta
from itertools import product

import pytest

from vendor_tracker.domain.checking import check_product
from vendor_tracker.domain.dossier import ProductDossier
from vendor_tracker.domain.facts import ClaimFacts, WaiverFacts
from vendor_tracker.domain.gaps import Gap, find_voided
from vendor_tracker.domain.rules import RULES_BY_CODE
from vendor_tracker.domain.settings import Limits
from vendor_tracker.domain.vocabulary import (
    ClaimKind,
    Discipline,
    Gate,
    Severity,
    Stage,
    WaiverState,
)
from vendor_tracker.domain.waivers import (
    differences,
    is_sentence,
    latest_end,
    state_of,
    why_not,
    why_void,
)

TODAY = date(2026, 10, 6)
ENDS = date(2027, 3, 1)
ONE_DAY = timedelta(days=1)


@pytest.mark.parametrize(
    "given, state",
    [
        ({}, WaiverState.asked),
        ({"is_agreed": True}, WaiverState.holds),
        ({"is_agreed": False}, WaiverState.refused),
        ({"withdrawn_on": TODAY}, WaiverState.withdrawn),
        ({"is_agreed": True, "withdrawn_on": TODAY}, WaiverState.withdrawn),
        ({"void_on": TODAY}, WaiverState.void),
        ({"is_agreed": True, "void_on": TODAY}, WaiverState.void),
        ({"is_agreed": False, "void_on": TODAY}, WaiverState.refused),
        ({"is_agreed": True, "void_on": TODAY, "withdrawn_on": TODAY}, WaiverState.withdrawn),
    ],
)
def test_how_it_fares(given: dict[str, object], state: WaiverState) -> None:
    assert state_of(TODAY, ends_on=ENDS, **given) is state  # type: ignore[arg-type]


@pytest.mark.parametrize("is_agreed", [None, True])
def test_it_ends_after_its_last_day(is_agreed: bool | None) -> None:
    stands = WaiverState.holds if is_agreed else WaiverState.asked
    assert state_of(ENDS, ends_on=ENDS, is_agreed=is_agreed) is stands
    assert state_of(ENDS + ONE_DAY, ends_on=ENDS, is_agreed=is_agreed) is WaiverState.ended


def test_what_was_decided_or_undone_stays_so_after_the_last_day() -> None:
    later = ENDS + ONE_DAY
    assert state_of(later, ends_on=ENDS, is_agreed=False) is WaiverState.refused
    assert state_of(later, ends_on=ENDS, is_agreed=True, void_on=TODAY) is WaiverState.void


@pytest.mark.parametrize(
    "severity, on, latest",
    [
        (Severity.critical, TODAY, date(2027, 4, 6)),
        (Severity.major, TODAY, date(2027, 10, 6)),
        (Severity.minor, TODAY, date(2027, 10, 6)),
        (Severity.critical, date(2026, 8, 31), date(2027, 2, 28)),
        (Severity.major, date(2028, 2, 29), date(2029, 2, 28)),
    ],
)
def test_how_long_it_may_last(severity: Severity, on: date, latest: date) -> None:
    assert latest_end(severity, on) == latest


def test_who_may_agree() -> None:
    finance = Discipline.finance
    for severity, asked_it, skilled in product(Severity, (True, False), (True, False)):
        skills = {finance} if skilled else {Discipline.clinical}
        given = {"asked_it": asked_it, "disciplines": skills}
        words = why_not(severity, finance, may_decide=True, **given)  # type: ignore[arg-type]
        may = not (asked_it and severity is not Severity.minor) and (
            skilled or severity is not Severity.critical
        )
        assert (words == "") is may, (severity, asked_it, skilled)
        refused = why_not(severity, finance, may_decide=False, **given)  # type: ignore[arg-type]
        assert refused.startswith("Only a reviewer")


def test_a_reason_is_a_sentence() -> None:
    assert not is_sentence("Fine.")
    assert not is_sentence("Unbedenklichkeitsbescheinigung")
    assert not is_sentence(" it  is so ok    ")
    assert is_sentence("Two people read each scan.")


def test_what_differs_is_told_fact_by_fact() -> None:
    before = [["CLM-1", "low", "75"], ["CLM-1", "bar", "92"], ["EVD-2", "expires_on", ""]]
    after = [("CLM-1", "low", "70"), ("CLM-1", "bar", "92"), ("CLM-3", "low", "9")]
    assert differences(before, after) == (
        "CLM-1, lower end of the range: 70, was 75",
        "EVD-2, expires on: no longer counts, was not recorded",
        "CLM-3, lower end of the range: 9, was not there",
    )
    assert differences(before, [(one[0], one[1], one[2]) for one in reversed(before)]) == ()


def test_why_it_is_void_in_words() -> None:
    same = {"was": Severity.major, "now": Severity.major}
    facts = [("CLM-1", "low", "75")]
    assert why_void(facts, facts, **same) == "The rule, or a number that it uses, has changed."
    worse = why_void(facts, facts, was=Severity.major, now=Severity.critical)
    assert worse == "The gap became critical, it was major."
    many = [(f"CLM-{n}", "low", "1") for n in range(1, 9)]
    assert why_void(many, [], **same).endswith("And 3 more differences.")


def gap_of(dossier: ProductDossier) -> Gap:
    """Return the gap of the dossier that the waivers here are about."""
    check = check_product(dossier, TODAY, Limits(), [RULES_BY_CODE["F07"]])
    return check.gaps[0]


def test_a_waiver_lets_one_gap_stand_while_its_facts_are_the_same() -> None:
    claim = ClaimFacts("CLM-1", ClaimKind.T5, metric="Sensitivity", relied_on=True)
    dossier = ProductDossier("PRD-1", stage=Stage.evaluating, claims=(claim,))
    gap = gap_of(dossier)
    assert gap.gate is Gate.award
    given = WaiverFacts("WVR-1", "F07", gap.key, gap.fingerprint, gap.severity, ENDS)
    waived = ProductDossier("PRD-1", stage=Stage.evaluating, claims=(claim,), waivers=(given,))
    check = check_product(waived, TODAY, Limits(), [RULES_BY_CODE["F07"]])
    assert [gap.waived_by for gap in check.gaps] == ["WVR-1"]
    assert (check.standing.critical, check.standing.waived, check.voided) == (0, 1, ())
    assert check.recheck_on == ENDS + ONE_DAY


def test_another_fingerprint_or_a_worse_gap_voids_it() -> None:
    claim = ClaimFacts("CLM-1", ClaimKind.T5, metric="Sensitivity", relied_on=True)
    gap = gap_of(ProductDossier("PRD-1", stage=Stage.evaluating, claims=(claim,)))
    right = WaiverFacts("WVR-1", "F07", gap.key, gap.fingerprint, gap.severity, ENDS)
    other = WaiverFacts("WVR-2", "F07", gap.key, "0" * 64, gap.severity, ENDS)
    milder = WaiverFacts("WVR-3", "F07", gap.key, gap.fingerprint, Severity.major, ENDS)
    asked = WaiverFacts("WVR-4", "F07", gap.key, "0" * 64, gap.severity, ENDS, is_agreed=False)
    past = WaiverFacts("WVR-5", "F07", gap.key, "0" * 64, gap.severity, TODAY - ONE_DAY)
    every = (right, other, milder, asked, past)
    heard = [RULES_BY_CODE["F07"]]
    found = find_voided(every, [gap], TODAY, heard)
    assert [ref for ref, _ in found] == ["WVR-2", "WVR-3", "WVR-4"]


def test_a_closed_gap_voids_it_only_while_its_rule_is_heard() -> None:
    claim = ClaimFacts("CLM-1", ClaimKind.T5, metric="Sensitivity", relied_on=True)
    gap = gap_of(ProductDossier("PRD-1", stage=Stage.evaluating, claims=(claim,)))
    given = WaiverFacts("WVR-1", "F07", gap.key, gap.fingerprint, gap.severity, ENDS)
    past = WaiverFacts("WVR-2", "F07", gap.key, gap.fingerprint, gap.severity, TODAY - ONE_DAY)
    for stage, voided in (
        (Stage.evaluating, (("WVR-1", None),)),
        # Before the award nobody asks for it; out of play nobody asks at all.
        (Stage.watching, ()),
        (Stage.retired, ()),
    ):
        dossier = ProductDossier("PRD-1", stage=stage, waivers=(given, past))
        check = check_product(dossier, TODAY, Limits(), [RULES_BY_CODE["F07"]])
        assert check.voided == voided, stage
