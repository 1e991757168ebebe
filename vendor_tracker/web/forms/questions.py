"""The forms of a question, and of the message that asks it."""

from typing import Any

from wtforms import HiddenField, SelectField
from wtforms.fields.choices import SelectChoice  # type: ignore[attr-defined]

from vendor_tracker.domain.messages import Message, Recipient
from vendor_tracker.domain.references import Kind
from vendor_tracker.storage.queries.messages import Asked
from vendor_tracker.storage.queries.questions import QuestionDetail
from vendor_tracker.web.forms.base import Form
from vendor_tracker.web.forms.fields import DayDateField, Line, Words, needed
from vendor_tracker.web.forms.subjects import SubjectField

FIELDS = (
    "text", "supplier", "product", "asked_on", "asked_of", "answered_on", "answer", "meeting",
)  # fmt: skip


class QuestionForm(Form):
    """What a person may say about a question."""

    text = Words("The question", validators=[needed("Write the question.")])
    supplier = SubjectField(
        "For which supplier?",
        kinds=(Kind.SUPPLIER,),
        validators=[needed("Say which supplier it is for.")],
    )
    product = SubjectField("About which product?", kinds=(Kind.PRODUCT,))
    asked_on = DayDateField("Asked on", description="Leave it empty until it was asked.")
    asked_of = Line("Whom did we ask?")
    answered_on = DayDateField("Answered on")
    answer = Words("What did they answer?", description="Use their words.")
    meeting = Line("Meeting", description="Its reference, such as MTG-3.")

    def answers(self) -> dict[str, Any]:
        """Return the answers with references in place of names."""
        found = {name: self[name].data for name in FIELDS}
        return found | {
            "supplier": self.supplier.reference,
            "product": self.product.reference,
            "meeting": self.meeting.data or None,
        }


class AnswerForm(Form):
    """What they answered, and when."""

    answer = Words(
        "What did they answer?",
        description="Use their words.",
        validators=[needed("Say what they answered, in their words.")],
    )
    answered_on = DayDateField(
        "Answered on", validators=[needed("Say on which day they answered.")]
    )


class AskForm(Form):
    """A message that is ready to send."""

    nonce = HiddenField()
    person = SelectField("To", validate_choice=False)
    subject = Line("Subject", validators=[needed("Write a subject.")])
    body = Words("Message", validators=[needed("Write the message.")])
    on = DayDateField("Sent on", validators=[needed("Say on which day you sent it.")])

    def offer(self, asked: Asked) -> None:
        """Offer the people of the supplier."""
        self.person.choices = [
            SelectChoice(value=one.reference, label=_label(one)) for one in asked.people
        ]
        self.person.choices.append(SelectChoice(value="", label="Somebody else"))

    def recipient(self, asked: Asked) -> Recipient | None:
        """Return the person who was chosen."""
        return next((one for one in asked.people if one.reference == self.person.data), None)

    def message(self, written: Message) -> Message:
        """Return the message as the person changed it."""
        return Message(self.subject.data or "", self.body.data or "", written.references)


def question_values(question: QuestionDetail) -> dict[str, Any]:
    """Return what the form of a question shows."""
    values = {name: getattr(question, name) for name in FIELDS}
    return values | {
        "supplier": str(question.supplier or ""),
        "product": str(question.product or ""),
        "version": question.version,
    }


def _label(one: Recipient) -> str:
    kinds = ", ".join(kind.label.lower() for kind in sorted(one.kinds))
    return f"{one.name} ({kinds}), {one.email or 'no e-mail address'}"
