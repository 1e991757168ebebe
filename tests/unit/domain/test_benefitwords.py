"""Benefits beside costs in plain words."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

from vendor_tracker.domain.benefits import BenefitRow, Worth, worth_of
from vendor_tracker.domain.benefitwords import left_out, net_sentence, nets
from vendor_tracker.domain.discounting import rates_on
from vendor_tracker.domain.vocabulary import BenefitKind, Charge
from vendor_tracker.domain.wholelife import Life, LifeLine, WholeLife, whole_life

LIFE = Life(date(2027, 1, 1), 3)
RATES = rates_on(date(2026, 10, 6))
NIGHTS = BenefitRow(
    BenefitKind.money, "Nights", "nights", date(2026, 12, 31), Decimal(40), worth=Decimal(450)
)
SET_UP = LifeLine("COST-1", "Set-up", Decimal(10_000), Charge.one_off)
BLANK = LifeLine("COST-2", "Training", None)


def costs(*lines: LifeLine) -> WholeLife:
    """Return the whole life of these lines."""
    return whole_life(lines, LIFE, RATES)


def worth(*rows: BenefitRow) -> Worth:
    """Return what rows are worth."""
    return worth_of(rows, LIFE, RATES)


def test_what_is_left_is_told_with_at_most_while_a_cost_is_unknown() -> None:
    assert net_sentence(worth(NIGHTS), costs(SET_UP)) == (
        "The planned benefits are worth £18,000, and it costs £10,000, both in today’s money: "
        "it leaves £8,000."
    )
    assert net_sentence(worth(NIGHTS), costs(SET_UP, BLANK)).endswith(
        "it costs at least £10,000, both in today’s money: it leaves at most £8,000."
    )


def test_what_costs_more_than_it_brings_says_at_least() -> None:
    found = nets(worth(NIGHTS), costs(SET_UP, BLANK))
    assert [one.name for one in found] == ["As planned", "Only half of the benefits"]
    assert (found[1].benefits, found[1].left) == (Decimal(9000), Decimal(-1000))
    assert found[1].left_words == "costs at least £1,000 more than it brings"


def test_nothing_is_set_against_nothing() -> None:
    bare = replace(NIGHTS, worth=None)
    assert "cannot be set against" in net_sentence(worth(bare), costs(SET_UP))
    assert net_sentence(worth(NIGHTS), costs()).endswith("No cost is recorded to set them against.")
    assert nets(worth(bare), costs(SET_UP)) == nets(worth(NIGHTS), costs()) == ()


def test_what_is_not_in_the_sum_is_said() -> None:
    rows = (NIGHTS, replace(NIGHTS, worth=None), replace(NIGHTS, due_on=date(2031, 1, 1)))
    assert left_out(worth(*rows), LIFE) == (
        "1 benefit is not in it: without a plan, a day or what one is worth. "
        "None is planned after the set-up. 1 falls after the years that are counted."
    )
    second = replace(NIGHTS, due_on=date(2028, 6, 1))
    assert left_out(worth(second), LIFE) == "None is planned after year 2 of 3."
    whole = replace(NIGHTS, due_on=date(2029, 6, 1))
    assert left_out(worth(whole), LIFE) == ""
