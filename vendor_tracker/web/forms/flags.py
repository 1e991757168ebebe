"""The form under a flag."""

from vendor_tracker.web.forms.base import Form
from vendor_tracker.web.forms.fields import Words, needed


class NoteForm(Form):
    """A note about a flag."""

    text = Words(
        "Note",
        description="A note does not change the flag.",
        validators=[needed("Write a few words first.")],
    )
