"""What a model card states, as claims; what is not clear is left and told."""

from dataclasses import replace
from decimal import Decimal

import pytest

from tests.cards import example_card
from vendor_tracker.domain.cards.statements import Stated, drawn
from vendor_tracker.domain.facts import ClaimFacts, ThresholdFacts
from vendor_tracker.domain.verdicts import judge, standing
from vendor_tracker.domain.vocabulary import (
    ClaimKind,
    Direction,
    GroupAttribute,
    SetBy,
    Verdict,
)

USEFUL = "chai.KeyMetrics.UsefulnessUsabilityEfficacy"
SAFE = "chai.KeyMetrics.SafetyReliability"
FAIR = "chai.KeyMetrics.FairnessEquity"
SENSITIVITY = "chai.UsefulnessUsabilityEfficacy#sensitivity"


def stated(fields: dict[str, str]) -> dict[str, Stated]:
    """Return the claims of a card by the part they stand in."""
    return {claim.field: claim for claim in drawn(fields).claims}


def results(**given: str) -> dict[str, str]:
    """Return a card with these figures alone."""
    lines = [f"{label.replace('_', ' ')}: {value}" for label, value in given.items()]
    return {f"{USEFUL}.Results": "\n".join(lines)}


def test_texts_become_claims_by_kind_and_blanks_do_not() -> None:
    found = stated(example_card().fields)
    kinds = {claim.kind for claim in found.values()}
    assert kinds == {ClaimKind.T1, ClaimKind.T3, ClaimKind.B3, ClaimKind.T5, ClaimKind.B2}
    assert "chai.KnownRisksAndLimitations" not in found


def test_a_figure_comes_with_its_range_its_number_and_the_goal() -> None:
    claim = stated(example_card().fields)[SENSITIVITY]
    (result,) = claim.results
    assert (result.estimate, result.low, result.high) == (
        Decimal("96.15"), Decimal("90.44"), Decimal("98.94")
    )  # fmt: skip
    assert (result.n, result.positives) == (1240, None)
    assert (claim.metric, claim.direction) == ("Sensitivity", Direction.higher)
    assert [(bar.set_by, bar.value) for bar in claim.thresholds] == [(SetBy.supplier, Decimal(80))]
    assert "Not available, they say: ethnicity" in claim.groups


def test_it_meets_their_bar_and_cannot_tell_at_ours() -> None:
    claim = stated(example_card().fields)[SENSITIVITY]
    ours = ThresholdFacts(SetBy.us, Decimal(92))
    facts = ClaimFacts(
        "CLM-1", claim.kind, metric=claim.metric, direction=claim.direction,
        thresholds=(*claim.thresholds, ours), results=claim.results,
    )  # fmt: skip
    found = standing(facts)
    assert found.theirs is not None
    assert found.theirs.verdict is Verdict.meets
    assert judge(facts, ours).verdict is Verdict.cannot_tell


def test_no_difference_is_a_claim_with_what_it_is_about() -> None:
    claim = stated(example_card().fields)["chai.FairnessEquity#no difference"]
    assert claim.says_no_difference
    assert claim.kind is ClaimKind.B2
    named = (GroupAttribute.age, GroupAttribute.sex, GroupAttribute.device)
    assert claim.attributes == named


@pytest.mark.parametrize(
    "text, named",
    [
        ("Device performance did not meaningfully interact with location, gender or age "
         "(Race distribution for sample was unavailable).", ["age", "gender", "region"]),
        ("No statistically significant interaction between performance and age or site.",
         ["age", "site"]),
        ("Results differ by age.", []),
        ("Race, age, and gender distribution was unavailable.", []),
        ("No difference was seen.", []),
    ],
)  # fmt: skip
def test_no_difference_is_read_only_where_it_is_said(text: str, named: list[str]) -> None:
    claims = drawn({f"{FAIR}.Interpretation": text}).claims
    assert [one for claim in claims for one in claim.attributes] == named


@pytest.mark.parametrize(
    "text, goal",
    [
        ("Sensitivity and specificity with an 80% performance goal were met.", 80),
        ("For sensitivity the performance goal was 85.5%.", "85.5"),
        ("Sensitivity had an 80% performance goal. Sensitivity had a 90% performance goal.", None),
        ("An 80% performance goal was met.", None),
        ("Sensitivity of 80% was met.", None),
        ("Sensitivity: the 180% performance goal.", None),
    ],
)
def test_a_goal_is_taken_only_where_it_cannot_be_mistaken(text: str, goal: object) -> None:
    figure = '{"estimate":96,"unit":"%"}'
    found = drawn(
        results(Sensitivity=figure, Specificity=figure) | {f"{USEFUL}.Interpretation": text}
    )
    bars = [bar.value for claim in found.claims[:1] for bar in claim.thresholds]
    assert bars == ([] if goal is None else [Decimal(str(goal))])
    if "goal" in text and goal is None:
        assert any("a goal of the supplier was seen and not taken" in one for one in found.notices)


@pytest.mark.parametrize(
    "value",
    [
        "not json", "{broken", "[1]", "null", '{"kind":"single"}', '{"value":"high","unit":"%"}',
        '{"value":1e999,"unit":"%"}', '{"value":NaN,"unit":"%"}', '{"value":101,"unit":"%"}',
        '{"value":0.96}', '{"value":12,"unit":"cases"}', '{"value":{"a":1},"unit":"%"}',
        '{"value":true,"unit":"%"}', '{"a":' * 2000 + "1" + "}" * 2000,
    ],
)  # fmt: skip
def test_a_figure_that_is_not_clear_is_left_and_told(value: str) -> None:
    found = drawn(results(Sensitivity=value))
    assert [claim for claim in found.claims if claim.results] == []
    assert any("Sensitivity" in notice for notice in found.notices)


@pytest.mark.parametrize(
    "value, words",
    [
        ('{"estimate":96,"lower":90,"upper":98,"level":90,"unit":"%"}', "is one of 90%"),
        ('{"estimate":96,"lower":90,"upper":98,"unit":"%"}', "is one of unknown level"),
        ('{"estimate":96,"lower":97,"upper":98,"level":95,"unit":"%"}', "does not hold its figure"),
    ],
)
def test_a_range_that_is_no_95_percent_range_is_left(value: str, words: str) -> None:
    found = drawn(results(Sensitivity=value))
    (result,) = found.claims[0].results
    assert (result.estimate, result.low, result.high) == (Decimal(96), None, None)
    assert words in found.notices[0]


@pytest.mark.parametrize(
    "label, direction",
    [
        ("Sentiment accuracy", Direction.higher),
        ("Sensitivity", Direction.higher),
        ("False positive rate", Direction.lower),
        ("Turnaround time", Direction.lower),
        ("Failures per month", Direction.lower),
        ("Time saved per report", None),
        ("Mortality reduction", None),
        ("Error-free reports", None),
        ("Real-time sensitivity", None),
        ("Turnaround time reduction", None),
        ("Time improvement", None),
        ("Detection rate", Direction.higher),
        ("Error detection", None),
        ("Missed bleeds", Direction.lower),
    ],
)
def test_which_way_is_better_is_taken_from_whole_words_or_left(
    label: str, direction: Direction | None
) -> None:
    figure = '{"estimate":96,"lower":90,"upper":98,"level":95,"unit":"%"}'
    (claim,) = drawn({f"{USEFUL}.Results": f"{label}: {figure}"}).claims
    assert claim.direction is direction


def test_times_are_benefits_and_what_it_is_compared_with_is_no_claim() -> None:
    figure = '{"estimate":33.5,"lower":30.9,"upper":36.1,"level":95,"unit":"seconds"}'
    fields = {f"{SAFE}.Results": f"Mean time (device): {figure}\nMean time (predicate): {figure}"}
    (claim,) = drawn(fields).claims
    assert (claim.kind, claim.direction) == (ClaimKind.T14, Direction.lower)
    assert claim.metric == "Mean time (device), seconds"


def test_figures_in_a_sentence_have_the_same_place_as_those_in_a_list() -> None:
    text = (
        "Sensitivity was 96.15% (95% CI: 90.44%, 98.94%) and specificity was 94.8% "
        "(95% CI: 89%, 98%)."
    )
    older = stated({f"{USEFUL}.Results": text})
    newer = stated(example_card().fields)
    assert older[SENSITIVITY].results == tuple(
        replace(one, n=None) for one in newer[SENSITIVITY].results
    )
    assert "chai.UsefulnessUsabilityEfficacy#specificity" in older


def test_data_from_elsewhere_makes_another_kind_of_claim() -> None:
    fields = results(Sensitivity='{"estimate":96,"unit":"%"}')
    fields[f"{USEFUL}.TestType"] = "External validation at two hospitals"
    assert drawn(fields).claims[0].kind is ClaimKind.T6


def test_positives_are_taken_where_they_are_counted() -> None:
    fields = results(Sensitivity='{"estimate":88,"unit":"%"}')
    fields[f"{USEFUL}.MetricGoal"] = (
        "268 cases were selected, 96 positive cases and 172 negative cases."
    )
    (result,) = drawn(fields).claims[0].results
    assert (result.n, result.positives) == (268, 96)


def test_the_code_of_a_long_label_fits_and_stays_its_own() -> None:
    figure = '{"estimate":9,"unit":"%"}'
    label = "Sensitivity for the smallest bleeds of all kinds in patients of group"
    found = stated({f"{USEFUL}.Results": f"{label} A: {figure}\n{label} B: {figure}"})
    assert len(found) == 2
    assert all(len(code) <= 60 for code in found)
