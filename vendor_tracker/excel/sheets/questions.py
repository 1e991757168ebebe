"""The columns of questions to suppliers."""

from vendor_tracker.domain.references import Kind
from vendor_tracker.excel.sheet import CellKind, Column, Sheet, Tone
from vendor_tracker.excel.sheets import subjects
from vendor_tracker.excel.sheets.columns import day, number, own_reference, row_version, told

QUESTIONS = Sheet(
    "Questions",
    (
        own_reference(Kind.QUESTION),
        *subjects.supplier(must=True),
        *subjects.product(),
        told("Checklist item", "item_code", "The item that the supplier was asked about."),
        Column("Question", "text", must=True),
        day("Asked on", "asked_on"),
        Column("Asked of", "asked_of"),
        day("Answered on", "answered_on"),
        Column("Answer", "answer"),
        number(
            "Working days waited",
            "waited",
            read_only=True,
            note="Until the answer, or until today while there is none.",
        ),
        Column("Overdue", "overdue", kind=CellKind.YESNO, read_only=True, tones={"Yes": Tone.BAD}),
        subjects.meeting(),
        row_version(),
    ),
    "Questions",
    Kind.QUESTION,
)
