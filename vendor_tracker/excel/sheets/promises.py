"""The columns of promises of both sides."""

from vendor_tracker.domain.references import Kind
from vendor_tracker.domain.vocabulary import Known, Side
from vendor_tracker.excel.sheet import CellKind, Column, Sheet, Tone
from vendor_tracker.excel.sheets import subjects
from vendor_tracker.excel.sheets.columns import coded, day, own_reference, replies, row_version

PROMISES = Sheet(
    "Promises",
    (
        own_reference(Kind.PROMISE),
        coded("Side", "side", Side, must=True, note="Who promised it."),
        *subjects.supplier(must=True),
        *subjects.product(),
        Column("Promise", "text", must=True),
        Column("Person", "person", note="Who is to keep it."),
        day("Promised on", "promised_on"),
        day("Due on", "due_on"),
        day("Done on", "done_on"),
        Column("Late", "late", kind=CellKind.YESNO, read_only=True, tones={"Yes": Tone.BAD}),
        coded("In the contract", "in_contract", Known),
        subjects.meeting(),
        replies(),
        row_version(),
    ),
    "Promises",
    Kind.PROMISE,
)
