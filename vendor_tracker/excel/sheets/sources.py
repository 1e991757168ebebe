"""The columns of sources: the documents that items and rules rest on."""

from vendor_tracker.excel.sheet import CellKind, Column, Sheet
from vendor_tracker.excel.sheets.columns import told

SOURCES = Sheet(
    "Sources",
    (
        Column(
            "Code",
            "reference",
            kind=CellKind.REFERENCE,
            read_only=True,
            note="What items and rules call it; SEED is the chapter that began it all.",
        ),
        told("Document", "title"),
        told("What it says or asks", "summary", "In our words."),
        told("Edition", "edition", "The version or year that we go by."),
        told("Publisher", "publisher"),
        told(
            "Read by us",
            "checked",
            "The month in which we read the part that we use, at its publisher's own place.",
        ),
        told("Moved to", "moved_to", "Where it stands now, if its old place is being closed."),
        told("Items that rest on it", "items", "Those of the checklists in force here."),
        told("Rules that rest on it", "rules"),
    ),
    "Sources",
)
