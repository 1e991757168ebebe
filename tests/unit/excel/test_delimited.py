"""CSV files are read whole, whatever their encoding, separator and faults."""

from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.unit.excel.workbook_files import saved
from vendor_tracker.domain.errors import Refused
from vendor_tracker.excel.delimited import encoding_of, repair_c1
from vendor_tracker.excel.limits import Limits
from vendor_tracker.excel.reader import read_table, read_workbook
from vendor_tracker.excel.tables import Table

LIST = "Name,Fee\r\nCafé Scribe™,£12.50\r\n"


def read(folder: Path, content: str | bytes) -> Table:
    """Read a CSV file made for this test."""
    return read_table(saved(folder, content.encode() if isinstance(content, str) else content,
                            "list.csv"))  # fmt: skip


@pytest.mark.parametrize(
    "encoding, named",
    [
        ("utf-8", "UTF-8"),
        ("utf-8-sig", "UTF-8"),
        ("cp1252", "Windows-1252"),
        ("utf-16", "UTF-16"),
        ("utf-16-le", "UTF-16"),
        ("utf-16-be", "UTF-16"),
    ],
)
def test_the_encoding_is_found(tmp_path: Path, encoding: str, named: str) -> None:
    table = read(tmp_path, LIST.encode(encoding))
    assert table.header == ("Name", "Fee")
    assert table.rows[0].cells == ("Café Scribe™", "£12.50")
    assert f"Read as {named}, columns separated by commas" in table.notices


@pytest.mark.parametrize("separator", [",", ";", "\t", "|"])
def test_the_separator_is_found(tmp_path: Path, separator: str) -> None:
    line = '"Scribe, second edition; new"'
    table = read(tmp_path, f"Name{separator}Fee\n{line}{separator}1,5\n".replace("1,5", '"1,5"'))
    assert table.rows[0].cells == ("Scribe, second edition; new", "1,5")


def test_a_declared_separator_is_followed(tmp_path: Path) -> None:
    table = read(tmp_path, "sep=;\r\nName;Fee\r\nA;1,5\r\n")
    assert (table.header_row, table.rows[0].number) == (2, 3)


def test_control_characters_are_kept_counted_and_mended_only_when_asked(tmp_path: Path) -> None:
    table = read(tmp_path, "Name,Maker\nScribe\x99,\x93A\x94\n")
    assert table.rows[0].cells == ("Scribe\x99", "\x93A\x94")
    assert any("Control characters in 2 cells" in notice for notice in table.notices)
    assert repair_c1("Scribe\x99 \x93A\x94 \x81") == "Scribe™ “A” \x81"


def test_tabs_spaces_and_line_breaks_in_cells_are_kept(tmp_path: Path) -> None:
    table = read(tmp_path, 'Name,Maker\r\n"A\r\nB","\tMaker (example)\n"\r\n\u2028x,\u00a0y\r\n')
    assert [row.cells for row in table.rows] == [
        ("A\r\nB", "\tMaker (example)\n"),
        ("\u2028x", "\u00a0y"),
    ]
    assert [row.number for row in table.rows] == [2, 3]


def test_blank_rows_are_skipped_and_counted_rows_keep_their_numbers(tmp_path: Path) -> None:
    table = read(tmp_path, "Name,Fee\n\n,\nA,1\n , \n,,,\n")
    assert [row.number for row in table.rows] == [4]
    assert table.blank_rows == 4


def test_rows_above_the_headings_are_kept_apart_and_said(tmp_path: Path) -> None:
    table = read(tmp_path, "Our products,,\n,,\nName,Fee,Maker\nA,1,B\n")
    assert (table.header_row, len(table.above), len(table.rows)) == (3, 1, 1)
    assert "1 row above the headings in row 3 not read as data" in table.notices


def test_the_row_of_headings_can_be_said(tmp_path: Path) -> None:
    path = saved(tmp_path, b"1,2\nName,Fee\n3,4\n", "list.csv")
    assert read_table(path, header_row=2).header == ("Name", "Fee")
    none = read_table(path, header_row=0)
    assert (none.header, len(none.rows)) == (("Column A", "Column B"), 3)
    with pytest.raises(Refused, match="Row 9 is empty"):
        read_table(path, header_row=9)


def test_columns_without_heading_or_content(tmp_path: Path) -> None:
    table = read(tmp_path, "Name,,Fee,,\nA,x,1,,\n")
    assert (table.header, table.rows[0].cells) == (("Name", "", "Fee"), ("A", "x", "1"))
    assert table.column(" fee ") == 2


@pytest.mark.parametrize(
    "content, words",
    [
        (b'Name,Fee\nA,1\n"B,2\nC,3\n', "Row 3 cannot be read"),
        (b'Name,Fee\n"A"x,1\n', "Row 2 cannot be read"),
        (b"Name,Fee\nA\0B,1\n", "no CSV has"),
        (b"Name,Fee\nA\x81,1\n", "cannot be read"),
        (b"Name,Fee\n" + b"x" * 140_000, "Row 2 cannot be read"),
        (b"a,b\n" + b"," * 200 + b"x\n", "more than 200 columns"),
        (b"a,b\n" + b"1,2\n" * 10_001, "more than 10,000 rows"),
        (b"a,b\n1,2\n" + b"\n" * 100_001, "most of them empty"),
    ],
)
def test_what_cannot_be_read_whole_is_refused(tmp_path: Path, content: bytes, words: str) -> None:
    with pytest.raises(Refused, match=words):
        read(tmp_path, content)


def test_a_formula_in_csv_is_only_text(tmp_path: Path) -> None:
    assert read(tmp_path, "Name,Fee\n\"=cmd|'/c calc'!A0\",1\n").rows[0].cells[0] == (
        "=cmd|'/c calc'!A0"
    )


def test_the_limit_of_rows_can_be_raised(tmp_path: Path) -> None:
    path = saved(tmp_path, b"a,b\n" + b"1,2\n" * 10_001, "list.csv")
    assert len(read_table(path, limits=Limits(rows=20_000)).rows) == 10_001


def test_a_large_list_is_read_in_a_process_of_its_own_with_the_same_result(tmp_path: Path) -> None:
    line = f"Scribe™,{'x' * 30_000},1\n".encode()
    small, large = (b"Name,Note,Fee\n\n" + line * n + b"\n" for n in (2, 40))
    one, other = read(tmp_path, small), read(tmp_path, large)
    assert (other.header, other.notices, other.sheet) == (one.header, one.notices, one.sheet)
    assert (other.rows[:2], other.blank_rows) == (one.rows, one.blank_rows)
    assert [row.number for row in other.rows] == list(range(3, 43))


def test_a_row_of_a_million_columns_ends_in_words(tmp_path: Path) -> None:
    with pytest.raises(Refused, match="more than 200 columns"):
        read(tmp_path, b"a,b\n" + b"1," * 1_000_000)


def test_a_register_does_not_come_back_as_csv(tmp_path: Path) -> None:
    with pytest.raises(Refused, match="comes back as an Excel workbook"):
        read_workbook(saved(tmp_path, b"a,b\n", "list.csv"))


@settings(deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(content=st.binary(min_size=1, max_size=300))
def test_any_bytes_are_read_or_refused(tmp_path: Path, content: bytes) -> None:
    try:
        table = read(tmp_path, content)
    except Refused:
        return
    assert encoding_of(content)
    assert all(len(row.cells) == len(table.header) for row in table.rows)
