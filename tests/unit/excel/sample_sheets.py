"""A sheet with a column of every kind, and rows for it."""

from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal

from vendor_tracker.excel.about import About
from vendor_tracker.excel.properties import Properties
from vendor_tracker.excel.sheet import CellKind, Column, Sheet, Tone

MADE = datetime(2026, 11, 22, 9, 30, tzinfo=UTC)
PROPERTIES = Properties("Register", MADE, subject="Everything we hold")
ABOUT = About(
    "Register of Example Trust",
    [("Made", MADE), ("By", "=A. Reader"), ("Rows", 3), ("Complete", True)],
    [("Critical", "Stops a purchase")],
)
ALL_KINDS = Sheet(
    "Costs",
    (
        Column("Reference", "reference", kind=CellKind.REFERENCE, link=True, read_only=True),
        Column("What", "what"),
        Column(
            "Severity",
            "severity",
            kind=CellKind.CHOICE,
            choices=("Critical", "Major, or worse", 'Say "minor"'),
            tones={"Critical": Tone.BAD, 'Say "minor"': Tone.NOTE},
            note="How bad it is",
        ),
        Column("On", "on", kind=CellKind.DATE),
        Column("At", "at", kind=CellKind.DATETIME, read_only=True),
        Column("Net", "net", kind=CellKind.MONEY),
        Column("Share", "share", kind=CellKind.PERCENT),
        Column("Hours", "hours", kind=CellKind.NUMBER),
        Column("Known", "known", kind=CellKind.YESNO),
        Column("Page", "page", kind=CellKind.URL),
        Column("Row version", "version", kind=CellKind.NUMBER, hidden=True),
    ),
    "Costs",
)


def link_to(reference: str) -> str:
    """Return the address of a record's page."""
    return f"https://tracker.example/et/costs/{reference}"


def rows(count: int) -> Iterator[dict[str, object]]:
    """Yield rows that fill every column."""
    for number in range(1, count + 1):
        yield {
            "reference": f"COST-{number}",
            "what": f"=SUM(A1:A{number})" if number % 2 else "Monitoring & <support>",
            "severity": "Critical" if number % 3 else 'Say "minor"',
            "on": date(2026, 1, 1) + timedelta(number % 300),
            "at": datetime(2026, 7, 1, 9, 51, number % 60, tzinfo=UTC),
            "net": Decimal(number) * Decimal("1234.56"),
            "share": Decimal("0.125"),
            "hours": Decimal("0.000001"),
            "known": number % 2 == 0,
            "page": "https://maker.example/?a=1&b=2",
            "version": 1,
        }
