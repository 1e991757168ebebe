"""What a product costs over its whole life, with the arithmetic written out."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vendor_tracker.domain.discounting import EDITIONS, Band, Rates
from vendor_tracker.domain.vocabulary import Charge, VatRecoverable
from vendor_tracker.domain.wholelife import Amounts, Basis, Life, LifeLine, Part, whole_life

RATES = EDITIONS[0]
NONE = Rates("None", date(2026, 1, 1), "A test", (Band(999, Decimal(0), Decimal(0)),))
START = date(2027, 4, 1)
FIVE = Life(START, 5)


def line(amount: str | None = "1000", **more: object) -> LifeLine:
    figure = None if amount is None else Decimal(amount)
    return LifeLine("COST-1", "Licence", figure, **more)  # type: ignore[arg-type]


def test_a_yearly_price_over_five_years() -> None:
    # £1,000 x (0.966184 + 0.933511 + 0.901943 + 0.871442 + 0.841973) = £4,515.05,
    # each year to the penny: 966.18 + 933.51 + 901.94 + 871.44 + 841.97 = 4,515.04
    found = whole_life([line()], FIVE, RATES)
    assert found.total == Amounts(Decimal("5000.00"), Decimal("5000.00"), Decimal("4515.04"))
    assert [year.total.present for year in found.years] == [
        Decimal(text) for text in ("0.00", "966.18", "933.51", "901.94", "871.44", "841.97")
    ]


def test_what_is_paid_once_at_the_start_is_not_discounted() -> None:
    found = whole_life([line(charge=Charge.one_off)], FIVE, RATES)
    assert found.years[0].total == Amounts(*[Decimal("1000.00")] * 3)


def test_what_is_paid_once_later_falls_into_its_year() -> None:
    # In year 3: 1,000 / 1.035^3 = 901.94
    later = line(charge=Charge.one_off, starts_on=date(2029, 6, 1))
    found = whole_life([later], FIVE, RATES)
    assert found.years[3].total.present == Decimal("901.94")
    assert found.lines[0].years == (3,)


def test_what_falls_after_the_life_is_not_counted() -> None:
    after = line(charge=Charge.one_off, starts_on=date(2032, 4, 1))
    found = whole_life([after], FIVE, RATES)
    assert found.total == Amounts()
    assert found.lines[0].years == ()


def test_the_last_day_of_the_life_still_counts() -> None:
    last = line(charge=Charge.one_off, starts_on=date(2032, 3, 31))
    assert whole_life([last], FIVE, RATES).lines[0].years == (5,)


def test_leaving_falls_into_the_last_year_unless_a_day_is_given() -> None:
    leaving = line(charge=Charge.one_off, is_last=True)
    assert whole_life([leaving], FIVE, RATES).lines[0].years == (5,)
    early = replace(leaving, starts_on=date(2028, 4, 1))
    assert whole_life([early], FIVE, RATES).lines[0].years == (2,)


def test_part_of_a_year_costs_its_part() -> None:
    # Year 2 runs from 1 April 2028, 365 days; the line ends after 73 of them, a fifth.
    short = line(starts_on=START, ends_on=date(2028, 6, 12))
    found = whole_life([short], FIVE, NONE)
    assert [year.total.cash for year in found.years[:3]] == [0, Decimal(1000), Decimal(200)]


def test_prices_rise_with_the_others_or_as_the_contract_says() -> None:
    # General rise 2%; in year 3 a contract with 5% has risen by 1.05^2 = 1.1025 in cash;
    # in prices of the first year 1.1025 / 1.02^2 = 1.05969
    life = Life(START, 3, inflation=Decimal(2))
    as_prices = whole_life([line()], life, NONE).years[3].total
    faster = whole_life([line(rise=Decimal(5))], life, NONE).years[3].total
    assert (as_prices.cash, as_prices.real) == (Decimal("1040.40"), Decimal("1000.00"))
    assert (faster.cash, faster.real) == (Decimal("1102.50"), Decimal("1059.69"))


@pytest.mark.parametrize(
    "recoverable, rate, total, unclear",
    [
        (VatRecoverable.no, "20", "1200.00", 0),
        (VatRecoverable.yes, "20", "1000.00", 0),
        (VatRecoverable.unclear, "20", "1200.00", 1),
        (VatRecoverable.no, None, "1000.00", 1),
        (VatRecoverable.no, "0", "1000.00", 0),
        (VatRecoverable.unclear, "0", "1000.00", 0),
        (VatRecoverable.yes, None, "1000.00", 0),
    ],
)
def test_vat_that_does_not_come_back_is_a_cost(
    recoverable: VatRecoverable, rate: str | None, total: str, unclear: int
) -> None:
    one = line(recoverable=recoverable, vat_rate=None if rate is None else Decimal(rate))
    found = whole_life([one], Life(START, 1), NONE, with_vat=True)
    assert found.total.cash == Decimal(total)
    assert len(found.vat_unclear) == unclear


def test_the_allowance_is_on_what_no_contract_fixes() -> None:
    life = Life(START, 1, allowance=Decimal(10))
    found = whole_life([line()], life, NONE)
    assert found.total.cash == Decimal("1100.00")
    # It is ours: what the supplier quoted stays what it was.
    assert found.part(Part.quoted).cash == Decimal("1000.00")
    assert found.part(Part.allowance).cash == Decimal("100.00")
    assert whole_life([line(is_fixed=True)], life, NONE).total.cash == Decimal("1000.00")


def test_a_line_without_a_figure_is_counted_and_never_nought() -> None:
    found = whole_life([line(None), line()], FIVE, RATES)
    assert [year.unknown for year in found.years] == [0, 1, 1, 1, 1, 1]
    assert len(found.unknown) == 1
    assert found.lines[0].total is None


AMOUNTS = st.decimals(0, 1_000_000, places=2)
LINES = st.lists(
    st.builds(
        LifeLine,
        reference=st.just("COST-1"),
        name=st.just("A line"),
        amount=AMOUNTS,
        charge=st.sampled_from(Charge),
        part=st.sampled_from([part for part in Part if part is not Part.allowance]),
        vat_rate=st.sampled_from([None, Decimal(0), Decimal(5), Decimal(20)]),
        recoverable=st.sampled_from(VatRecoverable),
        starts_on=st.none() | st.dates(date(2026, 1, 1), date(2036, 1, 1)),
        rise=st.none() | st.decimals(0, 20, places=1),
    ),
    max_size=8,
)
LIVES = st.builds(
    Life,
    starts_on=st.dates(date(2026, 1, 1), date(2030, 12, 31)),
    years=st.integers(1, 15),
    inflation=st.decimals(0, 10, places=1),
    allowance=st.decimals(0, 50, places=0),
)


@given(LINES, LIVES, st.randoms())
def test_the_order_of_lines_does_not_matter(
    lines: list[LifeLine], life: Life, random: object
) -> None:
    shuffled = list(lines)
    random.shuffle(shuffled)  # type: ignore[attr-defined]
    assert whole_life(lines, life, RATES).total == whole_life(shuffled, life, RATES).total


@given(LINES, LIVES)
def test_years_parts_and_lines_add_up_to_the_same(lines: list[LifeLine], life: Life) -> None:
    found = whole_life(lines, life, RATES, with_vat=True)
    by_part = sum((found.part(part) for part in Part), Amounts())
    by_line = sum((one.total for one in found.lines if one.total), Amounts())
    assert found.total == by_part == by_line + found.part(Part.allowance)


@given(LINES, st.integers(1, 15))
def test_without_rates_and_rises_all_three_are_the_plain_sum(
    lines: list[LifeLine], years: int
) -> None:
    plain = [LifeLine(one.reference, one.name, one.amount, one.charge) for one in lines]
    found = whole_life(plain, Life(START, years), NONE).total
    wanted = sum(
        ((one.amount or 0) * (years if one.charge is Charge.yearly else 1) for one in plain),
        Decimal(0),
    )
    assert found.of(Basis.cash) == found.of(Basis.real) == found.of(Basis.present) == wanted


@given(LINES, LIVES, st.integers(2, 9))
def test_ten_times_the_prices_are_ten_times_the_total(
    lines: list[LifeLine], life: Life, times: int
) -> None:
    more = [replace(one, amount=(one.amount or Decimal(0)) * times) for one in lines]
    found, scaled = whole_life(lines, life, RATES).total, whole_life(more, life, RATES).total
    # Each line of each year, and its allowance, is rounded to the penny, half of one off at most.
    slack = Decimal("0.01") * (times + 1) * max(1, len(lines)) * (life.years + 1)
    assert abs(scaled.present - found.present * times) <= slack
