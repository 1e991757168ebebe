"""Dates, counts, lists and ages as people write them."""

from datetime import date

import pytest

from vendor_tracker.domain.ages import age_words, lapse_words, late_words
from vendor_tracker.domain.wording import ago, capital, count, day, listed, shortened

TODAY = date(2026, 10, 6)


def test_dates_counts_and_lists() -> None:
    assert day(date(2026, 3, 4)) == "4 March 2026"
    assert (count(1, "gap"), count(1430, "gap")) == ("1 gap", "1,430 gaps")
    assert listed(["a", "b", "c"]) == "a, b and c"
    assert listed(["people and place", "range"]) == "people and place, and range"
    assert listed(["use, per case", "leaving"]) == "use, per case; and leaving"
    assert (listed([]), listed(["a"])) == ("", "a")
    assert (ago(0), ago(1), ago(41)) == ("today", "yesterday", "41 days ago")
    assert capital("aBC") == "ABC"


def test_a_long_text_ends_after_a_whole_word() -> None:
    assert shortened("It finds every bleed.", 21) == "It finds every bleed."
    assert shortened("It finds every bleed.", 20) == "It finds every…"
    assert shortened("It finds, each time", 10) == "It finds…"
    assert shortened("Incomprehensible", 8) == "Incompr…"


@pytest.mark.parametrize(
    "code, field, value, words",
    [
        ("F38", "asked_on", "2026-08-27", "waits 27 working days"),
        ("F39", "due_on", "2026-09-24", "12 days late"),
        ("F20", "expires_on", "2026-10-15", "lapses in 9 days"),
        ("F40", "last_met_on", "2026-08-26", "last met 41 days ago"),
        ("F40", "last_met_on", "", ""),
        ("F07", "kind", "T5", ""),
    ],
)
def test_ages_are_worked_out_when_shown(code: str, field: str, value: str, words: str) -> None:
    assert age_words(code, [("X-1", field, value)], TODAY) == words


def test_the_day_itself_has_words() -> None:
    assert late_words(TODAY, TODAY) == "due today"
    assert late_words(date(2026, 10, 7), TODAY) == "due in 1 day"
    assert lapse_words(TODAY, TODAY) == "lapses today"
    assert lapse_words(date(2026, 10, 5), TODAY) == "lapsed yesterday"
