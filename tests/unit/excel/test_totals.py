"""Totals below a table: live formulas, and the same figures for readers that work out nothing."""

import io
from decimal import Decimal
from typing import Any

import openpyxl
import pytest
from openpyxl.worksheet.worksheet import Worksheet

from tests.unit.excel.sample_sheets import ABOUT, PROPERTIES
from vendor_tracker.domain.vocabulary import Doubt
from vendor_tracker.excel.sheet import CellKind, Column, Sheet
from vendor_tracker.excel.sheets import ALL_SHEETS
from vendor_tracker.excel.sheets.columns import doubt
from vendor_tracker.excel.workbook import write_workbook

SURE = doubt("Whole", "whole")
SHEET = Sheet(
    "Sums",
    (
        Column("Reference", "ref"),
        Column("Hidden", "hidden", kind=CellKind.MONEY, total="sum"),
        Column("Whole", "whole", kind=CellKind.MONEY, total="sum"),
        Column(SURE.title, "sure", kind=CellKind.CHOICE, coded=Doubt, total="sure"),
        Column("Share", "share", kind=CellKind.PERCENT, total="hidden/whole"),
        Column("Without", "without"),
    ),
    "Sums",
)


def written(rows: list[dict[str, Any]]) -> tuple[Worksheet, list[object]]:
    """Return the sheet, and the last row as a reader sees it that works out nothing."""
    out = io.BytesIO()
    write_workbook(out, ABOUT, [(SHEET, rows)], PROPERTIES)
    cached = openpyxl.load_workbook(out, data_only=True)["Sums"]
    page = openpyxl.load_workbook(out)["Sums"]
    assert isinstance(page, Worksheet)
    return page, [cell.value for cell in cached[cached.max_row]]


def row(ref: str, hidden: object, whole: object, sure: Doubt) -> dict[str, Any]:
    return {
        "ref": ref, "hidden": hidden, "whole": whole, "sure": sure, "share": None, "without": None
    }  # fmt: skip


def test_the_last_row_has_live_sums_and_what_they_come_to() -> None:
    rows = [
        row("PRD-1", Decimal("10.10"), Decimal("100.55"), Doubt.exact),
        row("PRD-2", None, Decimal(1), Doubt.exact),
        row("PRD-3", Decimal("0.05"), None, Doubt.not_known),
    ]
    page, figures = written(rows)
    assert figures == ["Total", 10.15, 101.55, "At least", 0.1, None]
    assert page["B5"].value == "=SUBTOTAL(109,Sums[Hidden])"
    assert page["D5"].value == '=IF(COUNTIF(D2:D4,"Exact")=ROWS(D2:D4),"Exact","At least")'
    table = page.tables["Sums"]
    assert (table.ref, table.autoFilter.ref, table.totalsRowCount) == ("A1:F5", "A1:F4", 1)
    kinds = [column.totalsRowFunction for column in table.tableColumns]
    assert kinds == [None, "sum", "sum", "custom", "custom", None]


def test_what_is_exact_in_each_row_is_exact_in_all() -> None:
    _, figures = written([row("PRD-1", Decimal(0), Decimal(4), Doubt.exact)])
    # Nought hidden is no share: it would say that nothing can be.
    assert figures[1:5] == [0, 4, "Exact", None]


def test_a_table_without_rows_has_its_totals_below_the_blank_one() -> None:
    page, figures = written([])
    assert figures == ["Total", 0, 0, "At least", None, None]
    assert page.tables["Sums"].ref == "A1:F3"


@pytest.mark.parametrize("sheet", ALL_SHEETS, ids=lambda sheet: sheet.title)
def test_what_is_totalled_can_be_named_in_a_formula(sheet: Sheet) -> None:
    for column in sheet.columns:
        if column.total == "sum":
            assert column.title.replace(" ", "").isalnum()
            assert column.kind in {CellKind.MONEY, CellKind.NUMBER}
        if "/" in column.total:
            assert set(column.total.split("/")) <= {c.key for c in sheet.columns}
