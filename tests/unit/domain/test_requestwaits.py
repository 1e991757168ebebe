"""How long questions wait, in working days and in words."""

from datetime import date

from vendor_tracker.domain.requestwaits import Waits, waits_of

FRIDAY, MONDAY, TUESDAY = date(2026, 10, 2), date(2026, 10, 5), date(2026, 10, 6)


def test_nothing_asked_is_said_so() -> None:
    assert waits_of([], TUESDAY) == Waits()
    assert Waits().words == "We have not asked them anything yet."


def test_answers_and_what_still_waits_are_counted_apart() -> None:
    found = waits_of([(FRIDAY, MONDAY), (FRIDAY, TUESDAY), (FRIDAY, FRIDAY)], TUESDAY)
    assert (found.answered, found.usual, found.open, found.longest) == (3, 1, 0, None)
    assert found.words.endswith("within 1 working day. Nothing waits now.")


def test_the_oldest_that_waits_is_named() -> None:
    found = waits_of([(FRIDAY, None), (MONDAY, None)], TUESDAY)
    assert (found.open, found.longest) == (2, 2)
    assert "2 questions wait, the oldest for 2 working days" in found.words
