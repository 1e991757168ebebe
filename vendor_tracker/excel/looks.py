"""How cells look: the only place that knows fonts, colours and number formats."""

from openpyxl.cell import Cell, WriteOnlyCell
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.styles.differential import DifferentialStyle
from openpyxl.worksheet.worksheet import Worksheet

from vendor_tracker.excel.cells import Styles
from vendor_tracker.excel.sheet import WRAPPED, CellKind, Column, Tone

# Said for each look: a font without a name is shown as another one by some programs.
_FONT, _SIZE = "Calibri", 11
_BLUE, _DARK_GREY, _PALE_GREY, _LINK = "005EB8", "425563", "F0F4F5", "005EB8"
_TONES = {
    Tone.BAD: ("F6D7D2", "7C1C10"),
    Tone.WARNING: ("FFF1C2", "5C4300"),
    Tone.NOTE: ("D7E7F7", "003087"),
    Tone.GOOD: ("CDE8D8", "00401E"),
    Tone.QUIET: ("E8EDEE", "425563"),
}
# "@" keeps what is typed as it was typed: 007 stays 007 and 1-2 does not become a date.
_TEXT_FORMAT = "@"
FORMATS = {
    CellKind.DATE: "d mmm yyyy",
    CellKind.DATETIME: "d mmm yyyy hh:mm",
    CellKind.MONEY: '"£"#,##0.00;[Red]-"£"#,##0.00',
    # Not "#,##0.######", which shows a whole number with a full stop behind it.
    CellKind.NUMBER: "General",
    CellKind.PERCENT: "0.0##%",
}
# A cell of somebody's list that needs another look.
MARKED = PatternFill("solid", fgColor=_TONES[Tone.BAD][0])


class Looks:
    """Styles of one workbook, each registered once and known by its number."""

    def __init__(self, worksheet: Worksheet) -> None:
        self._worksheet = worksheet
        # Many columns look alike, and to register a look takes longer than to write a row.
        self._columns: dict[tuple[CellKind, bool], Styles] = {}
        self._headings: dict[str, int] = {}

    def column(self, column: Column) -> Styles:
        """Return the numbers of a column's styles."""
        alike = column.kind, column.read_only
        if alike not in self._columns:
            self._columns[alike] = Styles(
                usual=self._body(column).style_id,
                quoted=self._body(column, quoted=True).style_id,
                linked=self._body(column, linked=True).style_id,
            )
        return self._columns[alike]

    def fact(self, column: Column) -> Styles:
        """Return the numbers of the styles of a value that stands beside its label."""
        styles = []
        for quoted in (False, True):
            cell = self._body(column, quoted=quoted)
            cell.alignment = Alignment(horizontal="left", vertical="top", wrap_text=True)
            styles.append(cell.style_id)
        return Styles(usual=styles[0], quoted=styles[1], linked=styles[0])

    def header(self, column: Column) -> int:
        """Return the style of a heading; read-only columns have a grey one."""
        return self.heading(_DARK_GREY if column.read_only else _BLUE)

    def heading(self, colour: str = _BLUE) -> int:
        """Return the style of a heading on a colour."""
        if colour not in self._headings:
            self._headings[colour] = self._heading(colour)
        return self._headings[colour]

    def total(self, column: Column) -> int:
        """Return the style of what stands below the last row of a column."""
        cell = WriteOnlyCell(self._worksheet)
        cell.number_format = column_format(column.kind)
        cell.font = Font(name=_FONT, size=_SIZE, bold=True)
        cell.fill = PatternFill("solid", fgColor=_TONES[Tone.QUIET][0])
        cell.border = Border(top=Side(style="medium", color=_DARK_GREY))
        cell.alignment = Alignment(vertical="top")
        return cell.style_id

    def title(self) -> int:
        """Return the style of the title of the first sheet."""
        cell = WriteOnlyCell(self._worksheet)
        cell.font = Font(name=_FONT, size=18, bold=True, color="003087")
        cell.number_format = _TEXT_FORMAT
        return cell.style_id

    def label(self) -> int:
        """Return the style of a label with its value beside it."""
        cell = WriteOnlyCell(self._worksheet)
        cell.font = Font(name=_FONT, size=_SIZE, bold=True)
        cell.alignment = Alignment(vertical="top", wrap_text=True)
        cell.number_format = _TEXT_FORMAT
        return cell.style_id

    def _heading(self, colour: str) -> int:
        cell = WriteOnlyCell(self._worksheet)
        cell.font = Font(name=_FONT, size=_SIZE, bold=True, color="FFFFFF")
        cell.fill = PatternFill("solid", fgColor=colour)
        cell.alignment = Alignment(vertical="center", wrap_text=True)
        cell.number_format = _TEXT_FORMAT
        return cell.style_id

    def _body(self, column: Column, *, quoted: bool = False, linked: bool = False) -> Cell:
        cell = WriteOnlyCell(self._worksheet)
        number_format = FORMATS.get(column.kind, _TEXT_FORMAT)
        cell.number_format = _TEXT_FORMAT if quoted or linked else number_format
        wraps = column.kind in WRAPPED
        cell.alignment = Alignment(vertical="top", wrap_text=wraps or None)
        if column.read_only:
            cell.fill = PatternFill("solid", fgColor=_PALE_GREY)
            cell.border = Border(bottom=Side(style="hair", color="AEB7BD"))
        if linked:
            cell.font = Font(name=_FONT, size=_SIZE, underline="single", color=_LINK)
        if quoted:
            # Without this, editing the cell could turn its text into a formula.
            cell.quotePrefix = True
        return cell


def column_format(kind: CellKind) -> str:
    """Return the number format that cells typed below the last row should have."""
    return FORMATS.get(kind, _TEXT_FORMAT)


def tone_style(tone: Tone) -> DifferentialStyle:
    """Return the colours of a tone: dark text on a pale ground."""
    ground, ink = _TONES[tone]
    return DifferentialStyle(
        font=Font(color=ink, bold=tone is Tone.BAD or None),
        fill=PatternFill(bgColor=ground, fill_type="solid"),
    )
