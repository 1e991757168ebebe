"""The columns of a comparison of two registers."""

from vendor_tracker.excel.sheet import CellKind, Column, Sheet
from vendor_tracker.excel.sheets.columns import told

COMPARISON = Sheet(
    "Differences",
    (
        told("What", "what", "Added, changed or closed."),
        told("Sheet", "sheet"),
        Column("Reference", "reference", kind=CellKind.REFERENCE, read_only=True),
        told("Column", "heading"),
        told("Before", "before"),
        told("After", "after"),
        told("Changed by", "who", "Who changed the record last between the two."),
        Column("Changed at", "at", kind=CellKind.DATETIME, read_only=True),
    ),
    "Differences",
)
