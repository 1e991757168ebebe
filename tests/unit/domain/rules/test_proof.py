"""Rules about what shows that a product works."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal

import pytest

from tests.unit.domain.items import item, library
from vendor_tracker.domain.dossier import ProductDossier
from vendor_tracker.domain.facts import (
    AnswerFacts,
    ClaimFacts,
    DecisionFacts,
    EvidenceFacts,
    ResultFacts,
)
from vendor_tracker.domain.gaps import Gap
from vendor_tracker.domain.vocabulary import (
    AnswerState,
    ClaimKind,
    EsfTier,
    EvidenceKind,
    Gate,
    Severity,
    Stage,
    Strength,
    Tester,
)

Find = Callable[..., tuple[Gap, ...]]
TODAY, DAY = date(2026, 10, 6), timedelta(days=1)
FORM = EvidenceFacts("EVD-1", "DTAC", EvidenceKind.dtac, issued_on=date(2026, 3, 3))
LIBRARY = library(item("ESF-03"), item("ESF-08"))


def guiding(*claims: ClaimFacts, **facts: object) -> ProductDossier:
    """Return a product that guides care and is being judged."""
    given = {"stage": Stage.evaluating, "esf_tier": EsfTier.C, "claims": claims, **facts}
    return ProductDossier("PRD-7", **given)  # type: ignore[arg-type]


def claim(strength: Strength | None, **facts: object) -> ClaimFacts:
    """Return a claim that was shown so well."""
    given = {"statement": "It finds bleeds", "strength": strength, **facts}
    return ClaimFacts("CLM-1", ClaimKind.T5, **given)  # type: ignore[arg-type]


@pytest.mark.parametrize("strength", Strength)
def test_f06_speaks_below_the_rung_that_we_ask_for(find: Find, strength: Strength) -> None:
    gaps = find("F06", guiding(claim(strength)))
    assert bool(gaps) is (int(strength) < 4)
    assert all(gap.severity is Severity.critical for gap in gaps)


def test_f06_says_what_is_best_and_asks_for_more(find: Find) -> None:
    (gap,) = find("F06", guiding(claim(Strength.s2)))
    assert gap.says == (
        "It guides care, and the best that shows how well it works is: Supplier's own test "
        "(2 of 7). We ask for 4 of 7."
    )


def test_f06_speaks_of_care_only_once_there_are_claims_or_the_award_is_near(find: Find) -> None:
    for tier in (EsfTier.A, EsfTier.B, EsfTier.unknown):
        assert not find("F06", guiding(claim(Strength.s1), esf_tier=tier))
    assert not find("F06", guiding())
    for days, speaks in ((42, True), (43, False)):
        soon = (DecisionFacts("DEC-1", Gate.award, TODAY + timedelta(days=days)),)
        assert bool(find("F06", guiding(decisions=soon))) is speaks


@pytest.mark.parametrize("code", ["ESF-03", "ESF-08"])
def test_f06_and_f25_take_a_test_that_an_item_shows(find: Find, code: str) -> None:
    shown = (EvidenceFacts("EVD-9"),)
    met = {code: AnswerFacts(code, "PRD-7", AnswerState.met, TODAY, evidence=shown)}
    product = guiding(claim(Strength.s1), answers=met, library=LIBRARY)
    assert not find("F06", product)
    assert not find("F25", replace(product, evidence=(FORM,)))


def test_a_form_alone_is_said_once(find: Find) -> None:
    word = guiding(claim(Strength.s5, evidence=("EVD-1",)), evidence=(FORM,))
    assert not find("F06", word)
    (gap,) = find("F25", word)
    assert gap.severity is Severity.critical
    assert "our policy asks for both" in gap.says
    tested = guiding(claim(Strength.s2), evidence=(FORM,))
    assert find("F06", tested)
    assert not find("F25", tested)


def test_f25_is_silent_without_a_form_without_care_and_on_a_fresh_list(find: Find) -> None:
    assert not find("F25", guiding(claim(Strength.s1)))
    assert not find("F25", guiding(claim(Strength.s1), evidence=(FORM,), esf_tier=EsfTier.B))
    assert not find("F25", guiding(evidence=(FORM,)))


@pytest.mark.parametrize(
    "testers, speaks",
    [
        ((Tester.supplier,), True),
        ((Tester.paid, Tester.supplier, None), True),
        ((Tester.supplier, Tester.independent), False),
        ((Tester.us,), False),
        ((Tester.unknown, None), False),
        ((), False),
    ],
)
def test_f13_speaks_when_only_the_supplier_tested(
    find: Find, testers: tuple[Tester | None, ...], speaks: bool
) -> None:
    results = tuple(ResultFacts(estimate=Decimal(96), tester=one) for one in testers)
    outside = ClaimFacts("CLM-1", ClaimKind.T6, "96% elsewhere", results=results)
    gaps = find("F13", guiding(outside))
    assert bool(gaps) is speaks
    assert all("CLM-1 “96% elsewhere”" in gap.says for gap in gaps)
    assert not find("F13", guiding(replace(outside, kind=ClaimKind.T5)))


def test_f19_shows_what_contradicts_what_in_one_flag(find: Find) -> None:
    def said(number: int, low: int, high: int) -> ClaimFacts:
        found = ResultFacts("", None, None, Decimal(low + 1), Decimal(low), Decimal(high))
        return ClaimFacts(f"CLM-{number}", ClaimKind.T5, metric="Sensitivity", results=(found,))

    product = guiding(said(1, 94, 98), said(2, 80, 90), said(3, 60, 70))
    (gap,) = find("F19", product)
    assert (gap.severity, gap.key) == (Severity.major, "PRD-7")
    assert gap.says.startswith("3 contradictions. “Sensitivity”: CLM-1 says 95")
    assert {reference for reference, _, _ in gap.facts} == {"CLM-1", "CLM-2", "CLM-3"}
    assert not find("F19", guiding(said(1, 80, 90), said(2, 80, 90)))


def test_f24_speaks_of_an_older_form_from_the_day_it_is_not_used_any_more(
    find: Find, recheck: Callable[..., date | None]
) -> None:
    older = guiding(evidence=(replace(FORM, issued_on=date(2026, 2, 23)),))
    (gap,) = find("F24", older)
    assert gap.severity is Severity.major
    assert gap.says.startswith("The DTAC form of 23 February 2026 is an older one.")
    assert find("F24", older, date(2026, 4, 6))
    assert not find("F24", older, date(2026, 4, 5))
    assert recheck("F24", older, date(2026, 4, 5)) == date(2026, 4, 6)
    assert not find("F24", guiding(evidence=(replace(FORM, issued_on=date(2026, 2, 24)),)))


def test_f24_goes_by_the_edition_and_leaves_a_lapsed_form_to_its_own_rule(find: Find) -> None:
    (gap,) = find("F24", guiding(evidence=(replace(FORM, form_version="1.1"),)))
    assert gap.says.startswith("The DTAC form of 3 March 2026 is edition 1.1, an older one.")
    assert not find("F24", guiding(evidence=(replace(FORM, form_version="2.0", issued_on=None),)))
    assert not find("F24", guiding(evidence=(replace(FORM, issued_on=None),)))
    for expires_on, speaks in ((TODAY, True), (TODAY - DAY, False)):
        old = replace(FORM, form_version="1", expires_on=expires_on)
        assert bool(find("F24", guiding(evidence=(old,)))) is speaks
