"""The forms by which checklists are brought in, published and used otherwise."""

from flask_wtf.file import FileField
from wtforms import BooleanField, HiddenField

from vendor_tracker.domain.vocabulary import Gate, Severity
from vendor_tracker.web.forms.base import Form
from vendor_tracker.web.forms.fields import Choice, Line, WholeNumber, Words, needed

_WHY = "Whoever asks later reads this: who agreed to it, and what it is for."


class BringForm(Form):
    """A file that holds a checklist, and what it does not say itself."""

    file = FileField(
        "The file",
        description="The template filled in (.xlsx), a text file (.toml), a catalogue in OSCAL "
        "(.json), or a questionnaire as a list (.xlsx or .csv).",
        render_kw={"accept": ".xlsx,.toml,.json,.csv,.tsv,.txt"},
    )
    code = Line(
        "Its code here",
        description="Only for a catalogue or a list: two to six letters, such as MVSP.",
    )
    gate = Choice(
        "The gate that asks it", Gate, empty="As the file says, else the award", explained=False
    )


class PublishForm(Form):
    """Agree to exactly what was shown."""

    fingerprint = HiddenField()
    reason = Words("What is new, and who agreed to it", description="Shown with the version.")


class ItemChangeForm(Form):
    """How an item is used here, and why."""

    is_retired = BooleanField("Do not ask it here")
    severity = Choice("How much it matters here", Severity, explained=False)
    months = WholeNumber("How many months an answer holds")
    reason = Words(
        "Why is it changed?",
        description=_WHY,
        validators=[needed("Say in a few words why it is changed.")],
    )


class UseForm(Form):
    """Why a checklist goes out of use, or comes back."""

    reason = Words(
        "Why?", description=_WHY, validators=[needed("Say in a few words why it is changed.")]
    )
