"""Numbers that look like NHS numbers, found in every kind of file that holds text."""

import io
import zipfile
from email.message import EmailMessage

import pytest
from docx import Document

from vendor_tracker.files.patientdata import count_numbers, is_valid
from vendor_tracker.services.demonstrations.papers import paper

# They carry the right check digit, and are those that examples everywhere use.
SPACED, PLAIN, OTHER = "943 476 5919", "9434765919", "9876543210"
_OPEN_XML = "application/vnd.openxmlformats-officedocument."
DOCX = f"{_OPEN_XML}wordprocessingml.document"
XLSX = f"{_OPEN_XML}spreadsheetml.sheet"


def count(text: str) -> int:
    """Return how many numbers a text file holds."""
    return count_numbers(io.BytesIO(text.encode()), "text/plain")


def package(**parts: str) -> io.BytesIO:
    """Return an Office file with these parts."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name, text in parts.items():
            archive.writestr(f"xl/{name}.xml", text)
    return out


@pytest.mark.parametrize("number", ["9434765919", "9876543210", "4505577104"])
def test_a_right_check_digit_is_valid(number: str) -> None:
    assert is_valid(number)


@pytest.mark.parametrize("number", ["9434765918", "1111111111", "0000000000", "2079460958"])
def test_a_wrong_check_digit_or_one_digit_over_and_over_is_not(number: str) -> None:
    assert not is_valid(number)


@pytest.mark.parametrize(
    "text",
    [
        SPACED,
        "943-476-5919",
        "943\u00a0476\u00a05919",
        f"{PLAIN},{OTHER}",
        f"Smith {SPACED} 1/2/50",
        f"NHS No.{SPACED}.",
    ],
)
def test_numbers_written_as_such_or_several_are_noticed(text: str) -> None:
    assert count(f"NHS no.: {text}\n") == (2 if OTHER in text else 1)


@pytest.mark.parametrize(
    "text",
    [
        PLAIN,
        f"{PLAIN} and once more {PLAIN}",
        f"1{PLAIN}, 1{OTHER}",
        f"{PLAIN}1, {OTHER}1",
        f"0.{PLAIN}, 0.{OTHER}",
        "943 476 5918",
        "1111111111, 2222222222",
        "020 7946 0958",
        f"0{SPACED}",
    ],
)
def test_chance_and_longer_figures_are_left_alone(text: str) -> None:
    assert count(text) == 0


def test_a_number_counts_once_however_it_is_written() -> None:
    assert count(f"{SPACED} {PLAIN} 943-476-5919") == 1


def test_word_joins_what_its_markup_parts() -> None:
    document = Document()
    paragraph = document.add_paragraph("Number 943 4")
    paragraph.add_run("76 59").bold = True
    paragraph.add_run("19 of our list")
    out = io.BytesIO()
    document.save(out)
    assert count_numbers(out, DOCX) == 1


def test_cells_of_a_workbook_stay_apart() -> None:
    shared = f"<sst><si><t>{SPACED}</t></si><si><t>943</t></si><si><t>476 5919</t></si></sst>"
    assert count_numbers(package(sharedStrings=shared), XLSX) == 1
    cells = f'<row><c r="A1"><v>{PLAIN}</v></c><c r="B1"><v>{OTHER}</v></c></row>'
    assert count_numbers(package(sheet1=cells), XLSX) == 2
    joined = '<row><c r="A1"><v>943476</v></c><c r="B1"><v>5919</v></c></row>'
    assert count_numbers(package(sheet1=joined), XLSX) == 0
    large = "<si><t>padding</t></si>" * 20_000 + f"<si><t>{SPACED}</t></si>"
    assert count_numbers(package(sharedStrings=large), XLSX) == 1


def test_mail_is_read_as_it_reads() -> None:
    mail = EmailMessage()
    mail["From"], mail["Subject"] = "desk@fenwick.example", "List"
    mail.set_content(f"Patient {SPACED}", cte="base64")
    assert count_numbers(io.BytesIO(mail.as_bytes()), "message/rfc822") == 1


def test_the_text_of_a_pdf_is_read_apart() -> None:
    content = paper("list.pdf", f"Scan list\nPatient {SPACED}\nPatient 987 654 3210")
    assert count_numbers(io.BytesIO(content), "application/pdf") == 2
    assert count_numbers(io.BytesIO(b"%PDF-1.7 broken %%EOF"), "application/pdf") == 0


def test_other_kinds_and_broken_files_hold_nothing() -> None:
    content = f"{SPACED}".encode()
    assert count_numbers(io.BytesIO(content), "image/png") == 0
    assert count_numbers(io.BytesIO(content), XLSX) == 0
    wide = f"Patient {SPACED}".encode("utf-16")
    assert count_numbers(io.BytesIO(wide), "text/csv") == 1
    message = b"\0" * 9 + "Patient 943 476 5919 ".encode("utf-16-le")
    assert count_numbers(io.BytesIO(message), "application/vnd.ms-outlook") == 1
