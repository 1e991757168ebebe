"""Groups compared with one another."""

from dataclasses import replace
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vendor_tracker.domain.facts import ClaimFacts, ResultFacts, ThresholdFacts
from vendor_tracker.domain.fairness import (
    AttributeTable,
    gap_between,
    limit_of,
    tables_of,
)
from vendor_tracker.domain.productfacts import GroupFacts
from vendor_tracker.domain.settings import Limits
from vendor_tracker.domain.unmeasured import undivided, unshown
from vendor_tracker.domain.vocabulary import (
    BarAbout,
    Direction,
    GroupAttribute,
    SetBy,
    Verdict,
)

AGE, SEX, ETHNICITY = GroupAttribute.age, GroupAttribute.sex, GroupAttribute.ethnicity
FIGURES = st.decimals(0, 100, places=1)


def result(name: str, estimate: str | None, low: str = "", high: str = "", **more: Any) -> Any:
    figures = [Decimal(text) if text else None for text in (estimate or "", low, high)]
    given = {"positives": 200, "attribute": SEX, **more}
    estimated, lowest, highest = figures
    return ResultFacts(name, 400, estimate=estimated, low=lowest, high=highest, **given)


def claim(*results: ResultFacts, limit: str = "", **more: Any) -> ClaimFacts:
    bars = (ThresholdFacts(SetBy.us, Decimal(limit), about=BarAbout.gap),) if limit else ()
    given = {"metric": "Specificity, share", "direction": Direction.higher, **more}
    return ClaimFacts("CLM-3", thresholds=bars, results=results, **given)


def judged(*results: ResultFacts, limits: Limits | None = None, **more: Any) -> AttributeTable:
    (table,) = tables_of(claim(*results, **more), limits or Limits())
    return table


MEN = result("Men", "96", "94", "98", is_reference=True)


@pytest.mark.parametrize(
    "estimate, low, high, expected",
    [
        ("95", "93", "97", Verdict.meets),
        ("91", "91", "93", Verdict.meets),
        ("90.9", "90.9", "91", Verdict.not_shown),
        ("88", "85", "90.9", Verdict.fails),
        ("88", "85", "91", Verdict.not_shown),
        ("93", "90.9", "95", Verdict.cannot_tell),
        ("95", "92", "97.1", Verdict.cannot_tell),
        ("95", "92", "97", Verdict.meets),
        (None, "", "", Verdict.not_checkable),
    ],
)
def test_a_group_is_held_against_its_reference(
    estimate: str | None, low: str, high: str, expected: Verdict
) -> None:
    line = judged(MEN, result("Women", estimate, low, high)).lines[1]
    assert line.verdict is expected


def test_without_a_range_a_group_cannot_be_told() -> None:
    line = judged(MEN, result("Women", "95"), metric="Share of calls").lines[1]
    assert (line.verdict, line.says) == (Verdict.cannot_tell, "No range was given.")


@pytest.mark.parametrize(
    "metric, positives, expected, words",
    [
        ("Sensitivity", 29, Verdict.cannot_tell, "Too few: 29 people with the condition; "),
        ("Sensitivity", 30, Verdict.meets, ""),
        ("Sensitivity", 395, Verdict.meets, ""),
        ("Sensitivity", None, Verdict.cannot_tell, "how many people with the condition were"),
        ("Specificity", 29, Verdict.meets, ""),
        ("Specificity", 371, Verdict.cannot_tell, "Too few: 29 people without the condition; "),
        ("Specificity", 370, Verdict.meets, ""),
        ("Specificity", None, Verdict.cannot_tell, "how many people without the condition were"),
        ("Accuracy, share", 29, Verdict.cannot_tell, "Too few: 29 people with the condition; "),
        ("Accuracy, share", None, Verdict.meets, ""),
    ],
)
def test_too_few_people_tell_nothing(
    metric: str, positives: int | None, expected: Verdict, words: str
) -> None:
    women = replace(result("Women", "95", "93", "97"), positives=positives)
    line = judged(MEN, women, metric=metric).lines[1]
    assert line.verdict is expected
    assert words in line.says


def test_how_many_were_tested_must_be_known() -> None:
    women = replace(result("Women", "95", "93", "97"), positives=None, n=None)
    assert judged(MEN, women).lines[1].says == "Nobody has said how many were tested."


def test_a_lower_figure_may_be_the_better_one() -> None:
    men = result("Men", "4", "3", "5", is_reference=True)
    table = judged(men, result("Women", "10", "9", "11"), direction=Direction.lower)
    assert (table.lines[1].gap, table.lines[1].verdict) == (Decimal(6), Verdict.not_shown)
    table = judged(men, result("Women", "2", "1", "3"), direction=Direction.lower)
    assert (table.lines[1].gap, table.lines[1].verdict) == (Decimal(-2), Verdict.meets)


def test_our_limit_goes_before_the_number_in_the_rules() -> None:
    women = result("Women", "93", "92", "94")
    assert judged(MEN, women).lines[1].verdict is Verdict.meets
    assert judged(MEN, women, limit="2").lines[1].verdict is Verdict.not_shown
    default = limit_of(claim(MEN), Limits(group_gap=7))
    assert default is not None
    assert (default.value, default.is_default) == (Decimal(7), True)
    assert limit_of(claim(MEN, metric="Minutes"), Limits()) is None
    assert judged(MEN, women, metric="Minutes").lines[1].verdict is Verdict.not_checkable


def test_without_a_direction_nothing_is_worse() -> None:
    line = judged(MEN, result("Women", "80", "70", "85"), direction=None).lines[1]
    assert (line.gap, line.verdict) == (None, Verdict.not_checkable)


def test_everyone_tested_stands_in_where_no_reference_is_marked() -> None:
    everyone = ResultFacts(estimate=Decimal(96), low=Decimal(95), high=Decimal(97))
    table = judged(everyone, result("Women", "95", "94", "96"))
    assert (table.against, table.lines[0].gap) == ("everyone tested", Decimal(1))
    alone = judged(result("Women", "95", "94", "96"))
    assert (alone.against, alone.lines[0].verdict) == ("", Verdict.not_checkable)
    assert "Mark the group" in alone.notes[0]


def test_people_without_a_known_group_are_counted_and_not_compared() -> None:
    known = result(
        "British", "95", "93", "97", attribute=ETHNICITY, scheme="NHS_2001_16P1", group_code="A",
        is_reference=True,
    )  # fmt: skip
    unknown = replace(known, subgroup="Not stated", group_code="Z", is_reference=False)
    table = judged(known, unknown)
    assert (table.lines[1].verdict, table.lines[1].is_unknown) == (None, True)
    assert "400 people of 800 tested (50%) have no group recorded." in table.notes


def test_a_weak_scale_and_two_lists_are_said() -> None:
    skin = GroupAttribute.skin_tone
    first = result("Type I", "95", attribute=skin, scheme="FITZPATRICK", group_code="I")
    second = result("Monk 9", "94", attribute=skin, scheme="MONK", group_code="9")
    notes = " ".join(judged(first, second).notes)
    assert "weak proxy" in notes
    assert "Two lists of groups" in notes


def listed(name: str = "", scheme: str = "", code: str = "", of: Any = ETHNICITY) -> GroupFacts:
    return GroupFacts(of, scheme, code, name)


def found(entry: GroupFacts, *results: ResultFacts) -> list[str]:
    return [name for _, names in unshown([entry], [claim(*results)]) for name in names]


def test_a_listed_group_is_shown_by_its_code_or_its_name() -> None:
    roma = result("Roma", "90", attribute=ETHNICITY, scheme="ONS2021_19", group_code="16")
    assert found(listed("Roma", "ONS2021_19", "16"), roma) == []
    assert found(listed("roma"), roma) == []
    assert found(listed("Irish", "ONS2021_19", "14"), roma) == ["Irish"]
    assert found(listed("Roma", of=AGE), roma) == ["Roma"]


def test_a_merged_group_shows_none_of_its_parts() -> None:
    merged = result("Other White", "90", attribute=ETHNICITY, scheme="NHS_2001_16P1",
                    group_code="C")  # fmt: skip
    indian = replace(merged, subgroup="Indian", group_code="H")
    assert found(listed("Roma", "ONS2021_19", "16"), merged) == ["Roma"]
    assert found(listed("Indian", "ONS2021_19", "3"), indian) == []
    assert found(listed("Indian", "NHS_2001_16P1", "H"), replace(
        indian, scheme="ONS2021_19", group_code="3")) == []  # fmt: skip


def test_a_band_is_shown_by_itself_or_by_each_of_its_steps() -> None:
    tone = GroupAttribute.skin_tone
    entry = listed("Types V and VI", "FITZPATRICK", "V-VI", of=tone)
    five, six, band = (
        result(code, "95", attribute=tone, scheme="FITZPATRICK", group_code=code)
        for code in ("V", "VI", "V-VI")
    )
    assert found(entry, five) == ["Types V and VI"], "type VI was not tested"
    assert found(entry, five, six) == []
    assert found(entry, band) == []
    assert found(listed("Type V", "FITZPATRICK", "V", of=tone), band) == ["Type V"]


def test_each_group_means_each_of_its_list() -> None:
    dark = result("Dark", "90", attribute=GroupAttribute.skin_tone, scheme="MONK",
                  group_code="dark")  # fmt: skip
    every = listed(scheme="MONK", of=GroupAttribute.skin_tone)
    assert found(every, dark) == ["Light, Monk 1 to 3", "Medium, Monk 4 to 6"]
    site = listed(of=GroupAttribute.site)
    first = result("Site A", "90", attribute=GroupAttribute.site)
    assert found(site, first) == ["each group by site"]
    assert found(site, first, replace(first, subgroup="Site B")) == []


def test_no_difference_needs_two_groups_with_figures() -> None:
    words = claim(says_no_difference=True, attributes=(SEX, AGE), direction=None)
    women = result("Women", "95")
    assert undivided(words, [words]) == ("sex", "age")
    assert undivided(words, [words, claim(MEN)]) == ("sex", "age")
    assert undivided(words, [words, claim(MEN, women)]) == ("age",)
    assert undivided(replace(words, attributes=()), [words]) == ("any group",)
    assert undivided(replace(words, attributes=()), [claim(MEN, women)]) == ()
    assert undivided(claim(), []) == ()


@given(FIGURES, FIGURES, st.sampled_from(list(Direction)))
def test_a_gap_turned_round_has_the_other_sign(
    one: Decimal, other: Decimal, direction: Direction
) -> None:
    forth, back = gap_between(one, other, direction), gap_between(other, one, direction)
    assert forth is not None
    assert back is not None
    assert forth == -back


@given(FIGURES, st.decimals(0, 5, places=1), st.decimals(0, 5, places=1), FIGURES)
def test_what_meets_is_never_further_behind_than_the_limit(
    estimate: Decimal, down: Decimal, up: Decimal, reference: Decimal
) -> None:
    low, high = max(Decimal(0), estimate - down), min(Decimal(100), estimate + up)
    men = replace(MEN, estimate=reference, low=reference, high=reference)
    women = replace(MEN, subgroup="Women", is_reference=False, estimate=estimate, low=low,
                    high=high)  # fmt: skip
    line = judged(men, women).lines[1]
    if line.verdict is Verdict.meets:
        assert reference - low <= 5
        assert high - low <= 5
    if reference - estimate > 5:
        assert line.verdict in (Verdict.fails, Verdict.not_shown)


@given(st.integers(0, 10))
def test_a_wider_limit_never_makes_a_group_worse(limit: int) -> None:
    women = result("Women", "93", "92", "94")
    narrow = judged(MEN, women, limits=Limits(group_gap=limit)).lines[1]
    wide = judged(MEN, women, limits=Limits(group_gap=limit + 1)).lines[1]
    if narrow.verdict is Verdict.meets:
        assert wide.verdict is Verdict.meets
