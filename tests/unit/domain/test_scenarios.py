"""What the whole life would cost if things went otherwise."""

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal

from vendor_tracker.domain.benefits import BenefitRow
from vendor_tracker.domain.costs import Award
from vendor_tracker.domain.discounting import Band, Rates
from vendor_tracker.domain.facts import CostFacts
from vendor_tracker.domain.lifelines import life_lines
from vendor_tracker.domain.scenarios import between, scenarios, swings
from vendor_tracker.domain.settings import Limits
from vendor_tracker.domain.vocabulary import BenefitKind, CostCategory, DriverKind
from vendor_tracker.domain.wholelife import Life, LifeLine, WholeLife, whole_life

RATES = Rates("None", date(2026, 1, 1), "A test", (Band(999, Decimal(0), Decimal(0)),))
LIFE = Life(date(2027, 4, 1), 3)
LICENCE = LifeLine("COST-1", "Licence", Decimal(1000), cap=Decimal(10))
USE = LifeLine("COST-2", "Scans", Decimal(500), is_by_use=True)


def life(*lines: LifeLine) -> WholeLife:
    return whole_life(lines, LIFE, RATES)


def test_each_way_stands_beside_what_is_recorded() -> None:
    # As recorded 3 x 1,500; twice the use 3 x 2,000; five years 5 x 1,500;
    # at the cap of 10%: 1,000 + 1,100 + 1,210 and the use as it is, 3 x 500.
    found = {one.name: one.total.cash for one in scenarios(life(LICENCE, USE))}
    assert found == {
        "As recorded": Decimal(4500),
        "Used twice as much": Decimal(6000),
        "2 years longer": Decimal(7500),
        "Prices rise as far as they may": Decimal(4810),
    }


def test_what_nobody_knows_is_said() -> None:
    notes = {one.name: one.note for one in scenarios(life(LICENCE, USE))}
    assert notes["Prices rise as far as they may"] == (
        "1 line has no limit on rises, so it may be more."
    )
    assert notes["Used twice as much"] == ""
    alone = {one.name: one.note for one in scenarios(life(LICENCE))}
    assert alone["Used twice as much"] == "No price by use is recorded, so it may be more."


def test_a_line_that_ends_adds_nothing_to_more_years() -> None:
    ended = LifeLine("COST-3", "Term", Decimal(1000), ends_on=date(2030, 3, 31))
    longer = next(one for one in scenarios(life(ended)) if one.name == "2 years longer")
    assert longer.total.cash == Decimal(3000)
    assert longer.note.startswith("1 line ends within the years as they are")


def test_the_line_that_moves_the_total_most_comes_first() -> None:
    little = LifeLine("COST-4", "A", Decimal(100), low=Decimal(90), high=Decimal(110))
    much = LifeLine("COST-5", "B", Decimal(100), low=Decimal(50), high=Decimal(400))
    found = swings(life(LICENCE, little, much))
    assert [one.line.reference for one in found] == ["COST-5", "COST-4"]
    assert (found[0].low.cash, found[0].high.cash) == (Decimal(150), Decimal(1200))


def test_the_least_and_the_most_take_every_line_that_way() -> None:
    unsure = LifeLine("COST-5", "B", Decimal(100), low=Decimal(50), high=Decimal(400))
    found = between(life(LICENCE, unsure))
    assert found is not None
    assert (found.low.cash, found.high.cash) == (Decimal(3150), Decimal(4200))
    assert between(life(LICENCE)) is None


def test_planned_benefits_stand_beside_each_scenario_and_once_at_half() -> None:
    found = life(LICENCE)
    told = BenefitRow(
        BenefitKind.money, "Nights", due_on=found.life.starts_on, planned=Decimal(2),
        worth=Decimal(500),
    )  # fmt: skip
    late = replace(told, due_on=found.life.last_day + timedelta(days=30))
    ways = scenarios(found, (told, late))
    assert [one.brings.real for one in ways if one.brings] == [1000, 1000, 2000, 1000, 500]
    assert (ways[-1].name, ways[-1].total) == ("Only half of the benefits", found.total)
    assert all(one.brings is None for one in scenarios(found, (replace(told, worth=None),)))


def test_twice_the_use_follows_the_bands_of_its_price() -> None:
    # 10,000 at £1.20, each beyond at £0.90: 12,000 cost 13,800, and 24,000 cost 24,600.
    scans = CostFacts(
        "COST-6", CostCategory.K06, quantity=Decimal(12_000), unit_price=Decimal("1.2"),
        tiers="up to 10000: 1.2; beyond: 0.9", driver=DriverKind.studies,
    )  # fmt: skip
    users = CostFacts(
        "COST-7", quantity=Decimal(5), unit_price=Decimal(100), driver=DriverKind.users
    )
    lines = life_lines([scans, users], Award(is_passed=False), date(2026, 10, 6), Limits())
    found = {one.name: one.total.cash for one in scenarios(life(*lines))}
    assert found["As recorded"] == 3 * Decimal(14_300)
    assert found["Used twice as much"] == 3 * Decimal(25_100)


def test_the_most_to_pay_holds_at_twice_the_use() -> None:
    capped = CostFacts(
        "COST-6", CostCategory.K02, quantity=Decimal(100), unit_price=Decimal(5), most=Decimal(800)
    )
    (line,) = life_lines([capped], Award(is_passed=False), date(2026, 10, 6), Limits())
    found = {one.name: one.total.cash for one in scenarios(life(line))}
    assert (found["As recorded"], found["Used twice as much"]) == (Decimal(1500), Decimal(2400))
