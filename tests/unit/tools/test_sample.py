"""The register in docs/, to be looked at before anything is installed."""

import openpyxl

from tools.sample import MADE_AT, SAMPLE
from vendor_tracker.excel.sheets import ALL_SHEETS


def test_the_sample_has_every_sheet_with_its_columns_and_rows() -> None:
    book = openpyxl.load_workbook(SAMPLE, read_only=True)
    for sheet in ALL_SHEETS:
        heads, *rows = book[sheet.title].iter_rows(values_only=True)
        assert list(heads) == [column.title for column in sheet.columns], "run: make docs"
        assert rows, sheet.title


def test_the_sample_says_when_it_was_made() -> None:
    about = openpyxl.load_workbook(SAMPLE, read_only=True)["About"]
    texts = [str(value) for row in about.iter_rows(values_only=True) for value in row]
    assert any(MADE_AT.strftime("%Y-%m-%d") in text or "6 October 2026" in text for text in texts)
