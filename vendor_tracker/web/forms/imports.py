"""The forms by which a list is brought in."""

from flask_wtf.file import FileField
from wtforms import BooleanField, HiddenField, StringField
from wtforms.validators import Length

from vendor_tracker.domain.errors import Refused
from vendor_tracker.web.forms.base import Form

_MOST_MAPPING = 100_000


class UploadForm(Form):
    """The list, and for somebody's own list the mapping."""

    file = FileField(
        "Your list",
        description="A register of ours filled in (.xlsx), or your own list (.xlsx or .csv).",
        render_kw={"accept": ".xlsx,.csv,.tsv,.txt"},
    )
    mapping = FileField(
        "A mapping, for your own list",
        description="A small text file (.toml) that says which column goes where.",
        render_kw={"accept": ".toml,.txt"},
    )

    def mapping_text(self) -> str | None:
        """Return the text of the mapping, or None without one."""
        if not self.mapping.data:
            return None
        content = self.mapping.data.read(_MOST_MAPPING + 1)
        if len(content) > _MOST_MAPPING:
            raise Refused("A mapping is a small text file; this one is too long.", "mapping")
        try:
            return str(content.decode("utf-8-sig"))
        except UnicodeDecodeError as error:
            words = "This mapping is not a text in UTF-8. Save it again, and choose that."
            raise Refused(words, "mapping") from error


class ApplyForm(Form):
    """Agree to exactly what was shown."""

    fingerprint = HiddenField()


class ColumnsForm(Form):
    """What the columns hold; each column sends its own answer beside these."""

    by_name = BooleanField("Rows of one name are one product")
    title = StringField(
        "Keep these choices under a name",
        description="Optional. Offered by itself when a list with the same headings comes again.",
        validators=[Length(max=120, message="Use at most 120 letters.")],
    )


class NamesForm(Form):
    """What the names of suppliers mean; each name sends its own answer beside these."""


class UndoForm(Form):
    """Undo an import."""


class StopForm(Form):
    """Stop a long piece of work."""
