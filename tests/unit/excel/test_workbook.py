"""A workbook has looks, types and drop-downs, opens cleanly, and is complete or absent."""

import io
import subprocess
import sys
import tracemalloc
import zipfile
from collections.abc import Iterator
from datetime import datetime
from enum import StrEnum
from pathlib import Path

import openpyxl
import pytest
from openpyxl.worksheet.worksheet import Worksheet
from openxml_audit import OpenXmlValidator

from tests.unit.excel.sample_sheets import ABOUT, ALL_KINDS, MADE, PROPERTIES, link_to, rows
from vendor_tracker.excel import rows as rows_module
from vendor_tracker.excel.sheet import CellKind, Column, Sheet
from vendor_tracker.excel.text import CannotStore
from vendor_tracker.excel.workbook import write_workbook

EMPTY = Sheet("Promises", (Column("Reference", "reference"), Column("What", "what")), "Promises")

# What the validator finds and why it may stay.
ALLOWED = (
    # Texts stand in their cells by design: nothing there can become a formula.
    "inline-string cell(s)",
    # The library writes the parts of a font in an order of its own, which Excel accepts.
    "/styleSheet[1]/fonts[1]/font[",
)


@pytest.fixture(scope="module")
def written(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("written") / "register.xlsx"
    counts = write_workbook(
        path, ABOUT, [(ALL_KINDS, rows(7)), (EMPTY, [])], PROPERTIES, link_to=link_to
    )
    assert counts == {"Costs": 7, "Promises": 0}
    return path


@pytest.fixture(scope="module")
def costs(written: Path) -> Worksheet:
    found = openpyxl.load_workbook(written)["Costs"]
    assert isinstance(found, Worksheet)
    return found


def test_the_validator_finds_nothing_but_what_is_allowed(written: Path) -> None:
    errors = [str(error) for error in OpenXmlValidator().validate(str(written)).errors]
    assert [error for error in errors if not any(sign in error for sign in ALLOWED)] == []


def test_the_first_sheet_says_what_the_workbook_is(written: Path) -> None:
    about = openpyxl.load_workbook(written)["About"]
    found = [tuple(row) for row in about.iter_rows(values_only=True)]
    assert found[0] == ("Register of Example Trust", None)
    assert ("Made", MADE.replace(tzinfo=None)) in found
    assert ("By", "=A. Reader") in found
    assert ("Complete", "Yes") in found
    assert found[found.index(("Sheet", "Rows")) + 1 :][:2] == [("Costs", 7), ("Promises", 0)]
    assert ("Critical", "Stops a purchase") in found


def test_every_data_sheet_is_a_table_with_frozen_heading(costs: Worksheet) -> None:
    assert costs.tables["Costs"].ref == "A1:K8"
    assert costs.tables["Costs"].column_names == [column.title for column in ALL_KINDS.columns]
    assert costs.freeze_panes == "B2"
    assert costs.print_title_rows == "$1:$1"
    assert costs.page_setup.orientation == "landscape"
    assert not costs.merged_cells.ranges
    assert costs.column_dimensions["K"].hidden


def test_an_empty_sheet_is_still_a_table_with_one_blank_row(written: Path) -> None:
    promises = openpyxl.load_workbook(written)["Promises"]
    assert promises.tables["Promises"].ref == "A1:B2"


def test_values_have_their_types(costs: Worksheet) -> None:
    expected = next(rows(1))
    found = [cell.value for cell in costs[2]]
    assert found[:3] == ["COST-1", "=SUM(A1:A1)", "Critical"]
    assert found[3] == datetime.fromisoformat("2026-01-02")
    # Summer time: the clock in London is an hour ahead.
    assert found[4] == datetime.fromisoformat("2026-07-01T10:51:01")
    assert found[5] == float(str(expected["net"]))
    assert found[6:9] == [0.125, 0.000001, "No"]
    assert "£" in costs["F2"].number_format
    assert costs["G2"].number_format.endswith("%")
    assert costs["D2"].is_date


def test_nothing_typed_is_a_formula(written: Path) -> None:
    book = openpyxl.load_workbook(written)
    cells = [cell for sheet in book for row in sheet.iter_rows() for cell in row]
    assert not [cell for cell in cells if cell.data_type in {"f", "e"}]
    assert book["Costs"]["B2"].quotePrefix
    with zipfile.ZipFile(written) as archive:
        bodies = [archive.read(n) for n in archive.namelist() if "worksheets/sheet" in n]
    assert not [body for body in bodies if b"<f>" in body or b"<f " in body]


def test_drop_downs_come_from_named_cells(written: Path, costs: Worksheet) -> None:
    book = openpyxl.load_workbook(written)
    by_range = {str(found.sqref): found for found in costs.data_validations.dataValidation}
    choice = by_range["C2:C1048576"]
    assert choice.prompt == "How bad it is"
    target = book.defined_names[choice.formula1].attr_text
    assert target == "'Lists'!$A$2:$A$4"
    words = [row[0].value for row in book["Lists"]["A2:A4"]]
    assert words == list(ALL_KINDS.columns[2].choices or ())


def test_severity_has_word_and_colour(costs: Worksheet) -> None:
    rules = [rule for found in costs.conditional_formatting for rule in found.rules]
    assert [rule.formula for rule in rules] == [['$C2="Critical"'], ['$C2="Say ""minor"""']]
    assert all(rule.dxf.fill.bgColor.rgb for rule in rules)


def test_references_link_to_their_records(costs: Worksheet) -> None:
    assert costs["A3"].hyperlink.target == "https://tracker.example/et/costs/COST-2"
    assert costs["J3"].hyperlink.target == "https://maker.example/?a=1&b=2"


@pytest.mark.parametrize(
    "address",
    [
        "javascript:alert(1)",
        "\\\\host\\share",
        "file:///c:/x",
        "https://",
        "http://user:word@host/",
        "https://a b",
        "http://[::1",
        "data:text/html,x",
        "HTTP:evil",
        "https://host:x/",
    ],
)
def test_other_addresses_are_text_only(address: str) -> None:
    out = io.BytesIO()
    sheet = Sheet("Pages", (Column("Page", "page", kind=ALL_KINDS.columns[9].kind),), "Pages")
    write_workbook(out, ABOUT, [(sheet, [{"page": address}])], PROPERTIES)
    cell = openpyxl.load_workbook(out)["Pages"]["A2"]
    assert (cell.value, cell.hyperlink) == (address, None)


def test_document_properties_are_set(written: Path) -> None:
    about = openpyxl.load_workbook(written).properties
    assert (about.title, about.creator) == ("Register", "Vendor Tracker")
    assert about.created == about.modified == MADE.replace(tzinfo=None)


def test_equal_content_makes_an_equal_file(written: Path, tmp_path: Path) -> None:
    again = tmp_path / "again.xlsx"
    write_workbook(again, ABOUT, [(ALL_KINDS, rows(7)), (EMPTY, [])], PROPERTIES, link_to=link_to)
    assert again.read_bytes() == written.read_bytes()


def test_a_value_that_cannot_be_stored_is_named_with_its_place(tmp_path: Path) -> None:
    path = tmp_path / "register.xlsx"
    path.write_bytes(b"the one before")
    bad = [{"reference": "PRM-1", "what": "fine"}, {"reference": "PRM-2", "what": "x\0"}]
    with pytest.raises(CannotStore, match="Sheet Promises, row 3, column What"):
        write_workbook(path, ABOUT, [(EMPTY, bad)], PROPERTIES)
    assert path.read_bytes() == b"the one before"
    assert [found.name for found in tmp_path.iterdir()] == ["register.xlsx"]


def test_memory_does_not_grow_with_the_rows(tmp_path: Path) -> None:
    def peak(count: int) -> int:
        tracemalloc.start()
        write_workbook(tmp_path / "big.xlsx", ABOUT, [(ALL_KINDS, rows(count))], PROPERTIES)
        size = tracemalloc.get_traced_memory()[1]
        tracemalloc.stop()
        return size

    peak(10)
    assert peak(10_000) - peak(1_000) < 2_000_000


def test_the_seam_does_not_load_the_excel_library() -> None:
    code = (
        "import sys, vendor_tracker.excel.workbook, vendor_tracker.excel.reader;"
        "sys.exit('openpyxl' in sys.modules)"
    )
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


def test_rows_may_be_objects() -> None:
    def found() -> Iterator[object]:
        yield type("Promise", (), {"reference": "PRM-1", "what": "Send the report"})()

    out = io.BytesIO()
    write_workbook(out, ABOUT, [(EMPTY, found())], PROPERTIES)
    row = next(openpyxl.load_workbook(out)["Promises"].iter_rows(min_row=2, values_only=True))
    assert row == ("PRM-1", "Send the report")


class Size(StrEnum):
    """A coded value with words of its own."""

    SMALL = "s"

    @property
    def label(self) -> str:
        """Return the words that people see."""
        return "Under 50 people"


def test_a_coded_value_is_shown_by_its_label() -> None:
    out = io.BytesIO()
    column = Column("Size", "size", kind=CellKind.CHOICE, choices=("Under 50 people",))
    write_workbook(out, ABOUT, [(Sheet("S", (column,), "S"), [{"size": Size.SMALL}])], PROPERTIES)
    assert openpyxl.load_workbook(out)["S"]["A2"].value == "Under 50 people"


@pytest.mark.parametrize("title", ["", " ", "two\nlines"])
def test_a_heading_that_would_damage_the_table_is_refused(title: str) -> None:
    with pytest.raises(ValueError, match="Not a column heading"):
        Column(title, "key")


def test_headings_differ_in_more_than_case() -> None:
    with pytest.raises(ValueError, match="different headings"):
        Sheet("S", (Column("Name", "a"), Column("NAME", "b")), "S")


def test_text_has_one_door_into_a_workbook() -> None:
    room = Path(rows_module.__file__).parent
    sources = {path.name: path.read_text(encoding="utf-8") for path in room.rglob("*.py")}
    assert [name for name, code in sources.items() if "<is>" in code] == ["cells.py"]
    # The library never sees a value: its cells only carry looks.
    for name, code in sources.items():
        assert "WriteOnlyCell(" not in code.replace("WriteOnlyCell(self._worksheet)", ""), name
        assert ".value =" not in code, name
