"""The forms of a waiver: ask for it, decide about it, take it back."""

from vendor_tracker.domain.vocabulary import WaiverReason
from vendor_tracker.web.forms.base import Form
from vendor_tracker.web.forms.fields import Choice, DayDateField, Words, needed


class AskForm(Form):
    """Why a gap may stand, and until when."""

    reason_kind = Choice("Why may it stand?", WaiverReason)
    reason = Words(
        "Why is it safe to go on?",
        description="A sentence or two: what protects patients, staff and budget meanwhile.",
        validators=[needed("Say in a sentence why it is safe to go on.")],
    )
    ends_on = DayDateField(
        "Ends on", validators=[needed("Enter the last day on which it may stand.")]
    )


class DecideForm(Form):
    """What a second person says about a waiver."""

    note = Words("Note", description="Needed if you refuse: say what should be done instead.")
