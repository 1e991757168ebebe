"""Answers that nothing shows, and items that fall short."""

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest

from tests.unit.domain.items import PAPER, TODAY, answer, item, product
from vendor_tracker.domain.checklists.model import Validity
from vendor_tracker.domain.dossier import SupplierDossier, SupplierProductFacts
from vendor_tracker.domain.facts import DecisionFacts, EvidenceFacts, VersionFacts
from vendor_tracker.domain.gaps import Gap
from vendor_tracker.domain.vocabulary import (
    AnsweredBy,
    AnswerState,
    EvidenceKind,
    Gate,
    ItemAbout,
    Outcome,
    ReviewState,
    Severity,
    Stage,
)

Find = Callable[..., tuple[Gap, ...]]
Recheck = Callable[..., date | None]
ONE_DAY = timedelta(days=1)
ONE = item("TST-01")


def test_f21_is_one_for_each_checklist(find: Find) -> None:
    items = (*(item(f"TST-0{n}") for n in range(6)), item("ABC-01"))
    bare = [answer(one.code, evidence=()) for one in items]
    abc, tst = find("F21", product(*items, answers=bare))
    assert (abc.key, tst.key) == ("ABC", "TST")
    assert abc.says == "ABC-01 is answered as met without evidence."
    assert tst.says == (
        "TST-00, TST-01, TST-02, TST-03 and 2 more are answered as met without evidence."
    )
    assert (tst.severity, tst.remedies[0].value) == (Severity.major, "TST-00")


@pytest.mark.parametrize(
    "given",
    [
        {"evidence": PAPER},
        {"state": AnswerState.not_met, "evidence": ()},
        {"state": AnswerState.not_known, "evidence": ()},
    ],
)
def test_f21_is_silent_about_what_is_shown_or_not_met(find: Find, given: Any) -> None:
    assert not find("F21", product(ONE, answers=[answer("TST-01", **given)]))


@pytest.mark.parametrize("severity", Severity)
@pytest.mark.parametrize(
    "state, words",
    [
        (AnswerState.asserted_only, "we have only the supplier’s word"),
        (AnswerState.partly, "it is shown only in part"),
        (AnswerState.not_met, "we know that it is not met"),
    ],
)
def test_f22_is_as_grave_as_the_item(
    find: Find, state: AnswerState, words: str, severity: Severity
) -> None:
    one = item("TST-01", severity=severity)
    (gap,) = find("F22", product(one, answers=[answer("TST-01", state)]))
    assert (gap.key, gap.severity, gap.gate) == ("TST-01", severity, Gate.award)
    assert gap.says == f"TST-01 Is it so? Here {words}."
    assert [remedy.text for remedy in gap.remedies] == ["Answer it again", "Ask the supplier"]


def test_f22_speaks_of_a_critical_item_set_aside_until_a_reviewer_agrees(find: Find) -> None:
    one = item("TST-01", severity=Severity.critical)
    aside = {"has_reason": True, "evidence": ()}
    said = answer("TST-01", AnswerState.not_applicable, **aside)
    (gap,) = find("F22", product(one, answers=[said]))
    assert gap.severity is Severity.critical
    assert gap.says.endswith("Here it is set aside as not applicable, and no reviewer has agreed.")
    agreed = answer("TST-01", AnswerState.not_applicable, review=ReviewState.accepted, **aside)
    assert not find("F22", product(one, answers=[agreed]))


@pytest.mark.parametrize(
    "state", [AnswerState.asserted_only, AnswerState.partly, AnswerState.not_met]
)
def test_f22_is_another_gap_once_the_same_is_said_anew(find: Find, state: AnswerState) -> None:
    """A waiver given for one "partly" does not cover the next, which may be much worse."""
    prints = set()
    for day in (TODAY - ONE_DAY, TODAY):
        (gap,) = find("F22", product(ONE, answers=[answer("TST-01", state, answered_on=day)]))
        prints.add(gap.fingerprint)
        assert ("PRD-7", "answered_on", day.isoformat()) in gap.facts
    assert len(prints) == 2


def test_f22_asks_the_supplier_only_what_it_can_answer(find: Find) -> None:
    one = item("TST-01", answered_by=AnsweredBy.us, ask="")
    (gap,) = find("F22", product(one, answers=[answer("TST-01", AnswerState.partly)]))
    assert [remedy.text for remedy in gap.remedies] == ["Answer it again"]


def test_f22_speaks_on_the_day_after_the_last(find: Find, recheck: Recheck) -> None:
    dossier = product(ONE, answers=[answer("TST-01", answered_on=date(2025, 11, 30))])
    last = date(2026, 11, 30)
    assert not find("F22", dossier, last)
    assert recheck("F22", dossier) == last + ONE_DAY
    (gap,) = find("F22", dossier, last + ONE_DAY)
    assert gap.says.endswith("Here what showed it has lapsed.")


def test_f22_looks_again_when_another_version_comes(find: Find, recheck: Recheck) -> None:
    versions = (
        VersionFacts("VER-1", in_use_from=date(2026, 1, 1)),
        VersionFacts("VER-2", in_use_from=date(2026, 11, 1)),
    )
    one = item("TST-01", validity=Validity(version=True))
    dossier = product(one, answers=[answer("TST-01", version="VER-1")], versions=versions)
    assert recheck("F22", dossier) == date(2026, 11, 1)
    assert not find("F22", dossier, date(2026, 10, 31))
    (gap,) = find("F22", dossier, date(2026, 11, 1))
    assert gap.says.endswith("Here what showed it was made for another version.")


def test_f22_is_another_gap_once_a_third_version_comes(find: Find) -> None:
    """A waiver given while version 2 was judged does not cover version 3."""
    versions = tuple(
        VersionFacts(f"VER-{number}", in_use_from=date(2026, number, 1)) for number in (1, 2, 3)
    )
    one = item("TST-01", validity=Validity(version=True))
    dossier = product(one, answers=[answer("TST-01", version="VER-1")], versions=versions)
    (second,) = find("F22", dossier, date(2026, 2, 28))
    (third,) = find("F22", dossier, date(2026, 3, 1))
    assert second.says == third.says
    assert second.fingerprint != third.fingerprint


def test_f22_leaves_out_what_is_not_asked_yet_or_has_a_rule_of_its_own(find: Find) -> None:
    later, covered = item("TST-01", gate=Gate.go_live), item("TST-02", covered_by="F31")
    answers = [answer(one.code, AnswerState.not_met) for one in (later, covered)]
    assert not find("F22", product(later, covered, answers=answers))
    assert not find("F21", product(covered, answers=[answer("TST-02", evidence=())]))
    assert not find("F22", product(item("TST-03"), stage=Stage.live))


def test_f22_keeps_speaking_of_a_gate_that_was_passed(find: Find) -> None:
    passed = DecisionFacts("DEC-1", Gate.award, None, date(2026, 4, 1), Outcome.go_on)
    dossier = product(
        ONE,
        answers=[answer("TST-01", AnswerState.partly)],
        stage=Stage.live,
        decisions=(passed,),
    )
    assert [gap.key for gap in find("F22", dossier)] == ["TST-01"]


ABOUT_SUPPLIER = item("TST-01", about=ItemAbout.supplier)
EVALUATED = SupplierProductFacts("PRD-7", stage=Stage.evaluating, next_gate=Gate.award)


def test_what_is_about_a_supplier_is_raised_at_the_supplier_once(find: Find) -> None:
    said = answer("TST-01", AnswerState.not_met, of="SUP-1")
    library = product(ABOUT_SUPPLIER).library
    supplier = SupplierDossier(
        "SUP-1", products=(EVALUATED,), library=library, answers={"TST-01": said}
    )
    assert [gap.key for gap in find("F22", supplier)] == ["TST-01"]
    assert not find("F22", product(ABOUT_SUPPLIER, answers=[said]))


def test_an_answer_that_differs_for_one_product_is_raised_there(find: Find) -> None:
    own = answer("TST-01", AnswerState.not_met)
    assert [gap.key for gap in find("F22", product(ABOUT_SUPPLIER, answers=[own]))] == ["TST-01"]


@pytest.mark.parametrize(
    "kind, severity, rules",
    [
        (EvidenceKind.report, Severity.major, ["F22"]),
        (EvidenceKind.report, Severity.minor, ["F20", "F22"]),
        (EvidenceKind.dtac, Severity.major, ["F20", "F22"]),
        (EvidenceKind.dtac, Severity.critical, ["F22"]),
    ],
)
def test_a_lapsed_document_is_told_once_unless_it_matters_more_by_itself(
    find: Find, kind: EvidenceKind, severity: Severity, rules: list[str]
) -> None:
    old = EvidenceFacts("EVD-1", "Paper", kind, expires_on=date(2026, 10, 5))
    one = item("TST-01", severity=severity)
    dossier = product(one, answers=[answer("TST-01", evidence=(old,))], evidence=(old,))
    assert [gap.rule_code for code in ("F20", "F22") for gap in find(code, dossier)] == rules
    # The day before, only that it will lapse is said.
    early = [code for code in ("F20", "F22") if find(code, dossier, date(2026, 10, 5))]
    assert early == ["F20"]
