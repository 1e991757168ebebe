"""Stream the rows of a sheet into a spool: cells, links, their number and their widths."""

import tempfile
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import chain, islice, repeat
from operator import attrgetter, itemgetter
from typing import IO, Any, cast

from vendor_tracker.domain.errors import ProductError
from vendor_tracker.excel import heights
from vendor_tracker.excel.addresses import LAST_ROW, is_safe_link, letters
from vendor_tracker.excel.cells import Styles, text_cell
from vendor_tracker.excel.columnwise import Batch, Cells, TextCells, cells_of, text_of
from vendor_tracker.excel.sheet import CellKind, Column, Sheet
from vendor_tracker.excel.text import CannotStore
from vendor_tracker.excel.totals import Totals

# Excel keeps no more links than this on a sheet.
MOST_LINKS = 65_530
# Rows formatted together, and how many texts of a linked column are remembered.
_AT_ONCE, _KNOWN = 500, 5_000
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

    def add_links(self, found: Iterable[tuple[str, str]]) -> None:
        """Make cells links to addresses outside, which stand as an attribute holds them."""
        numbered = list(enumerate(found, self.link_count + 1))
        self.link_count += len(numbered)
        links = [f'<hyperlink ref="{cell}" r:id="link{n}"/>' for n, (cell, _) in numbered]
        relations = [
            f'<Relationship Id="link{n}" Type="{_LINK_TYPE}" TargetMode="External" '
            f'Target="{target}"/>'
            for n, (_, target) in numbered
        ]
        self.links.write("".join(links).encode())
        self.relations.write("".join(relations).encode())


@dataclass(frozen=True, slots=True)
class RowWriter:
    """Writes the rows of one sheet; `styles` and `header_styles` stand in column order."""

    sheet: Sheet
    styles: Sequence[Styles]
    header_styles: Sequence[int]
    link_to: LinkTo | None = None
    totals: Totals | None = None

    def stream(self, rows: Iterable[object], out: StreamedRows) -> None:
        """Write the heading and every row, a batch at a time; an empty sheet gets a blank row."""
        self._write_heading(out)
        columns = self._columns(out)
        fields: Callable[[object], Sequence[object]] | None = None
        coming = iter(rows)
        while batch := list(islice(coming, _AT_ONCE)):
            fields = fields or _fields_of(batch[0], self.sheet.columns)
            taken = [fields(row) for row in batch]
            self._write(out, columns, taken)
            if self.totals is not None:
                self.totals.add(taken)
        out.widest = [column.widest for column in columns]
        if not out.count:
            out.cells.write(b'<row r="2"></row>')
        if self.totals is not None:
            out.cells.write(self.totals.row().encode())
            out.widest = self.totals.widths(out.widest)

    def _columns(self, out: StreamedRows) -> list[Cells]:
        made: list[Cells] = []
        for position, column in enumerate(self.sheet.columns, 1):
            styles = self.styles[position - 1]
            if column.link and self.link_to:
                made.append(LinkedCells(column, position, styles, out, self.link_to))
            elif column.kind is CellKind.URL:
                made.append(LinkedCells(column, position, styles, out, str))
            else:
                made.append(cells_of(column, position, styles))
        return made

    def _write_heading(self, out: StreamedRows) -> None:
        cells = [
            text_cell(f"{letters(position)}1", column.title, style)
            for position, (column, style) in enumerate(
                zip(self.sheet.columns, self.header_styles, strict=True), 1
            )
        ]
        out.cells.write(f'<row r="1">{"".join(cells)}</row>'.encode())

    def _write(
        self, out: StreamedRows, columns: Sequence[Cells], rows: Sequence[Sequence[object]]
    ) -> None:
        first = out.count + 2
        if first + len(rows) - 1 > LAST_ROW:
            raise CannotStore(f"Sheet {self.sheet.title}: more rows than a sheet holds")
        batch = Batch([str(number) for number in range(first, first + len(rows))])
        try:
            made = [
                column.make(values, batch)
                for column, values in zip(columns, zip(*rows, strict=True), strict=True)
            ]
        except (ProductError, TypeError):
            self._refuse(columns, rows, batch)
            raise
        parts = [f'<row r="{row}">' for row in batch.numbers]
        for place, lines in batch.lines.items():
            parts[place] = heights.tall(batch.numbers[place], lines)
        text = "".join(chain.from_iterable(zip(parts, *made, repeat("</row>"))))
        out.cells.write(text.encode())
        out.count += len(rows)

    def _refuse(
        self, columns: Sequence[Cells], rows: Sequence[Sequence[object]], batch: Batch
    ) -> None:
        """Name the first cell that cannot be stored."""
        for row, values in zip(batch.numbers, rows, strict=True):
            for column, value in zip(columns, values, strict=True):
                try:
                    column.each([value], Batch([row]))
                except (ProductError, TypeError) as error:
                    where = f"Sheet {self.sheet.title}, row {row}"
                    raise CannotStore(f"{where}, column {column.column.title}: {error}") from error


class LinkedCells(TextCells):
    """Texts that lead to a page, as long as the sheet takes links."""

    def __init__(
        self, column: Column, position: int, styles: Styles, out: StreamedRows, address_of: LinkTo
    ) -> None:
        super().__init__(column, position, styles)
        self._out, self._address_of = out, address_of
        # The same few records are named again and again.
        self._known: dict[str, tuple[str | None, str]] = {}

    def make(self, values: Sequence[Any], batch: Batch) -> list[str]:
        """Return the cells of these texts, and note where they lead."""
        if self._out.link_count + len(values) > MOST_LINKS:
            return self._to_the_last(values, batch)
        texts = [text_of(value) for value in values]
        longest = max(map(len, texts))
        self.widest = max(self.widest, longest)
        self._note_lines(texts, longest, batch)
        if len(self._known) > _KNOWN:
            self._known.clear()
        for text in set(texts) - self._known.keys():
            self._known[text] = self._looked_up(text)
        known, start, rows = self._known, self.start, batch.numbers
        targets = [known[text][0] for text in texts]
        self._out.add_links(
            (self.letter + row, target)
            for row, target in zip(rows, targets, strict=True) if target
        )  # fmt: skip
        return [
            f"{start}{row}{known[text][1]}" if text else ""
            for text, row in zip(texts, rows, strict=True)
        ]

    def _looked_up(self, text: str) -> tuple[str | None, str]:
        """Return where a text leads, written for a link, and its cell without its place."""
        target = self._address_of(text) if text else None
        if not target or not is_safe_link(target):
            return None, self.one(text, "").removeprefix(self.start)
        cell = text_cell(self.letter, text, self.styles.linked)
        return target.translate(_IN_ATTRIBUTE), cell.removeprefix(self.start)

    def _to_the_last(self, values: Sequence[Any], batch: Batch) -> list[str]:
        """Return the cells of texts of which not all can be links any more."""
        room = MOST_LINKS - self._out.link_count
        if room <= 0:
            return super().make(values, batch)
        first, rest = Batch(batch.numbers[:room]), Batch(batch.numbers[room:])
        return [*self.make(values[:room], first), *super().make(values[room:], rest)]


def _fields_of(row: object, columns: Sequence[Column]) -> Callable[[object], Sequence[object]]:
    """Return a function that takes a row's fields in column order, as fast as can be."""
    keys = [column.key for column in columns]
    # Asked for one key only, a getter would return the bare value.
    padded = (keys[0], *keys)
    fields: Callable[[object], Sequence[object]]
    fields = cast(Any, itemgetter if isinstance(row, Mapping) else attrgetter)(*padded)
    return lambda one: fields(one)[1:]
