"""The forms by which a list is brought in."""

from flask_wtf.file import FileField
from wtforms import HiddenField

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


class UndoForm(Form):
    """Undo an import."""


class StopForm(Form):
    """Stop a long piece of work."""
