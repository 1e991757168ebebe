"""Files that cannot be trusted are refused in words before anything reads them."""

import zipfile
from contextlib import closing
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.unit.excel.workbook_files import COMPOUND, packed, parts, saved
from vendor_tracker.domain.errors import Refused
from vendor_tracker.excel.book import Book
from vendor_tracker.excel.guard import check_file
from vendor_tracker.excel.limits import DEFAULT_LIMITS, MEGABYTE, Limits


def refusal(path: Path, limits: Limits = DEFAULT_LIMITS) -> str:
    """Return the words with which a file is refused."""
    with pytest.raises(Refused) as refused:
        check_file(path, limits)
    return refused.value.message


def test_a_sound_workbook_and_a_csv_pass(tmp_path: Path) -> None:
    assert check_file(saved(tmp_path, parts())) == "xlsx"
    assert check_file(saved(tmp_path, b"a,b\n1,2\n", "list.CSV")) == "csv"


def test_the_name_its_owner_gave_it_counts(tmp_path: Path) -> None:
    path = saved(tmp_path, parts(), "upload-7")
    assert check_file(path, name="Our list.xlsx") == "xlsx"


@pytest.mark.parametrize(
    "name, content, words",
    [
        ("list.xlsx", b"", "empty"),
        ("list.xls", COMPOUND, "old type"),
        ("list.xlsm", packed(parts()), "macros"),
        ("list.xlsb", packed(parts()), "binary workbook"),
        ("list.ods", packed(parts()), "OpenDocument"),
        ("list.pdf", b"%PDF-1.7", "PDF"),
        ("list.zip", packed(parts()), "zip folder"),
        ("list.exe", b"MZ", "Only Excel workbooks"),
        ("list", b"a,b", "Only Excel workbooks"),
        ("list.xlsx", b"<html><table>", "not an Excel workbook"),
        ("list.xlsx", COMPOUND + bytes(512), "old type"),
        ("list.xlsx", COMPOUND + "EncryptedPackage".encode("utf-16-le"), "password"),
        ("list.xlsx", b"PK\x03\x04" + bytes(60), "damaged"),
        ("list.csv", packed(parts()), "named as CSV but holds a packed file"),
        ("list.csv", COMPOUND, "named as CSV but is of another type"),
        ("list.xlsx", packed({"word/document.xml": "<x/>"}), "not an Excel workbook"),
    ],
)
def test_another_type_is_named(tmp_path: Path, name: str, content: bytes, words: str) -> None:
    message = refusal(saved(tmp_path, content, name))
    assert words in message
    assert message.endswith(".")


@pytest.mark.parametrize(
    "part, words",
    [
        ("xl/vbaProject.bin", "macros"),
        ("xl/externalLinks/externalLink1.xml", "values from other files"),
        ("xl/embeddings/oleObject1.bin", "embedded"),
        ("xl/activeX/activeX1.xml", "ActiveX"),
        ("xl/macrosheets/sheet1.xml", "macro sheets"),
    ],
)
def test_a_part_that_no_list_needs_is_named(tmp_path: Path, part: str, words: str) -> None:
    assert words in refusal(saved(tmp_path, parts() | {part: "x"}))


def test_a_file_that_is_too_large_is_refused(tmp_path: Path) -> None:
    path = saved(tmp_path, b"a" * 2_000_001, "list.csv")
    assert "larger than 1 MB" in refusal(path, Limits(file_bytes=MEGABYTE))


def test_a_bomb_is_refused_by_its_ratio_and_by_its_size(tmp_path: Path) -> None:
    bomb = saved(tmp_path, parts() | {"xl/media/image1.png": bytes(20 * MEGABYTE)})
    assert bomb.stat().st_size < 50_000
    assert "unpacks" in refusal(bomb)
    assert "unpacks" in refusal(bomb, Limits(ratio=10_000, unpacked_bytes=MEGABYTE))


def test_too_many_parts_are_refused_before_they_are_listed(tmp_path: Path) -> None:
    many = parts() | {f"xl/x{number}": b"" for number in range(1_100)}
    assert "more than 1,000 parts" in refusal(saved(tmp_path, many))


def test_a_directory_that_is_longer_than_it_says_is_refused(tmp_path: Path) -> None:
    many = bytearray(packed(parts() | {f"xl/x{number}": b"" for number in range(1_100)}))
    end = many.rindex(b"PK\x05\x06")
    many[end + 8 : end + 12] = b"\x05\x00\x05\x00"
    assert "damaged" in refusal(saved(tmp_path, bytes(many)))


def test_two_parts_of_one_name_are_refused(tmp_path: Path) -> None:
    path = saved(tmp_path, parts())
    with zipfile.ZipFile(path, "a") as archive:
        archive.writestr("XL/workbook.xml", "<workbook/>")
    assert "damaged" in refusal(path)


def test_an_unknown_packing_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "list.xlsx"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_LZMA) as archive:
        for name, body in parts().items():
            archive.writestr(name, body)
    assert "damaged" in refusal(path)


@settings(deadline=None, max_examples=150)
@given(st.data())
def test_a_scribbled_workbook_is_read_or_refused(data: st.DataObject) -> None:
    content = bytearray(packed(parts()))
    for _ in range(data.draw(st.integers(1, 6))):
        place = data.draw(st.integers(0, len(content) - 1))
        content[place] = data.draw(st.integers(0, 255))
    with TemporaryDirectory() as folder:
        path = saved(Path(folder), bytes(content))
        try:
            check_file(path)
            with closing(Book(path, DEFAULT_LIMITS)) as book:
                assert book.chosen(None)
        except Refused as refused:
            assert refused.message  # noqa: PT017  # both endings are right


@pytest.mark.parametrize("bit", [0x20, 0x40])
def test_ways_of_packing_that_nobody_reads_are_refused(tmp_path: Path, bit: int) -> None:
    content = bytearray(packed(parts()))
    # The flags of the first part, in its own head and in the list at the end.
    content[6] |= bit
    content[content.index(b"PK\x01\x02") + 8] |= bit
    with pytest.raises(Refused, match="damaged"):
        check_file(saved(tmp_path, bytes(content)))
