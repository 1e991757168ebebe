"""The forms of a link: the answers of a section, files, a name, the handing in."""

from collections.abc import Mapping, Sequence
from typing import Any

from flask_wtf.file import FileField
from wtforms import BooleanField, HiddenField, RadioField, SelectField, SelectMultipleField
from wtforms.fields.choices import SelectChoice  # type: ignore[attr-defined]
from wtforms.widgets import CheckboxInput, ListWidget

from vendor_tracker.domain.requestcosts import cost_of
from vendor_tracker.domain.requestlines import RequestLine
from vendor_tracker.domain.requestlinks import mark_of, typed
from vendor_tracker.domain.requests import Given, choices
from vendor_tracker.domain.vocabulary import AnswerKind
from vendor_tracker.web.forms.base import Form
from vendor_tracker.web.forms.fields import DayDateField, Line, Words, needed
from vendor_tracker.web.forms.requests import ReplyForm

# Up to so many answers stand side by side; more stand in a list.
_SIDE_BY_SIDE = 5
_PARTS = ("value", "words", "is_same", "confidential", "confidential_reason", "confidential_until")


class AnswersForm(Form):
    """The answers of one section; the boxes of each question carry its code in their names."""

    mark = HiddenField()

    def given(self, lines: Sequence[RequestLine]) -> list[Given]:
        """Return what was typed to each question."""
        return [self._one(line) for line in lines]

    def _one(self, line: RequestLine) -> Given:
        said = {
            name: self._fields[f"{line.code}-{name}"].data
            for name in _PARTS
            if f"{line.code}-{name}" in self._fields
        }
        return Given(
            line.code,
            value=str(said.get("value") or ""),
            words=str(said.get("words") or ""),
            confidential_reason=str(said.get("confidential_reason") or ""),
            is_same=bool(said.get("is_same")),
            confidential=bool(said.get("confidential")),
            confidential_until=said.get("confidential_until"),
        )


def answers_form(lines: Sequence[RequestLine], draft: Mapping[str, Any]) -> AnswersForm:
    """Return the form for these questions, filled with what was typed before."""
    fields: dict[str, Any] = {}
    values: dict[str, Any] = {"mark": mark_of(draft, [line.code for line in lines])}
    for line in lines:
        said = typed(line, draft)
        made = _fields_of(line)
        fields |= {f"{line.code}-{name}": field for name, field in made.items()}
        values |= {f"{line.code}-{name}": getattr(said, name) for name in made}
    kind: type[AnswersForm] = type("SectionForm", (AnswersForm,), fields)
    return kind.from_request(**values)


class SentFileForm(Form):
    """A file, and the questions that it answers."""

    file = FileField("Choose a file", description="One document may answer many questions.")
    title = Line("What is it?", description="Such as: DTAC form, March 2026.")
    items = SelectMultipleField(
        "Which questions does it answer?",
        validate_choice=False,
        option_widget=CheckboxInput(),
        widget=ListWidget(prefix_label=False),
    )

    def offer(self, lines: Sequence[RequestLine]) -> None:
        """Offer the questions that are open."""
        self.items.choices = [
            SelectChoice(value=line.code, label=f"{line.code} {line.ask}"[:160]) for line in lines
        ]


class PassOnForm(Form):
    """For whom a link is made."""

    made_for = Line("Who will answer it?", validators=[needed("Say who will answer it.")])


class HandInForm(Form):
    """Who hands the answers in."""

    said_by = Line(
        "Your name and what you do",
        description="It is kept beside each answer.",
        validators=[needed("Say who hands the answers in.")],
    )


class OwnReplyForm(ReplyForm):
    """What a supplier says itself to something that is held about it."""

    text = Words("What do you say to it?", validators=[needed("Write what you say to it.")])
    said_by = Line("Your name and what you do", validators=[needed("Say who replies.")])


class MakeLinkForm(Form):
    """For whom a link is, and how long it works."""

    made_for = Line(
        "Who is it for?",
        description="A name, or a team. It stands in the history beside each answer.",
        validators=[needed("Say who it is for, such as a name or a team.")],
    )
    until = DayDateField("Works until the end of", description="Empty means for 60 days.")


def _fields_of(line: RequestLine) -> dict[str, Any]:
    """Return the boxes of one question."""
    fields: dict[str, Any] = {}
    offered = choices(line.kind, line.options)
    if offered:
        kind = RadioField if len(offered) < _SIDE_BY_SIDE else SelectField
        listed = [SelectChoice(value=one, label=one) for one in offered]
        listed.append(SelectChoice(value="", label="Not answered yet"))
        fields["value"] = kind("Your answer", choices=listed, validate_choice=False, default="")
    elif line.kind is not AnswerKind.text:
        what = "A date" if line.kind is AnswerKind.day else "A number"
        fields["value"] = Line("Your answer", description=what)
    elif cost_of(line.code) is not None:
        fields["value"] = Line("Price, and how it is charged")
    if line.former:
        fields["is_same"] = BooleanField("It is as you hold it; I confirm it today")
    fields["words"] = Words("In your words")
    fields["confidential"] = BooleanField("This answer is confidential")
    fields["confidential_reason"] = Line("Why is it confidential?")
    fields["confidential_until"] = DayDateField("Until when?")
    return fields
