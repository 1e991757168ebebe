"""Give a list back with its bad cells marked and the reason in words; runs in a bounded child."""

import json
import sys
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from tempfile import TemporaryDirectory, TemporaryFile
from typing import Any

from openpyxl import Workbook, load_workbook
from openpyxl.comments import Comment
from openpyxl.worksheet.worksheet import Worksheet

from vendor_tracker.domain.errors import Refused
from vendor_tracker.domain.names import name_key
from vendor_tracker.excel.addresses import column_number
from vendor_tracker.excel.child import bound
from vendor_tracker.excel.delimited import read_rows
from vendor_tracker.excel.guard import check_file
from vendor_tracker.excel.limits import DEFAULT_LIMITS, Limits
from vendor_tracker.excel.looks import MARKED
from vendor_tracker.excel.processes import MARK, run_child
from vendor_tracker.excel.titles import sheet_title

_AUTHOR = "Vendor Tracker"
_LIST = "What to correct"
_HEADINGS = ("Sheet", "Row", "Column", "It says", "Why it cannot be taken")
_WIDTHS = (24, 8, 32, 40, 80)
_HEADER_ROWS = 20


@dataclass(frozen=True, slots=True)
class Mark:
    """A cell to be marked: by the letter of its column, else by its heading, else its row."""

    sheet: str
    row: int
    letter: str
    heading: str
    value: str
    reason: str


def mark(path: Path, name: str, marks: Sequence[Mark], limits: Limits = DEFAULT_LIMITS) -> bytes:
    """Return a workbook: the list as it came, with these cells marked, and a sheet of reasons."""
    what = check_file(path, limits, name)
    with TemporaryDirectory() as folder:
        made = Path(folder) / "marked.xlsx"
        request = {
            "path": str(path.resolve()),
            "what": what,
            "title": Path(name).stem,
            "made": str(made),
            "marks": [asdict(one) for one in marks],
            "limits": asdict(limits),
        }
        with TemporaryFile() as answer:
            run_child(MARK, json.dumps(request).encode(), answer, limits)
        if not made.is_file():
            raise Refused("This list cannot be given back with its cells marked.")
        return made.read_bytes()


def main() -> int:
    """Read the request from standard input, and write the workbook where it says."""
    request = json.load(sys.stdin)
    limits = Limits(**request["limits"])
    bound(limits)
    if request["what"] == "csv":
        book = _from_csv(Path(request["path"]), request["title"], limits)
    else:
        book = load_workbook(request["path"])
    marks = [Mark(**one) for one in request["marks"]]
    for one in marks:
        _mark(book, one)
    _list(book, marks)
    book.save(request["made"])
    return 0


def _from_csv(path: Path, title: str, limits: Limits) -> Workbook:
    book = Workbook()
    sheet: Any = book.active
    sheet.title = sheet_title(title)
    for row in read_rows(path, limits)[0]:
        for at, text in enumerate(row.cells, 1):
            if text is not None:
                _put(sheet, row.number, at, str(text))
    return book


def _put(sheet: Worksheet, row: int, column: int, text: str) -> Any:
    """Write a text that can become nothing else."""
    cell: Any = sheet.cell(row, column, text)
    cell.data_type = "s"
    return cell


def _mark(book: Workbook, one: Mark) -> None:
    sheet = _sheet_of(book, one.sheet)
    cell = _cell(sheet, one.row, _column(sheet, one))
    before = cell.comment.text + "\n" if cell.comment is not None else ""
    cell.comment = Comment(before + one.reason, _AUTHOR, height=120, width=320)
    cell.fill = MARKED


def _sheet_of(book: Workbook, title: str) -> Worksheet:
    sheets = book.worksheets
    wanted = name_key(title)
    return next((one for one in sheets if name_key(one.title) == wanted), sheets[0])


def _column(sheet: Worksheet, one: Mark) -> int:
    if one.letter:
        return column_number(one.letter)
    wanted = name_key(one.heading)
    for row in sheet.iter_rows(min_row=1, max_row=min(_HEADER_ROWS, sheet.max_row)):
        for cell in row:
            if wanted and name_key(str(cell.value or "")) == wanted:
                return int(cell.column or 1)
    return 1


def _cell(sheet: Worksheet, row: int, column: int) -> Any:
    """Return a cell, or the first of the merge that it lies in."""
    for merged in sheet.merged_cells.ranges:
        is_inside = merged.min_row <= row <= merged.max_row
        if is_inside and merged.min_col <= column <= merged.max_col:
            return sheet.cell(merged.min_row, merged.min_col)
    return sheet.cell(row, column)


def _list(book: Workbook, marks: Sequence[Mark]) -> None:
    sheet: Any = book.create_sheet(
        sheet_title(_LIST, {one.title.casefold() for one in book.worksheets})
    )
    for at, (heading, width) in enumerate(zip(_HEADINGS, _WIDTHS, strict=True), 1):
        _put(sheet, 1, at, heading)
        sheet.column_dimensions[sheet.cell(1, at).column_letter].width = width
    for number, one in enumerate(marks, 2):
        sheet.cell(number, 2, one.row)
        for at, text in ((1, one.sheet), (3, one.heading), (4, one.value), (5, one.reason)):
            _put(sheet, number, at, text)
    sheet.freeze_panes = "A2"


if __name__ == "__main__":
    sys.exit(main())
