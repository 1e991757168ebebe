"""What is written comes back identical."""

import re
from contextlib import closing
from datetime import date, datetime, timedelta
from decimal import Decimal
from pathlib import Path
from tempfile import TemporaryDirectory

import openpyxl
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.unit.excel.sample_sheets import ABOUT, ALL_KINDS, PROPERTIES, rows
from vendor_tracker.excel.book import Book
from vendor_tracker.excel.limits import DEFAULT_LIMITS
from vendor_tracker.excel.reader import read_table, read_workbook
from vendor_tracker.excel.sheet import CellKind, Column, Sheet
from vendor_tracker.excel.tables import Value
from vendor_tracker.excel.workbook import write_workbook

HOSTILE = [
    "=1+1",
    "+44 20 7946 0000",
    "-1",
    "@SUM(A1)",
    "\t=1",
    "\r=1",
    "=cmd|'/c calc'!A0",
    '=HYPERLINK("http://x","y")',
    "＝1+1",
    "#N/A",
    "#REF!",
    "TRUE",
    "007",
    "1-2",
    "1E5",
    "_x000D_",
    "_x0041_",
    "a\r\nb\rc\nd",
    "  edges  ",
    "\u00a0",
    "'quoted",
    "]]>",
    "&amp;<b>",
    "\x85\x99",
    "\u2028",
    "\U0001f600",
]
# A workbook knows no zones: its moments are read as clocks in the UK show them.
FIRST, LAST = datetime.fromisoformat("1900-03-01"), datetime.fromisoformat("2200-01-01")
legal = st.text(st.characters(exclude_categories=["Cs"])).map(
    lambda text: re.sub("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]", "", text)
)
slow = settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])


def there_and_back(kind: CellKind, values: list[object]) -> list[Value]:
    """Write a column of values and read it in this process, which is quicker than a child."""
    sheet = Sheet("Values", (Column("Mark", "mark"), Column("Value", "value", kind=kind)), "Values")
    with TemporaryDirectory() as folder:
        path = Path(folder) / "values.xlsx"
        marked = [{"mark": "x", "value": value} for value in values]
        write_workbook(path, ABOUT, [(sheet, marked)], PROPERTIES)
        with closing(Book(path, DEFAULT_LIMITS)) as book:
            _, cells = book.chosen("Values")
    return [cells.rows[number].get(2) for number in range(2, len(values) + 2)]


@slow
@given(st.lists(legal, min_size=1, max_size=20))
def test_any_text_comes_back(texts: list[str]) -> None:
    assert there_and_back(CellKind.TEXT, [*texts]) == [text or None for text in texts]


def test_hostile_texts_come_back() -> None:
    assert there_and_back(CellKind.TEXT, [*HOSTILE]) == HOSTILE


def test_hostile_texts_are_text_to_the_excel_library(tmp_path: Path) -> None:
    path = tmp_path / "hostile.xlsx"
    sheet = Sheet("Values", (Column("Value", "value"),), "Values")
    write_workbook(path, ABOUT, [(sheet, [{"value": text} for text in HOSTILE])], PROPERTIES)
    cells = [row[0] for row in openpyxl.load_workbook(path)["Values"].iter_rows(min_row=2)]
    assert {cell.data_type for cell in cells} == {"s"}
    # The library shows escaped units as they are stored.
    assert [str(cell.value).replace("_x005F_", "_") for cell in cells] == HOSTILE


@slow
@given(st.lists(st.decimals(-(10**12), 10**12, places=2), min_size=1, max_size=20))
def test_any_amount_comes_back_to_the_penny(amounts: list[Decimal]) -> None:
    assert there_and_back(CellKind.MONEY, [*amounts]) == amounts


@slow
@given(st.lists(st.decimals(-(10**8), 10**8, places=6), min_size=1, max_size=20))
def test_any_figure_comes_back_to_the_millionth(figures: list[Decimal]) -> None:
    assert there_and_back(CellKind.NUMBER, [*figures]) == figures


@slow
@given(st.lists(st.dates(date(1900, 3, 1), date(9999, 12, 31)), min_size=1, max_size=20))
def test_any_date_comes_back(days: list[date]) -> None:
    assert there_and_back(CellKind.DATE, [*days]) == days


@slow
@given(st.lists(st.datetimes(FIRST, LAST), min_size=1, max_size=20))
def test_any_moment_comes_back_to_the_second(moments: list[datetime]) -> None:
    whole = [moment.replace(microsecond=0) for moment in moments]
    found = there_and_back(CellKind.DATETIME, [*whole])
    assert found == whole


def test_a_day_before_excel_can_count_is_kept_as_words() -> None:
    assert there_and_back(CellKind.DATE, [date(1899, 5, 4)]) == ["1899-05-04"]


def test_a_whole_register_comes_back(tmp_path: Path) -> None:
    path = tmp_path / "register.xlsx"
    write_workbook(path, ABOUT, [(ALL_KINDS, rows(5))], PROPERTIES)
    tables = read_workbook(path)
    assert list(tables) == ["About", "Costs", "Lists"]
    assert tables["Costs"] == read_table(path, "costs")
    for written, row in zip(rows(5), tables["Costs"].rows, strict=True):
        moment = written["at"]
        assert isinstance(moment, datetime)
        # In July the clock in London is an hour ahead.
        local = moment.replace(tzinfo=None) + timedelta(hours=1)
        expected = {**written, "at": local, "known": "Yes" if written["known"] else "No"}
        assert list(row.cells) == [expected[column.key] for column in ALL_KINDS.columns]
