"""The forms of decisions: planning one, and taking it."""

from typing import Any

from wtforms import FieldList, FormField
from wtforms import Form as Plain

from vendor_tracker.domain.conditions import MOST, Condition
from vendor_tracker.domain.vocabulary import Gate, Outcome, Stage
from vendor_tracker.web.forms.base import Form
from vendor_tracker.web.forms.fields import Choice, DayDateField, Line, Words, needed

# Rows of conditions that stand open; the others are opened when they are wanted.
FIRST_ROWS = 3


class ReplanForm(Form):
    """Another day for a planned decision."""

    planned_on = DayDateField(
        "When is it to be decided?",
        validators=[needed("Enter the day on which it is to be decided.")],
    )


class PlanForm(ReplanForm):
    """A decision to come."""

    gate = Choice("At which gate?", Gate)


class ConditionRow(Plain):
    """One thing that must follow."""

    text = Line("What must follow")
    person = Line("By whom")
    due_on = DayDateField("By when")


class DecideForm(Form):
    """What was decided, and why."""

    outcome = Choice(
        "What was decided?",
        Outcome,
        empty="Choose one",
        description="“Wait” brings the question back; “stop” holds until it is decided again.",
    )
    decided_on = DayDateField("On which day?")
    reason = Words("Why?", description="In words that still make sense in two years.")
    conditions = FieldList(FormField(ConditionRow), min_entries=MOST, max_entries=MOST)
    decided_by = Line("Who decided?", description="The people or the board; else your own name.")
    stage = Choice("Its stage from now on", Stage, empty="Leave it as it is")

    def answers(self) -> dict[str, Any]:
        """Return the answers, with the conditions as such."""
        rows = [Condition(**row) for row in self.conditions.data]
        return super().answers() | {"conditions": rows}

    @property
    def holds_conditions(self) -> bool:
        """Tell whether a row of conditions holds something or was refused."""
        return any(_is_held(row) for row in self.conditions)

    @property
    def opens_more(self) -> bool:
        """Tell whether a row below the first ones holds something or was refused."""
        return any(_is_held(row) for row in list(self.conditions)[FIRST_ROWS:])


class RecordForm(DecideForm):
    """A decision that was taken without having been planned here."""

    gate = Choice("At which gate?", Gate)


def _is_held(row: FormField) -> bool:
    return any(field.errors or field._value() for field in row.form)
