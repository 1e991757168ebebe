"""How well a product is shown to work, and apart from it its DTAC form."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from vendor_tracker.domain.dossier import ProductDossier
from vendor_tracker.domain.facts import (
    ClaimFacts,
    EvidenceFacts,
    ResultFacts,
    ThresholdFacts,
    VersionFacts,
)
from vendor_tracker.domain.settings import Limits
from vendor_tracker.domain.strength import dtac_form, strongest, summary_lines
from vendor_tracker.domain.vocabulary import (
    ClaimKind,
    Direction,
    EvidenceKind,
    SetBy,
    Strength,
    TestData,
)

TODAY = date(2026, 10, 6)
LIMITS = Limits()


def claim(number: int, strength: Strength | None, **more: object) -> ClaimFacts:
    """Return a claim that was shown so well."""
    facts = {"statement": "It finds bleeds", "strength": strength, **more}
    return ClaimFacts(f"CLM-{number}", ClaimKind.T5, **facts)  # type: ignore[arg-type]


def form(**more: object) -> EvidenceFacts:
    """Return a DTAC form."""
    return EvidenceFacts("EVD-1", "DTAC", EvidenceKind.dtac, **more)  # type: ignore[arg-type]


def test_the_strongest_claim_speaks_for_the_product() -> None:
    product = ProductDossier("PRD-7", claims=(claim(1, Strength.s2), claim(2, Strength.s4)))
    found = strongest(product, TODAY)
    assert (found.claim, found.rung) == ("CLM-2", 4)
    assert found.words == "Independent test (4 of 7)"


def test_nothing_claimed_is_nothing_shown() -> None:
    nothing = "Nothing: no claim of how well it works is recorded"
    assert strongest(ProductDossier("PRD-7"), TODAY).words == nothing
    hosting = replace(claim(1, Strength.s7), kind=ClaimKind.T12)
    assert strongest(ProductDossier("PRD-7", claims=(hosting,)), TODAY).words == nothing
    spoken = ProductDossier("PRD-7", claims=(claim(1, None),))
    assert strongest(spoken, TODAY).words == "Their word only (1 of 7)"


def test_what_misses_our_bar_does_not_show_that_it_works() -> None:
    bar = ThresholdFacts(SetBy.us, Decimal(95))
    tested = ResultFacts(estimate=Decimal(60), low=Decimal(50), high=Decimal(70))
    failed = claim(1, Strength.s5, thresholds=(bar,), results=(tested,), direction=Direction.higher)
    words = strongest(ProductDossier("PRD-7", claims=(failed,)), TODAY).words
    assert words == "Nothing: what was tested misses our bar"


@pytest.mark.parametrize("strength", Strength)
def test_a_dtac_form_never_raises_how_well_it_is_shown(strength: Strength) -> None:
    backed = claim(1, strength, evidence=("EVD-1",))
    product = ProductDossier("PRD-7", claims=(backed,), evidence=(form(),))
    assert strongest(product, TODAY).rung == min(int(strength), 1)
    study = EvidenceFacts("EVD-2", "Study", EvidenceKind.study)
    both = claim(1, strength, evidence=("EVD-1", "EVD-2"))
    product = ProductDossier("PRD-7", claims=(both,), evidence=(form(), study))
    assert strongest(product, TODAY).rung == int(strength)


def test_whom_it_was_tested_on_and_which_version_are_said() -> None:
    versions = (VersionFacts("VER-9", "3.2", in_use_from=date(2026, 5, 1)),)

    def words(version: str, data: TestData) -> str:
        tested = (ResultFacts(estimate=Decimal(96), data=data),)
        one = claim(1, Strength.s5, version=version, results=tested)
        return strongest(ProductDossier("PRD-7", versions=versions, claims=(one,)), TODAY).words

    assert words("VER-9", TestData.uk) == "Published or UK test (5 of 7), on UK patients"
    assert words("VER-9", TestData.ours).endswith(", on our own patients")
    assert words("VER-8", TestData.outside) == "Published or UK test (5 of 7), for another version"


def test_of_equals_the_one_for_our_version_is_named() -> None:
    versions = (VersionFacts("VER-9", in_use_from=date(2026, 5, 1)),)
    claims = (claim(1, Strength.s4, version="VER-8"), claim(2, Strength.s4, version="VER-9"))
    product = ProductDossier("PRD-7", versions=versions, claims=claims)
    assert strongest(product, TODAY).claim == "CLM-2"


@pytest.mark.parametrize(
    "facts, words",
    [
        ({"issued_on": date(2026, 3, 3)}, "Current form of 3 March 2026"),
        ({"issued_on": date(2026, 2, 24)}, "Current form of 24 February 2026"),
        ({"issued_on": date(2026, 2, 23)}, "Older form of 23 February 2026"),
        ({"form_version": "v2.0"}, "Current form"),
        ({"form_version": "1.1", "issued_on": date(2026, 5, 1)}, "Older form of 1 May 2026"),
        ({}, "Form, edition not known"),
        ({"form_version": "2", "expires_on": date(2026, 10, 5)}, "Current form, lapsed"),
        ({"form_version": "2", "expires_on": TODAY}, "Current form"),
    ],
)
def test_the_form_stands_apart_in_a_line_of_its_own(facts: dict[str, object], words: str) -> None:
    product = ProductDossier("PRD-7", evidence=(form(**facts),))
    assert dtac_form(product, TODAY, LIMITS).words == words
    lines = summary_lines(product, TODAY, LIMITS)
    assert lines == (
        ("Shown to work", "Nothing: no claim of how well it works is recorded"),
        ("DTAC", words),
    )


def test_no_form_is_said() -> None:
    assert dtac_form(ProductDossier("PRD-7"), TODAY, LIMITS).words == "No form"
