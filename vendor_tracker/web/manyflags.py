"""What can be done with many flags at once: the words, the form and the act of each."""

from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from typing import Any

from vendor_tracker.domain.wording import count, day, listed
from vendor_tracker.services import flagwork, waivers
from vendor_tracker.services.flagwork import Act, Done
from vendor_tracker.web.forms import flags as forms

_MOST_NAMED = 5


@dataclass(frozen=True, slots=True)
class Offer:
    """One thing that can be done with many flags."""

    label: str
    title: str
    button: str
    form: type[forms.ManyForm]
    act: Callable[[Any], Act]
    # What was done with them, after `3 flags were`.
    done: Callable[[Any], str]


def _assigned(form: forms.AssignForm) -> str:
    owner = form.owner.data or ""
    return f"given to {form.owner.names.get(owner, owner)}" if owner else "left to nobody"


def _due(form: forms.DueForm) -> str:
    return f"made due on {day(form.due_on.data)}" if form.due_on.data else "left without a due date"


def _waiting(form: forms.WaitForm) -> str:
    until = form.until.data
    return f"set to wait for the supplier until {day(until)}" if until else "taken up again"


def _waive(form: forms.WaiveForm) -> Act:
    asked = {"reason_kind": form.reason_kind.data, "reason": form.reason.data or ""}
    return flagwork.one_by_one(partial(waivers.ask_waiver, **asked, ends_on=form.ends_on.data))


def _note(form: forms.ManyNoteForm) -> Act:
    return partial(flagwork.note_flags, text=str(form.text.data))


OFFERS: dict[str, Offer] = {
    "assign": Offer(
        "Assign", "Assign flags", "Assign them", forms.AssignForm,
        lambda form: partial(flagwork.assign_flags, owner=form.owner.data or ""), _assigned,
    ),
    "due": Offer(
        "Set due date", "Set a due date", "Set the date", forms.DueForm,
        lambda form: partial(flagwork.set_due, due_on=form.due_on.data), _due,
    ),
    "wait": Offer(
        "Wait for the supplier", "Wait for the supplier", "Let them wait", forms.WaitForm,
        lambda form: partial(flagwork.wait_for_supplier, until=form.until.data), _waiting,
    ),
    "note": Offer(
        "Add a note", "Add a note to flags", "Save note", forms.ManyNoteForm, _note,
        lambda _form: "given the note",
    ),
    "waive": Offer(
        "Ask for a waiver", "Ask for a waiver of flags", "Ask for waivers", forms.WaiveForm,
        _waive, lambda _form: "sent to a second person with the wish for a waiver",
    ),
}  # fmt: skip


def said(done: Done, what: str) -> list[str]:
    """Return what was done in words, and what was left as it was, with why."""
    found = [f"{count(len(done.changed), 'flag was', 'flags were')} {what}."]
    by_why: dict[str, list[str]] = defaultdict(list)
    for ref, why in done.left:
        by_why[why.rstrip(".")].append(ref)
    for why, refs in by_why.items():
        more = len(refs) - _MOST_NAMED
        named = listed([*refs[:_MOST_NAMED], *([f"{more} more"] if more > 0 else [])])
        found.append(f"{named} {'was' if len(refs) == 1 else 'were'} left alone: {why}.")
    return found
