"""The form that gives a person a role."""

from wtforms import SelectMultipleField
from wtforms.fields.choices import SelectChoice  # type: ignore[attr-defined]
from wtforms.widgets import CheckboxInput, ListWidget

from vendor_tracker.domain.vocabulary import Discipline, Role
from vendor_tracker.web.forms.base import Form
from vendor_tracker.web.forms.fields import Choice, DayDateField, Line, needed


class SkillsForm(Form):
    """For which skills a person may agree to waivers."""

    disciplines = SelectMultipleField(
        "May agree to waivers as",
        choices=[SelectChoice(one.value, one.label, {"hint": one.hint}) for one in Discipline],
        option_widget=CheckboxInput(),
        widget=ListWidget(prefix_label=False),
        description="A critical gap is waived by a reviewer with the skill that its rule names.",
    )

    def chosen(self) -> list[Discipline]:
        """Return the skills that are ticked."""
        return [Discipline(value) for value in self.disciplines.data or ()]


class UserForm(Form):
    """Who may do what here."""

    name = Line("Name", validators=[needed("Enter the person's name.")])
    email = Line("E-mail address", validators=[needed("Enter an e-mail address.")])
    role = Choice("Role", Role)
    until = DayDateField("Last day of the role", description="Leave empty when it has no end.")
