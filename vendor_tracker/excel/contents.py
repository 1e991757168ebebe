"""The cells of a register as text, the same however and by which program it was saved."""

from collections.abc import Mapping
from datetime import date, datetime, time
from decimal import Decimal
from pathlib import Path

from vendor_tracker.domain.names import name_key
from vendor_tracker.domain.registercompare import SheetCells
from vendor_tracker.excel.reader import read_workbook
from vendor_tracker.excel.tables import BadCell, Table, Value, is_blank

# What the first sheet calls the hash over all the others.
CONTENT_HASH = "Content hash"
_TOLD = frozenset({"about", "charts", "lists"})


def read_contents(path: Path, name: str) -> tuple[list[SheetCells], dict[str, str]]:
    """Return the cells of every sheet of a register, and what its first sheet says."""
    tables = read_workbook(path, name=name)
    about = next((one for one in tables.values() if name_key(one.sheet) == "about"), None)
    return [_cells(one) for one in tables.values() if name_key(one.sheet) not in _TOLD], _said(
        about
    )


def _said(about: Table | None) -> dict[str, str]:
    rows = about.rows if about else ()
    return {_text(row.cells[0]): _text(row.cells[1]) for row in rows if len(row.cells) > 1}


def _cells(table: Table) -> SheetCells:
    rows = (row for row in table.rows if not is_blank(row.cells))
    return SheetCells(
        table.sheet, table.header, tuple((row.number, tuple(map(_text, row.cells))) for row in rows)
    )


def _text(value: Value) -> str:
    if value is None:
        return ""
    if isinstance(value, BadCell):
        return value.raw
    if isinstance(value, bool):
        return "Yes" if value else "No"
    if isinstance(value, Decimal):
        return format(value.normalize(), "f")
    if isinstance(value, datetime) and value.time() == time():
        return value.date().isoformat()
    if isinstance(value, datetime):
        return value.replace(microsecond=0).isoformat(" ")
    return value.isoformat() if isinstance(value, (date, time)) else str(value)


def hash_said(said: Mapping[str, str]) -> str | None:
    """Return the content hash that a register says it was published with."""
    return said.get(CONTENT_HASH)
