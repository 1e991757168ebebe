"""A register without looks: CSV files in one zip, or one JSON file."""

import csv
import io
import json
import zipfile
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import nullcontext
from datetime import date, datetime
from decimal import Decimal
from enum import Enum
from pathlib import Path
from typing import IO, Any

from vendor_tracker.clock import to_london
from vendor_tracker.domain.figures import plain
from vendor_tracker.excel.about import About
from vendor_tracker.excel.cells import words_of
from vendor_tracker.excel.sheet import Sheet
from vendor_tracker.excel.text import looks_like_formula
from vendor_tracker.excel.workbook import SheetRows, replaced_when_done

# Equal content makes an equal file: no time of day in the zip.
_STAMP = (1980, 1, 1, 0, 0, 0)
_LEVEL = 1


def write_csvs(out: Path | IO[bytes], about: About, sheets: Sequence[SheetRows]) -> dict[str, int]:
    """Write one CSV file for each sheet, and one about them, into a zip; count the rows."""
    counts: dict[str, int] = {}
    with _opened(out) as file, zipfile.ZipFile(file, "w", compresslevel=_LEVEL) as target:
        for sheet, rows in sheets:
            with _part(target, sheet) as part:
                counts[sheet.name] = _write_rows(part, sheet, rows)
        with _opened_part(target, "About.csv") as part:
            writer = csv.writer(part)
            writer.writerows([_cell(label), _cell(value)] for label, value in _facts(about))
    return counts


def write_json(out: Path | IO[bytes], about: About, sheets: Sequence[SheetRows]) -> dict[str, int]:
    """Write one JSON file: what it is, then each sheet as a list of rows; count the rows."""
    counts: dict[str, int] = {}
    with _opened(out) as file:
        text = io.TextIOWrapper(file, encoding="utf-8", write_through=True)
        told = [[label, value] for label, value in _facts(about)]
        text.write(f'{{"about": {_json(told)},\n"sheets": {{')
        for place, (sheet, rows) in enumerate(sheets):
            text.write(f"{',' if place else ''}\n{_json(sheet.name)}: [")
            counts[sheet.name] = 0
            for row in _chosen(sheet, rows):
                comma = "," if counts[sheet.name] else ""
                text.write(f"{comma}\n{_json(row)}")
                counts[sheet.name] += 1
            text.write("]")
        text.write("}}\n")
        text.detach()
    return counts


def _opened(out: Path | IO[bytes]) -> Any:
    return replaced_when_done(out) if isinstance(out, Path) else nullcontext(out)


def _part(target: zipfile.ZipFile, sheet: Sheet) -> Any:
    return _opened_part(target, f"{sheet.title}.csv")


def _opened_part(target: zipfile.ZipFile, name: str) -> Any:
    entry = zipfile.ZipInfo(name, _STAMP)
    entry.compress_type = zipfile.ZIP_DEFLATED
    # The mark in front is how Excel knows the encoding.
    return io.TextIOWrapper(
        target.open(entry, "w", force_zip64=True), encoding="utf-8-sig", newline=""
    )


def _write_rows(part: IO[str], sheet: Sheet, rows: Iterable[object]) -> int:
    writer, count = csv.writer(part), 0
    shown = [column for column in sheet.columns if not column.hidden]
    writer.writerow([column.title for column in shown])
    for row in _chosen(sheet, rows):
        writer.writerow([_cell(row[column.key]) for column in shown])
        count += 1
    return count


def _chosen(sheet: Sheet, rows: Iterable[object]) -> Iterator[dict[str, Any]]:
    keys = [column.key for column in sheet.columns]
    for row in rows:
        if isinstance(row, Mapping):
            yield {key: row[key] for key in keys}
        else:
            yield {key: getattr(row, key) for key in keys}


def _facts(about: About) -> Iterator[tuple[str, object]]:
    yield "Title", about.title
    yield from about.rows
    yield from about.legend


def _cell(value: object) -> str:
    """Return what a cell of a CSV file holds; text like a formula is kept from being one."""
    if value is None:
        return ""
    if isinstance(value, datetime):
        return to_london(value).strftime("%Y-%m-%d %H:%M")
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, (int, Decimal)) and not isinstance(value, (bool, Enum)):
        return plain(Decimal(value))
    text = words_of(value)
    return f"'{text}" if looks_like_formula(text) else text


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, default=_plain)


def _plain(value: Any) -> Any:
    """Return what JSON holds for a value: figures as text, so that no digit of them is lost."""
    if isinstance(value, Decimal):
        return plain(value)
    return value.isoformat()
