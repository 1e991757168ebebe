"""What an item asks for beside whether it is met: read as it was typed, shown in words."""

from collections.abc import Sequence
from datetime import date

from vendor_tracker.domain import dates, figures
from vendor_tracker.domain.errors import Refused
from vendor_tracker.domain.vocabulary import AnswerKind, AnswerState
from vendor_tracker.domain.wording import day

YES, NO = "yes", "no"
# Without these the question itself is not answered.
_ASKED = {AnswerKind.number: "figure", AnswerKind.day: "day"}


def read_value(kind: AnswerKind, options: Sequence[str], text: str) -> str:
    """Return a value in the form in which it is stored; nothing is always allowed."""
    said = text.strip()
    if not said or kind is AnswerKind.state:
        return ""
    try:
        return _read(kind, options, said)
    except Refused as refusal:
        raise Refused(refusal.message, field="value") from refusal


def must_be_given(kind: AnswerKind, state: AnswerState, value: str) -> None:
    """Refuse that a question for a figure or a day is met without it."""
    if state is AnswerState.met and kind in _ASKED and not value:
        raise Refused(
            f"Enter the {_ASKED[kind]} that is asked for. If nobody has it yet, choose another "
            "answer, such as not known.",
            field="value",
        )


def value_words(kind: AnswerKind, value: str) -> str:
    """Return a stored value as people read it."""
    if kind is AnswerKind.yes_no and value in (YES, NO):
        return value.capitalize()
    if kind is AnswerKind.day and value:
        try:
            return day(date.fromisoformat(value))
        except ValueError:
            # It was asked otherwise when this was answered.
            return value
    return value


def _read(kind: AnswerKind, options: Sequence[str], said: str) -> str:
    if kind is AnswerKind.yes_no and said.casefold() not in (YES, NO):
        raise Refused("Choose yes or no.")
    if kind is AnswerKind.yes_no:
        return said.casefold()
    if kind is AnswerKind.choice and said not in options:
        raise Refused("Choose one of the list.")
    if kind is AnswerKind.number:
        return figures.plain(figures.parse_number(said))
    if kind is AnswerKind.day:
        return dates.read_date(said).isoformat()
    return said
