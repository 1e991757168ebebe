"""The register as a workbook: complete, sound, and the same every time."""

import io
import subprocess
import sys
from datetime import date, datetime
from pathlib import Path
from typing import Any

import openpyxl
import pytest
import sqlalchemy as sa
from openpyxl.workbook import Workbook
from openxml_audit import OpenXmlValidator

from tests import factories, samples
from tests.unit.excel.test_workbook import ALLOWED
from vendor_tracker.domain.actor import Actor
from vendor_tracker.domain.rules import ALL_RULES
from vendor_tracker.domain.vocabulary import Coded, CostCategory
from vendor_tracker.excel.meaning import meaning
from vendor_tracker.excel.reader import read_workbook
from vendor_tracker.excel.sheet import CellKind, Column, Sheet
from vendor_tracker.excel.sheets import ALL_SHEETS, ANSWERS, READ_SHEETS, WAIVERS
from vendor_tracker.excel.totals import has_totals
from vendor_tracker.services import chains, registers
from vendor_tracker.services.transaction import transactional
from vendor_tracker.storage.db import session
from vendor_tracker.storage.models import Answer

ADDRESS = "https://tracker.example"
# What the rules found is tested with the rules.
FROM_RULES = {"readiness", "critical", "major", "minor", "known_at_start", "flag", "says"}
GOLDEN = Path(__file__).parents[2] / "golden" / "register.txt"


@pytest.fixture
def filled(actor: Actor) -> Actor:
    """Return an organisation with a record of every kind."""
    samples.fill(actor)
    return actor


def written(actor: Actor, path: Path, **kinds: Any) -> Workbook:
    """Write the register and open it."""
    registers.export_register(actor, path, base_url=ADDRESS, **kinds)
    return openpyxl.load_workbook(path)


def said(book: Workbook) -> dict[object, object]:
    """Return what the first sheet says, by its labels."""
    return {row[0]: row[1] for row in book["About"].iter_rows(values_only=True)}


def test_the_register_is_as_it_was(filled: Actor, tmp_path: Path) -> None:
    book = written(filled, tmp_path / "register.xlsx")
    lines = []
    for sheet in (*READ_SHEETS, ANSWERS, WAIVERS):
        lines.append(f"# {sheet.title}")
        for row in book[sheet.title].iter_rows(min_row=2, values_only=True):
            cells = zip(sheet.columns, row, strict=True)
            kept = [(c.title, v) for c, v in cells if v is not None and c.key not in FROM_RULES]
            if sheet is not ANSWERS or "Answer" in dict(kept):
                lines += ["", *[f"{title}: {value!r}" for title, value in kept]]
    found = tmp_path / "register.txt"
    found.write_text("\n".join([*lines, ""]), encoding="utf-8")
    assert found.read_text(encoding="utf-8") == GOLDEN.read_text(encoding="utf-8"), found


def test_every_value_comes_back_as_it_was_stored(filled: Actor, tmp_path: Path) -> None:
    path = tmp_path / "register.xlsx"
    written(filled, path)
    tables, scope = read_workbook(path), registers.scope_of(filled)
    for sheet in READ_SHEETS:
        stored = list(registers.PARTS[sheet.name].rows(filled, scope))
        for row, wanted in zip(tables[sheet.title].rows, stored, strict=True):
            for column, cell in zip(sheet.columns, row.cells, strict=True):
                if not column.read_only:
                    same = meaning(column, cell) == as_typed(column, wanted[column.key])
                    assert same, (sheet.title, column.title, cell, wanted[column.key])


def as_typed(column: Column, value: object) -> object:
    """Return a stored value as a filled-in sheet would mean it: an empty text is no text."""
    if column.many and column.coded and isinstance(value, tuple):
        pairs = [part.split(": ") for part in value]
        return tuple((ref, column.coded.of_label(word)) for ref, word in pairs)
    if isinstance(value, Coded):
        return value
    return None if value == "" else value


def test_the_validator_finds_nothing_but_what_is_allowed(filled: Actor, tmp_path: Path) -> None:
    for kinds in ({}, {"public": True}, {"empty": True}):
        path = tmp_path / "register.xlsx"
        written(filled, path, **kinds)
        errors = [str(error) for error in OpenXmlValidator().validate(str(path)).errors]
        assert [e for e in errors if not any(sign in e for sign in ALLOWED)] == []


def test_cells_have_the_types_of_their_columns(filled: Actor, tmp_path: Path) -> None:
    book = written(filled, tmp_path / "register.xlsx")
    for sheet in ALL_SHEETS:
        last = book[sheet.title].max_row - has_totals(sheet)
        for row in book[sheet.title].iter_rows(min_row=2, max_row=last):
            for column, cell in zip(sheet.columns, row, strict=True):
                assert cell.data_type != "f"
                if cell.value is not None:
                    assert isinstance(cell.value, TYPES.get(column.kind, str)), column.title


TYPES: dict[CellKind, type | tuple[type, ...]] = {
    CellKind.DATE: datetime,
    CellKind.DATETIME: datetime,
    CellKind.MONEY: (int, float),
    CellKind.NUMBER: (int, float),
    CellKind.PERCENT: (int, float),
}


def test_every_sheet_is_a_table_and_its_references_lead_to_their_pages(
    filled: Actor, tmp_path: Path
) -> None:
    book = written(filled, tmp_path / "register.xlsx")
    titles = [sheet.title for sheet in ALL_SHEETS]
    assert book.sheetnames == ["About", "Charts", *titles, "Lists"]
    for sheet in ALL_SHEETS:
        assert book[sheet.title].freeze_panes == "B2"
        assert sheet.name in book[sheet.title].tables
    link = book["Costs"]["A2"].hyperlink
    assert link is not None
    assert link.target == f"{ADDRESS}/rht/costs/COST-1"
    assert book["Contacts"].column_dimensions["H"].hidden


def test_the_first_sheet_says_who_when_and_what(filled: Actor, tmp_path: Path) -> None:
    about = said(written(filled, tmp_path / "register.xlsx"))
    assert about["Made by"] == filled.name
    assert about["Speaks of"] == datetime.combine(date(2026, 10, 6), datetime.min.time())
    assert about["Filters"] == "None: every row that is not put away"
    assert about["Rows put away, left out"] == 1
    seq, digest = chains.head_of(filled.organisation_id)
    assert (about["Audit chain: last link"], about["Audit chain: its hash"]) == (seq, digest)
    for rule in ALL_RULES:
        assert about[f"Rule {rule.code}, version {rule.version}"] == rule.title
    for category in CostCategory:
        assert about[f"Category of cost: {category.label}"] == category.hint


def test_a_public_copy_says_how_much_it_leaves_out(filled: Actor, tmp_path: Path) -> None:
    about = said(written(filled, tmp_path / "public.xlsx", public=True))
    assert about["Kind"] == "Public copy"
    assert about["Confidential rows, left out"] == 2
    assert about["Contacts, left out"] == 1
    assert (about["Claims"], about["Costs"], about["Contacts"]) == (1, 2, 0)


def test_flags_that_rest_on_confidential_records_are_left_out_and_counted(
    filled: Actor, tmp_path: Path
) -> None:
    factories.change(filled, "CLM-1", confidential=True, confidential_reason="their wish")
    whole = said(written(filled, tmp_path / "register.xlsx"))
    public = said(written(filled, tmp_path / "public.xlsx", public=True))
    left_out = public["Flags that rest on them, left out"]
    assert isinstance(left_out, int)
    assert left_out > 0
    assert public["Flags"] == whole["Flags"] - left_out  # type: ignore[operator]


def test_a_public_copy_counts_confidential_answers_among_what_it_leaves_out(
    filled: Actor, tmp_path: Path
) -> None:
    whole = said(written(filled, tmp_path / "register.xlsx"))
    hide_answer("CST-04")
    public = said(written(filled, tmp_path / "public.xlsx", public=True))
    assert public["Confidential rows, left out"] == 3
    assert public["Answers"] == whole["Answers"] - 1  # type: ignore[operator]
    assert said(written(filled, tmp_path / "register.xlsx"))["Answers"] == whole["Answers"]


@transactional
def hide_answer(item: str) -> None:
    """Mark the answers to an item confidential."""
    for row in session().scalars(sa.select(Answer).where(Answer.item_code == item)):
        row.confidential, row.confidential_reason = True, "their wish"


def test_a_blank_register_has_two_examples_on_every_sheet(filled: Actor, tmp_path: Path) -> None:
    book = written(filled, tmp_path / "blank.xlsx", empty=True)
    assert "EXAMPLE-" in str(said(book)["Examples"])
    for sheet in ALL_SHEETS:
        firsts = [row[0] for row in book[sheet.title].iter_rows(min_row=2, values_only=True)]
        assert firsts == ["EXAMPLE-1", "EXAMPLE-2", *["Total"] * has_totals(sheet)]
        assert drop_downs(book, sheet) == {c.title for c in sheet.columns if offers(c)}


def offers(column: Column) -> bool:
    """Tell whether a column has a drop-down."""
    return bool(column.choices) and not column.read_only


def drop_downs(book: Workbook, sheet: Sheet) -> set[str]:
    """Return the headings above the drop-downs of a sheet."""
    found = set()
    for validation in book[sheet.title].data_validations.dataValidation:
        if validation.type == "list":
            for cells in validation.sqref.ranges:
                found.add(sheet.columns[cells.min_col - 1].title)
    return found


def test_a_list_has_the_rows_that_were_shown_in_their_order(filled: Actor) -> None:
    out = io.BytesIO()
    rows = registers.export_list(
        filled, out, "Suppliers", ["SUP-2", "SUP-1", "SUP-99"],
        base_url=ADDRESS, filters=[("1", "“health”")],
    )  # fmt: skip
    assert rows == 2
    book = openpyxl.load_workbook(out)
    assert book.sheetnames == ["About", "Suppliers", "Lists"]
    assert [row[0] for row in book["Suppliers"].iter_rows(min_row=2, values_only=True)] == [
        "SUP-2",
        "SUP-1",
    ]
    assert said(book)["Filter: 1"] == "“health”"


def test_archived_rows_can_be_listed(filled: Actor) -> None:
    out = io.BytesIO()
    assert (
        registers.export_list(filled, out, "Costs", ["COST-4"], base_url=ADDRESS, archived=True)
        == 1
    )


def test_texts_as_long_as_a_cell_leave_the_register_whole(actor: Actor, tmp_path: Path) -> None:
    long = "x" * 32_767
    samples.fill(actor)
    factories.change(actor, "CLM-1", statement=long)
    factories.change(actor, "PRM-1", text=long)
    factories.change(actor, "QUE-1", text=long)
    book = written(actor, tmp_path / "register.xlsx")
    assert book["Claims"]["G2"].value == long


def test_the_excel_library_is_not_loaded_at_the_start() -> None:
    seen = (
        "import sys, vendor_tracker.app, vendor_tracker.__main__; "
        "sys.exit('openpyxl' in sys.modules)"
    )
    assert subprocess.run([sys.executable, "-c", seen], check=False).returncode == 0
