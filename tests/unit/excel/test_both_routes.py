"""Every cell of a streamed sheet is what the library alone would have written."""

import io
from collections.abc import Iterator, Sequence
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from typing import Any

import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl.cell import WriteOnlyCell
from openpyxl.worksheet.worksheet import Worksheet

from tests.unit.excel.sample_sheets import ABOUT, ALL_KINDS, PROPERTIES, link_to, rows
from vendor_tracker.clock import to_london
from vendor_tracker.domain.vocabulary import Severity
from vendor_tracker.excel.cells import Styles, cell_maker, words_of
from vendor_tracker.excel.columnwise import Batch, cells_of
from vendor_tracker.excel.looks import FORMATS
from vendor_tracker.excel.sheet import CellKind, Column, Sheet
from vendor_tracker.excel.text import CannotStore, looks_like_formula
from vendor_tracker.excel.workbook import write_workbook

FIGURES = frozenset({CellKind.MONEY, CellKind.NUMBER, CellKind.PERCENT})
ODD = ["", " edge", "edge ", "a & b < c > d", "two\nlines", "=1+1", "-3", "＝1", "tab\tin", "Ünï ✓"]


def shown(column: Column, value: Any) -> tuple[Any, str, bool]:
    """Return what plain openpyxl is given for a value: it, its number format, its quote."""
    if value is None or value == "":
        return None, "", False
    if column.kind is CellKind.DATETIME and isinstance(value, datetime):
        return to_london(value).replace(tzinfo=None), FORMATS[column.kind], False
    if column.kind is CellKind.DATE or column.kind in FIGURES:
        return value, FORMATS[column.kind], False
    words = words_of(value)
    return words, "@", looks_like_formula(words)


def by_library(sheet: Sheet, values: Sequence[dict[str, Any]]) -> Worksheet:
    """Write the same columns with openpyxl alone, and read them back."""
    book, out = openpyxl.Workbook(write_only=True), io.BytesIO()
    page = book.create_sheet(sheet.title)
    page.append([column.title for column in sheet.columns])
    for row in values:
        made = []
        for column in sheet.columns:
            value, number_format, quoted = shown(column, row[column.key])
            cell = WriteOnlyCell(page, value=value)
            if isinstance(value, str):
                cell.data_type = "s"
            cell.number_format = number_format or "General"
            cell.quotePrefix = quoted
            made.append(cell)
        page.append(made)
    book.save(out)
    found = openpyxl.load_workbook(out)[sheet.title]
    assert isinstance(found, Worksheet)
    return found


def streamed(sheet: Sheet, values: Sequence[dict[str, Any]]) -> Worksheet:
    """Write the columns as the register does, and read them back."""
    out = io.BytesIO()
    write_workbook(out, ABOUT, [(sheet, values)], PROPERTIES, link_to=link_to)
    found = openpyxl.load_workbook(out)[sheet.title]
    assert isinstance(found, Worksheet)
    return found


def told(page: Worksheet) -> Iterator[tuple[object, ...]]:
    """Yield what each filled cell of the data is: value, kind, number format, quote."""
    for row in page.iter_rows(min_row=2):
        for cell in row:
            if cell.value is not None:
                yield (
                    cell.coordinate, cell.value, cell.data_type, cell.number_format,
                    bool(cell.quotePrefix),
                )  # fmt: skip


def mixed(count: int) -> list[dict[str, Any]]:
    """Return rows of every kind, with empty cells and texts that need care among them."""
    made: list[dict[str, Any]] = []
    for place, row in enumerate(rows(count)):
        row["what"] = ODD[place % len(ODD)] if place % 3 == 0 else row["what"]
        row["net"] = None if place % 7 == 0 else row["net"]
        row["on"] = None if place % 5 == 0 else row["on"]
        row["at"] = datetime(2026, 1, 1, tzinfo=UTC) + timedelta(seconds=place * 4_001)
        made.append(row)
    return made


@pytest.mark.parametrize("count", [1, 499, 500, 501, 1_203])
def test_every_cell_is_as_the_library_writes_it(count: int) -> None:
    values = mixed(count)
    assert list(told(streamed(ALL_KINDS, values))) == list(told(by_library(ALL_KINDS, values)))


def test_links_stop_where_a_sheet_takes_no_more(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("vendor_tracker.excel.rows.MOST_LINKS", 700)
    sheet = Sheet("Costs", ALL_KINDS.columns[:2], "Costs")
    values = [{"reference": f"COST-{n}", "what": ""} for n in range(1, 1_001)]
    page = streamed(sheet, values)
    assert [cell.value for cell in page["A"][1:]] == [row["reference"] for row in values]
    assert [cell.hyperlink is not None for cell in page["A"][1:]] == [n < 700 for n in range(1_000)]


VALUES: dict[CellKind, st.SearchStrategy[Any]] = {
    CellKind.TEXT: st.text(max_size=40) | st.sampled_from(ODD),
    CellKind.REFERENCE: st.integers(1, 999).map(lambda n: f"PRD-{n}") | st.tuples(st.text()),
    CellKind.CHOICE: st.sampled_from(Severity) | st.sampled_from(["critical", "Other", "=x"]),
    CellKind.YESNO: st.booleans(),
    CellKind.DATE: st.dates(),
    CellKind.DATETIME: st.datetimes(timezones=st.just(UTC)).filter(lambda at: at.year > 1),
    CellKind.NUMBER: st.integers()
    | st.decimals(allow_nan=True, allow_infinity=True)
    | st.floats(allow_nan=False, allow_infinity=False),
}


@pytest.mark.parametrize("kind", VALUES)
@settings(deadline=None)
@given(data=st.data())
def test_a_batch_makes_the_cells_that_one_at_a_time_would_be(
    kind: CellKind, data: st.DataObject
) -> None:
    values = data.draw(st.lists(st.none() | VALUES[kind], min_size=1, max_size=30))
    choices = tuple(one.label for one in Severity) if kind is CellKind.CHOICE else None
    column, styles = Column("Column", "column", kind=kind, choices=choices), Styles(1, 2, 3)
    one, rows_of = cell_maker(column, 3, styles), [str(n) for n in range(2, len(values) + 2)]
    try:
        pairs = zip(values, rows_of, strict=True)
        wanted = ["" if value is None else one(value, row) for value, row in pairs]
    except CannotStore:
        with pytest.raises(CannotStore):
            cells_of(column, 3, styles).make(values, Batch(rows_of))
        return
    assert cells_of(column, 3, styles).make(values, Batch(rows_of)) == wanted


def test_a_wrong_type_is_refused_with_its_place() -> None:
    sheet = Sheet("Costs", (Column("On", "on", kind=CellKind.DATE),), "Costs")
    values: list[dict[str, Any]] = [{"on": date(2026, 1, 1)}, {"on": "soon"}]
    with pytest.raises(CannotStore, match="Sheet Costs, row 3, column On"):
        streamed(sheet, values)


def test_figures_keep_their_digits() -> None:
    sheet = Sheet("S", (Column("N", "n", kind=CellKind.NUMBER),), "S")
    figures = [Decimal("0.00"), Decimal("1E+3"), Decimal("123456789012345"), 10**14, -7, 0.1]
    page = streamed(sheet, [{"n": figure} for figure in figures])
    assert [cell.value for cell in page["A"][1:]] == [0, 1000, 123456789012345, 10**14, -7, 0.1]
