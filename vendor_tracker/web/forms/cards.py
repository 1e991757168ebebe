"""The forms of cards: a new one, one group of its questions, a file that holds one."""

from collections.abc import Mapping, Sequence
from functools import lru_cache
from typing import Any

from flask_wtf.file import FileField
from wtforms import HiddenField, SelectField
from wtforms.fields.choices import SelectChoice  # type: ignore[attr-defined]

from vendor_tracker.domain.cards.fields import CardGroup
from vendor_tracker.web.forms.base import Form
from vendor_tracker.web.forms.fields import DayDateField, Words

_PREFIX = "hti."


class CardForm(Form):
    """Which version a new card is for."""

    product_version = SelectField(
        "Which version does it speak of?",
        description="A version has one card. Add the version first if it is not here.",
        validate_choice=False,
    )
    received_on = DayDateField("When did the supplier tell us?", description="Empty means today.")

    def offer(self, versions: Sequence[tuple[str, str]]) -> None:
        """Offer the versions of the product, the newest first."""
        choices = [SelectChoice(value=ref, label=f"{name} ({ref})") for ref, name in versions]
        choices.append(SelectChoice(value="", label="No version is known"))
        self.product_version.choices = choices


class GroupForm(Form):
    """The questions of one group of the form; what is left empty is a blank."""

    def texts(self) -> dict[str, str]:
        """Return the answers by the code of their field."""
        return {f"{_PREFIX}{name}": str(value or "") for name, value in self.answers().items()}

    def against(self, stored: Mapping[str, Any]) -> list[tuple[str, str, str]]:
        """Return label, own text and stored text of each answer that differs."""
        fields = stored.get("fields") or {}
        return super().against(
            {name: fields.get(f"{_PREFIX}{name}", "") for name in self.answers()}
        )


@lru_cache(maxsize=16)
def form_of(group: CardGroup) -> type[GroupForm]:
    """Return the form of one group of questions."""
    boxes = {
        _name(field.code): Words(field.label, description=f"{field.ask} {field.hint}".strip())
        for field in group.fields
    }
    return type("QuestionsForm", (GroupForm,), boxes)


def values_of(group: CardGroup, fields: Mapping[str, str]) -> dict[str, str]:
    """Return what the form of a group shows."""
    return {_name(field.code): fields.get(field.code, "") for field in group.fields}


class CardUploadForm(Form):
    """A file that holds a card."""

    file = FileField(
        "The supplier’s file",
        description="Our form filled in (.xlsx), or a CHAI Applied Model Card (.xml).",
        render_kw={"accept": ".xlsx,.xml"},
    )


class CardApplyForm(Form):
    """Agree to exactly what was shown."""

    fingerprint = HiddenField()


def _name(code: str) -> str:
    return code.removeprefix(_PREFIX)
