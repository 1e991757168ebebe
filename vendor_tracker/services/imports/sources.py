"""A file that somebody brings, with how to read it: the same for page and command line."""

import hashlib
import json
from dataclasses import dataclass, replace
from pathlib import Path

from vendor_tracker.domain.differences import UNDECIDED, Choices
from vendor_tracker.domain.errors import Refused
from vendor_tracker.domain.mappings import ColumnMapping
from vendor_tracker.excel.tables import Table
from vendor_tracker.services.imports.drafts import Reading


class NotARegister(Refused):
    """A workbook that is none of ours; a mapping can say what its columns hold."""


@dataclass(frozen=True, slots=True)
class ListFile:
    """Where the file lies, what its owner calls it, and which part of it is the list."""

    path: Path
    name: str
    sheet: str | None = None
    header_row: int | None = None
    mapping_text: str | None = None
    # What was chosen for a register that comes back; another choice is the same file.
    choices: Choices = UNDECIDED

    def hash(self) -> str:
        """Return the SHA-256 of the file and of how it is read."""
        digest = hashlib.sha256(self.path.read_bytes())
        digest.update(json.dumps([self.sheet, self.header_row, self.mapping_text]).encode())
        return digest.hexdigest()


def read(source: ListFile) -> Reading:
    """Read a list by its mapping, or a register of ours without one; refuse the rest in words."""
    # What reads workbooks takes long to load, and most of the time nobody brings one.
    from vendor_tracker.excel.reader import read_workbook
    from vendor_tracker.services.imports import lists, registers

    if source.mapping_text is not None:
        return _read_list(source, lists.mapping_from(source.mapping_text))
    if source.sheet is not None or source.header_row is not None:
        raise Refused(
            "A sheet or a row of headings is only chosen for a list with a mapping. A register "
            "of ours is read whole."
        )
    tables = read_workbook(source.path, name=source.name, refuses_merged=False)
    if not registers.is_register(tables):
        raise NotARegister(
            "No sheet of this file is one of the register. Fill in the blank register, or say by "
            "a mapping which column goes where."
        )
    merged = next((table.merged for table in tables.values() if table.merged), None)
    if merged is not None:
        raise Refused(merged)
    return registers.read_register(tables, source.choices)


def _read_list(source: ListFile, mapping: ColumnMapping) -> Reading:
    from vendor_tracker.services.imports import lists, paid, savedmappings

    table = table_of(source, mapping)
    reading = lists.read_list(table, mapping)
    paid.name_sources(reading, source.name, table.sheet)
    reading.mapping_text, reading.title = mapping.text, mapping.title
    reading.headings_hash = savedmappings.headings_hash(table.header)
    return reading


def table_of(source: ListFile, mapping: ColumnMapping) -> Table:
    """Return the table that a mapping reads, its headings told apart by the band above."""
    from vendor_tracker.excel.merging import with_band
    from vendor_tracker.excel.reader import read_table

    header_row = mapping.header_row if source.header_row is None else source.header_row
    table = read_table(
        source.path,
        source.sheet or mapping.sheet,
        header_row,
        name=source.name,
        spreads_merged=mapping.spreads_merged,
    )
    band = next((row.cells for row in table.above if row.number == mapping.band_row), None)
    if mapping.band_row is None:
        return table
    if band is None:
        raise Refused(f"There is no band in row {mapping.band_row} above the headings.")
    return replace(table, header=with_band(table.header, band))
