"""The forms of registers that are kept under a name."""

from wtforms import BooleanField, SelectMultipleField
from wtforms.fields.choices import SelectChoice  # type: ignore[attr-defined]
from wtforms.widgets import CheckboxInput, ListWidget

from vendor_tracker.domain.registers import RegisterChoice, SheetChoice
from vendor_tracker.excel.sheets import ALL_SHEETS
from vendor_tracker.web.forms.base import Form
from vendor_tracker.web.forms.fields import Line, needed


class ChoiceForm(Form):
    """The name of a register and the sheets in it."""

    name = Line("Name of the register", validators=[needed("Give the register a name.")])
    sheet = SelectMultipleField(
        "Sheets",
        choices=[SelectChoice(one.name, one.title) for one in ALL_SHEETS],
        option_widget=CheckboxInput(),
        widget=ListWidget(prefix_label=False),
        validators=[needed("Choose at least one sheet.")],
    )
    public = BooleanField("A public copy", description="Leaves out what is confidential.")
    every_item = BooleanField(
        "Every item on Answers", description="Also those that nobody has answered yet."
    )

    def choice(self) -> RegisterChoice:
        """Return the register that was asked for."""
        return RegisterChoice(
            tuple(SheetChoice(one) for one in self.sheet.data or ()),
            public=bool(self.public.data),
            every_item=bool(self.every_item.data),
        )


class RenameForm(Form):
    """Another name for a register that is kept."""

    to = Line("New name", validators=[needed("Give the register a name.")])
