"""The form that begins with many products at once."""

from wtforms import FieldList, FormField, HiddenField
from wtforms import Form as Plain

from vendor_tracker.domain.errors import Refused
from vendor_tracker.services.beginnings import Beginning
from vendor_tracker.web.forms.base import Form
from vendor_tracker.web.forms.fields import DayDateField, Line


class BeginningRow(Plain):
    """One product."""

    ref = HiddenField()
    accountable = Line("Who answers for it here?")
    planned_on = DayDateField("Next decision planned for")


class BeginningsForm(Form):
    """A person and a day for every row that is left empty, and others where a row says so."""

    accountable = Line(
        "The same person for every row left empty", description="A name or a role on our side."
    )
    planned_on = DayDateField("The same day for every row left empty")
    rows = FieldList(FormField(BeginningRow))

    def beginnings(self) -> list[Beginning]:
        """Return each row that says something."""
        found = [
            Beginning(
                str(entry.form.ref.data),
                str(entry.form.accountable.data or self.accountable.data or ""),
                entry.form.planned_on.data or self.planned_on.data,
            )
            for entry in self.rows
        ]
        filled = [row for row in found if row.accountable or row.planned_on is not None]
        if not filled:
            raise Refused("Name a person or a day for at least one product.", field="accountable")
        return filled
