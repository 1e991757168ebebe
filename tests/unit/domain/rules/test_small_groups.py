"""What gaps say of groups whose figures may not leave the program."""

from decimal import Decimal

from tests.unit.domain.rules.test_groups import AGE, Find, product
from vendor_tracker.domain.facts import ClaimFacts, ResultFacts
from vendor_tracker.domain.vocabulary import Direction


def group(name: str, n: int, figure: str, *, is_reference: bool = False) -> ResultFacts:
    estimate = Decimal(figure)
    return ResultFacts(
        name, n, n // 2, estimate, estimate - 1, estimate + 1, attribute=AGE,
        is_reference=is_reference,
    )  # fmt: skip


def claim(*results: ResultFacts) -> ClaimFacts:
    return ClaimFacts(
        "CLM-1", metric="Sensitivity", direction=Direction.higher,
        says_no_difference=True, attributes=(AGE,), results=results,
    )  # fmt: skip


def uneven() -> ClaimFacts:
    """Return a claim with a small group, the next smallest that protects it, and two others."""
    return claim(
        ResultFacts(n=1000, estimate=Decimal(95)),
        group("Young", 700, "96", is_reference=True),
        group("Middle", 200, "89.5"),
        group("Old", 93, "82.35"),
        group("Oldest", 7, "42.86"),
    )


SECRET = ("82.35", "81.35", "13.65", "93", "42.86", "53.14")


def test_f17_gives_neither_a_small_group_away_nor_the_one_that_protects_it(find: Find) -> None:
    (gap,) = find("F17", product(uneven()))
    assert "Middle (6.5 points worse)" in gap.says
    assert "Old (left out to protect another group)" in gap.says
    assert "Oldest (fewer than 10 people)" in gap.says
    assert not [one for one in SECRET if one in gap.says + repr(gap.facts)]


def test_f17_names_no_gap_to_a_reference_that_is_left_out(find: Find) -> None:
    few = group("Young", 24, "97", is_reference=True)
    (gap,) = find("F17", product(claim(few, group("Old", 300, "80"), group("Few", 9, "79"))))
    assert "Old (compared with a group whose figures are left out)" in gap.says
    assert "17" not in gap.says + repr(gap.facts)


def test_f16_says_of_an_uncounted_group_only_that_nobody_counted(find: Find) -> None:
    uncounted = ResultFacts("Old", None, None, Decimal("93.3"), attribute=AGE)
    (gap,) = find("F16", product(claim(group("Young", 700, "96", is_reference=True), uncounted)))
    assert "Old (nobody has said how many were tested)" in gap.says
    assert "93.3" not in repr(gap.facts)


def test_f19_tells_of_the_worst_group_whose_figures_may_leave(find: Find) -> None:
    (gap,) = find("F19", product(uneven()))
    assert "groups do not differ, and Middle is 6.5 points worse; our limit is 5." in gap.says
    assert "Old: left out to protect another group" in repr(gap.facts)
    assert not [one for one in SECRET if one in gap.says + repr(gap.facts)]


def test_f19_says_only_that_a_small_group_is_worse(find: Find) -> None:
    young = group("Young", 700, "96", is_reference=True)
    (gap,) = find("F19", product(claim(young, group("Oldest", 7, "42.86"))))
    assert "Oldest is worse by more than our limit (fewer than 10 people)." in gap.says
    assert not [one for one in SECRET if one in gap.says + repr(gap.facts)]
