"""Write a workbook: first a sheet about it, then a table for each sheet, then the lists."""

import os
import tempfile
from collections.abc import Iterable, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import IO

from vendor_tracker.excel.about import About
from vendor_tracker.excel.package import write_package
from vendor_tracker.excel.properties import Properties
from vendor_tracker.excel.rows import LinkTo
from vendor_tracker.excel.sheet import Sheet
from vendor_tracker.excel.sheets.drawings import Drawing

SheetRows = tuple[Sheet, Iterable[object]]


def write_workbook(
    out: Path | IO[bytes],
    about: About,
    sheets: Sequence[SheetRows],
    properties: Properties,
    *,
    link_to: LinkTo | None = None,
    drawings: Sequence[Drawing] = (),
) -> dict[str, int]:
    """Write a workbook and return the number of rows of each sheet by its name.

    Rows may be mappings or objects with the fields that the columns name; they are read
    once and never held in memory together. `link_to` gives the address of a record's page;
    `drawings` are made of the rows of sheets that are there.
    """
    # Imported here so that the program starts without the Excel library.
    from vendor_tracker.excel.assembly import Assembly

    with ExitStack() as stack:
        assembly = Assembly(stack, properties, sheets, link_to, drawings)
        package = assembly.finish(about)
        if isinstance(out, Path):
            with replaced_when_done(out) as file:
                write_package(file, package)
        else:
            write_package(out, package)
        return assembly.counts


@contextmanager
def replaced_when_done(path: Path) -> Iterator[IO[bytes]]:
    """Give a file that takes its name only when it is complete and on the disk."""
    handle, name = tempfile.mkstemp(prefix=f".{path.name}.", suffix=".partial", dir=path.parent)
    partial = Path(name)
    try:
        with os.fdopen(handle, "wb") as file:
            yield file
            file.flush()
            os.fsync(file.fileno())
        partial.replace(path)
    except BaseException:
        partial.unlink(missing_ok=True)
        raise
    _sync_folder(path.parent)


def _sync_folder(folder: Path) -> None:
    # Windows cannot open a folder; there the rename alone must do.
    if os.name != "posix":
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
