"""The forms of a promise."""

from typing import Any

from vendor_tracker.domain.references import Kind
from vendor_tracker.domain.vocabulary import Known, Side
from vendor_tracker.storage.queries.promises import PromiseDetail
from vendor_tracker.web.forms.base import Form
from vendor_tracker.web.forms.fields import Choice, DayDateField, Line, Words, needed
from vendor_tracker.web.forms.subjects import SubjectField

FIELDS = (
    "side", "text", "supplier", "product", "person", "promised_on", "due_on", "done_on",
    "in_contract", "meeting",
)  # fmt: skip


class PromiseForm(Form):
    """What a person may say about a promise."""

    text = Words("What was promised?", validators=[needed("Say what was promised.")])
    side = Choice("Who promised it?", Side)
    supplier = SubjectField(
        "With which supplier?",
        kinds=(Kind.SUPPLIER,),
        validators=[needed("Say which supplier it is with.")],
    )
    product = SubjectField("About which product?", kinds=(Kind.PRODUCT,))
    person = Line("Who will do it?", description="A name or a role.")
    promised_on = DayDateField("Promised on")
    due_on = DayDateField("Due on")
    done_on = DayDateField("Done on", description="Leave it empty until it is done.")
    in_contract = Choice("Is it in the contract?", Known, explained=False)
    meeting = Line("Meeting", description="Its reference, such as MTG-3.")

    def answers(self) -> dict[str, Any]:
        """Return the answers with references in place of names."""
        found = {name: self[name].data for name in FIELDS}
        return found | {
            "supplier": self.supplier.reference,
            "product": self.product.reference,
            "meeting": self.meeting.data or None,
        }


class DoneForm(Form):
    """The day on which a promise was kept."""

    done_on = DayDateField("Done on", validators=[needed("Say on which day it was done.")])


def promise_values(promise: PromiseDetail) -> dict[str, Any]:
    """Return what the form of a promise shows."""
    values = {name: getattr(promise, name) for name in FIELDS}
    return values | {
        "supplier": str(promise.supplier or ""),
        "product": str(promise.product or ""),
        "version": promise.version,
    }
