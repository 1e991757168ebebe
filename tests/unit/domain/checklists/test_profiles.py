"""Which items a product must answer, by what is known of it."""

from datetime import date
from typing import Any

import pytest

from vendor_tracker.domain.checklists.loading import built_in, read_library
from vendor_tracker.domain.checklists.model import EMPTY_LIBRARY
from vendor_tracker.domain.checklists.profiles import applicable, profile
from vendor_tracker.domain.dossier import ProductDossier
from vendor_tracker.domain.facts import DecisionFacts
from vendor_tracker.domain.vocabulary import EsfTier, Gate, Known, ProductFact, Stage

LIBRARY = read_library(built_in())
YES, NO, UNKNOWN = Known.yes, Known.no, Known.unknown
NOTHING = dict.fromkeys((fact.value for fact in ProductFact), "no")


def asked(**fields: Any) -> set[str]:
    """Return the codes of the items that such a product must answer."""
    facts = profile(ProductDossier("PRD-1", **fields))
    return {item.code for item in applicable(LIBRARY, facts)}


@pytest.mark.parametrize(
    "tier, known",
    [
        (EsfTier.A, (NO, NO)),
        (EsfTier.B, (YES, NO)),
        (EsfTier.C, (NO, YES)),
        (EsfTier.unknown, (UNKNOWN, UNKNOWN)),
    ],
)
def test_the_tier_says_two_things(tier: EsfTier, known: tuple[Known, Known]) -> None:
    facts = dict(profile(ProductDossier("PRD-1", esf_tier=tier)))
    assert (facts["tier_B"], facts["tier_C"]) == known


def test_the_stage_says_whether_it_is_live_or_piloted() -> None:
    pilot = DecisionFacts("DEC-1", Gate.pilot, planned_on=date(2026, 11, 2))
    for fields, live, piloted in (
        ({"stage": Stage.live}, YES, NO),
        ({"stage": Stage.piloting}, NO, YES),
        ({"stage": Stage.evaluating}, NO, NO),
        ({"stage": Stage.evaluating, "decisions": (pilot,)}, NO, YES),
    ):
        facts = dict(profile(ProductDossier("PRD-1", **fields)))
        assert (facts["live"], facts["pilot"], facts["over_5m"]) == (live, piloted, UNKNOWN)


def test_facts_are_taken_as_they_are_known() -> None:
    facts = dict(profile(ProductDossier("PRD-1", about={"dev": "yes", "int": "no"})))
    assert (facts["dev"], facts["int"], facts["care"]) == (YES, NO, UNKNOWN)
    assert "dpia_signed" not in facts


def test_what_is_not_known_is_asked() -> None:
    assert asked() == {item.code for item in LIBRARY.items} - {
        "TRA-10", "BIA-11", "REL-05", "REL-07", "REL-08", "REL-09",
    }  # fmt: skip


def test_what_is_known_not_to_concern_a_product_is_not_asked() -> None:
    left_out = {item.code for item in LIBRARY.items} - asked(esf_tier=EsfTier.A, about=NOTHING)
    assert left_out == {
        "TRA-02", "TRA-03", "TRA-07", "TRA-08", "TRA-10", "TRA-11", "TRA-12",
        "BIA-02", "BIA-03", "BIA-04", "BIA-05", "BIA-06", "BIA-07", "BIA-08", "BIA-10", "BIA-11",
        "CST-06", "CST-12", "REL-05", "REL-07", "REL-08", "REL-09",
    }  # fmt: skip


def test_a_live_product_of_tier_c_is_asked_the_most() -> None:
    everything = {fact.value: "yes" for fact in ProductFact}
    found = asked(esf_tier=EsfTier.C, about=everything, stage=Stage.live)
    assert found == {item.code for item in LIBRARY.items}


def test_bars_before_results_are_for_tier_c_alone() -> None:
    assert "TRA-08" not in asked(esf_tier=EsfTier.B)
    assert {"BIA-04", "TRA-07"} <= asked(esf_tier=EsfTier.B)


def test_the_same_profile_is_worked_out_once() -> None:
    first, second = (profile(ProductDossier(f"PRD-{n}")) for n in (1, 2))
    assert first == second
    assert applicable(LIBRARY, first) is applicable(LIBRARY, second)
    assert applicable(EMPTY_LIBRARY, first) == ()
