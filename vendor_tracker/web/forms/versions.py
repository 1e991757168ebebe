"""The form of a version."""

from vendor_tracker.web.forms.base import Form
from vendor_tracker.web.forms.fields import DayDateField, Line, Words, needed


class VersionForm(Form):
    """What a person may say about a version; only its name is needed."""

    name = Line(
        "Name or number of the version",
        description="As the supplier writes it, such as 3.2.",
        validators=[needed("Enter the name or number of the version, such as 3.2.")],
    )
    released_on = DayDateField("Released on", description="A day to come means it is announced.")
    in_use_from = DayDateField("In use here from", description="Leave it empty if it is not used.")
    changes = Words("What changed", description="As far as it matters for patients or staff.")


class RecheckForm(Form):
    """That a version was looked at again after it came into use."""

    rechecked_on = DayDateField(
        "Looked at again on", validators=[needed("Enter the day on which it was looked at again.")]
    )
    rechecked_by = Line(
        "By whom",
        description="By name or by task, such as “Clinical safety officer and imaging lead”.",
        validators=[needed("Enter who looked at it, by name or by task.")],
    )
    recheck_note = Words(
        "What was looked at, and what was found",
        description="Safety: which hazards were read again. Results: on how many cases of ours.",
        validators=[needed("Say in a few words what was found, even if nothing.")],
    )
