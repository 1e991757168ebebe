"""Read the sheets of a workbook that the guard has let through; runs in a bounded child."""

import posixpath
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO

from vendor_tracker.domain.errors import Refused
from vendor_tracker.excel.limits import Limits
from vendor_tracker.excel.sharedparts import (
    RelationsHandler,
    SheetEntry,
    StringsHandler,
    StylesHandler,
    WorkbookHandler,
)
from vendor_tracker.excel.sheetcells import CellsHandler, SharedParts, SheetCells
from vendor_tracker.excel.xmlparts import DAMAGED, Handler, parse, refuse_doctype

_XML = (".xml", ".rels", ".vml")
NO_LIST = "This workbook has no sheet with a list in it. Check that the right file was chosen."


class Book:
    """A workbook opened for reading."""

    def __init__(self, path: Path, limits: Limits) -> None:
        self._limits = limits
        self._archive = zipfile.ZipFile(path)
        self._names = set(self._archive.namelist())
        self._check_all_parts()
        self._workbook_part = self._find_workbook()
        self._workbook = WorkbookHandler()
        self._parse(self._workbook_part, self._workbook)
        self._relations = self._relations_of(self._workbook_part)
        if len(self._workbook.sheets) > limits.sheets:
            raise Refused(f"This workbook has more than {limits.sheets} sheets.")
        self._shared = self._read_shared()

    def close(self) -> None:
        """Let go of the file."""
        self._archive.close()

    def chosen(self, wanted: str | None) -> tuple[SheetEntry, SheetCells]:
        """Return the sheet of this name, or the only one with content that is not hidden."""
        if wanted is not None:
            entry = self._named(wanted)
            return entry, self._cells(entry)
        found = [(entry, cells) for entry, cells in self.visible() if cells.rows]
        if not found:
            raise Refused(NO_LIST)
        if len(found) > 1:
            names = ", ".join(f"“{entry.name}”" for entry, _ in found)
            raise Refused(f"Several sheets hold something: {names}. Say which one to read.")
        return found[0]

    def visible(self) -> Iterator[tuple[SheetEntry, SheetCells]]:
        """Yield each sheet that is not hidden."""
        for entry in self._worksheets():
            if not entry.hidden:
                yield entry, self._cells(entry)

    def hidden_names(self) -> list[str]:
        """Return the names of the hidden sheets."""
        return [entry.name for entry in self._worksheets() if entry.hidden]

    def _named(self, wanted: str) -> SheetEntry:
        entries = list(self._worksheets())
        for entry in entries:
            if entry.name.strip().casefold() == wanted.strip().casefold():
                return entry
        names = ", ".join(f"“{entry.name}”" for entry in entries)
        raise Refused(f"There is no sheet “{wanted}” in this workbook. Its sheets: {names}.")

    def _worksheets(self) -> Iterator[SheetEntry]:
        for entry in self._workbook.sheets:
            kind, _ = self._relations.get(entry.relation, ("", ""))
            if not kind:
                raise Refused(DAMAGED)
            if kind == "worksheet":
                yield entry

    def _cells(self, entry: SheetEntry) -> SheetCells:
        handler = CellsHandler(self._shared, self._limits)
        self._parse(self._relations[entry.relation][1], handler)
        found = handler.found
        if found.cells_seen != found.cells_kept():
            raise Refused(DAMAGED)
        return found

    def _check_all_parts(self) -> None:
        for name in self._names:
            if name.lower().endswith(_XML):
                with self._opened(name) as stream:
                    refuse_doctype(stream)
            if name.lower().endswith(".rels"):
                self._parse(name, RelationsHandler())

    def _find_workbook(self) -> str:
        found = self._relations_of("")
        for kind, target in found.values():
            if kind == "officeDocument":
                return target
        raise Refused(DAMAGED)

    def _relations_of(self, part: str) -> dict[str, tuple[str, str]]:
        folder, name = posixpath.split(part)
        handler = RelationsHandler()
        self._parse(posixpath.join(folder, "_rels", f"{name}.rels"), handler)
        return {
            key: (kind, _inside(folder, target)) for key, (kind, target) in handler.targets.items()
        }

    def _read_shared(self) -> SharedParts:
        strings, styles = StringsHandler(self._limits.text_in_cell), StylesHandler()
        for kind, target in self._relations.values():
            if kind == "sharedStrings":
                self._parse(target, strings)
            elif kind == "styles":
                self._parse(target, styles)
        return SharedParts(strings.strings, styles.shown, self._workbook.from_1904)

    def _parse(self, name: str, handler: Handler) -> None:
        with self._opened(name) as stream:
            parse(stream, handler)

    @contextmanager
    def _opened(self, name: str) -> Iterator[IO[bytes]]:
        if name not in self._names:
            raise Refused(DAMAGED)
        try:
            with self._archive.open(name) as stream:
                yield stream
        except (zipfile.BadZipFile, zlib.error, EOFError, OSError, NotImplementedError) as error:
            raise Refused(DAMAGED) from error


def _inside(folder: str, target: str) -> str:
    """Return the name of a part from a target that may be relative or begin at the root."""
    if target.startswith("/"):
        return target.lstrip("/")
    return posixpath.normpath(posixpath.join(folder, target))
