"""What an item asks for beside a state: read as typed, told in words, refused at its field."""

import pytest

from vendor_tracker.domain.checklists.values import must_be_given, read_value, value_words
from vendor_tracker.domain.errors import Refused
from vendor_tracker.domain.vocabulary import AnswerKind, AnswerState

OPTIONS = ("UK", "EU")


@pytest.mark.parametrize(
    "kind, typed, stored, told",
    [
        (AnswerKind.yes_no, "Yes", "yes", "Yes"),
        (AnswerKind.choice, "EU", "EU", "EU"),
        (AnswerKind.text, " In words. ", "In words.", "In words."),
        (AnswerKind.number, "1,200.50", "1200.5", "1200.5"),
        (AnswerKind.day, "1/2/2026", "2026-02-01", "1 February 2026"),
        (AnswerKind.number, " ", "", ""),
        (AnswerKind.state, "anything", "", ""),
    ],
)
def test_a_value_is_read_and_told(kind: AnswerKind, typed: str, stored: str, told: str) -> None:
    assert read_value(kind, OPTIONS, typed) == stored
    assert value_words(kind, stored) == told


@pytest.mark.parametrize(
    "kind, typed",
    [
        (AnswerKind.yes_no, "perhaps"),
        (AnswerKind.choice, "USA"),
        (AnswerKind.number, "many"),
        (AnswerKind.day, "31 February 2026"),
    ],
)
def test_a_value_that_cannot_be_is_refused_at_its_field(kind: AnswerKind, typed: str) -> None:
    with pytest.raises(Refused) as caught:
        read_value(kind, OPTIONS, typed)
    assert caught.value.field == "value"


def test_what_was_stored_when_it_asked_otherwise_is_told_as_it_stands() -> None:
    assert value_words(AnswerKind.day, "some words") == "some words"
    assert value_words(AnswerKind.yes_no, "12") == "12"


@pytest.mark.parametrize("kind", AnswerKind)
def test_a_figure_or_a_day_is_met_by_nothing_else(kind: AnswerKind) -> None:
    must_be_given(kind, AnswerState.met, "2026-05-03")
    must_be_given(kind, AnswerState.not_known, "")
    if kind not in (AnswerKind.number, AnswerKind.day):
        must_be_given(kind, AnswerState.met, "")
        return
    with pytest.raises(Refused, match="that is asked for") as caught:
        must_be_given(kind, AnswerState.met, "")
    assert caught.value.field == "value"
