"""The sheets of the register: sound definitions, and no text of theirs ever runs."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from tests.unit.excel.sample_sheets import ABOUT, PROPERTIES
from tests.unit.excel.test_round_trip import HOSTILE
from vendor_tracker.domain.vocabulary import Doubt, ProductFact, SupplierRole
from vendor_tracker.excel.meaning import is_example, meaning
from vendor_tracker.excel.reader import read_workbook
from vendor_tracker.excel.sheet import CellKind, Column, Sheet
from vendor_tracker.excel.sheets import ALL_SHEETS, READ_SHEETS
from vendor_tracker.excel.sheets.examples import example_rows
from vendor_tracker.excel.workbook import write_workbook

SHARED_DOUBT = ("CostSummary", "CostKinds", "WholeLife")
TYPED_AS_TEXT = {CellKind.TEXT, CellKind.REFERENCE, CellKind.CHOICE, CellKind.URL}


@pytest.mark.parametrize("sheet", ALL_SHEETS, ids=lambda sheet: sheet.title)
def test_a_sheet_is_sound(sheet: Sheet) -> None:
    keys = [column.key for column in sheet.columns]
    assert len(set(keys)) == len(keys)
    assert sheet.columns[0].kind is CellKind.REFERENCE
    assert all(len(column.note or "") <= 170 for column in sheet.columns)
    for column in sheet.columns:
        assert not (column.must and column.read_only)
        if column.kind is CellKind.CHOICE:
            assert column.coded or column.read_only, column.title
    if sheet.record is None:
        assert all(column.read_only for column in sheet.columns)


def test_there_is_a_column_for_each_fact_and_each_role_of_a_supplier() -> None:
    keys = {column.key for sheet in ALL_SHEETS for column in sheet.columns}
    assert {f"fact_{fact.value}" for fact in ProductFact} <= keys
    assert {f"suppliers_{role.value}" for role in SupplierRole} <= keys


def test_every_amount_has_its_doubt_beside_it() -> None:
    for sheet in ALL_SHEETS:
        for place, column in enumerate(sheet.columns):
            if column.kind is CellKind.MONEY:
                # Sums that rest on the same lines are as sure as one another.
                shares = sheet.name in SHARED_DOUBT
                others = (one for one in sheet.columns[place + 1 :] if one.kind is not column.kind)
                follows = next(others) if shares else sheet.columns[place + 1]
                assert follows.coded is Doubt, column.title
                assert shares or follows.key == f"{column.key}_doubt"


def test_no_text_in_any_column_becomes_a_formula(tmp_path: Path) -> None:
    path = tmp_path / "hostile.xlsx"
    write_workbook(path, ABOUT, [(sheet, _hostile(sheet)) for sheet in ALL_SHEETS], PROPERTIES)
    book = openpyxl.load_workbook(path)
    for sheet in ALL_SHEETS:
        for row, text in enumerate(HOSTILE, 2):
            for place, column in enumerate(sheet.columns, 1):
                if column.kind in TYPED_AS_TEXT:
                    cell = book[sheet.title].cell(row, place)
                    assert cell.data_type != "f", (sheet.title, column.title, text)
    tables, shown = read_workbook(path), [text for text in HOSTILE if text.strip()]
    for sheet in ALL_SHEETS:
        for place, column in enumerate(sheet.columns):
            if column.kind in TYPED_AS_TEXT:
                # What stands below the rows is ours, not what somebody wrote.
                found = [row.cells[place] for row in tables[sheet.title].rows[: len(shown)]]
                assert found == shown


def test_the_examples_of_a_blank_register_can_be_read_back(tmp_path: Path) -> None:
    path = tmp_path / "blank.xlsx"
    write_workbook(path, ABOUT, [(sheet, example_rows(sheet)) for sheet in ALL_SHEETS], PROPERTIES)
    tables = read_workbook(path)
    for sheet in READ_SHEETS:
        table, wanted = tables[sheet.title], list(example_rows(sheet))
        assert table.header == tuple(column.title for column in sheet.columns)
        for row, example in zip(table.rows, wanted, strict=True):
            assert is_example(row.cells[0])
            for column, cell in zip(sheet.columns, row.cells, strict=True):
                assert meaning(column, cell) == _meant(column, example[column.key]), column.title


def _hostile(sheet: Sheet) -> Iterator[dict[str, Any]]:
    for text in HOSTILE:
        yield {
            column.key: text if column.kind in TYPED_AS_TEXT else None for column in sheet.columns
        }


def _meant(column: Column, value: Any) -> Any:
    """Return what an example means; pairs of reference and word stand as one text in it."""
    if not column.many:
        return value
    if column.coded is None:
        return value or ()
    parts = [part.rsplit(": ", 1) for part in value or ()]
    return tuple((name, column.coded.of_label(word)) for name, word in parts)
