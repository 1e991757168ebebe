"""The forms of decisions: planning one, and taking it."""

from vendor_tracker.domain.vocabulary import Gate, Outcome, Stage
from vendor_tracker.web.forms.base import Form
from vendor_tracker.web.forms.fields import Choice, DayDateField, Line, Words, needed


class ReplanForm(Form):
    """Another day for a planned decision."""

    planned_on = DayDateField(
        "When is it to be decided?",
        validators=[needed("Enter the day on which it is to be decided.")],
    )


class PlanForm(ReplanForm):
    """A decision to come."""

    gate = Choice("At which gate?", Gate)


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
    conditions = Words(
        "Conditions",
        description="For “go on with conditions”: what must follow, by whom and by when.",
    )
    decided_by = Line("Who decided?", description="The people or the board; else your own name.")
    stage = Choice("Its stage from now on", Stage, empty="Leave it as it is")


class RecordForm(DecideForm):
    """A decision that was taken without having been planned here."""

    gate = Choice("At which gate?", Gate)
