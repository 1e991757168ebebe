"""The form of what an hour of our own people costs."""

from vendor_tracker.web.forms.base import Form
from vendor_tracker.web.forms.fields import Amount, DayDateField, Line, Percent, needed


class StaffRateForm(Form):
    """The pay of one role from a day on."""

    role = Line(
        "Role",
        description="Such as data analyst, or consultant radiologist. Spell a known one alike.",
        validators=[needed("Say whose time it is, such as data analyst.")],
    )
    pay = Amount(
        "Pay for an hour",
        description="The yearly pay divided by the hours worked in a year.",
        validators=[needed("Enter the pay for an hour.")],
    )
    on_costs = Percent(
        "Added to pay", description="For pension and insurance; finance knows it. Empty: nothing."
    )
    valid_from = DayDateField("From", validators=[needed("Enter the day from which it holds.")])
    source = Line("Who says so?", description="Such as: pay circular of April 2026, finance.")
