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
# Asked only of what is live, and only of what is piloted or about to be.
OF_LIVE = {
    "TRA-10", "BIA-11", "REL-05", "REL-07", "REL-08", "REL-09", "CUL-07", "CUL-13",
    "PDM-03", "PDM-06", "PDM-07", "PDM-08", "PDM-09", "PDM-10", "PDM-12",
}  # fmt: skip
OF_PILOTS = {"BIZ-09"}
# Asked only where a tier, or a fact about the product, makes them matter.
OF_TIERS_OR_FACTS = {
    "BIZ-05", "BIZ-06",
    "ESF-02", "ESF-03", "ESF-04", "ESF-06", "ESF-07", "ESF-08", "ESF-09", "ESF-10", "ESF-11",
    "DTA-03", "DTA-04", "DTA-05", "DTA-06", "DTA-08", "DTA-10",
    "SAF-02", "SAF-03", "SAF-04", "SAF-05", "SAF-06", "SAF-07", "SAF-10", "SAF-11", "SAF-12",
    "SAF-13",
    "TRA-02", "TRA-03", "TRA-07", "TRA-08", "TRA-11", "TRA-12",
    "BIA-02", "BIA-03", "BIA-04", "BIA-05", "BIA-06", "BIA-07", "BIA-08", "BIA-10",
    "CST-06", "CST-12", "CUL-06", "CUL-08", "PDM-05",
    "GEN-01", "GEN-02", "GEN-03", "GEN-04", "GEN-05", "GEN-06",
}  # fmt: skip


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
    assert asked() == {item.code for item in LIBRARY.items} - OF_LIVE - OF_PILOTS


def test_what_is_known_not_to_concern_a_product_is_not_asked() -> None:
    left_out = {item.code for item in LIBRARY.items} - asked(esf_tier=EsfTier.A, about=NOTHING)
    assert left_out == OF_TIERS_OR_FACTS | OF_LIVE | OF_PILOTS


def test_a_live_product_of_tier_c_is_asked_the_most() -> None:
    everything = {fact.value: "yes" for fact in ProductFact}
    found = asked(esf_tier=EsfTier.C, about=everything, stage=Stage.live)
    assert found == {item.code for item in LIBRARY.items} - OF_PILOTS


def test_a_pilot_is_asked_what_would_stop_it() -> None:
    assert asked(stage=Stage.piloting) - asked(stage=Stage.evaluating) == OF_PILOTS


def test_bars_before_results_are_for_tier_c_alone() -> None:
    assert "TRA-08" not in asked(esf_tier=EsfTier.B)
    assert {"BIA-04", "TRA-07"} <= asked(esf_tier=EsfTier.B)


def test_the_same_profile_is_worked_out_once() -> None:
    first, second = (profile(ProductDossier(f"PRD-{n}")) for n in (1, 2))
    assert first == second
    assert applicable(LIBRARY, first) is applicable(LIBRARY, second)
    assert applicable(EMPTY_LIBRARY, first) == ()
