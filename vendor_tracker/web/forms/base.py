"""The base of every form: its answers, refusals at their field, both versions side by side."""

import re
import secrets
from collections.abc import Mapping
from decimal import Decimal
from typing import Any, Self

from flask import g, request
from flask_wtf import FlaskForm
from flask_wtf.file import FileField
from werkzeug.datastructures import CombinedMultiDict, MultiDict
from wtforms import HiddenField, StringField
from wtforms.fields import Field
from wtforms.validators import InputRequired

from vendor_tracker.domain.errors import Refused, RefusedMany
from vendor_tracker.domain.figures import plain

_NOT_ANSWERS = frozenset({"csrf_token", "once", "version"})


class Form(FlaskForm):
    """A form of the program, with the version of the record it was opened on.

    A form that makes a record carries a mark instead, so that sent twice it makes one.
    """

    version = HiddenField()
    once = HiddenField()

    class Meta(FlaskForm.Meta):
        """How a form reads what was sent."""

        def wrap_formdata(self, form: Any, formdata: Any) -> Any:
            """Give files to the fields of files alone; others could not read them."""
            found = super().wrap_formdata(form, formdata)
            if not isinstance(found, CombinedMultiDict):
                return found
            files = [
                (name, file)
                for name, file in request.files.items(multi=True)
                if isinstance(form._fields.get(name), FileField)
            ]
            return CombinedMultiDict([MultiDict(files), request.form])

    @classmethod
    def from_request(cls, **values: Any) -> Self:
        """Return the form as it was sent, or filled with these values when it was not."""
        form = cls(data=values or None)
        g.form = form
        return form

    @classmethod
    def for_new(cls, **values: Any) -> Self:
        """Return the form of a record that is not there yet, marked to make it once."""
        return cls.from_request(once=new_mark(), **values)

    def submitted(self) -> bool:
        """Tell whether the form was sent and each field can be read."""
        return bool(self.validate_on_submit())

    def answers(self) -> dict[str, Any]:
        """Return what the person answered, by field."""
        return {name: value for name, value in self.data.items() if name not in _NOT_ANSWERS}

    def read_version(self) -> int:
        """Return the version of the record that this form was opened on.

        A form that lost it was opened on none, so that it can overwrite nothing unseen.
        """
        # What a form was filled with from the record stands in `data` when nothing was sent.
        text = str((self.version.raw_data or [""])[0])
        return int(text) if re.fullmatch(r"[0-9]{1,9}", text) else 0

    def show(self, refusal: Refused | RefusedMany) -> None:
        """Put a refusal beside its field, or at the top when it belongs to none."""
        refusals = refusal.refusals if isinstance(refusal, RefusedMany) else (refusal,)
        for one in refusals:
            found = self._box(one.field or "")
            if found is not None:
                found.errors = [*found.errors, one.message]
            else:
                self.form_errors.append(one.message)

    def _box(self, name: str) -> Field | None:
        """Return the field of this name; `rows-2-text` names a box of a row of several."""
        if name in self._fields:
            return self._fields[name]
        rows = self._fields.get(name.split("-")[0])
        for row in getattr(rows, "entries", ()):
            for field in getattr(row, "form", ()):
                if field.name == name:
                    # The list says that something in it is wrong, as after its own checks.
                    rows.errors = [*rows.errors, {field.short_name: name}]
                    return field
        return None

    def against(self, stored: Mapping[str, Any]) -> list[tuple[str, str, str]]:
        """Return label, own text and stored text of each field that differs."""
        rows = []
        for field in self:
            if field.name in _NOT_ANSWERS or field.name not in stored:
                continue
            mine, theirs = shown(field, field.data), shown(field, stored[field.name])
            if mine != theirs:
                rows.append((field.label.text, mine, theirs))
        return rows

    def kept(self, version: Any) -> list[tuple[str, str]]:
        """Return everything that was sent, to be sent again against the newer version."""
        sent = [
            (name, value)
            for name, values in request.form.lists()
            for value in values
            if name not in _NOT_ANSWERS
        ]
        return [*sent, ("version", str(version or ""))]


class ArchiveForm(Form):
    """Why a record is put away."""

    reason = StringField(
        "Why is it put away?",
        description="A few words for whoever looks for it later.",
        validators=[InputRequired("Say in a few words why it is put away.")],
    )


def new_mark() -> str:
    """Return a mark that no other form carries."""
    return secrets.token_urlsafe(16)


def shown(field: Field, value: Any) -> str:
    """Return a value of a field in words."""
    if value is None or value == "":
        return "nothing"
    for choice in getattr(field, "choices", None) or []:
        if str(getattr(choice, "value", choice)) == str(getattr(value, "value", value)):
            return str(getattr(choice, "label", choice))
    if isinstance(value, bool):
        return "yes" if value else "no"
    # A stored figure carries six decimals; as a number it may be what was typed.
    return plain(value) if isinstance(value, Decimal) else str(value)
