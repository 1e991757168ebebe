"""Bring a workbook together: stream the rows, then build the sheets that fit them."""

from collections.abc import Iterable, Iterator, Sequence
from contextlib import ExitStack

from vendor_tracker.excel.about import (
    LABEL_WIDTH,
    VALUE_COLUMNS,
    VALUE_WIDTH,
    About,
    AboutStyles,
    about_rows,
)
from vendor_tracker.excel.addresses import letters
from vendor_tracker.excel.charts import (
    CHARTS_WIDTH,
    Drawn,
    FirstRows,
    chart_rows,
    drawn_of,
    place_charts,
    with_alternatives,
)
from vendor_tracker.excel.lists import ChoiceLists
from vendor_tracker.excel.looks import Looks
from vendor_tracker.excel.package import Package, SheetPart
from vendor_tracker.excel.properties import Properties
from vendor_tracker.excel.rows import LinkTo, RowWriter, StreamedRows
from vendor_tracker.excel.sheet import CellKind, Column, Sheet
from vendor_tracker.excel.sheets.drawings import Drawing
from vendor_tracker.excel.skeleton import (
    add_defined_name,
    add_table,
    add_totals,
    fill_data_sheet,
    new_workbook,
    saved,
    set_up_page,
)
from vendor_tracker.excel.titles import sheet_title, table_name
from vendor_tracker.excel.totals import Totals, has_totals

ABOUT_TITLE = "About"
LISTS_TITLE = "Lists"
CHARTS_TITLE = "Charts"


class Assembly:
    """One workbook in the making; rows are streamed first, for tables and widths need them."""

    def __init__(
        self,
        stack: ExitStack,
        properties: Properties,
        sheets: Sequence[tuple[Sheet, Iterable[object]]],
        link_to: LinkTo | None,
        drawings: Sequence[Drawing] = (),
    ) -> None:
        self._stack = stack
        self._link_to = link_to
        self._sheets = [sheet for sheet, _ in sheets]
        self._parts: dict[int, SheetPart] = {}
        self._drawings = drawings
        self._drawn: list[Drawn] = []
        self._book = new_workbook(properties)
        self._about = self._book.create_sheet(ABOUT_TITLE)
        self._looks = Looks(self._about)
        self._lists = ChoiceLists.of(self._sheets)
        self.counts: dict[str, int] = {}
        self._add_data(rows for _, rows in sheets)

    def finish(self, about: About) -> Package:
        """Add the sheets of words; return the workbook without rows, and the rows."""
        self._about.title = about.sheet
        self._add_lists()
        self._add_about(about)
        self._add_charts()
        skeleton, replaced = saved(self._book)
        if self._drawn:
            replaced |= with_alternatives(skeleton, self._drawn)
        return Package(skeleton, replaced, self._parts)

    def _add_data(self, all_rows: Iterable[Iterable[object]]) -> None:
        titles = {name.casefold() for name in (ABOUT_TITLE, CHARTS_TITLE, LISTS_TITLE)}
        names = {name.casefold() for name in self._lists.names.values()}
        for number, (sheet, rows) in enumerate(zip(self._sheets, all_rows, strict=True), 2):
            totals = self._totals(sheet, table_name(sheet.name, names))
            wanted, kept = [one for one in self._drawings if one.sheet == sheet.name], FirstRows()
            streamed = self._stream(sheet, kept.passing(rows) if wanted else rows, totals)
            row = totals.last if totals else max(streamed.count, 1) + 1
            last = f"{letters(len(sheet.columns))}{row}"
            self._parts[number] = SheetPart(streamed, f"A1:{last}")
            title = sheet_title(sheet.title, titles)
            titles.add(title.casefold())
            worksheet = self._book.create_sheet(title)
            fill_data_sheet(worksheet, sheet, streamed.widest, self._lists)
            add_table(worksheet, sheet, streamed.count, names)
            if totals is not None:
                add_totals(worksheet.tables[totals.table], totals)
            for one in wanted:
                self._drawn += drawn_of(one, sheet, title, kept.kept)

    def _totals(self, sheet: Sheet, table: str) -> Totals | None:
        if not has_totals(sheet):
            return None
        return Totals(sheet, table, [self._looks.total(column) for column in sheet.columns])

    def _stream(self, sheet: Sheet, rows: Iterable[object], totals: Totals | None) -> StreamedRows:
        body = [self._looks.column(column) for column in sheet.columns]
        heading = [self._looks.header(column) for column in sheet.columns]
        streamed = self._new_rows()
        RowWriter(sheet, body, heading, self._link_to, totals).stream(rows, streamed)
        self.counts[sheet.name] = streamed.count
        return streamed

    def _add_lists(self) -> None:
        if not self._lists.names:
            return
        worksheet = self._book.create_sheet(LISTS_TITLE)
        set_up_page(worksheet, header_rows=True)
        worksheet.freeze_panes = "A2"
        for position, width in enumerate(self._lists.widths(), 1):
            worksheet.column_dimensions[letters(position)].width = min(width, 60)
        for name, target in self._lists.ranges(LISTS_TITLE):
            add_defined_name(self._book, name, target)
        word = self._looks.column(Column("Word", "word", kind=CellKind.REFERENCE)).usual
        rows = self._lists.rows(self._looks.heading(), word)
        self._parts[len(self._sheets) + 2] = self._keep(rows, len(self._lists.names))

    def _add_about(self, about: About) -> None:
        set_up_page(self._about, header_rows=False)
        self._about.column_dimensions["A"].width = LABEL_WIDTH
        self._about.column_dimensions["B"].width = VALUE_WIDTH
        # Every value on this sheet reads from the left, beside its label.
        values = {kind: self._looks.fact(column) for kind, column in VALUE_COLUMNS.items()}
        looks = self._looks
        styles = AboutStyles(looks.title(), looks.heading(), looks.label(), values)
        counted = [(sheet, self.counts[sheet.name]) for sheet in self._sheets]
        self._parts[1] = self._keep(about_rows(about, counted, styles), 2)

    def _add_charts(self) -> None:
        """Put the charts on a sheet of their own behind the first, each below its words."""
        if not self._drawn:
            return
        worksheet = self._book.create_sheet(CHARTS_TITLE, 1)
        set_up_page(worksheet, header_rows=False)
        worksheet.column_dimensions["A"].width = CHARTS_WIDTH
        place_charts(worksheet, self._drawn)
        words = self._looks.fact(Column("Words", "words")).usual
        rows = chart_rows(self._drawn, self._looks.heading(), words)
        kept = self._keep(rows, 1)
        later = {number + 1: part for number, part in self._parts.items() if number > 1}
        self._parts = {1: self._parts[1], 2: kept, **later}

    def _keep(self, rows: Iterator[str], columns: int) -> SheetPart:
        streamed = self._new_rows()
        for row in rows:
            streamed.cells.write(row.encode())
            streamed.count += 1
        return SheetPart(streamed, f"A1:{letters(columns)}{max(streamed.count, 1)}")

    def _new_rows(self) -> StreamedRows:
        streamed = StreamedRows()
        self._stack.callback(streamed.close)
        return streamed
