"""Forms for what was said: one line at once, or many lines to label."""

import re
import secrets
from typing import Any

from wtforms import FieldList, FormField, HiddenField
from wtforms import Form as PlainForm

from vendor_tracker.domain.errors import Refused, RefusedMany
from vendor_tracker.domain.lines import MOST_LINES, Line, guess, says_more, split_lines
from vendor_tracker.domain.vocabulary import LineKind
from vendor_tracker.domain.vocabulary.coded import Coded
from vendor_tracker.web.forms import fields
from vendor_tracker.web.forms.base import Form
from vendor_tracker.web.forms.fields import Choice, DayDateField, UnitPrice, Words, needed
from vendor_tracker.web.forms.subjects import SubjectField

_MARK = re.compile(r"[A-Za-z0-9_-]{8,64}")
LABEL = "label"


class Rest(Coded):
    """What may be done with a pasted line that is nothing by itself."""

    above = "above", "Part of the line above", "It goes on where the line above stops"
    leave_out = "leave_out", "Leave it out", "It is not saved"


class LineForm(PlainForm):
    """One line with what its kind asks for."""

    text = Words("What was said")
    kind = Choice("What it is", [*LineKind, *Rest], explained=False)
    amount = UnitPrice("Amount in pounds", description="For a price, without VAT.")
    per = fields.Line("Per what", description="Such as year, scan or user. Empty: paid once.")
    person = fields.Line("Who will do it", description="For a promise.")
    due_on = DayDateField("By when", description="For a promise, such as 26/8/2026.")


class LinesForm(Form):
    """Lines that are labelled on a second screen, each form saved once."""

    nonce = HiddenField()
    step = HiddenField()
    text = Words("What was said", description="One thing on each line.")
    lines = FieldList(FormField(LineForm))

    def mark(self) -> str:
        """Return the mark by which this form is known, however often it is sent."""
        if not _MARK.fullmatch(str(self.nonce.data or "")):
            self.nonce.data = secrets.token_urlsafe(16)
        return str(self.nonce.data)

    @property
    def is_labelling(self) -> bool:
        """Tell whether the second screen is shown."""
        return bool(self.step.data == LABEL)

    def must_label(self) -> bool:
        """Turn to the second screen when there are lines to label."""
        if self.is_labelling or not self.needs_labels():
            return False
        written = split_lines(self.text.data or "")
        if len(written) > MOST_LINES:
            self.text.errors = [f"At most {MOST_LINES} lines fit at once. Paste fewer."]
            return True
        for line in written:
            self.lines.append_entry(self.first_guess(line))
        self.step.data = LABEL
        return True

    def first_guess(self, text: str) -> dict[str, Any]:
        """Return what the second screen shows of a line at first."""
        return _shown(guess(text))

    def needs_labels(self) -> bool:
        """Tell whether the text has lines that somebody must label."""
        return bool(split_lines(self.text.data or ""))

    def read_lines(self) -> list[Line]:
        """Return the labelled lines; parts of a line are joined to it."""
        found: list[Line] = []
        for entry in self.lines:
            kind = entry.form.kind.data
            if kind is Rest.above and found:
                found[-1] = _joined(found[-1], entry.form.text.data or "")
            elif kind not in (Rest.leave_out, Rest.above):
                found.append(_line(entry.form, LineKind(kind.value)))
        return found

    def show(self, refusal: Refused | RefusedMany) -> None:
        """Put a refusal beside the line that it belongs to."""
        place = re.fullmatch(r"lines-(\d+)-(\w+)", getattr(refusal, "field", None) or "")
        if place is None or not isinstance(refusal, Refused):
            super().show(refusal)
            return
        own = [e for e in self.lines if e.form.kind.data not in (Rest.leave_out, Rest.above)]
        if int(place[1]) < len(own):
            found = own[int(place[1])].form[place[2]]
            found.errors = [*found.errors, refusal.message]
            self.lines.errors = [*self.lines.errors, {place[2]: found.errors}]
        else:
            self.form_errors.append(refusal.message)


class LogForm(LinesForm):
    """What was said about a product or supplier."""

    about = SubjectField(
        "Which product or supplier?",
        description="Start typing a name or reference.",
        validators=[needed("Say which product or supplier it is about.")],
    )
    text = Words(
        "What did they say or show?",
        description="Use their words. Paste several lines to label them one by one.",
    )
    kind = Choice("What is it?", LineKind, empty="", explained=False)
    amount = UnitPrice("Amount in pounds", description="Without VAT.")
    per = fields.Line("Per what?", description="Such as year, scan or user. Empty: paid once.")
    person = fields.Line("Who will do it?")
    due_on = DayDateField("By when?")

    def needs_labels(self) -> bool:
        """Tell whether there are several lines, or one that is not told in full.

        A price or a day that stands only in the words is shown in its field, to be confirmed:
        saved as it is, the price would count as a line without a figure.
        """
        if len(split_lines(self.text.data or "")) > 1:
            return True
        if self.kind.data is None:
            return super().needs_labels()
        return says_more(_line(self, LineKind(self.kind.data.value)))

    def first_guess(self, text: str) -> dict[str, Any]:
        """Return a guess at a line, with what the person said of the one line before it."""
        shown = super().first_guess(text)
        if self.kind.data is None or len(split_lines(self.text.data or "")) > 1:
            return shown
        known = {name: self[name].data for name in ("kind", "amount", "per", "person", "due_on")}
        return shown | {name: value for name, value in known.items() if value}

    def read_lines(self) -> list[Line]:
        """Return the labelled lines, or the one line of the first screen."""
        if self.is_labelling:
            return super().read_lines()
        return [_line(self, LineKind(self.kind.data.value))] if self.kind.data else []


class MoreLinesForm(LinesForm):
    """More of what was said in a meeting."""

    text = Words(
        "What was said, promised and asked",
        description="One thing on each line. You say what each is on the next page.",
    )


def _line(form: Any, kind: LineKind) -> Line:
    promised = kind in (LineKind.their_promise, LineKind.our_promise)
    priced = kind is LineKind.price
    return Line(
        kind,
        form.text.data or "",
        form.amount.data if priced else None,
        (form.per.data or "") if priced else "",
        (form.person.data or "") if promised else "",
        form.due_on.data if promised else None,
    )


def _joined(line: Line, more: str) -> Line:
    text = f"{line.text}\n{more}"
    return Line(line.kind, text, line.amount, line.per, line.person, line.due_on)


def _shown(line: Line) -> dict[str, Any]:
    return {
        "kind": line.kind, "text": line.text, "amount": line.amount, "per": line.per,
        "due_on": line.due_on,
    }  # fmt: skip
