"""The disclosure form as a sheet for the supplier to fill in: a question and a box a row."""

from vendor_tracker.excel.sheet import CellKind, Column, Sheet

CARD_FORM = Sheet(
    "Disclosure form",
    (
        Column(
            "Field",
            "code",
            kind=CellKind.REFERENCE,
            read_only=True,
            note="Names the question. Please leave it as it is.",
        ),
        Column("About", "group", width=24, read_only=True),
        Column("Question", "ask", width=48, read_only=True),
        Column(
            "Your answer",
            "answer",
            width=60,
            note="Leave it empty where you cannot answer, or say why.",
        ),
        Column("What helps us", "hint", width=40, read_only=True),
    ),
    "DisclosureForm",
)
