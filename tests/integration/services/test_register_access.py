"""Every sheet of a register can be read by ear, and without seeing its colours."""

import io

import openpyxl
import pytest
from openpyxl.workbook import Workbook

from tests import samples
from vendor_tracker.domain.actor import Actor
from vendor_tracker.domain.registers import READY, WHOLE, RegisterChoice
from vendor_tracker.services import registers

KINDS = {"whole": WHOLE, "pack": RegisterChoice(about="PRD-1"), **READY}


@pytest.fixture(scope="module", params=KINDS)
def choice(request: pytest.FixtureRequest) -> RegisterChoice:
    """Return each kind of register in turn."""
    return KINDS[request.param]


@pytest.fixture
def book(actor: Actor, choice: RegisterChoice) -> Workbook:
    """Return the register of an organisation with a record of every kind."""
    samples.fill(actor)
    out = io.BytesIO()
    registers.export_register(actor, out, base_url="https://tracker.example", choice=choice)
    return openpyxl.load_workbook(out)


def test_a_register_can_be_read_without_its_looks(book: Workbook) -> None:
    about = book.properties
    assert about.title
    assert about.subject
    assert about.language == "en-GB"
    assert book.sheetnames[0] == "About"
    assert book.active is book["About"]
    for sheet in book:
        assert not sheet.merged_cells.ranges, sheet.title
        assert sheet.print_title_rows == "$1:$1" or sheet.title in ("About", "Charts")
    for sheet in book:
        if sheet.title in ("About", "Charts", "Lists"):
            continue
        headings = [cell.value for cell in sheet[1]]
        assert all(isinstance(one, str) and one.strip() for one in headings), sheet.title
        (table,) = sheet.tables.values()
        assert table.column_names == headings
        assert table.headerRowCount == 1
        for found in sheet.conditional_formatting:
            for rule in found.rules:
                # A colour goes with a word that stands in the cell, and says nothing beside it.
                assert '="' in rule.formula[0], (sheet.title, rule.formula)


def test_the_first_sheet_has_a_label_beside_each_value(book: Workbook) -> None:
    rows = [tuple(cell.value for cell in row[:2]) for row in book["About"].iter_rows()]
    assert str(rows[0][0]).startswith("Register of ")
    assert all(label and value is not None for label, value in rows[1:])
    assert {"Made by", "Made at", "Complete", "Rows put away, left out"} <= {row[0] for row in rows}
