"""The forms of an answer: what we found, what a reviewer says, who is to answer, what shows it."""

from collections.abc import Mapping, Sequence
from typing import Any, Self, TypeVar

from wtforms import BooleanField, HiddenField, SelectField
from wtforms.fields.choices import SelectChoice  # type: ignore[attr-defined]
from wtforms.validators import StopValidation
from wtforms.widgets import ListWidget, RadioInput

from vendor_tracker.domain.checklists.model import Item
from vendor_tracker.domain.checklists.values import NO, YES, value_words
from vendor_tracker.domain.vocabulary import AnswerKind, AnswerState, ReviewState
from vendor_tracker.domain.wording import count
from vendor_tracker.storage.queries.answerrows import AnswerRow
from vendor_tracker.storage.queries.answerrows import Choice as Offer
from vendor_tracker.storage.queries.proposals import Source
from vendor_tracker.web.forms.base import Form
from vendor_tracker.web.forms.fields import Choice, DayDateField, Line, Words

Sent = TypeVar("Sent", bound=Form)

_SECRET = ("confidential", "confidential_reason", "confidential_until")


class _Radios(Choice):
    """One of a few words, all in sight."""

    widget = ListWidget(prefix_label=False)
    option_widget = RadioInput()

    def pre_validate(self, form: Any) -> None:
        """Demand one of them."""
        if self.data is None:
            raise StopValidation("Choose one of the answers.")
        super().pre_validate(form)


GIVEN = tuple(state for state in AnswerState if state is not AnswerState.proposed)


class AnswerForm(Form):
    """What we found out about one item."""

    # Where the form stands, so that the reader stays there.
    place = HiddenField()
    # What is only proposed is not an answer, and nobody gives it.
    state = _Radios("Answer", GIVEN)
    note = Words("What we found, in a sentence or two")
    reason = Words("Why?")
    answered_on = DayDateField("Day of the answer", description="Leave it empty for today.")
    confidential = BooleanField("Leave it out of public copies")
    confidential_reason = Line("Why must it stay out?", description="Such as: a security test.")
    confidential_until = DayDateField("Until")
    # Which button sent it.
    go_on = HiddenField()

    @staticmethod
    def of(item: Item, row: AnswerRow, *, is_sent: bool = False) -> "AnswerForm":
        """Return the form of an item, filled with what is stored, proposed, or as it was sent."""
        said = {name: getattr(row, name) for name in ("note", "reason", *_SECRET)}
        is_proposed = row.state is AnswerState.proposed
        said["state"] = row.proposed_state if is_proposed else row.state
        said["value"] = value_words(item.kind, row.value)
        if item.kind in (AnswerKind.yes_no, AnswerKind.choice):
            said["value"] = row.value
        form = _made(_FORMS.get(item.kind, AnswerForm), is_sent, version=row.version, **said)
        if isinstance(form, _ChoiceForm):
            form.value.choices = _choices("Not said", [Offer(one, one) for one in item.options])
        return _named(form, item.code)

    def said(self) -> dict[str, Any]:
        """Return what was answered."""
        names = ["state", "note", "reason", "answered_on"]
        if "value" in self:
            names.append("value")
        # Among others of its checklist the form is short, and what it leaves out stays.
        if self.place.data != "section":
            names += _SECRET
        return {name: self[name].data for name in names}

    @property
    def asks_value(self) -> bool:
        """Tell whether more is asked than whether it is met."""
        return "value" in self

    @property
    def goes_on(self) -> bool:
        """Tell whether the next item is wanted."""
        return self.go_on.data == "next"


class _YesNoForm(AnswerForm):
    value = SelectField(
        "Yes or no?",
        choices=[("", "Not said"), (YES, "Yes"), (NO, "No")],
        validate_choice=False,
    )


class _ChoiceForm(AnswerForm):
    value = SelectField("Which of these?", validate_choice=False)


class _TextForm(AnswerForm):
    value = Words("In words", description="What was answered, as it was said.")


class _NumberForm(AnswerForm):
    value = Line("The figure", render_kw={"inputmode": "decimal"})


class _DayForm(AnswerForm):
    value = Line("The day", description="For example, 26 August 2026")


_FORMS: Mapping[AnswerKind, type[AnswerForm]] = {
    AnswerKind.yes_no: _YesNoForm,
    AnswerKind.choice: _ChoiceForm,
    AnswerKind.text: _TextForm,
    AnswerKind.number: _NumberForm,
    AnswerKind.day: _DayForm,
}


class ReviewForm(Form):
    """What a reviewer says about an answer."""

    accept = _Radios("What do you say?", (ReviewState.accepted, ReviewState.returned))
    review_reason = Words(
        "What is missing?", description="Whoever answered reads it beside the answer."
    )

    @classmethod
    def of(cls, row: AnswerRow, *, is_sent: bool = False) -> Self:
        """Return the form, empty or as it was sent."""
        return _named(_made(cls, is_sent, version=row.version), "review")

    def said(self) -> dict[str, Any]:
        """Return whether it was accepted, and why not."""
        reason = "" if self.accepts else str(self.review_reason.data or "")
        return {"accept": self.accepts, "reason": reason}

    @property
    def accepts(self) -> bool:
        """Tell whether the answer is accepted."""
        return self.accept.data is ReviewState.accepted


class AssignForm(Form):
    """Who is to answer an item, and by when."""

    assignee = SelectField("Who answers it?", validate_choice=False)
    due_on = DayDateField("By when?")

    @classmethod
    def of(cls, row: AnswerRow, workers: Sequence[Offer], *, is_sent: bool = False) -> Self:
        """Return the form with everybody who may log; who had it stays among them."""
        values = {"assignee": row.assignee_email, "due_on": row.due_on}
        form = _made(cls, is_sent, version=row.version, **values)
        choices = _choices("Nobody yet", workers)
        if row.assignee_email and row.assignee_email not in {one.value for one in workers}:
            label = f"{row.assignee} (has left)"
            choices.append(SelectChoice(value=row.assignee_email, label=label))
        form.assignee.choices = choices
        return _named(form, "assign")

    def said(self) -> dict[str, Any]:
        """Return who it is, and by when."""
        return {"assignee": str(self.assignee.data or ""), "due_on": self.due_on.data}


class AttachForm(Form):
    """Evidence that is already here and shows it."""

    evidence = SelectField("Attach what is already here", validate_choice=False)

    @classmethod
    def of(cls, offers: Sequence[Offer], *, is_sent: bool = False) -> Self:
        """Return the form with the evidence to choose from."""
        form = _made(cls, is_sent)
        form.evidence.choices = _choices("Choose", offers)
        return _named(form, "attach")


class CopyForm(Form):
    """The product to copy answers from."""

    source = SelectField("Copy from", validate_choice=False)

    @classmethod
    def of(cls, sources: Sequence[Source]) -> Self:
        """Return the form with the products of which something is answered."""
        form = cls.from_request()
        offers = [
            Offer(one.reference, f"{one.reference} {one.name}: {count(one.answers, 'answer')}")
            for one in sources
        ]
        form.source.choices = _choices("Choose", offers)
        return form


def _made(form: type[Sent], is_sent: bool, **values: Any) -> Sent:
    """Return a form; of several on a page only the one that was sent reads the request."""
    return form.from_request(**values) if is_sent else form(formdata=None, data=values)


def _named(form: Sent, ending: str) -> Sent:
    """Give the controls names of their own on a page with several forms."""
    for field in form:
        field.id = f"{field.name}-{ending}"
    return form


def _choices(empty: str, offers: Sequence[Offer]) -> list[SelectChoice]:
    found = [SelectChoice(value="", label=empty)]
    return found + [SelectChoice(value=one.value, label=one.label) for one in offers]
