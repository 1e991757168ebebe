"""The form of a meeting, with or without what was said in it."""

from typing import Any

from vendor_tracker.domain.references import Kind
from vendor_tracker.domain.vocabulary import MeetingKind
from vendor_tracker.storage.queries.meetings import MeetingDetail
from vendor_tracker.web.forms.base import Form
from vendor_tracker.web.forms.fields import Choice, DayDateField, Line, Number, Words, needed
from vendor_tracker.web.forms.lines import LinesForm
from vendor_tracker.web.forms.subjects import SubjectField

FIELDS = (
    "supplier", "product", "held_on", "kind", "place", "our_people", "their_people", "our_hours",
    "their_hours", "notes", "concerns",
)  # fmt: skip


class _MeetingFields(Form):
    """What a person may say about a meeting."""

    supplier = SubjectField(
        "Which supplier?",
        kinds=(Kind.SUPPLIER,),
        description="Start typing a name or reference.",
        validators=[needed("Say which supplier the meeting was with.")],
    )
    product = SubjectField(
        "About which product?",
        kinds=(Kind.PRODUCT,),
        description="Leave it empty when it was about several or none.",
    )
    held_on = DayDateField("Date", validators=[needed("Say on which day it was.")])
    kind = Choice("What was it for?", MeetingKind)
    place = Line("Place, or call", description="Such as Teams call, or their office in Leeds.")
    our_people = Line("Who was there from us?")
    their_people = Line("Who was there from them?")
    our_hours = Number("Our hours", description="Of all our people together.")
    their_hours = Number("Their hours", description="A best guess is enough.")
    notes = Words("Notes")
    concerns = Words("What worried staff", description="What people said could go wrong.")

    def meeting(self) -> dict[str, Any]:
        """Return the answers about the meeting itself."""
        found = {name: self[name].data for name in FIELDS}
        return found | {
            "supplier": self.supplier.reference,
            "product": self.product.reference,
        }


class MeetingForm(_MeetingFields):
    """A meeting that is here already."""


class NewMeetingForm(_MeetingFields, LinesForm):
    """A new meeting with what was said in it."""

    text = Words(
        "What was said, promised and asked",
        description="One thing on each line. You say what each is on the next page.",
    )


def meeting_values(meeting: MeetingDetail) -> dict[str, Any]:
    """Return what the form of a meeting shows."""
    values = {name: getattr(meeting, name) for name in FIELDS}
    return values | {
        "supplier": str(meeting.supplier or ""),
        "product": str(meeting.product or ""),
        "version": meeting.version,
    }
