"""Put streamed rows into a saved workbook while it is copied to its final place."""

import io
import re
import zipfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import IO

from vendor_tracker.excel.rows import StreamedRows

_CHUNK = 256 * 1024
_LARGE = 1 << 30
# Level 1 takes half the time of the usual level for files a quarter larger.
_LEVEL = 1
_EMPTY_ROWS = re.compile(rb"<sheetData\s*/>|<sheetData>\s*</sheetData>")
_AFTER_LINKS = re.compile(rb"<(printOptions|pageMargins|pageSetup|headerFooter|tableParts)\b")
_RELATIONS = (
    b'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
    b"</Relationships>"
)
_LINKS_START = (
    b'<hyperlinks xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships">'
)


@dataclass(frozen=True, slots=True)
class SheetPart:
    """The rows of one sheet and the range they cover."""

    rows: StreamedRows
    dimension: str


@dataclass(frozen=True, slots=True)
class Package:
    """A workbook without its rows, parts to put in place of its own, and the rows by sheet."""

    skeleton: bytes
    replaced: Mapping[str, bytes]
    sheets: Mapping[int, SheetPart]


def write_package(out: IO[bytes], package: Package) -> None:
    """Copy a workbook, adding to sheet 1, 2 ... the rows that belong there."""
    source = zipfile.ZipFile(io.BytesIO(package.skeleton))
    found = set(source.namelist())
    parts = {f"xl/worksheets/sheet{number}.xml": part for number, part in package.sheets.items()}
    relations = {
        f"xl/worksheets/_rels/sheet{number}.xml.rels": part.rows
        for number, part in package.sheets.items()
        if part.rows.link_count
    }
    names = [*source.namelist(), *(name for name in relations if name not in found)]
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED, compresslevel=_LEVEL) as target:
        for name in names:
            content = source.read(name) if name in found else _RELATIONS
            if name in parts:
                large = parts[name].rows.cells.tell() > _LARGE
                _copy(target, name, _with_rows(content, parts[name]), large=large)
            elif name in relations:
                _copy(target, name, _with_relations(content, relations[name]))
            else:
                _copy(target, name, iter([package.replaced.get(name, content)]))


def _copy(
    target: zipfile.ZipFile, name: str, chunks: Iterator[bytes], *, large: bool = False
) -> None:
    # Opening by name leaves out the time of day: equal content makes an equal file.
    with target.open(name, "w", force_zip64=large) as part:
        for chunk in chunks:
            part.write(chunk)


def _with_rows(content: bytes, part: SheetPart) -> Iterator[bytes]:
    found = _EMPTY_ROWS.search(content)
    if found is None:
        raise ValueError("The empty workbook has no place for rows")
    head, tail = content[: found.start()], content[found.end() :]
    dimension = f'<dimension ref="{part.dimension}"/>'.encode()
    yield head.replace(b"<sheetViews>", dimension + b"<sheetViews>", 1) + b"<sheetData>"
    yield from _chunks(part.rows.cells)
    yield b"</sheetData>"
    if part.rows.link_count:
        place = _AFTER_LINKS.search(tail)
        at = place.start() if place else tail.rindex(b"</worksheet>")
        yield tail[:at] + _LINKS_START
        yield from _chunks(part.rows.links)
        yield b"</hyperlinks>"
        tail = tail[at:]
    yield tail


def _with_relations(content: bytes, rows: StreamedRows) -> Iterator[bytes]:
    head, _, _ = content.rpartition(b"</Relationships>")
    yield head
    yield from _chunks(rows.relations)
    yield b"</Relationships>"


def _chunks(spool: IO[bytes]) -> Iterator[bytes]:
    spool.seek(0)
    while chunk := spool.read(_CHUNK):
        yield chunk
