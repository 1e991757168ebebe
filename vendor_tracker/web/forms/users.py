"""The form that gives a person a role."""

from vendor_tracker.domain.vocabulary import Role
from vendor_tracker.web.forms.base import Form
from vendor_tracker.web.forms.fields import Choice, DayDateField, Line, needed


class UserForm(Form):
    """Who may do what here."""

    name = Line("Name", validators=[needed("Enter the person's name.")])
    email = Line("E-mail address", validators=[needed("Enter an e-mail address.")])
    role = Choice("Role", Role)
    until = DayDateField("Last day of the role", description="Leave empty when it has no end.")
