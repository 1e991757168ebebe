"""Small groups that stay out of exports."""

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from vendor_tracker.domain.facts import ResultFacts
from vendor_tracker.domain.suppression import is_small, withheld
from vendor_tracker.domain.vocabulary import GroupAttribute

BASE = ResultFacts("", attribute=GroupAttribute.age)


def groups(*sizes: int | None) -> list[ResultFacts]:
    return [replace(BASE, subgroup=str(place), n=n) for place, n in enumerate(sizes)]


def test_a_group_is_small_below_the_limit() -> None:
    assert [is_small(one, 10) for one in groups(9, 10, None)] == [True, False, False]
    assert is_small(replace(BASE, n=400, positives=9), 10)
    assert not is_small(ResultFacts(n=3), 10), "everyone tested is no group"


def test_one_small_group_takes_the_next_smallest_with_it() -> None:
    assert withheld(groups(5, 300, 40, 90), 10) == {0, 2}
    assert withheld(groups(5, 6, 40), 10) == {0, 1}
    assert withheld(groups(50, 60), 10) == frozenset()
    assert withheld(groups(5), 10) == {0}
    assert withheld(groups(5, None), 10) == {0, 1}


def test_each_attribute_stands_for_itself() -> None:
    women = ResultFacts("Women", n=20, attribute=GroupAttribute.sex)
    assert withheld([*groups(5, 40), women], 10) == {0, 1}


@given(st.lists(st.integers(0, 60), max_size=8))
def test_never_exactly_one_of_several_is_left_out(sizes: list[int]) -> None:
    hidden = withheld(groups(*sizes), 10)
    assert {place for place, size in enumerate(sizes) if size < 10} <= hidden
    assert len(hidden) != 1 or len(sizes) == 1
