"""The row of headings is found, and no row is lost on the way to a table."""

from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from vendor_tracker.excel.headings import find_headings, table_of
from vendor_tracker.excel.tables import BadCell, Row, Value, is_blank

values = st.one_of(st.none(), st.text(max_size=3), st.integers(0, 9).map(Decimal))
grids = st.lists(st.lists(values, max_size=4), max_size=12)


def rows_of(grid: list[list[Value]]) -> list[Row]:
    """Return rows numbered from 1."""
    return [Row(number, tuple(cells)) for number, cells in enumerate(grid, 1)]


def test_a_band_of_section_titles_above_the_headings_is_passed_over() -> None:
    grid: list[list[Value]] = [
        ["About the product", None, None, "Risk", None],
        ["Name", "Maker", "Stage", "Tested", "Monitored"],
        ["A", "B", "C", "Yes", "Yes"],
    ]
    assert find_headings(rows_of(grid)) == 2


def test_fewer_headings_than_columns_will_do() -> None:
    grid: list[list[Value]] = [["Name", "Fee"], ["A", Decimal(1), "x", "y", "y"], ["B", Decimal(2)]]
    assert find_headings(rows_of(grid)) == 1


def test_a_list_of_numbers_has_no_headings() -> None:
    grid: list[list[Value]] = [[Decimal(1), Decimal(2)], [Decimal(3), Decimal(4)]]
    assert find_headings(rows_of(grid)) == 0


def test_a_heading_that_is_a_formula_shows_it() -> None:
    grid: list[list[Value]] = [[BadCell("=A2", "formula"), "Name"], ["1", "2"]]
    assert table_of("List", rows_of(grid), 1).header == ("=A2", "Name")


@given(grids, st.none() | st.just(0))
def test_every_row_is_heading_above_data_or_blank(
    grid: list[list[Value]], header_row: int | None
) -> None:
    rows = rows_of(grid)
    table = table_of("List", rows, header_row)
    found = {row.number for row in (*table.above, *table.rows)} | {table.header_row} - {0}
    assert found == {row.number for row in rows if not is_blank(row.cells)}
    below = [row for row in rows if row.number > table.header_row]
    assert table.blank_rows == len(below) - len(table.rows)
