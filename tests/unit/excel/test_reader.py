"""Every cell of a workbook is read or the workbook is refused; nothing is left out in silence."""

import dataclasses
import struct
import tracemalloc
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path

import openpyxl
import pytest

from tests.unit.excel.workbook_files import (
    HEAD,
    HEADINGS,
    MAIN,
    OFFICE,
    ROW_2,
    Parts,
    packed,
    parts,
    relations,
    saved,
    sheet,
    text,
)
from vendor_tracker.domain.errors import Refused
from vendor_tracker.excel.limits import DEFAULT_LIMITS, MEGABYTE, Limits
from vendor_tracker.excel.reader import read_table, read_workbook
from vendor_tracker.excel.tables import BadCell, Table, Value

DOCTYPE = '<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]>'
LAUGHS = '<!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;">]>'


def refusal(path: Path, limits: Limits = DEFAULT_LIMITS) -> str:
    """Return the words with which a workbook is refused."""
    with pytest.raises(Refused) as refused:
        read_table(path, limits=limits)
    return refused.value.message


def read(folder: Path, content: Parts | bytes) -> Table:
    """Read a workbook made for this test."""
    return read_table(saved(folder, content))


def one_cell(folder: Path, cell: str, **more: str) -> Value:
    """Return the value of a cell in row 2 below a heading."""
    rows = f'<row r="1">{text("A1", "Name")}{text("B1", "Other")}</row><row r="2">{cell}</row>'
    return read(folder, parts(rows, **more)).rows[0].cells[0]  # type: ignore[arg-type]


def test_a_sound_workbook_is_read_with_types_and_row_numbers(tmp_path: Path) -> None:
    table = read(tmp_path, parts())
    assert (table.sheet, table.header, table.header_row) == ("List", ("Name", "Price"), 1)
    assert [(row.number, row.cells) for row in table.rows] == [
        (2, ("Scribe (example)", Decimal("12.5")))
    ]


@pytest.mark.parametrize("false", ["A1", "A1:B1", "A1:XFD1048576", "nonsense"])
def test_a_false_dimension_changes_nothing(tmp_path: Path, false: str) -> None:
    rows = HEADINGS + "".join(f'<row r="{n}">{text(f"A{n}", f"P{n}")}</row>' for n in range(2, 12))
    table = read(tmp_path, parts(rows, before=f'<dimension ref="{false}"/>'))
    assert [row.cells[0] for row in table.rows] == [f"P{n}" for n in range(2, 12)]


@pytest.mark.parametrize(
    "cell, value",
    [
        ('<c r="A2" t="s"><v>0</v></c>', "Shared"),
        ('<c r="A2" t="str"><v>a_x000D_b</v></c>', "a\rb"),
        ('<c r="A2" t="b"><v>1</v></c>', True),
        ('<c r="A2" s="1"><v>46260</v></c>', date(2026, 8, 26)),
        ('<c r="A2" s="2"><v>46260.5</v></c>', datetime.fromisoformat("2026-08-26T12:00")),
        ('<c r="A2" t="d"><v>2026-08-26</v></c>', date(2026, 8, 26)),
        ('<c r="A2"><v>1241.3199999999999</v></c>', Decimal("1241.32")),
        ('<c r="A2"><v>0.30000000000000004</v></c>', Decimal("0.3")),
        ("<c><v>7</v></c>", Decimal(7)),
        (
            '<c r="A2" t="inlineStr"><is><r><t>Ri</t></r><r><t>ch</t></r>'
            "<rPh><t>no</t></rPh></is></c>",
            "Rich",
        ),
    ],
)
def test_a_cell_is_read_as_it_is_shown(tmp_path: Path, cell: str, value: Value) -> None:
    assert one_cell(tmp_path, cell) == value


def test_dates_may_count_from_1904(tmp_path: Path) -> None:
    found = one_cell(
        tmp_path, '<c r="A2" s="1"><v>44798</v></c>', workbook='<workbookPr date1904="1"/>'
    )
    assert found == date(2026, 8, 26)


@pytest.mark.parametrize(
    "cell, words",
    [
        ('<c r="A2"><f>1+1</f><v>5000</v></c>', "formula"),
        ('<c r="A2" t="str"><f>cmd|\'/c calc\'!A0</f><v>fine</v></c>', "formula"),
        ('<c r="A2"><f t="shared" si="0"/><v>3</v></c>', "formula"),
        ('<c r="A2" t="e"><v>#REF!</v></c>', "#REF!"),
        ('<c r="A2"><v>twelve</v></c>', "twelve"),
        ('<c r="A2"><v>1e999</v></c>', "too large"),
        ('<c r="A2" s="1"><v>-4</v></c>', "not one"),
    ],
)
def test_a_cell_that_cannot_be_trusted_says_why(tmp_path: Path, cell: str, words: str) -> None:
    found = one_cell(tmp_path, cell)
    assert isinstance(found, BadCell)
    assert words in found.reason
    assert found.raw not in {"5000", "fine", "3"}


def test_hidden_rows_are_read_and_said(tmp_path: Path) -> None:
    table = read(tmp_path, parts(HEADINGS + ROW_2.replace("<row ", '<row hidden="1" ')))
    assert len(table.rows) == 1
    assert "Hidden rows read like the others: 1" in table.notices


def test_hidden_sheets_are_left_out_and_said_unless_named(tmp_path: Path) -> None:
    path = saved(tmp_path, parts(others={"Old": sheet(HEADINGS + ROW_2)}, hidden=("Old",)))
    assert "Hidden sheets not read: “Old”" in read_table(path).notices
    assert read_table(path, " old ").sheet == "Old"
    assert list(read_workbook(path)) == ["List"]


def test_several_sheets_are_asked_about(tmp_path: Path) -> None:
    path = saved(tmp_path, parts(others={"More": sheet(HEADINGS), "Blank": sheet("")}))
    assert "“List”, “More”. Say which" in refusal(path)
    with pytest.raises(Refused, match="no sheet “Prices”"):
        read_table(path, "Prices")


def test_blank_rows_are_counted(tmp_path: Path) -> None:
    rows = HEADINGS + f'<row r="5">{text("A5", "X")}</row><row r="6">{text("A6", " ")}</row>'
    table = read(tmp_path, parts(rows))
    assert ([row.number for row in table.rows], table.blank_rows) == ([5], 4)


def test_merged_cells_in_the_data_are_refused_above_them_not(tmp_path: Path) -> None:
    band = f'<row r="1">{text("A1", "Our list")}</row>'
    shifted = band + (HEADINGS + ROW_2).replace('1"', '9"').replace('2"', '10"')
    above = '<mergeCells><mergeCell ref="A1:B1"/></mergeCells>'
    assert read(tmp_path, parts(shifted, after=above)).header_row == 9
    inside = above.replace("A1:B1", "A2:A3")
    assert "A2:A3 on sheet “List” are merged" in refusal(saved(tmp_path, parts(after=inside)))


@pytest.mark.parametrize(
    "rows, words",
    [
        (HEADINGS + f'<row r="1048576">{text("XFD1048576", "x")}</row>', "XFD1048576 lies far"),
        (HEADINGS + f'<row r="1048576">{text("A1048576", "x")}</row>', "A1048576 lies far"),
        (HEADINGS + f'<row r="2">{text("ZZ2", "x")}</row>', "ZZ2 lies far"),
        (HEADINGS + "<row/>" * 100_001, "most of them empty"),
        (HEADINGS + f'<row r="2">{text("A2", "x" * 70_000)}</row>', "more than 32,767 characters"),
        (HEADINGS + "<row><c><v>1</v></c></row>" * 10_001, "more than 10,000 rows"),
        (HEADINGS + f'<row r="2">{text("A2", "x")}{text("A2", "y")}</row>', "damaged"),
        (HEADINGS + '<row r="2"><c r="A2" t="s"><v>9</v></c></row>', "damaged"),
        (HEADINGS + f'<row r="2">{text("A0", "x")}</row>', "damaged"),
        (HEADINGS + f'<row r="{"9" * 5000}"></row>', "damaged"),
        (HEADINGS + "<row>", "damaged"),
        ("", "no sheet with a list"),
    ],
)
def test_a_sheet_that_is_no_list_is_refused(tmp_path: Path, rows: str, words: str) -> None:
    assert words in refusal(saved(tmp_path, parts(rows), "list.xlsx"), Limits(ratio=10_000))


def test_a_giant_merge_is_refused(tmp_path: Path) -> None:
    after = '<mergeCells><mergeCell ref="A1:Z40000"/></mergeCells>'
    assert "A1:Z40000" in refusal(saved(tmp_path, parts(after=after)))


@pytest.mark.parametrize(
    "part",
    ["xl/worksheets/sheet1.xml", "xl/sharedStrings.xml", "xl/styles.xml", "_rels/.rels",
     "xl/workbook.xml", "[Content_Types].xml", "docProps/core.xml"],
)  # fmt: skip
@pytest.mark.parametrize("declared", [DOCTYPE, LAUGHS])
def test_a_document_type_is_refused_in_any_part(tmp_path: Path, part: str, declared: str) -> None:
    content = parts() | {"docProps/core.xml": f"{HEAD}<core/>"}
    content[part] = str(content[part]).replace(HEAD, HEAD + declared)
    assert "document type" in refusal(saved(tmp_path, content))


def test_a_document_type_in_another_encoding_is_refused(tmp_path: Path) -> None:
    body = f'<?xml version="1.0" encoding="UTF-16"?>{DOCTYPE}<sst xmlns="{MAIN}"/>'
    content = parts() | {"xl/sharedStrings.xml": body.encode("utf-16")}
    assert "document type" in refusal(saved(tmp_path, content))


def test_content_from_elsewhere_is_refused(tmp_path: Path) -> None:
    outside = f'<Relationship Id="x" Type="{OFFICE}/image" Target="//h/x" TargetMode="External"/>'
    content = parts() | {"xl/worksheets/_rels/sheet1.xml.rels": relations(outside)}
    assert "content from other files" in refusal(saved(tmp_path, content))
    linked = outside.replace("/image", "/hyperlink")
    content["xl/worksheets/_rels/sheet1.xml.rels"] = relations(linked)
    assert read(tmp_path, content).rows


def test_a_part_larger_than_its_header_says_is_refused(tmp_path: Path) -> None:
    content = bytearray(packed(parts()))
    name = b"xl/worksheets/sheet1.xml"
    entry = content.rindex(name) - 46
    content[entry + 24 : entry + 28] = struct.pack("<L", 100)
    assert "damaged" in refusal(saved(tmp_path, bytes(content)))


def test_a_missing_part_is_refused(tmp_path: Path) -> None:
    content = parts()
    del content["xl/worksheets/sheet1.xml"]
    assert "damaged" in refusal(saved(tmp_path, content))


def test_one_long_text_shared_by_many_cells_is_refused(tmp_path: Path) -> None:
    content = parts(HEADINGS + '<row><c t="s"><v>0</v></c></row>' * 2_000)
    content["xl/sharedStrings.xml"] = (
        f'{HEAD}<sst xmlns="{MAIN}"><si><t>{"x" * 30_000}</t></si></sst>'
    )
    assert "more text than a list" in refusal(saved(tmp_path, content))


def test_a_child_without_memory_or_time_ends_in_words(tmp_path: Path) -> None:
    rows = HEADINGS + "<row><c><v>1</v></c><c><v>2</v></c></row>" * 9_000
    path = saved(tmp_path, parts(rows))
    tight = dataclasses.replace(DEFAULT_LIMITS, ratio=10_000)
    assert read_table(path, limits=tight).rows
    assert "more memory or time" in refusal(path, dataclasses.replace(tight, seconds=0))


def test_the_memory_of_this_process_stays_flat(tmp_path: Path) -> None:
    strings = f'{HEAD}<sst xmlns="{MAIN}">' + "<si><t>xyz</t></si>" * 700_000 + "</sst>"
    path = saved(tmp_path, parts() | {"xl/sharedStrings.xml": strings})
    del strings
    tracemalloc.start()
    read_table(path, limits=Limits(ratio=10_000))
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert peak < MEGABYTE


def test_another_reader_finds_the_same_cells(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    found = book.active
    assert found is not None
    written = [("Name", "Day", "Fee"), ("A", datetime.fromisoformat("2026-08-26T09:00"), 1.5)]
    for values in written:
        found.append(list(values))
    path = tmp_path / "list.xlsx"
    book.save(path)
    table = read_table(path)
    assert [table.header, *(row.cells for row in table.rows)] == [written[0], written[1]]
