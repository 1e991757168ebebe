"""Rules about medical devices and scribes."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta

import pytest

from tests.unit.domain.items import item, library
from vendor_tracker.domain.dossier import ProductDossier
from vendor_tracker.domain.facts import AnswerFacts, ClaimFacts, DecisionFacts, EvidenceFacts
from vendor_tracker.domain.gaps import Gap
from vendor_tracker.domain.productfacts import DeviceFacts
from vendor_tracker.domain.vocabulary import AnswerState, DeviceClass, Gate, Known, Severity, Stage

Find = Callable[..., tuple[Gap, ...]]
TODAY = date(2026, 10, 6)
LOOKED_ON = date(2026, 9, 3)
LIBRARY = library(
    item("SAF-02", covered_by="F26"),
    item("SAF-03", severity=Severity.critical),
    item("GEN-06", covered_by="F28"),
)
ENTERED = DeviceFacts(register_number="GB 123", register_checked_on=LOOKED_ON)
SCRIBE = DeviceFacts(
    class_uk=DeviceClass.class_1, on_registry=Known.yes, registry_checked_on=LOOKED_ON
)
SPOKEN = (ClaimFacts("CLM-1"),)


def judged(about: dict[str, str], **facts: object) -> ProductDossier:
    """Return a product that somebody has begun to judge."""
    given = {"stage": Stage.evaluating, "claims": SPOKEN, "about": about, **facts}
    return ProductDossier("PRD-7", **given)  # type: ignore[arg-type]


def answered(code: str, state: AnswerState) -> dict[str, AnswerFacts]:
    """Return one answer with something to show for it."""
    shown = (EvidenceFacts("EVD-9"),) if state is AnswerState.met else ()
    return {code: AnswerFacts(code, "PRD-7", state, TODAY, evidence=shown)}


def test_f26_speaks_of_a_device_and_of_what_may_be_one(find: Find) -> None:
    (gap,) = find("F26", judged({"dev": "yes"}))
    assert gap.says.startswith("It is a medical device, and no entry in the MHRA’s register")
    assert gap.remedies[0].action == "edit_device"
    (gap,) = find("F26", judged({}))
    assert gap.says.startswith("Nobody has said whether it is a medical device")
    assert gap.remedies[0].action == "edit_facts"
    assert not find("F26", judged({"dev": "no"}))


def test_f26_closes_with_an_entry_and_its_day_or_with_the_answer(find: Find) -> None:
    assert not find("F26", judged({"dev": "yes"}, device=ENTERED))
    assert find("F26", judged({"dev": "yes"}, device=replace(ENTERED, register_number="")))
    no_day = replace(ENTERED, register_checked_on=None)
    assert find("F26", judged({"dev": "yes"}, device=no_day))
    met = answered("SAF-02", AnswerState.met)
    assert not find("F26", judged({"dev": "yes"}, answers=met, library=LIBRARY))
    short = answered("SAF-02", AnswerState.not_met)
    (gap,) = find("F26", judged({"dev": "yes"}, device=ENTERED, answers=short, library=LIBRARY))
    assert gap.severity is Severity.critical
    assert gap.says.endswith("SAF-02: we know that it is not met.")


@pytest.mark.parametrize(
    "rule, about", [("F26", {"dev": "yes"}), ("F26", {}), ("F28", {"scr": "yes"})]
)
def test_a_list_just_brought_in_is_not_scolded(
    find: Find, recheck: Callable[..., date | None], rule: str, about: dict[str, str]
) -> None:
    def planned(days: int, **more: object) -> ProductDossier:
        day = TODAY + timedelta(days=days)
        decisions = (DecisionFacts("DEC-1", Gate.award, day),)
        return judged(about, decisions=decisions, **{"claims": (), **more})

    assert not find(rule, judged(about, claims=()))
    assert not find(rule, planned(43))
    assert recheck(rule, planned(43)) == TODAY + timedelta(days=1)
    assert [gap.severity for gap in find(rule, planned(42))] == [Severity.critical]
    assert [gap.severity for gap in find(rule, planned(43, claims=SPOKEN))] == [Severity.major]
    quiet = judged(about, stage=Stage.live, catch_up_on=date(2027, 1, 1))
    assert [gap.known_at_start for gap in find(rule, quiet)] == [True]


def test_f27_speaks_when_the_purpose_does_not_cover_our_use(find: Find) -> None:
    outside = DeviceFacts(our_use="Children in the emergency department.", use_fits=Known.no)
    (gap,) = find("F27", judged({}, device=outside))
    assert gap.severity is Severity.critical
    assert gap.says.startswith("We use it for “Children in the emergency department”, and")
    for known in (Known.yes, Known.unknown):
        assert not find("F27", judged({}, device=replace(outside, use_fits=known)))
    assert not find("F27", judged({}))


def test_f27_leaves_it_to_the_item_where_that_falls_short(find: Find) -> None:
    outside = DeviceFacts(our_use="Children", use_fits=Known.no)
    short = answered("SAF-03", AnswerState.not_met)
    product = judged({}, device=outside, answers=short, library=LIBRARY)
    assert not find("F27", product)
    assert [gap.key for gap in find("F22", product)] == ["SAF-03"]


@pytest.mark.parametrize(
    "device, words",
    [
        (None, "no class as a medical device is noted and nobody has looked in"),
        (replace(SCRIBE, class_uk=DeviceClass.unknown), "no class as a medical device is noted."),
        (replace(SCRIBE, registry_checked_on=None), "nobody has looked in the national registry"),
        (replace(SCRIBE, on_registry=Known.no), "it is not in the national registry of scribes."),
    ],
)
def test_f28_speaks_of_a_scribe_that_was_not_found_twice(
    find: Find, device: DeviceFacts | None, words: str
) -> None:
    (gap,) = find("F28", judged({"scr": "yes"}, device=device))
    assert words in gap.says
    refused = device is not None and device.on_registry is Known.no
    assert (gap.severity is Severity.critical) is refused


def test_f28_closes_with_both_look_ups_or_with_the_answer(find: Find) -> None:
    assert not find("F28", judged({"scr": "yes"}, device=SCRIBE))
    assert not find("F28", judged({"scr": "unknown"}))
    met = answered("GEN-06", AnswerState.met)
    assert not find("F28", judged({"scr": "yes"}, answers=met, library=LIBRARY))
    short = answered("GEN-06", AnswerState.partly)
    (gap,) = find("F28", judged({"scr": "yes"}, device=SCRIBE, answers=short, library=LIBRARY))
    assert gap.says == "It listens to consultations. GEN-06: it is shown only in part."


def test_what_somebody_found_missing_of_a_live_product_counts_at_once(find: Find) -> None:
    quiet = {"stage": Stage.live, "catch_up_on": date(2027, 1, 1)}
    refused = judged({"scr": "yes"}, device=replace(SCRIBE, on_registry=Known.no), **quiet)
    assert [gap.known_at_start for gap in find("F28", refused)] == [False]
    short = {"answers": answered("SAF-02", AnswerState.not_met), "library": LIBRARY}
    known = judged({"dev": "yes"}, **quiet, **short)
    assert [gap.known_at_start for gap in find("F26", known)] == [False]
    assert [gap.known_at_start for gap in find("F26", replace(known, about={}))] == [True]
