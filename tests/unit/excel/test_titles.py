"""Names inside a workbook are always ones that Excel accepts."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vendor_tracker.excel.titles import sheet_title, table_name


@given(st.text(), st.sets(st.text(max_size=5)))
def test_any_text_makes_a_sheet_title(wanted: str, taken: set[str]) -> None:
    folded = {name.casefold() for name in taken}
    title = sheet_title(wanted, folded)
    assert 1 <= len(title.encode("utf-16-le")) // 2 <= 31
    assert not set(title) & set("[]:*?/\\")
    assert not title.startswith("'")
    assert not title.endswith("'")
    assert title.casefold() not in folded | {"history"}


@given(st.text())
def test_any_text_makes_a_table_name(wanted: str) -> None:
    name = table_name(wanted)
    assert name.isascii()
    assert name.isidentifier()


@pytest.mark.parametrize("cell", ["A1", "XFD1048576", "R1C1", "r", "C", "R2", "1st", ""])
def test_a_table_is_never_named_like_a_cell(cell: str) -> None:
    assert table_name(cell).startswith("T")
    assert table_name(cell) != cell


def test_a_title_that_is_taken_gets_a_number() -> None:
    assert sheet_title("Costs", {"costs", "costs 2"}) == "Costs 3"
    assert len(sheet_title("x" * 40, {"x" * 31})) == 31
