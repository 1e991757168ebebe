"""Coded values carry their words and their stored value."""

import pickle

import pytest

from vendor_tracker.domain import vocabulary
from vendor_tracker.domain.vocabulary import Coded, CostCategory, Direction, Severity, Stage

CODED = [
    getattr(vocabulary, name)
    for name in vocabulary.__all__
    if getattr(vocabulary, name) is not Coded
]


@pytest.mark.parametrize("coded", CODED, ids=lambda coded: coded.__name__)
def test_every_member_has_distinct_words_and_a_hint(coded: type[Coded]) -> None:
    labels = [member.label for member in coded]
    assert all(labels)
    assert len(set(labels)) == len(labels)
    assert all(member.hint and "\n" not in member.hint for member in coded)


@pytest.mark.parametrize("coded", CODED, ids=lambda coded: coded.__name__)
def test_a_member_is_its_stored_value_and_survives_copying(coded: type[Coded]) -> None:
    for member in coded:
        assert coded(member.value) is member
        assert f"{member}" == member.value
        assert pickle.loads(pickle.dumps(member)) is member


def test_a_typed_label_or_value_is_found_in_any_case() -> None:
    assert Stage.of_label("  LIVE ") is Stage.live
    assert Direction.of_label("higher is  better") is Direction.higher
    assert Direction.of_label("lower") is Direction.lower
    assert Stage.of_label("nowhere") is None


def test_who_can_disclose_a_cost_is_settled_for_each_category() -> None:
    ours = {8, 9, 13, 14, 15, 17, 19, 20, 23, 28, 29, 30}
    for number in range(1, 31):
        category = CostCategory(f"K{number:02}")
        assert category.supplier_discloses is (number not in ours)
        assert category.question.endswith("?")


def test_the_worst_severity_ranks_first() -> None:
    assert sorted(Severity, key=lambda s: s.rank) == ["critical", "major", "minor"]
