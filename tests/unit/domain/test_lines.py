"""Lines pasted after a call: where one ends, and what each probably is."""

from datetime import date
from decimal import Decimal

import pytest

from vendor_tracker.domain.lines import Line, address_in, guess, price_of, says_more, split_lines
from vendor_tracker.domain.vocabulary import Charge, LineKind


@pytest.mark.parametrize(
    "text,kind",
    [
        ("It finds 96% of bleeds, on any scanner.", LineKind.statement),
        ("Support at night is £4,200 a year", LineKind.price),
        ("Dr Hale will send the bias report by Friday", LineKind.their_promise),
        ("We will send them our scanner list", LineKind.our_promise),
        ("“We will never sell your data”", LineKind.their_promise),
        ("How many hospitals use version 3.2?", LineKind.question),
        ("Is support £4,200 a year?", LineKind.question),
        ("DTAC form: https://example.com/dtac.pdf", LineKind.document),
        ("Cyber Essentials certificate shown on screen", LineKind.document),
    ],
)
def test_a_line_is_guessed_from_its_words(text: str, kind: LineKind) -> None:
    assert guess(text).kind is kind


@pytest.mark.parametrize(
    "text,amount,per",
    [
        ("£4,200 a year", "4200", "year"),
        ("each scan: £1.35 per scan", "1.35", "scan"),
        ("about £12k once", "12000", ""),
        ("300 pounds per user", "300", "user"),
        ("£2.5 million in all", "2500000.0", ""),
    ],
)
def test_an_amount_is_read_from_a_price(text: str, amount: str, per: str) -> None:
    line = guess(text)
    assert line.amount == Decimal(amount)
    assert line.per == per


def test_an_amount_that_cannot_be_right_is_left_to_the_person() -> None:
    assert guess("£1.123456789 a call").amount is None


def test_two_prices_in_a_line_are_left_to_the_person() -> None:
    line = guess("Set-up £4,000 plus £1.20 per scan")
    assert (line.kind, line.amount, line.per) == (LineKind.price, None, "")


@pytest.mark.parametrize(
    "text,day",
    [
        ("They will send it by 31/12/2026.", date(2026, 12, 31)),
        ("We will answer on 1st March 2027", date(2027, 3, 1)),
        ("They will send it by 31/02/2026", None),
        ("They will send it between 1/2/2027 and 3/2/2027", None),
        ("They will send it by Friday", None),
    ],
)
def test_a_day_is_read_from_a_promise(text: str, day: date | None) -> None:
    assert guess(text).due_on == day


@pytest.mark.parametrize(
    "line,more",
    [
        (Line(LineKind.price, "Set-up £12,500 once"), True),
        (Line(LineKind.price, "Set-up £12,500 once", Decimal(12500)), False),
        (Line(LineKind.price, "The price will follow"), False),
        (Line(LineKind.statement, "It saves £12,500"), False),
        (Line(LineKind.their_promise, "The report by 31/12/2026"), True),
        (Line(LineKind.our_promise, "x by 31/12/2026", due_on=date(2027, 1, 8)), False),
    ],
)
def test_words_that_say_more_than_their_line_are_noticed(line: Line, more: bool) -> None:
    assert says_more(line) is more


def test_bullets_and_empty_lines_are_dropped() -> None:
    assert split_lines("- one\n\n  • two\r\n3) three\n") == ["one", "two", "three"]
    assert split_lines("96% of bleeds\n-5 degrees") == ["96% of bleeds", "-5 degrees"]


@pytest.mark.parametrize(
    "per,charge,unit,quantity",
    [
        ("", Charge.one_off, "", Decimal(1)),
        ("once", Charge.one_off, "", Decimal(1)),
        ("year", Charge.yearly, "year", Decimal(1)),
        ("per month", Charge.yearly, "month", Decimal(12)),
        ("scan", Charge.yearly, "scan", None),
        ("Day", Charge.yearly, "day", None),
    ],
)
def test_what_a_price_is_per_says_how_it_is_paid(
    per: str, charge: Charge, unit: str, quantity: Decimal | None
) -> None:
    price = price_of(per)
    assert (price.charge, price.unit, price.quantity) == (charge, unit, quantity)


def test_the_address_in_a_line_ends_before_the_sentence_does() -> None:
    assert address_in("See https://example.com/a?b=1.") == "https://example.com/a?b=1"
    assert address_in("javascript:alert(1)") == ""
