"""Rules about single groups."""

from collections.abc import Callable
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from vendor_tracker.domain.dossier import ProductDossier
from vendor_tracker.domain.facts import ClaimFacts, ResultFacts, ThresholdFacts
from vendor_tracker.domain.gaps import Gap
from vendor_tracker.domain.productfacts import GroupFacts
from vendor_tracker.domain.vocabulary import (
    BarAbout,
    Direction,
    Discipline,
    GroupAttribute,
    SetBy,
    Severity,
    Stage,
)

Find = Callable[..., tuple[Gap, ...]]
TODAY = date(2026, 10, 6)
SEX, AGE = GroupAttribute.sex, GroupAttribute.age


def product(*claims: ClaimFacts, **facts: Any) -> ProductDossier:
    return ProductDossier("PRD-7", stage=Stage.evaluating, claims=claims, **facts)


def result(name: str, estimate: str | None, spread: str = "1", **more: Any) -> ResultFacts:
    figure = None if estimate is None else Decimal(estimate)
    low = None if figure is None else figure - Decimal(spread)
    high = None if figure is None else figure + Decimal(spread)
    given = {"n": 900, "positives": 300, "attribute": SEX, **more}
    return ResultFacts(name, estimate=figure, low=low, high=high, **given)


def table(*results: ResultFacts, **more: Any) -> ClaimFacts:
    men = result("Men", "96", is_reference=True)
    given = {"metric": "Sensitivity", "direction": Direction.higher, **more}
    return ClaimFacts("CLM-3", results=(men, *results), **given)


def test_f14_no_difference_needs_figures_by_group(find: Find) -> None:
    words = ClaimFacts("CLM-1", statement="No difference", says_no_difference=True,
                       attributes=(SEX, AGE))  # fmt: skip
    (gap,) = find("F14", product(words))
    assert (gap.key, gap.severity, gap.discipline) == (
        "CLM-1", Severity.critical, Discipline.equality,
    )  # fmt: skip
    assert gap.says == "“No difference”: no results by sex and age stand behind it."
    (gap,) = find("F14", product(words, table(result("Women", "95"))))
    assert "no results by age stand" in gap.says
    by_age = [result(name, "95", attribute=AGE) for name in ("Young", "Old")]
    assert not find("F14", product(words, table(result("Women", "95"), *by_age)))
    assert not find("F14", product(ClaimFacts("CLM-1", attributes=(SEX,))))


def test_f14_one_group_measured_twice_is_still_one_group(find: Find) -> None:
    words = ClaimFacts("CLM-1", says_no_difference=True, attributes=(SEX,))
    once = ClaimFacts("CLM-3", results=(result("Women", "95"),))
    twice = ClaimFacts("CLM-4", results=(result("Women", "91"),))
    assert find("F14", product(words, once, twice))


def test_f15_a_listed_group_needs_a_result_or_a_plan(find: Find) -> None:
    women = GroupFacts(SEX, name="Women")
    old = GroupFacts(AGE, name="80 and over")
    (gap,) = find("F15", product(groups=(women, old)))
    assert (gap.key, gap.severity) == ("PRD-7", Severity.critical)
    assert gap.says == "Neither a result nor a plan for Women (sex), and 80 and over (age)."
    (gap,) = find("F15", product(table(result("Women", "95")), groups=(women, old)))
    assert "Women" not in gap.says
    assert not find("F15", product(table(result("Women", "95")), groups=(women,)))
    assert find("F15", product(table(result("Women", None)), groups=(women,)))
    assert not find("F15", product())


def test_f15_a_plan_holds_until_its_day(find: Find, recheck: Callable[..., date | None]) -> None:
    def planned(days: int) -> ProductDossier:
        by = TODAY + timedelta(days=days)
        return product(groups=(GroupFacts(SEX, name="Women", plan="Test here", plan_by=by),))

    assert not find("F15", planned(0))
    assert recheck("F15", planned(0)) == TODAY + timedelta(days=1)
    (gap,) = find("F15", planned(-1))
    assert "A plan for 5 October 2026 has passed without a result." in gap.says
    undated = GroupFacts(SEX, name="Women", plan="We will see")
    assert find("F15", product(groups=(undated,)))


def test_f15_names_each_group_of_a_list_together(find: Find) -> None:
    every = GroupFacts(GroupAttribute.ethnicity, "NHS_2001_16P1")
    (gap,) = find("F15", product(groups=(every,)))
    assert gap.says == "Neither a result nor a plan for 16 groups by ethnicity."
    (gap,) = find("F15", product(groups=(GroupFacts(GroupAttribute.site),)))
    assert gap.says == "Neither a result nor a plan for each group by site."


def test_f16_too_few_or_too_wide_cannot_tell(find: Find) -> None:
    (gap,) = find("F16", product(table(result("Women", "95", positives=29))))
    assert (gap.key, gap.severity) == ("CLM-3", Severity.major)
    assert "Women (too few: 29 people with the condition; at least 30 are needed)" in gap.says
    assert not find("F16", product(table(result("Women", "95", positives=30))))
    assert find("F16", product(table(result("Women", "97", "2.6"))))
    assert not find("F16", product(table(result("Women", "97", "2.5"))))
    assert not find("F16", product(ClaimFacts("CLM-3", metric="Sensitivity")))


def test_f17_worse_by_more_than_our_limit(find: Find) -> None:
    (gap,) = find("F17", product(table(result("Women", "90.9"))))
    assert (gap.key, gap.severity, gap.discipline) == (
        "CLM-3", Severity.critical, Discipline.equality,
    )  # fmt: skip
    assert gap.says == (
        "“Sensitivity”: Women (5.1 points worse) falls further behind than the limit in our "
        "rules, 5 points."
    )
    assert not find("F17", product(table(result("Women", "91"))))
    assert not find("F16", product(table(result("Women", "90.9")))), "said once, by F17"
    ours = ThresholdFacts(SetBy.us, Decimal(2), about=BarAbout.gap)
    theirs = ThresholdFacts(SetBy.supplier, Decimal(2), about=BarAbout.gap)
    assert find("F17", product(table(result("Women", "93"), thresholds=(ours,))))
    assert not find("F17", product(table(result("Women", "93"), thresholds=(theirs,))))


def test_words_about_a_small_group_give_no_figures_away(find: Find) -> None:
    few: dict[str, Any] = {"n": 9, "positives": 4}
    (gap,) = find("F17", product(table(result("Women", "70", **few))))
    assert "Women (fewer than 10 people)" in gap.says
    assert "70" not in repr(gap.facts)
    (gap,) = find("F16", product(table(result("Women", "96", **few))))
    assert "Women (fewer than 10 people)" in gap.says


def test_f08_closes_with_a_limit_for_the_gap_on_any_claim(find: Find) -> None:
    ours = ThresholdFacts(SetBy.us, Decimal(2), about=BarAbout.gap)
    level = ThresholdFacts(SetBy.us, Decimal(90))
    assert find("F08", product(table(thresholds=(level,))))
    assert not find("F08", product(table(thresholds=(ours,))))
