"""Read a workbook in a process of its own, with bounded memory and time.

The process that serves people hands a file to this one, so that a hostile file can
at most end this process. What was read goes to standard output, one JSON line each.
"""

import json
import sys
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import IO

from vendor_tracker.domain.errors import Refused
from vendor_tracker.excel.book import Book
from vendor_tracker.excel.delimited import read_rows
from vendor_tracker.excel.limits import Limits
from vendor_tracker.excel.sharedparts import SheetEntry
from vendor_tracker.excel.sheetcells import SheetCells
from vendor_tracker.excel.tables import Row, Value, to_wire

TOO_MUCH = (
    "This workbook needs more memory or time than a list does. "
    "Copy the list into a new workbook and bring that in."
)


def main() -> int:
    """Read the request from standard input and answer it."""
    request = json.load(sys.stdin)
    limits = Limits(**request["limits"])
    bound(limits)
    try:
        _answer(request, limits, sys.stdout)
    except Refused as refusal:
        _send(sys.stdout, {"refused": refusal.message})
    except MemoryError:
        _send(sys.stdout, {"refused": TOO_MUCH})
    return 0


def bound(limits: Limits) -> None:
    """Bound memory and time of this process."""
    try:
        import resource
    except ImportError:
        return  # Windows: the time limit of the waiting process must do
    for kind, most in (
        (resource.RLIMIT_AS, limits.memory_bytes),
        (resource.RLIMIT_CPU, limits.seconds),
        (resource.RLIMIT_CORE, 0),
    ):
        try:
            resource.setrlimit(kind, (most, most))
        except (ValueError, OSError):
            continue  # a system that bounds less, or already bounds more


def _answer(request: dict[str, str | None], limits: Limits, out: IO[str]) -> None:
    path = Path(str(request["path"]))
    if request["what"] == "csv":
        _send_rows(out, *read_rows(path, limits))
        _send(out, {"hidden_sheets": []})
        return
    book = Book(path, limits)
    if request["what"] == "all":
        found: Iterable[tuple[SheetEntry, SheetCells]] = book.visible()
    else:
        found = [book.chosen(request["sheet"])]
    for entry, cells in found:
        _send_sheet(out, entry.name, cells)
    _send(out, {"hidden_sheets": book.hidden_names()})


def _send_rows(out: IO[str], rows: Sequence[Row], notices: Sequence[str]) -> None:
    cells = SheetCells()
    for row in rows:
        filled: dict[int, Value] = {
            place: value for place, value in enumerate(row.cells, 1) if value is not None
        }
        cells.rows[row.number] = filled
    _send_sheet(out, "", cells, notices)


def _send_sheet(out: IO[str], name: str, cells: SheetCells, notices: Sequence[str] = ()) -> None:
    _send(
        out,
        {
            "sheet": name,
            "notices": list(notices),
            "merged": cells.merged,
            "hidden_rows": cells.hidden_rows,
            "rows": len(cells.rows),
            "cells": cells.cells_kept(),
        },
    )
    for number in sorted(cells.rows):
        row = cells.rows[number]
        _send(out, {"row": number, "cells": [[c, to_wire(v)] for c, v in row.items()]})


def _send(out: IO[str], message: dict[str, object]) -> None:
    out.write(json.dumps(message) + "\n")


if __name__ == "__main__":
    sys.exit(main())
