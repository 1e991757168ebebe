"""Charts of a workbook: native, in words as well, of cells that are there, and none of nothing."""

import io
import zipfile
from datetime import date
from typing import Any
from xml.etree import ElementTree as ET

import openpyxl
from openxml_audit import OpenXmlValidator

from tests.unit.excel.sample_sheets import ABOUT, PROPERTIES
from tests.unit.excel.test_workbook import ALLOWED
from vendor_tracker.excel.sheet import Sheet
from vendor_tracker.excel.sheets import ALL_SHEETS, BENEFITS, COST_SUMMARY, WHOLE_LIFE
from vendor_tracker.excel.sheets.drawings import DRAWINGS, MOST_GROUPS, MOST_ROWS
from vendor_tracker.excel.workbook import write_workbook

CHART = "{http://schemas.openxmlformats.org/drawingml/2006/chart}"
PLACE = "{http://schemas.openxmlformats.org/drawingml/2006/spreadsheetDrawing}"


def row(sheet: Sheet, **cells: Any) -> dict[str, Any]:
    """Return a row with these cells, the others empty."""
    return {**dict.fromkeys(column.key for column in sheet.columns), **cells}


def written(*sheets: tuple[Sheet, list[dict[str, Any]]]) -> zipfile.ZipFile:
    """Write a workbook with charts, and open it as the parts that it is made of."""
    out = io.BytesIO()
    write_workbook(out, ABOUT, sheets, PROPERTIES, drawings=DRAWINGS)
    return zipfile.ZipFile(out)


def charts(book: zipfile.ZipFile) -> list[ET.Element]:
    """Return the charts of a workbook."""
    names = [name for name in book.namelist() if name.startswith("xl/charts/chart")]
    return [ET.fromstring(book.read(f"xl/charts/chart{n}.xml")) for n in range(1, len(names) + 1)]


def products(count: int, **cells: Any) -> tuple[Sheet, list[dict[str, Any]]]:
    made = [
        row(COST_SUMMARY, name=f"Product {n}", reference=f"PRD-{n}", rung=3, **cells)
        for n in range(1, count + 1)
    ]
    return COST_SUMMARY, made


def lives(count: int) -> tuple[Sheet, list[dict[str, Any]]]:
    made = [
        row(WHOLE_LIFE, product=f"PRD-{n}", product_name=f"Name {n}", year=y, quoted=4)
        for n in range(1, count + 1)
        for y in range(3)
    ]
    return WHOLE_LIFE, made


def test_what_is_drawn_is_there() -> None:
    by_name = {sheet.name: {c.key for c in sheet.columns} for sheet in ALL_SHEETS}
    for one in DRAWINGS:
        named = {one.names, *one.series, *one.group, one.marks, one.titled_by, one.unit_by}
        assert named - {""} <= by_name[one.sheet], one.title


def test_a_chart_names_the_cells_of_the_first_rows_of_its_sheet() -> None:
    book = written(products(20, quoted=5, hidden=2, real=7))
    cells = [found.text for found in charts(book)[0].iter(f"{CHART}f")]
    last = MOST_ROWS + 1
    assert cells[:3] == [
        "'Cost summary'!$E$1", f"'Cost summary'!$B$2:$B${last}", f"'Cost summary'!$E$2:$E${last}"
    ]  # fmt: skip


def test_each_of_the_first_groups_has_a_chart_of_its_own_rows() -> None:
    drawn = charts(written(lives(5)))
    firsts = [next(found.text for found in list(c.iter(f"{CHART}f"))[1:]) for c in drawn]
    assert firsts == [f"'Whole life'!$D${n}:$D${n + 2}" for n in (2, 5, 8)][:MOST_GROUPS]


def test_every_chart_says_what_it_shows() -> None:
    book = written(products(2, quoted=5, real=5), lives(1))
    frames = ET.fromstring(book.read("xl/drawings/drawing1.xml")).iter(f"{PLACE}cNvPr")
    told = [(frame.get("name"), frame.get("descr")) for frame in frames]
    assert [name for name, _ in told] == [
        "Whole-life cost of each product", "Cost against strength of evidence",
        "Whole life, year by year: Name 1",
    ]  # fmt: skip
    page = openpyxl.load_workbook(book.fp or "")["Charts"]
    words = [str(cell.value) for cell in page["A"] if cell.value]
    for name, descr in told:
        assert name in words
        assert descr
        assert str(name) in descr
        assert "Figures: sheet" in descr
    for one in charts(book):
        assert len(list(one.iter(f"{CHART}title"))) >= 3


def test_bars_differ_without_colour() -> None:
    (one, _) = charts(written(products(2, quoted=5, other=3, hidden=2, real=10)))
    looks = [
        ET.tostring(looks)
        for made in one.iter(f"{CHART}ser")
        for looks in made.iter(f"{CHART}spPr")
    ]
    patterns = [look.partition(b'prst="')[2].partition(b'"')[0] for look in looks]
    assert len(set(patterns)) == len(patterns) == 3


def test_what_has_no_figure_is_not_drawn() -> None:
    empty = written(products(2), (WHOLE_LIFE, []))
    assert charts(empty) == []
    assert b"Charts" not in empty.read("xl/workbook.xml")


def test_a_benefit_is_drawn_by_itself_with_its_unit() -> None:
    days = [date(2027, 3, 31), date(2028, 3, 31)]
    rows = [
        row(BENEFITS, case="CAS-1", name="Nights", unit="nights", due_on=on, planned=60)
        for on in days
    ]
    (one,) = charts(written((BENEFITS, rows)))
    words = [
        found.text for found in one.iter("{http://schemas.openxmlformats.org/drawingml/2006/main}t")
    ]
    assert words == ["Benefit, plan against actual: Nights", "Up to", "nights"]


def test_the_validator_finds_nothing_but_what_is_allowed(tmp_path: Any) -> None:
    path = tmp_path / "charts.xlsx"
    sheets = [products(2, quoted=5, real=5), lives(2)]
    write_workbook(path, ABOUT, sheets, PROPERTIES, drawings=DRAWINGS)
    errors = [str(error) for error in OpenXmlValidator().validate(str(path)).errors]
    assert [error for error in errors if not any(sign in error for sign in ALLOWED)] == []
