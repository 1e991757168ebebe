"""The forms of flags at work: on one flag, and on many at once."""

import re
from collections.abc import Iterable, Mapping
from typing import Any

from wtforms import HiddenField, SelectField
from wtforms.fields.choices import SelectChoice  # type: ignore[attr-defined]

from vendor_tracker.domain.references import Kind, reference
from vendor_tracker.domain.vocabulary import WaiverReason
from vendor_tracker.storage.queries.savedviews import Person
from vendor_tracker.web.forms.base import Form
from vendor_tracker.web.forms.fields import Choice, DayDateField, Line, Words, needed

_SEEN = re.compile(r"([0-9]{1,9})\.([0-9]{1,9})")


class OwnerField(SelectField):
    """Somebody who may have flags; the service refuses whoever may not."""

    def __init__(self, label: str, **more: Any) -> None:
        self.names: dict[str, str] = {}
        super().__init__(label, choices=[], validate_choice=False, **more)

    def offer(self, people: Iterable[Person], present: tuple[str, str] = ("", "")) -> None:
        """Offer these people, and whoever has the flag although they have left."""
        self.names = {one.email: one.name for one in people}
        email, name = present
        if email and email not in self.names:
            self.names[email] = f"{name} (left)"
        offered = {"": "Nobody", **self.names}
        self.choices = [SelectChoice(value=key, label=words) for key, words in offered.items()]


class NoteForm(Form):
    """A note about a flag."""

    text = Words(
        "Note",
        description="A note does not change the flag.",
        validators=[needed("Write a few words first.")],
    )


class PlanForm(Form):
    """Who has a flag, until when, and what it waits for."""

    owner = OwnerField("Owner")
    due_on = DayDateField("Due date")
    until = DayDateField(
        "Waiting for the supplier until", description="It is not in “To do” until that day."
    )


class ManyForm(Form):
    """What is done with many flags, and the flags as they were shown."""

    seen = HiddenField()

    def read_seen(self) -> dict[str, int]:
        """Return the flags that were confirmed, each with the version it had."""
        found = _SEEN.findall(str(self.seen.data or ""))
        return {reference(Kind.FLAG, int(number)): int(version) for number, version in found}


class AssignForm(ManyForm):
    """Who is given the flags."""

    owner = OwnerField("Give them to")


class DueForm(ManyForm):
    """By when the flags should be closed."""

    due_on = DayDateField("Due date", description="Leave it empty to take the date away.")


class WaitForm(ManyForm):
    """Until when the flags wait for the supplier."""

    until = DayDateField(
        "Wait until",
        description="They leave “To do” until that day. Leave it empty to take them up again.",
    )


class ManyNoteForm(ManyForm):
    """A note under each of the flags."""

    text = Words("Note", validators=[needed("Write a few words first.")])


class WaiveForm(ManyForm):
    """What a waiver of each of the flags is asked with."""

    reason_kind = Choice("Why may they stand?", WaiverReason)
    reason = Words("Reason", description="A sentence: who is protected, and how, meanwhile.")
    ends_on = DayDateField(
        "Until", description="At most 6 months ahead for critical flags, 12 for others."
    )


class ViewForm(Form):
    """The name of a list that somebody keeps."""

    name = Line("Name of the list", validators=[needed("Give the list a name.")])


class RenameForm(Form):
    """Another name for a list that somebody keeps."""

    to = Line("New name", validators=[needed("Give the list a name.")])


def seen_text(versions: Mapping[str, int]) -> str:
    """Return flags with their versions as a form carries them."""
    return " ".join(f"{ref.rpartition('-')[2]}.{number}" for ref, number in versions.items())
