"""The form that names who looks after many suppliers."""

from decimal import Decimal

from wtforms import FieldList, FormField, HiddenField
from wtforms import Form as Plain

from vendor_tracker.domain.errors import Refused
from vendor_tracker.web.forms.base import Form
from vendor_tracker.web.forms.fields import Line, Number


class OwnerRow(Plain):
    """One supplier."""

    ref = HiddenField()
    owner = Line("Who looks after it here?")
    hours = Number("Hours a month")


class OwnersForm(Form):
    """Somebody for every row that is left empty, and somebody else where a row says so."""

    owner = Line(
        "The same person for every row left empty", description="A name or a role on our side."
    )
    hours = Number("Hours a month for each", description="A best guess is enough.")
    rows = FieldList(FormField(OwnerRow))

    def owners(self) -> list[tuple[str, str, Decimal | None]]:
        """Return reference, owner and hours of each row that says something."""
        found = [
            (
                str(entry.form.ref.data),
                str(entry.form.owner.data or self.owner.data or ""),
                self.hours.data if entry.form.hours.data is None else entry.form.hours.data,
            )
            for entry in self.rows
        ]
        filled = [row for row in found if row[1] or row[2] is not None]
        if not filled:
            raise Refused("Name somebody for at least one supplier.", field="owner")
        return filled
