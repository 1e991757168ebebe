"""Small groups that stay out of exports."""

from dataclasses import replace
from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from vendor_tracker.domain.facts import ResultFacts
from vendor_tracker.domain.groups import NHS, ONS19
from vendor_tracker.domain.groups.others import FITZPATRICK
from vendor_tracker.domain.settings import Limits
from vendor_tracker.domain.suppression import Leaving, is_small, withheld
from vendor_tracker.domain.vocabulary import GroupAttribute

BASE = ResultFacts("", attribute=GroupAttribute.age)


def groups(*sizes: int | None) -> list[ResultFacts]:
    return [replace(BASE, subgroup=str(place), n=n) for place, n in enumerate(sizes)]


def test_a_group_is_small_below_the_limit() -> None:
    assert [is_small(one, 10) for one in groups(9, 10, None)] == [True, False, False]
    assert is_small(replace(BASE, n=400, positives=9), 10)
    assert is_small(replace(BASE, n=400, positives=391), 10), "nine without the condition"
    assert not is_small(replace(BASE, n=400, positives=390), 10)
    assert not is_small(replace(BASE, n=400, positives=400), 10), "nobody is without it"
    assert not is_small(ResultFacts(n=3), 10), "everyone tested is no group"


def test_one_small_group_takes_the_next_smallest_with_it() -> None:
    assert withheld(groups(5, 300, 40, 90), 10) == {0, 2}
    assert withheld(groups(5, 6, 40), 10) == {0, 1}
    assert withheld(groups(3, 4, 40, 90), 10) == {0, 1, 2}, "seven follow from everyone"
    assert withheld(groups(3, 7, 40), 10) == {0, 1}
    assert withheld(groups(50, 60), 10) == frozenset()
    assert withheld(groups(5), 10) == {0}
    assert withheld(groups(5, None), 10) == {0, 1}


def test_each_attribute_stands_for_itself() -> None:
    women = ResultFacts("Women", n=20, attribute=GroupAttribute.sex)
    assert withheld([*groups(5, 40), women], 10) == {0, 1}


def of_list(name: str, n: int, scheme: str, code: str) -> ResultFacts:
    attribute = GroupAttribute.skin_tone if scheme == FITZPATRICK else GroupAttribute.ethnicity
    return ResultFacts(name, n, attribute=attribute, scheme=scheme, group_code=code)


def names(results: list[ResultFacts]) -> set[str]:
    return {results[place].subgroup for place in withheld(results, 10)}


def test_a_group_is_protected_by_one_of_its_own_list() -> None:
    census = [of_list("Roma", 5, ONS19, "16"), of_list("Irish", 60, ONS19, "14")]
    nhs = [of_list("Not stated", 20, NHS, "Z"), of_list("British", 445, NHS, "A")]
    assert names([*census, *nhs]) == {"Roma", "Irish"}
    unlisted = replace(census[0], scheme="", group_code="")
    assert names([unlisted, census[1], of_list("Other White", 400, ONS19, "17")]) == {
        "Roma", "Irish",
    }  # fmt: skip


def test_neither_a_band_nor_its_steps_tell_a_small_step() -> None:
    steps = [of_list("Type I", 4, FITZPATRICK, "I"), of_list("Type II", 100, FITZPATRICK, "II")]
    others = [of_list("Type VI", 30, FITZPATRICK, "VI"), of_list("Type V", 40, FITZPATRICK, "V")]
    band = of_list("Types I and II", 104, FITZPATRICK, "I-II")
    assert names([*steps, band, *others]) == {"Type I", "Type II"}
    assert names([*steps, *others]) == {"Type I", "Type VI"}, "without the band the smallest does"


def test_a_band_that_protects_another_does_not_follow_from_its_steps() -> None:
    steps = [of_list("Type I", 20, FITZPATRICK, "I"), of_list("Type II", 30, FITZPATRICK, "II")]
    bands = [of_list("Types I and II", 50, FITZPATRICK, "I-II"),
             of_list("Types V and VI", 5, FITZPATRICK, "V-VI")]  # fmt: skip
    hidden = names([*steps, *bands])
    assert {"Types I and II", "Types V and VI"} <= hidden
    assert hidden & {"Type I", "Type II"}


def test_a_wide_group_of_another_list_counts_as_the_sum_of_its_groups() -> None:
    few, many = of_list("Roma", 5, ONS19, "16"), of_list("Other White", 400, ONS19, "17")
    wide = of_list("Any other White", 405, NHS, "C")
    small_in_no_list = of_list("Bangladeshi", 30, ONS19, "3")
    assert {"Roma", "Other White"} <= names([few, many, small_in_no_list, wide])


def test_a_group_told_apart_by_nothing_is_a_group_all_the_same() -> None:
    results = [ResultFacts(n=103), ResultFacts("Over 90", 3), ResultFacts("Younger", 100)]
    assert withheld(results, 10) == {1, 2}


def test_a_figure_of_nobody_knows_how_many_stays_in() -> None:
    figure = Decimal(50)
    results = [replace(BASE, subgroup="Few", estimate=figure), *groups(40, 60)]
    assert withheld(results, 10) == {0}, "without everyone’s number nothing follows"
    assert withheld([ResultFacts(n=500), *results], 10) == {1}
    assert withheld([ResultFacts(n=103), *results], 10) == {1, 2}, "three follow"
    assert withheld([BASE, *groups(40, 60)], 10) == frozenset(), "there is no figure"
    leaving = Leaving(results, Limits())
    assert leaving.why_not(results[0]) == "nobody has said how many were tested"
    assert not leaving.why_not(results[1])


@given(st.lists(st.integers(1, 60), max_size=8))
def test_what_is_missing_is_never_a_few_people(sizes: list[int]) -> None:
    hidden = withheld(groups(*sizes), 10)
    assert not hidden or len(hidden) == len(sizes) or sum(sizes[p] for p in hidden) >= 10


@given(st.lists(st.integers(0, 60), max_size=8))
def test_never_exactly_one_of_several_is_left_out(sizes: list[int]) -> None:
    hidden = withheld(groups(*sizes), 10)
    assert {place for place, size in enumerate(sizes) if size < 10} <= hidden
    assert len(hidden) != 1 or len(sizes) == 1
