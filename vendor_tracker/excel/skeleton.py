"""Build a workbook without its rows: tables, drop-downs, colours, widths, print set-up."""

import io
from collections.abc import Sequence
from datetime import UTC, datetime

from openpyxl import Workbook
from openpyxl.formatting.rule import Rule
from openpyxl.packaging.extended import ExtendedProperties
from openpyxl.workbook.defined_name import DefinedName
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.filters import AutoFilter
from openpyxl.worksheet.header_footer import HeaderFooterItem, _HeaderFooterPart
from openpyxl.worksheet.properties import PageSetupProperties
from openpyxl.worksheet.table import Table, TableColumn, TableFormula, TableStyleInfo
from openpyxl.worksheet.worksheet import Worksheet
from openpyxl.xml.constants import ARC_APP, ARC_CORE
from openpyxl.xml.functions import tostring

from vendor_tracker.excel.addresses import LAST_ROW, letters
from vendor_tracker.excel.lists import ChoiceLists
from vendor_tracker.excel.looks import column_format, tone_style
from vendor_tracker.excel.meaning import CLEAR
from vendor_tracker.excel.properties import Properties
from vendor_tracker.excel.sheet import KINDS_THAT_NEED_ROOM, WIDEST, CellKind, Column, Sheet
from vendor_tracker.excel.text import excel_safe
from vendor_tracker.excel.titles import table_name
from vendor_tracker.excel.totals import LABEL, SUM, Totals

_NARROWEST = 10
_PAGE_WIDTH = 170
_TYPED_READ_ONLY = "Worked out by the program: what you type here is not taken over."


def new_workbook(properties: Properties) -> Workbook:
    """Return an empty workbook that carries the document's properties."""
    book = Workbook(write_only=True)
    about = book.properties
    about.title = excel_safe(properties.title)
    about.subject = excel_safe(properties.subject)
    about.creator = excel_safe(properties.creator)
    about.description = excel_safe(properties.description)
    about.language = "en-GB"
    about.created = about.modified = _in_utc(properties.created)
    return book


def _in_utc(moment: datetime) -> datetime:
    return moment.astimezone(UTC).replace(tzinfo=None, microsecond=0)


def saved(book: Workbook) -> tuple[bytes, dict[str, bytes]]:
    """Return the workbook as a file in memory, and the parts to put in place of its own."""
    out = io.BytesIO()
    book.save(out)
    # Saving stamps the present moment on it; equal content shall make an equal file.
    book.properties.modified = book.properties.created
    # Programs that read "Microsoft Excel" here trust it to have measured the rows.
    maker = ExtendedProperties()
    maker.Application = "Vendor Tracker"
    replaced = {ARC_CORE: book.properties, ARC_APP: maker}
    return out.getvalue(), {part: tostring(made.to_tree()) for part, made in replaced.items()}


def set_up_page(worksheet: Worksheet, *, header_rows: bool) -> None:
    """Make a sheet print well: landscape, fitted to the paper, headings on each page."""
    worksheet.page_setup.orientation = "landscape"
    worksheet.page_setup.paperSize = 9  # A4
    worksheet.page_setup.fitToWidth = 1
    worksheet.page_setup.fitToHeight = 0
    worksheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    worksheet.HeaderFooter.oddFooter = HeaderFooterItem(
        left=_HeaderFooterPart("&A"), right=_HeaderFooterPart("Page &P of &N")
    )
    if header_rows:
        worksheet.print_title_rows = "1:1"


def fill_data_sheet(
    worksheet: Worksheet, sheet: Sheet, widest: Sequence[int], lists: ChoiceLists
) -> None:
    """Give a sheet everything but its rows and its table."""
    set_up_page(worksheet, header_rows=True)
    worksheet.freeze_panes = "B2"
    worksheet.print_title_cols = "A:A"
    width = 0
    for position, column in enumerate(sheet.columns, 1):
        letter = letters(position)
        dimension = worksheet.column_dimensions[letter]
        dimension.width = width_of(column, widest[position - 1])
        dimension.hidden = column.hidden
        width += 0 if column.hidden else int(dimension.width)
        dimension.number_format = column_format(column.kind)
        _add_drop_down(worksheet, column, letter, lists)
        _add_tones(worksheet, column, letter)
    # A wide sheet goes over several pages, each with the references: smaller is unreadable.
    worksheet.page_setup.fitToWidth = max(1, -(-width // _PAGE_WIDTH))


def add_table(worksheet: Worksheet, sheet: Sheet, rows: int, taken: set[str]) -> None:
    """Make heading and rows an Excel table with filter buttons."""
    name = table_name(sheet.name, taken)
    taken.add(name.casefold())
    last = max(rows, 1) + 1
    table = Table(displayName=name, ref=f"A1:{letters(len(sheet.columns))}{last}")
    # Beyond the library's published names, but the way to name headings by hand.
    table._initialise_columns()  # type: ignore[attr-defined]
    headings: Sequence[TableColumn] = table.tableColumns
    for heading, column in zip(headings, sheet.columns, strict=True):
        heading.name = column.title
    table.tableStyleInfo = TableStyleInfo(name="TableStyleLight1", showRowStripes=True)
    # Not by add_table: in this mode it warns of headings it cannot see.
    worksheet.tables.add(table)


def add_totals(table: Table, totals: Totals) -> None:
    """Tell a table that its last row holds totals, and what each of them is."""
    columns, end = totals.sheet.columns, letters(len(totals.sheet.columns))
    table.autoFilter = AutoFilter(ref=f"A1:{end}{totals.last - 1}")
    table.ref, table.totalsRowCount = f"A1:{end}{totals.last}", 1
    headings: Sequence[TableColumn] = table.tableColumns
    headings[0].totalsRowLabel = LABEL
    for place, column in enumerate(columns[1:], 2):
        formula, heading = totals.formula(column, place), headings[place - 1]
        if column.total == SUM:
            heading.totalsRowFunction = "sum"
        elif formula:
            heading.totalsRowFunction = "custom"
            heading.totalsRowFormula = TableFormula(attr_text=formula)


def add_defined_name(book: Workbook, name: str, target: str) -> None:
    """Name a range of the workbook."""
    book.defined_names[name] = DefinedName(name, attr_text=target)


def width_of(column: Column, widest: int) -> int:
    """Return a width that shows the heading and, within reason, the content."""
    fitting = min(max(widest + 2, len(column.title) + 4, _NARROWEST), WIDEST)
    if column.width is None or column.kind in KINDS_THAT_NEED_ROOM:
        return max(column.width or 0, fitting)
    return column.width


def _add_drop_down(worksheet: Worksheet, column: Column, letter: str, lists: ChoiceLists) -> None:
    prompt = _prompt_of(column)
    whole = f"{letter}2:{letter}{LAST_ROW}"
    if column.choices and not column.read_only:
        validation = DataValidation(
            type="list", formula1=lists.name_of(column.choices), allow_blank=True
        )
        validation.showErrorMessage = True
        validation.errorTitle = "Not in the list"
        # A warning, so that the word that empties a field can be written too.
        validation.errorStyle = "warning"
        validation.error = (
            f"Choose one of the words in the list. {CLEAR} empties what is stored; an empty "
            "cell leaves it as it is."
        )
    elif column.hidden:
        validation = DataValidation(type="custom", formula1="FALSE", allow_blank=False)
        validation.showErrorMessage = True
        validation.errorTitle, validation.error = "Not to be changed", column.note
    elif prompt:
        validation = DataValidation(allow_blank=True)
        whole = f"{letter}1:{letter}{LAST_ROW}"
    else:
        return
    if prompt:
        validation.showInputMessage = True
        validation.promptTitle = column.title[:32]
        validation.prompt = prompt[:255]
    validation.add(whole)
    worksheet.data_validations.append(validation)


def _prompt_of(column: Column) -> str:
    parts = [column.note] if column.note else []
    if column.read_only and column.kind is not CellKind.REFERENCE:
        parts.append(_TYPED_READ_ONLY)
    return " ".join(parts)


def _add_tones(worksheet: Worksheet, column: Column, letter: str) -> None:
    for word, tone in (column.tones or {}).items():
        quoted = word.replace('"', '""')
        rule = Rule(type="expression", dxf=tone_style(tone), formula=[f'${letter}2="{quoted}"'])
        worksheet.conditional_formatting.add(f"{letter}2:{letter}{LAST_ROW}", rule)
