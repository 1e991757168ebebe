"""Rules about the legal duties of those who use a product, and about its updates."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta

import pytest

from tests.unit.domain.items import item, library
from vendor_tracker.domain.checklists.model import Validity
from vendor_tracker.domain.dossier import ProductDossier
from vendor_tracker.domain.facts import (
    AnswerFacts,
    ClaimFacts,
    DecisionFacts,
    EvidenceFacts,
    VersionFacts,
)
from vendor_tracker.domain.gaps import Gap
from vendor_tracker.domain.vocabulary import AnswerState, EvidenceKind, Gate, Severity, Stage

Find = Callable[..., tuple[Gap, ...]]
TODAY, DAY = date(2026, 10, 6), timedelta(days=1)
LIBRARY = library(
    item("SAF-05", gate=Gate.go_live, covered_by="F29"),
    item("SAF-06", gate=Gate.go_live),
    item("DTA-04", covered_by="F30"),
    item("PDM-06", gate=Gate.review, covered_by="F52", validity=Validity(version=True)),
)
PROOF = (EvidenceFacts("EVD-9"),)
OLD = VersionFacts("VER-1", "1.0", date(2026, 1, 1), date(2026, 2, 1))
NEW = VersionFacts("VER-2", "2.0", date(2026, 8, 1), date(2026, 9, 1))


def live(about: dict[str, str] | None = None, **facts: object) -> ProductDossier:
    """Return a product in use."""
    given = {"stage": Stage.live, "about": about or {}, **facts}
    return ProductDossier("PRD-7", **given)  # type: ignore[arg-type]


def answered(code: str, state: AnswerState, **more: object) -> dict[str, AnswerFacts]:
    """Return one answer of the product itself."""
    shown = PROOF if state is AnswerState.met else ()
    given = {"of": "PRD-7", "answered_on": TODAY, "evidence": shown, **more}
    return {code: AnswerFacts(code, state=state, **given)}  # type: ignore[arg-type]


CARE = {"care": "yes", "pd": "no"}


def test_f29_speaks_of_a_live_product_that_may_be_used_in_care(find: Find) -> None:
    (gap,) = find("F29", live())
    assert (gap.severity, gap.gate) == (Severity.critical, Gate.go_live)
    assert gap.says == (
        "Nobody has said whether staff use it in direct care, and no approved safety case of "
        "ours (DCB0160) is on record."
    )
    assert gap.remedies[0].text == "Say whether staff use it in the direct care of patients"
    assert not find("F29", live({"care": "no"}))


def test_f29_closes_with_an_approved_case_as_a_fact_or_as_an_answer(find: Find) -> None:
    assert find("F29", live(CARE))
    assert not find("F29", live({**CARE, "dcb0160_approved": "yes"}))
    both = answered("SAF-05", AnswerState.met) | answered("SAF-06", AnswerState.met)
    assert not find("F29", live(CARE, answers=both, library=LIBRARY))


def test_f29_believes_an_answer_that_falls_short_more_than_the_fact(find: Find) -> None:
    about = {**CARE, "dcb0160_approved": "yes"}
    short = answered("SAF-05", AnswerState.partly) | answered("SAF-06", AnswerState.met)
    (gap,) = find("F29", live(about, answers=short, library=LIBRARY))
    assert gap.says.endswith("(DCB0160) does not hold, for it is shown only in part.")


def test_f29_asks_for_an_officer_where_the_checklist_does(find: Find) -> None:
    about = {**CARE, "dcb0160_approved": "yes"}
    (gap,) = find("F29", live(about, library=LIBRARY))
    assert gap.says.endswith("nobody is shown to be our clinical safety officer.")
    assert gap.set_up
    assert gap.remedies[0].value == "SAF-06"


def test_f29_is_major_until_going_live_comes_near(
    find: Find, recheck: Callable[..., date | None]
) -> None:
    def bought(days: int) -> ProductDossier:
        planned = (DecisionFacts("DEC-1", Gate.go_live, TODAY + timedelta(days=days)),)
        return live(CARE, stage=Stage.contracted, decisions=planned)

    assert [gap.severity for gap in find("F29", bought(42))] == [Severity.critical]
    assert [gap.severity for gap in find("F29", bought(43))] == [Severity.major]
    assert recheck("F29", bought(43)) == TODAY + DAY
    assert not find("F29", live(CARE, stage=Stage.evaluating))


@pytest.mark.parametrize(
    "rule, about, refused",
    [
        ("F29", {"care": "yes"}, {"dcb0160_approved": "no"}),
        ("F30", {"pd": "yes"}, {"dpia_signed": "no"}),
    ],
)
def test_a_duty_that_somebody_said_is_not_met_counts_in_a_quiet_start(
    find: Find, rule: str, about: dict[str, str], refused: dict[str, str]
) -> None:
    quiet = live(about, catch_up_on=TODAY + DAY)
    assert [gap.known_at_start for gap in find(rule, quiet)] == [True]
    looked_at = replace(quiet, about={**about, **refused})
    assert [gap.known_at_start for gap in find(rule, looked_at)] == [False]
    not_known = replace(quiet, about=refused)
    assert [gap.known_at_start for gap in find(rule, not_known)] == [True]
    contracted = replace(looked_at, stage=Stage.contracted)
    assert [gap.known_at_start for gap in find(rule, contracted)] == [True]


def test_f30_waits_until_somebody_judges_a_product_that_is_not_bought(find: Find) -> None:
    fresh = ProductDossier("PRD-7", stage=Stage.evaluating)
    assert not find("F30", fresh)
    (gap,) = find("F30", replace(fresh, claims=(ClaimFacts("CLM-1"),)))
    assert gap.severity is Severity.major
    soon = (DecisionFacts("DEC-1", Gate.award, TODAY + timedelta(days=42)),)
    assert [gap.severity for gap in find("F30", replace(fresh, decisions=soon))] == ["critical"]
    later = (DecisionFacts("DEC-1", Gate.award, TODAY + timedelta(days=43)),)
    assert not find("F30", replace(fresh, decisions=later))


def test_f30_closes_with_a_signature_a_document_or_an_answer(find: Find) -> None:
    assert find("F30", live({"pd": "yes"}))
    assert not find("F30", live({"pd": "no"}))
    assert not find("F30", live({"pd": "yes", "dpia_signed": "yes"}))
    paper = (EvidenceFacts("EVD-2", kind=EvidenceKind.dpia),)
    draft = live({"pd": "yes", "dpia_signed": "no"}, evidence=paper)
    assert find("F30", draft)[0].severity is Severity.critical
    assert not find("F30", live({"pd": "yes"}, evidence=paper))
    met = answered("DTA-04", AnswerState.met)
    assert not find("F30", live({"pd": "yes"}, answers=met, library=LIBRARY))
    short = answered("DTA-04", AnswerState.not_met)
    (gap,) = find("F30", live({"pd": "yes"}, answers=short, library=LIBRARY, evidence=paper))
    assert "does not hold, for we know that it is not met" in gap.says


@pytest.mark.parametrize(
    "paper, is_older",
    [
        ({"issued_on": NEW.released_on}, False),
        ({"issued_on": date(2026, 7, 31)}, True),
        ({}, False),
        ({"version": "VER-2", "issued_on": date(2026, 7, 31)}, False),
        ({"version": "VER-1", "issued_on": date(2026, 9, 30)}, True),
    ],
)
def test_f30_speaks_of_an_assessment_older_than_the_version_in_use(
    find: Find, paper: dict[str, object], is_older: bool
) -> None:
    made = (EvidenceFacts("EVD-2", kind=EvidenceKind.dpia, **paper),)  # type: ignore[arg-type]
    product = live({"pd": "yes"}, evidence=made, versions=(OLD, NEW))
    gaps = find("F30", product)
    assert bool(gaps) is is_older
    assert all("is older than version 2.0 in use" in gap.says for gap in gaps)
    # The first version was assessed before it came: that is no update.
    if "version" not in paper:
        assert not find("F30", replace(product, versions=(NEW,)))


def test_f30_leaves_a_document_that_lapsed_to_the_rule_about_it(find: Find) -> None:
    lapsed = EvidenceFacts("EVD-2", kind=EvidenceKind.dpia, expires_on=TODAY - DAY)
    met = answered("DTA-04", AnswerState.met, evidence=(lapsed,))
    product = live({"pd": "yes"}, answers=met, library=LIBRARY, evidence=(lapsed,))
    assert not find("F30", product)
    assert [gap.severity for gap in find("F20", product)] == [Severity.critical]
    letter = replace(lapsed, kind=EvidenceKind.letter)
    met = answered("DTA-04", AnswerState.met, evidence=(letter,))
    assert find("F30", replace(product, answers=met, evidence=(letter,)))


def test_f52_speaks_when_an_update_was_not_looked_at_again(find: Find) -> None:
    (gap,) = find("F52", live(versions=(OLD, NEW)))
    assert gap.severity is Severity.critical
    assert "Version 2.0 came into use on 1 September 2026 after another" in gap.says
    assert not find("F52", live(versions=(OLD,)))
    assert not find("F52", live(versions=(OLD, NEW), stage=Stage.contracted))


def test_f52_closes_with_a_look_on_or_after_the_day_it_came(find: Find) -> None:
    def looked_at(on: date) -> tuple[Gap, ...]:
        return find("F52", live(versions=(OLD, replace(NEW, rechecked_on=on))))

    assert looked_at(date(2026, 8, 31))
    assert not looked_at(date(2026, 9, 1))


def test_f52_closes_with_an_answer_for_this_version_alone(find: Find) -> None:
    def told(version: str, state: AnswerState = AnswerState.met, **of: object) -> tuple[Gap, ...]:
        answers = answered("PDM-06", state, version=version)
        newest = replace(NEW, **of)  # type: ignore[arg-type]
        return find("F52", live(versions=(OLD, newest), answers=answers, library=LIBRARY))

    assert not told("VER-2")
    assert told("VER-1")
    assert not told("VER-1", rechecked_on=TODAY)
    assert told("VER-2", AnswerState.not_met, rechecked_on=TODAY)


def test_f52_speaks_from_the_day_the_update_comes(
    find: Find, recheck: Callable[..., date | None]
) -> None:
    coming = live(versions=(OLD, replace(NEW, in_use_from=TODAY + DAY)))
    assert not find("F52", coming)
    assert recheck("F52", coming) == TODAY + DAY
    assert find("F52", coming, TODAY + DAY)
