"""Stream the rows of a sheet into a spool: cells, links, their number and their widths."""

import tempfile
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal
from operator import attrgetter, itemgetter
from typing import IO, Any, cast

from vendor_tracker.domain.errors import ProductError
from vendor_tracker.excel import heights
from vendor_tracker.excel.addresses import LAST_ROW, is_safe_link, letters
from vendor_tracker.excel.cells import CellMaker, Styles, cell_maker, text_cell, words_of
from vendor_tracker.excel.sheet import WIDEST, WRAPPED, CellKind, Column, Sheet
from vendor_tracker.excel.text import CannotStore

# Excel keeps no more links than this on a sheet.
MOST_LINKS = 65_530
_DATE_WIDTH, _MOMENT_WIDTH = len("26 Aug 2026"), len("26 Aug 2026 10:51")
_MEASURED_ROWS = 1_000
_SIGNS = len("-£.")
_IN_MEMORY = 256 * 1024
_LINK_TYPE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/hyperlink"
_IN_ATTRIBUTE = str.maketrans({"&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;"})

LinkTo = Callable[[str], str | None]


def _spool() -> IO[bytes]:
    return tempfile.SpooledTemporaryFile(max_size=_IN_MEMORY)


@dataclass(slots=True)
class StreamedRows:
    """What was streamed: three spools of XML, the number of rows and the widest texts."""

    cells: IO[bytes] = field(default_factory=_spool)
    links: IO[bytes] = field(default_factory=_spool)
    relations: IO[bytes] = field(default_factory=_spool)
    count: int = 0
    link_count: int = 0
    widest: list[int] = field(default_factory=list)

    def close(self) -> None:
        """Let go of the spools."""
        for spool in (self.cells, self.links, self.relations):
            spool.close()

    def add_link(self, address: str, target: str) -> bool:
        """Make a cell a link to an address outside; say whether a workbook may link there."""
        if self.link_count >= MOST_LINKS or not is_safe_link(target):
            return False
        self.link_count += 1
        name = f"link{self.link_count}"
        self.links.write(f'<hyperlink ref="{address}" r:id="{name}"/>'.encode())
        self.relations.write(
            f'<Relationship Id="{name}" Type="{_LINK_TYPE}" TargetMode="External" '
            f'Target="{target.translate(_IN_ATTRIBUTE)}"/>'.encode()
        )
        return True


@dataclass(frozen=True, slots=True)
class RowWriter:
    """Writes the rows of one sheet; `styles` and `header_styles` stand in column order."""

    sheet: Sheet
    styles: Sequence[Styles]
    header_styles: Sequence[int]
    link_to: LinkTo | None = None

    def stream(self, rows: Iterable[object], out: StreamedRows) -> None:
        """Write the heading and every row; an empty sheet gets one blank row."""
        out.widest = [0] * len(self.sheet.columns)
        self._write_heading(out)
        makers = [self._maker(out, position) for position in range(len(self.sheet.columns))]
        wrapped = self._wrapped()
        fields: Callable[[object], Sequence[object]] | None = None
        for number, row in enumerate(rows, 2):
            if number > LAST_ROW:
                raise CannotStore(f"Sheet {self.sheet.title}: more rows than a sheet holds")
            fields = fields or _fields_of(row, self.sheet.columns)
            values = fields(row)
            out.cells.write(heights.opening(str(number), values, wrapped).encode())
            self._write_row(out, str(number), values, makers)
            self._measure(out, number, values)
        if not out.count:
            out.cells.write(b'<row r="2"></row>')

    def _wrapped(self) -> list[tuple[int, int]]:
        return [
            (position, column.width or WIDEST)
            for position, column in enumerate(self.sheet.columns)
            if column.kind in WRAPPED
        ]

    def _write_heading(self, out: StreamedRows) -> None:
        cells = [
            text_cell(f"{letters(position)}1", column.title, style)
            for position, (column, style) in enumerate(
                zip(self.sheet.columns, self.header_styles, strict=True), 1
            )
        ]
        out.cells.write(f'<row r="1">{"".join(cells)}</row>'.encode())

    def _write_row(
        self, out: StreamedRows, row: str, values: Sequence[object], makers: Sequence[CellMaker]
    ) -> None:
        parts = []
        for position, value in enumerate(values):
            if value is None:
                continue
            try:
                parts.append(makers[position](value, row))
            except (ProductError, TypeError) as error:
                where = f"Sheet {self.sheet.title}, row {row}"
                title = self.sheet.columns[position].title
                raise CannotStore(f"{where}, column {title}: {error}") from error
        parts.append("</row>")
        out.cells.write("".join(parts).encode())
        out.count += 1

    def _maker(self, out: StreamedRows, position: int) -> CellMaker:
        column, styles = self.sheet.columns[position], self.styles[position]
        plain = cell_maker(column, position + 1, styles)
        if column.link and self.link_to:
            address_of: LinkTo = self.link_to
        elif column.kind is CellKind.URL:
            address_of = str
        else:
            return plain
        letter = letters(position + 1)

        def linked(value: object, row: str) -> str:
            words = words_of(value)
            # No address is made up that the sheet could not take any more.
            target = address_of(words) if out.link_count < MOST_LINKS else None
            if target and out.add_link(letter + row, target):
                return text_cell(letter + row, words, styles.linked)
            return plain(value, row)

        return linked

    def _measure(self, out: StreamedRows, number: int, values: Sequence[object]) -> None:
        for position, value in enumerate(values):
            # A text that is too wide wraps, so the first rows tell enough.
            if value is None or (number > _MEASURED_ROWS and isinstance(value, (str, date))):
                continue
            width = _width_of(value)
            if width > out.widest[position]:
                out.widest[position] = width


def _width_of(value: object) -> int:
    """Return about how many characters wide a value is shown."""
    if isinstance(value, str):
        # Enumerations are strings too, but their label is what is shown.
        text = words_of(value)
        return len(text) if "\n" not in text else max(map(len, text.splitlines()), default=0)
    if isinstance(value, datetime):
        return _MOMENT_WIDTH
    if isinstance(value, date):
        return _DATE_WIDTH
    if isinstance(value, (int, Decimal)):
        return len(f"{value:,}") + _SIGNS
    return len(words_of(value))


def _fields_of(row: object, columns: Sequence[Column]) -> Callable[[object], Sequence[object]]:
    """Return a function that takes a row's fields in column order, as fast as can be."""
    keys = [column.key for column in columns]
    # Asked for one key only, a getter would return the bare value.
    padded = (keys[0], *keys)
    fields: Callable[[object], Sequence[object]]
    fields = cast(Any, itemgetter if isinstance(row, Mapping) else attrgetter)(*padded)
    return lambda one: fields(one)[1:]
