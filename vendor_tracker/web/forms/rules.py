"""Forms that change a number or the severity of a rule."""

from collections.abc import Sequence
from typing import Any

from vendor_tracker.domain.vocabulary import Coded, Severity
from vendor_tracker.web.forms.base import Form
from vendor_tracker.web.forms.fields import Choice, DayDateField, Line, Words, needed


class NumberForm(Form):
    """Another number, and why."""

    value = Line("New number", validators=[needed("Enter a number.")])
    reason = Words(
        "Why is it changed?",
        description="Whoever asks later reads this: who agreed to it, and what it is for.",
        validators=[needed("Say in a few words why it is changed.")],
    )


class DayForm(Form):
    """Another day, and why."""

    value = DayDateField("New day", validators=[needed("Enter a day.")])
    reason = Words(
        "Why is it changed?",
        description="Whoever asks later reads this: who agreed to it, and what it is for.",
        validators=[needed("Say in a few words why it is changed.")],
    )


class ChoiceForm(Form):
    """Another word, and why."""

    value: Any
    reason = Words(
        "Why is it changed?",
        description="Whoever asks later reads this: who agreed to it, and what it is for.",
        validators=[needed("Say in a few words why it is changed.")],
    )


def choice_form(words: Sequence[Coded]) -> type[ChoiceForm]:
    """Return the form that offers these words."""
    return type("WordForm", (ChoiceForm,), {"value": Choice("New choice", words)})


class SeverityForm(Form):
    """Another severity, and why."""

    severity = Choice("How much it matters here", Severity, empty="As the rule says")
    reason = Words(
        "Why is it changed?",
        description="Whoever asks later reads this: who agreed to it, and what it is for.",
        validators=[needed("Say in a few words why it is changed.")],
    )
