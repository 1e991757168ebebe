"""Read a list that someone brings: guard first, then a bounded child, then compare counts."""

import json
import tempfile
from collections.abc import Iterator
from dataclasses import asdict, dataclass, field, replace
from pathlib import Path
from typing import IO, Any

from vendor_tracker.domain.errors import Refused
from vendor_tracker.excel.addresses import letters
from vendor_tracker.excel.book import NO_LIST
from vendor_tracker.excel.delimited import read_rows
from vendor_tracker.excel.guard import check_file
from vendor_tracker.excel.headings import table_of
from vendor_tracker.excel.limits import DEFAULT_LIMITS, MEGABYTE, Limits
from vendor_tracker.excel.merging import spread
from vendor_tracker.excel.processes import READ, run_child
from vendor_tracker.excel.tables import Row, Table, from_wire
from vendor_tracker.excel.xmlparts import DAMAGED

# A file of this size is read sooner than a process starts, and cannot fill the memory.
_SMALL_CSV = MEGABYTE


@dataclass(frozen=True, slots=True)
class Overview:
    """The sheets of a file that are shown and hidden, and one of them as a table."""

    sheets: tuple[str, ...]
    hidden: tuple[str, ...]
    table: Table
    has_merged: bool


@dataclass(slots=True)
class _Sheet:
    name: str
    expected_rows: int
    expected_cells: int
    merged: list[list[int]]
    hidden_rows: int
    notices: list[str]
    rows: list[Row] = field(default_factory=list)
    cells: int = 0


def read_table(
    path: Path,
    sheet: str | None = None,
    header_row: int | None = None,
    *,
    limits: Limits = DEFAULT_LIMITS,
    name: str | None = None,
    spreads_merged: bool = False,
) -> Table:
    """Read one list; `header_row` None finds the headings, 0 says that there are none.

    `name` is what the owner called the file, when the path is only where it was put. Where
    merged cells are spread, each of them says what the first says; otherwise they are refused.
    """
    if check_file(path, limits, name) == "csv":
        title = Path(name or path.name).stem
        return _csv_table(path, title, header_row, limits)
    sheets, hidden = _read_in_child(path, "one", sheet, limits)
    if spreads_merged:
        spread(sheets[0].rows, sheets[0].merged)
    return _table(sheets[0], header_row, hidden, refuses=not spreads_merged)


def look_over(
    path: Path,
    sheet: str | None = None,
    *,
    limits: Limits = DEFAULT_LIMITS,
    name: str | None = None,
) -> Overview:
    """Return which sheets a file has, and the rows of one, before it is known how to read it."""
    if check_file(path, limits, name) == "csv":
        table = _csv_table(path, Path(name or path.name).stem, None, limits)
        return Overview((), (), table, False)
    if sheet is not None:
        chosen, hidden = _read_in_child(path, "one", sheet, limits)
        sheets = chosen
        shown, _ = _read_in_child(path, "all", None, limits)
    else:
        shown, hidden = _read_in_child(path, "all", None, limits)
        sheets = sorted(shown, key=lambda one: -one.cells)[:1]
    if not sheets or not sheets[0].rows:
        raise Refused(NO_LIST)
    found = sheets[0]
    has_merged = bool(_table(found, None, [], refuses=False).merged)
    spread(found.rows, found.merged)
    table = _table(found, None, hidden, refuses=False)
    return Overview(tuple(one.name for one in shown if one.rows), tuple(hidden), table, has_merged)


def read_workbook(
    path: Path,
    *,
    limits: Limits = DEFAULT_LIMITS,
    name: str | None = None,
    refuses_merged: bool = True,
) -> dict[str, Table]:
    """Read every sheet that is not hidden, with its headings in row 1, by its title.

    Where merged cells are not refused, a table says which there are: it may be no register.
    """
    if check_file(path, limits, name) == "csv":
        raise Refused(
            "This is a CSV file. A register comes back as an Excel workbook (.xlsx); a list of "
            "your own needs a mapping that says which column goes where."
        )
    sheets, hidden = _read_in_child(path, "all", None, limits)
    return {
        found.name: _table(found, 1 if _has_row_1(found) else None, hidden, refuses=refuses_merged)
        for found in sheets
    }


def _csv_table(path: Path, title: str, header_row: int | None, limits: Limits) -> Table:
    if path.stat().st_size <= _SMALL_CSV:
        rows, notices = read_rows(path, limits)
        return table_of(title, rows, header_row, notices)
    found = _read_in_child(path, "csv", None, limits)[0][0]
    return table_of(title, found.rows, header_row, found.notices)


def _has_row_1(found: _Sheet) -> bool:
    return any(row.number == 1 for row in found.rows)


def _table(
    found: _Sheet, header_row: int | None, hidden: list[str], *, refuses: bool = True
) -> Table:
    notices = []
    if hidden:
        names = ", ".join(f"“{name}”" for name in hidden)
        notices.append(f"Hidden sheets not read: {names}")
    if found.hidden_rows:
        notices.append(f"Hidden rows read like the others: {found.hidden_rows}")
    table = table_of(found.name, found.rows, header_row, notices)
    merged = _merged_in_data(found, table)
    if not merged:
        return table
    if refuses:
        raise Refused(_about_merged(found.name, merged[0]))
    return replace(table, merged=_about_merged(found.name, merged[0]))


def _about_merged(sheet: str, cells: list[int]) -> str:
    first_row, first_column, last_row, last_column = cells
    where = f"{letters(first_column)}{first_row}:{letters(last_column)}{last_row}"
    return (
        f"Cells {where} on sheet “{sheet}” are merged, so it is not clear which row "
        "or column they belong to. Unmerge them (Home, Merge & centre) and save again, or "
        'write merged = "spread" in the mapping if each of them means the same.'
    )


def _merged_in_data(found: _Sheet, table: Table) -> list[list[int]]:
    last = max((row.number for row in table.rows), default=0)
    return [one for one in found.merged if one[2] > table.header_row and one[0] <= last]


def _read_in_child(
    path: Path, what: str, sheet: str | None, limits: Limits
) -> tuple[list[_Sheet], list[str]]:
    request = {"path": str(path.resolve()), "what": what, "sheet": sheet, "limits": asdict(limits)}
    with tempfile.TemporaryFile() as answer:
        run_child(READ, json.dumps(request).encode(), answer, limits)
        answer.seek(0)
        sheets: list[_Sheet] = []
        hidden: list[str] | None = None
        for message in _messages(answer):
            if "hidden_sheets" in message:
                hidden = message["hidden_sheets"]
            else:
                _take(message, sheets)
    complete = hidden is not None and all(
        (len(found.rows), found.cells) == (found.expected_rows, found.expected_cells)
        for found in sheets
    )
    if not complete or hidden is None:
        raise Refused(DAMAGED)
    return sheets, hidden


def _messages(answer: IO[bytes]) -> Iterator[dict[str, Any]]:
    for line in answer:
        message = json.loads(line)
        if "refused" in message:
            raise Refused(message["refused"])
        yield message


def _take(message: dict[str, Any], sheets: list[_Sheet]) -> None:
    if "sheet" in message:
        sheets.append(
            _Sheet(
                message["sheet"],
                message["rows"],
                message["cells"],
                message["merged"],
                message["hidden_rows"],
                message["notices"],
            )
        )
        return
    sent = message["cells"]
    found = sheets[-1]
    values = dict(sent)
    cells = tuple(from_wire(values.get(column)) for column in range(1, max(values, default=0) + 1))
    found.rows.append(Row(message["row"], cells))
    found.cells += len(values)
