"""The forms of a request to a supplier: its questions, its sending, the judging of its answers."""

from collections.abc import Container, Sequence
from typing import Any

from flask_wtf.file import FileField
from wtforms import (
    BooleanField,
    FieldList,
    FormField,
    HiddenField,
    RadioField,
    SelectField,
    SelectMultipleField,
)
from wtforms import Form as Plain
from wtforms.fields.choices import SelectChoice  # type: ignore[attr-defined]

from vendor_tracker.domain.errors import Refused
from vendor_tracker.services.requestreviews import Judgement, Verb
from vendor_tracker.storage.queries.requests import RequestPage
from vendor_tracker.web.forms.base import Form
from vendor_tracker.web.forms.fields import DayDateField, Line, Words, needed

_VERBS = (
    SelectChoice(value=Verb.accept.value, label="Accept"),
    SelectChoice(value=Verb.give_back.value, label="Return"),
    SelectChoice(value=Verb.reject.value, label="Do not take it"),
    SelectChoice(value="", label="Later"),
)


class RequestForm(Form):
    """What a supplier is asked, why, and by when."""

    title = Line("What is it about?", validators=[needed("Say what the request is about.")])
    why = Words(
        "Why do we ask?", description="The supplier reads this first. Say what it is needed for."
    )
    readers = Line("Who will read the answers?", description="Such as: our digital board.")
    due_on = DayDateField("Answers by")
    items = SelectMultipleField("Questions", validate_choice=False)

    def request_answers(self, offered: Container[str]) -> dict[str, Any]:
        """Return the answers, with the questions that there are to choose from."""
        chosen = [code for code in self.items.data or () if code in offered]
        return {
            "title": self.title.data, "why": self.why.data or "",
            "readers": self.readers.data or "", "due_on": self.due_on.data, "items": chosen,
        }  # fmt: skip


class SendForm(Form):
    """Close the list of questions; a long one asks for a second look."""

    looked_twice = BooleanField("I looked again: all of these questions are needed")


class JudgeRow(Plain):
    """What we make of one answer."""

    item = HiddenField()
    verb = RadioField("What do we make of it?", choices=list(_VERBS), validate_choice=False)
    reason = Line("Reason")
    as_claim = BooleanField("Log the words as a claim too")


class ReviewForm(Form):
    """What we make of each answer."""

    rows = FieldList(FormField(JudgeRow))

    def judgements(self) -> list[Judgement]:
        """Return each row that says something."""
        verbs = {str(verb.value): verb for verb in Verb}
        found = [
            Judgement(
                str(entry.form.item.data),
                verbs[str(entry.form.verb.data)],
                str(entry.form.reason.data or ""),
                as_claim=bool(entry.form.as_claim.data),
                field=f"rows-{place}-reason",
            )
            for place, entry in enumerate(self.rows)
            if entry.form.verb.data in verbs
        ]
        if not found:
            raise Refused("Choose what we make of at least one answer.")
        return found


class ReturnedForm(Form):
    """The workbook as the supplier sent it back."""

    file = FileField(
        "The workbook that the supplier sent back",
        description="An Excel workbook (.xlsx). Rows and sheets may stand in any order.",
        render_kw={"accept": ".xlsx"},
    )


class TakeForm(Form):
    """Agree to exactly the answers that were shown, and say whose they are."""

    fingerprint = HiddenField()
    said_by = Line(
        "Who at the supplier answers?", validators=[needed("Say who at the supplier answers.")]
    )
    said_on = DayDateField("Answered on", description="Empty means today.")


class CompareForm(Form):
    """The other request of a comparison."""

    other = SelectField("With which request?", validate_choice=False)

    def offer(self, others: Sequence[tuple[str, str]]) -> None:
        """Offer the requests that share a question."""
        self.other.choices = [
            SelectChoice(value=ref, label=f"{ref} {name}") for ref, name in others
        ]


class ReplyForm(Form):
    """What a supplier says to something that is held about them."""

    about = SelectField("Which record is it about?", validate_choice=False)
    text = Words("What do they say?", validators=[needed("Write what the supplier says.")])
    said_by = Line("Who said it?", validators=[needed("Say who at the supplier said it.")])

    def offer(self, records: Sequence[tuple[str, str]]) -> None:
        """Offer the records that are held about the supplier."""
        self.about.choices = [
            SelectChoice(value=ref, label=f"{ref} {words}"[:120]) for ref, words in records
        ]


def request_values(page: RequestPage) -> dict[str, Any]:
    """Return what the form of a request shows."""
    same = ("title", "why", "readers", "due_on", "version")
    return {name: getattr(page, name) for name in same} | {
        "items": [line.code for line in page.lines]
    }
