"""The columns of meetings and calls."""

from vendor_tracker.domain.references import Kind
from vendor_tracker.domain.vocabulary import MeetingKind
from vendor_tracker.excel.sheet import CellKind, Column, Sheet
from vendor_tracker.excel.sheets import subjects
from vendor_tracker.excel.sheets.columns import coded, number, own_reference, row_version

MEETINGS = Sheet(
    "Meetings",
    (
        own_reference(Kind.MEETING),
        Column("Held on", "held_on", kind=CellKind.DATE, must=True),
        *subjects.supplier(must=True),
        *subjects.product(),
        coded("Kind", "kind", MeetingKind),
        Column("Place", "place"),
        Column("Our people", "our_people"),
        Column("Their people", "their_people"),
        number("Our hours", "our_hours", note="Hours of all our people together."),
        number("Their hours", "their_hours", note="Hours of all their people together."),
        Column("Notes", "notes"),
        Column("What worried staff", "concerns", note="What people said could go wrong."),
        row_version(),
    ),
    "Meetings",
    Kind.MEETING,
)
