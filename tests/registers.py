"""Fill a blank register as a person does in Excel, by the headings of its sheets."""

from datetime import datetime
from io import BytesIO
from pathlib import Path
from typing import Any

from openpyxl import Workbook, load_workbook

from vendor_tracker import clock
from vendor_tracker.domain.actor import Actor
from vendor_tracker.services import registers
from vendor_tracker.services.imports import ListFile

BASE_URL = "https://register.example"
# The same people ask for the same blank register in test after test.
_blank: dict[tuple[Actor, datetime], bytes] = {}


def blank_register(actor: Actor, path: Path) -> Workbook:
    """Return the blank register, opened for filling in."""
    asked = actor, clock.now()
    if asked not in _blank:
        out = BytesIO()
        registers.export_register(actor, out, base_url=BASE_URL, empty=True)
        _blank[asked] = out.getvalue()
    path.write_bytes(_blank[asked])
    return load_workbook(path)


def full_register(actor: Actor, path: Path) -> Workbook:
    """Return the register of today, opened for changing."""
    with path.open("wb") as out:
        registers.export_register(actor, out, base_url=BASE_URL)
    return load_workbook(path)


def fill(workbook: Workbook, sheet: str, **cells: Any) -> int:
    """Add a row by headings, an underscore for each space, and return its number."""
    page = workbook[sheet]
    row = page.max_row + 1
    for name, value in cells.items():
        page.cell(row, column_of(workbook, sheet, name.replace("_", " ")), value)
    return row


def column_of(workbook: Workbook, sheet: str, heading: str) -> int:
    """Return the number of the column under a heading, whatever its signs."""
    wanted = _letters(heading)
    return next(n for n, c in enumerate(workbook[sheet][1], 1) if _letters(str(c.value)) == wanted)


def brought_back(workbook: Workbook, path: Path) -> ListFile:
    """Save a workbook and return it as a list to be brought in."""
    workbook.save(path)
    return ListFile(path, path.name)


def _letters(text: str) -> str:
    return "".join(c for c in text.casefold() if c.isalnum())
