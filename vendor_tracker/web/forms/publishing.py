"""The forms by which a register is published."""

from wtforms import SelectField

from vendor_tracker.web.forms.base import Form
from vendor_tracker.web.forms.fields import Line, Words, needed


class ProposeForm(Form):
    """What is published, under which title, and for what."""

    title = Line(
        "Title",
        description="Each title counts its own versions, such as Board register, version 3.",
        validators=[needed("Give the register a title.")],
    )
    choice = SelectField("What goes in", choices=[])
    reason = Words(
        "What is it published for?",
        description="Such as: for the board meeting of 4 November.",
        validators=[needed("Say in a few words what it is published for.")],
    )


class JudgeForm(Form):
    """What the second person says."""

    words = Words("Note", description="Needed if you decline: say what should be done first.")
