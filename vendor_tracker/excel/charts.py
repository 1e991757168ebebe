"""Native charts of the rows of a workbook, on a sheet of their own: nothing is drawn twice.

Each chart names the cells that it draws, so that it follows them. What it shows stands in words
above it and as its alternative text; bars differ by pattern as well as by colour.
"""

import io
import zipfile
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import groupby
from typing import Any
from xml.sax.saxutils import quoteattr

from openpyxl.chart import BarChart, LineChart
from openpyxl.chart.axis import TextAxis
from openpyxl.chart.data_source import AxDataSource, NumDataSource, NumRef, StrRef
from openpyxl.chart.label import DataLabelList
from openpyxl.chart.marker import Marker
from openpyxl.chart.series import Series, SeriesLabel
from openpyxl.chart.shapes import GraphicalProperties
from openpyxl.drawing.colors import ColorChoice
from openpyxl.drawing.fill import PatternFillProperties
from openpyxl.utils import quote_sheetname
from openpyxl.worksheet.pagebreak import Break
from openpyxl.worksheet.worksheet import Worksheet

from vendor_tracker.excel.addresses import letters
from vendor_tracker.excel.cells import text_cell
from vendor_tracker.excel.sheet import CellKind, Sheet
from vendor_tracker.excel.sheets.drawings import MOST_GROUPS, MOST_ROWS, Drawing

WIDTH, HEIGHT = 25.0, 11.5
# How wide the column behind the charts is, and how many rows a chart takes with its words.
CHARTS_WIDTH, _BLOCK = 112, 27
# Colour and pattern of each series; the first is plain.
_FILLS = (
    ("005EB8", ""), ("768692", "dkUpDiag"), ("007F3B", "lgGrid"), ("DA291C", "dkDnDiag"),
    ("425563", "smCheck"),
)  # fmt: skip
_HIDDEN_FILL = _FILLS[3]
_PAPER: Any = "FFFFFF"
_POUNDS, _PLAIN = '"£"#,##0', "General"
_MOST_KEPT = 100


@dataclass(slots=True)
class Drawn:
    """One chart: its words, and the rows of a sheet that it shows."""

    drawing: Drawing
    sheet: Sheet
    sheet_title: str
    first: int
    last: int
    about: str = ""
    # What its figures count, where the rows say so.
    unit: str = ""

    @property
    def title(self) -> str:
        """Return the title, with what the rows are of."""
        return f"{self.drawing.title}: {self.about}" if self.about else self.drawing.title

    @property
    def where(self) -> str:
        """Return where its figures stand."""
        return f"Figures: sheet {self.sheet_title}, rows {self.first} to {self.last}."

    @property
    def alternative(self) -> str:
        """Return what it shows, for who does not see it."""
        return f"{self.title}. {self.drawing.says} {self.where}"

    def kind(self, key: str) -> CellKind:
        """Return what a column holds."""
        return next(column.kind for column in self.sheet.columns if column.key == key)

    def cells(self, key: str, *, heading: bool = False) -> str:
        """Return the address of the cells of a column, or of its heading."""
        keys = [column.key for column in self.sheet.columns]
        letter, sheet = letters(keys.index(key) + 1), quote_sheetname(self.sheet_title)
        if heading:
            return f"{sheet}!${letter}$1"
        return f"{sheet}!${letter}${self.first}:${letter}${self.last}"


@dataclass(slots=True)
class FirstRows:
    """The first rows of a sheet, kept while they go by."""

    kept: list[Mapping[str, Any]] = field(default_factory=list)

    def passing(self, rows: Iterable[Any]) -> Iterator[Any]:
        """Yield the rows, and keep the first of them."""
        for row in rows:
            if len(self.kept) < _MOST_KEPT:
                self.kept.append(row)
            yield row


def drawn_of(
    drawing: Drawing, sheet: Sheet, sheet_title: str, rows: Sequence[Mapping[str, Any]]
) -> Iterator[Drawn]:
    """Yield the charts of a sheet: none where columns or figures are missing."""
    told = {drawing.titled_by, drawing.unit_by} - {""}
    needed = {drawing.names, *drawing.series, *drawing.group, *told}
    if not needed <= {column.key for column in sheet.columns}:
        return
    for first, part in _parts(drawing, rows):
        if any(row[key] for row in part for key in drawing.series):
            words = [
                str(part[0][key] or "") if key else ""
                for key in (drawing.titled_by, drawing.unit_by)
            ]
            last = first + min(len(part), MOST_ROWS if not drawing.group else len(part)) - 1
            yield Drawn(drawing, sheet, sheet_title, first, last, *words)


def _parts(
    drawing: Drawing, rows: Sequence[Mapping[str, Any]]
) -> Iterator[tuple[int, Sequence[Mapping[str, Any]]]]:
    """Yield the rows of each chart, and the number of the first."""
    if not drawing.group:
        if rows:
            yield 2, rows[:MOST_ROWS]
        return
    first = 2
    alike = groupby(rows, lambda row: [row[key] for key in drawing.group])
    for place, (_, found) in enumerate(alike):
        part = list(found)
        if place < MOST_GROUPS:
            yield first, part
        first += len(part)


def chart_of(drawn: Drawn) -> Any:
    """Return the chart."""
    drawing = drawn.drawing
    # The published types of the library are narrower than what it takes.
    chart: Any = BarChart()
    chart.type = "bar" if drawing.is_lying else "col"
    chart.title, chart.width, chart.height = drawn.title, WIDTH, HEIGHT
    chart.grouping, chart.gapWidth = ("stacked", 60) if drawing.is_stacked else ("clustered", 80)
    chart.overlap = 100 if drawing.is_stacked else None
    chart.legend.position = "b"
    for place, key in enumerate(drawing.series):
        chart.series.append(_bars(drawn, key, place))
    money = drawn.kind(drawing.series[0]) is CellKind.MONEY
    _set_axis(chart.x_axis, drawing.across, _names_format(drawn))
    _set_axis(chart.y_axis, drawn.unit or drawing.up, _POUNDS if money else _PLAIN)
    chart.y_axis.scaling.min = 0
    if drawing.is_lying:
        # The first row at the top, as on its sheet, and the scale still below them.
        chart.x_axis.scaling.orientation, chart.y_axis.crosses = "maxMin", "max"
    if drawing.marks and any(one.key == drawing.marks for one in drawn.sheet.columns):
        chart += _marks(drawn)
    return chart


def place_charts(worksheet: Worksheet, drawn: Sequence[Drawn]) -> None:
    """Put each chart below its words, a page each."""
    for number, one in enumerate(drawn):
        chart = chart_of(one)
        chart.anchor = f"A{number * _BLOCK + 3}"
        worksheet.add_chart(chart)
        worksheet.row_breaks.append(Break(id=(number + 1) * _BLOCK))


def chart_rows(drawn: Sequence[Drawn], heading: int, words: int) -> Iterator[str]:
    """Yield the rows with the words above each chart."""
    for number, one in enumerate(drawn):
        first = number * _BLOCK + 1
        yield f'<row r="{first}">{text_cell(f"A{first}", one.title, heading)}</row>'
        said = text_cell(f"A{first + 1}", f"{one.drawing.says} {one.where}", words)
        yield f'<row r="{first + 1}" ht="32" customHeight="1">{said}</row>'


def _bars(drawn: Drawn, key: str, place: int) -> Series:
    made = _series(drawn, key)
    colour, pattern = _HIDDEN_FILL if key == "hidden" else _FILLS[place]
    if drawn.drawing.marks:
        # Pale, so that the figures of the marks can be read on it.
        colour = "B3D4F0"
    looks: Any = GraphicalProperties(solidFill=None if pattern else colour)
    if pattern:
        ink: Any = colour
        fill: Any = {"fgClr": ColorChoice(srgbClr=ink), "prst": pattern}
        looks.pattFill = PatternFillProperties(bgClr=ColorChoice(srgbClr=_PAPER), **fill)
    looks.line.solidFill = "212B32"
    made.graphicalProperties, made.invertIfNegative = looks, False
    return made


def _marks(drawn: Drawn) -> Any:
    """Return the marks of a chart, on a scale of their own at its right."""
    made: Any = _series(drawn, drawn.drawing.marks)
    line: Any = LineChart()
    made.marker = Marker(symbol="diamond", size=10)
    made.marker.graphicalProperties = GraphicalProperties(solidFill="FFB81C")
    made.marker.graphicalProperties.line.solidFill = "212B32"
    made.graphicalProperties = GraphicalProperties()
    made.graphicalProperties.line.noFill = True
    made.smooth = False
    made.dLbls = DataLabelList()
    made.dLbls.showVal, made.dLbls.position = True, "t"
    for name in ("showSerName", "showCatName", "showLegendKey", "showPercent"):
        setattr(made.dLbls, name, False)
    line.series.append(made)
    line.x_axis = TextAxis(axId=20, crossAx=200, delete=True)
    line.y_axis.axId, line.y_axis.crossAx = 200, 20
    heading = next(c.title for c in drawn.sheet.columns if c.key == drawn.drawing.marks)
    _set_axis(line.y_axis, heading, _PLAIN)
    line.y_axis.scaling.min, line.y_axis.scaling.max = 0, 7
    line.y_axis.majorUnit, line.y_axis.crosses, line.y_axis.majorGridlines = 1, "max", None
    return line


def _series(drawn: Drawn, key: str) -> Series:
    names, cells = drawn.drawing.names, drawn.cells(drawn.drawing.names)
    is_text = drawn.kind(names) is not CellKind.DATE
    source: Any = {"strRef": StrRef(f=cells)} if is_text else {"numRef": NumRef(f=cells)}
    return Series(
        tx=SeriesLabel(strRef=StrRef(f=drawn.cells(key, heading=True))),
        cat=AxDataSource(**source),
        val=NumDataSource(numRef=NumRef(f=drawn.cells(key))),
    )


def _set_axis(axis: Any, title: str, number_format: str) -> None:
    axis.title, axis.number_format, axis.delete = title, number_format, False


def _names_format(drawn: Drawn) -> str:
    return "d mmm yyyy" if drawn.kind(drawn.drawing.names) is CellKind.DATE else _PLAIN


def with_alternatives(skeleton: bytes, drawn: Sequence[Drawn]) -> dict[str, bytes]:
    """Return the part that places the charts, each with its name and what it shows."""
    part = "xl/drawings/drawing1.xml"
    text = zipfile.ZipFile(io.BytesIO(skeleton)).read(part).decode()
    for number, one in enumerate(drawn, 1):
        named = f"name={quoteattr(one.title)} descr={quoteattr(one.alternative)}"
        text = text.replace(f'name="Chart {number}"', named, 1)
    return {part: text.encode()}
