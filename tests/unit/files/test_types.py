"""Only known kinds of file are kept, told by ending and content; refusals say what to do."""

import contextlib
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.unit.files import samples
from vendor_tracker.domain.errors import Refused
from vendor_tracker.files.types import EXTENSIONS, FILE_TYPES, recognise


def refusal_of(content: bytes, name: str) -> str:
    """Return the words with which a file is refused."""
    with pytest.raises(Refused) as refused:
        recognise(io.BytesIO(content), name)
    assert refused.value.field == "file"
    return refused.value.message


@pytest.mark.parametrize("name", samples.GOOD)
def test_a_file_of_a_known_kind_is_recognised(name: str) -> None:
    content, media_type = samples.GOOD[name]
    stream = io.BytesIO(content)
    assert recognise(stream, name).media_type == media_type
    assert stream.tell() == 0


def test_every_kind_that_is_taken_has_a_sample() -> None:
    tried = {name.rpartition(".")[2].lower() for name in samples.GOOD}
    assert all(tried & set(kind.extensions) for kind in FILE_TYPES)
    assert ".docx" in EXTENSIONS


@pytest.mark.parametrize(
    "name, words",
    [
        ("old.doc", "save it as .docx or PDF"),
        ("old.xls", "save it as .xlsx or PDF"),
        ("old.ppt", "save it as .pptx or PDF"),
        ("page.html", "Print it to PDF"),
        ("drawing.svg", "Print it to PDF"),
        ("notes.json", "Save it as plain text (.txt)"),
        ("all.zip", "Take the files out"),
        ("setup.exe", "is a program"),
        ("report.pdf.exe", "is a program"),
        ("report\u202efdp.exe", "“reportfdp.exe” is a program"),
        ("run.docm", "without macros"),
        ("photo.heic", "PNG or JPEG"),
        ("strange.xyz", "files ending in .xyz are not taken"),
        ("noending", "a file without an ending is not taken"),
    ],
)
def test_an_ending_that_is_not_taken_is_refused_with_what_to_do(name: str, words: str) -> None:
    assert words in refusal_of(samples.PDF, name)


def test_an_empty_file_is_refused() -> None:
    assert "is empty" in refusal_of(b"", "report.pdf")


MISFITS = [
    ("report.pdf", samples.office("docx"), "a zip archive or an Office file"),
    ("report.pdf", b"<!doctype html><html><script>1</script>", "a web page"),
    ("report.pdf", b"junk " + samples.PDF, "does not begin like one"),
    ("report.pdf", samples.PDF[:40], "cut off"),
    ("report.pdf", samples.PDF + samples.archive({"a.js": b"1"}), "a zip archive at the same"),
    ("photo.jpg", samples.JPEG + samples.archive({"a.js": b"1"}), "a zip archive at the same"),
    ("photo.jpg", samples.JPEG[:-2], "cut off"),
    ("photo.jpg", samples.png(), "a PNG picture"),
    ("screen.png", samples.JPEG, "a JPEG picture"),
    ("screen.png", samples.png(after=b"<script>"), "Something else follows"),
    ("screen.png", samples.png(after=samples.archive({"a": b"1"})), "Something else follows"),
    ("screen.png", samples.png()[:-6], "cut off"),
    ("notes.txt", b"GIF89a/*\0*/=1;alert(1)", "a GIF picture"),
    ("notes.txt", b"GIF89a/*  */=1;alert(1)", "a GIF picture"),
    ("table.csv", samples.office("xlsx"), "a zip archive or an Office file"),
    ("table.csv", b"name,\0price", "not text"),
    ("notes.txt", b"\xff\xfea\0\0\0b\0", "not text"),
    ("notes.txt", b"\xff\xfea\0b", "not text"),
    ("notes.txt", b"\xef\xbb\xbf\n<svg onload='x'>", "a web page"),
    ("notes.txt", "\ufeff<html><script>".encode("utf-16-le"), "a web page"),
    ("notes.txt", b"MZ\x90\0\3", "a program"),
    ("mail.eml", b"<html><body>", "does not begin like a saved mail"),
    ("mail.eml", b"GIF89a=1//\n\n", "does not begin like a saved mail"),
    ("mail.eml", b"Colour: red\r\n\r\nbody", "does not begin like a saved mail"),
    ("mail.eml", samples.EML + samples.archive({"a.js": b"1"}), "a zip archive at the same"),
]


@pytest.mark.parametrize("name, content, words", MISFITS)
def test_content_that_is_not_what_the_ending_says_is_refused(
    name: str, content: bytes, words: str
) -> None:
    assert words in refusal_of(content, name)


OFFICE_MISFITS = [
    ("letter.docx", samples.office("xlsx"), "Give it the ending .xlsx"),
    ("prices.xlsx", samples.office("pptx"), "Give it the ending .pptx"),
    ("letter.docx", samples.office("docm"), "holds macros"),
    ("letter.docx", samples.office("docx", {"word/vbaProject.bin": b"1"}), "holds macros"),
    ("prices.xlsx", samples.office("xlsx", {"xl/macrosheets/s.xml": b"1"}), "holds macros"),
    ("letter.docx", samples.archive({"readme.txt": b"1"}), "take them out"),
    ("letter.docx", b"%PDF-1.7", "what is inside is a PDF"),
    ("letter.docx", b"hello", "damaged"),
    ("letter.docx", samples.office("docx")[:60], "damaged"),
    ("letter.docx", samples.office("docx", {"../../x": b"1"}), "damaged"),
    ("letter.docx", samples.compound("EncryptedPackage"), "protected with a password"),
    ("letter.docx", samples.compound("WordDocument"), "an old Word document (.doc)"),
    ("prices.xlsx", samples.compound("Workbook"), "an old Excel workbook (.xls)"),
    ("letter.docx", samples.OLE + b"cut", "damaged"),
    ("mail.msg", samples.compound("WordDocument"), "an old Word document (.doc)"),
    ("mail.msg", samples.compound("Other"), "not taken"),
    ("mail.msg", samples.compound(), "not taken"),
    ("mail.msg", samples.MSG[:700], "damaged"),
    ("mail.msg", samples.PDF, "a PDF"),
]


@pytest.mark.parametrize("name, content, words", OFFICE_MISFITS)
def test_an_office_file_is_told_by_its_parts(name: str, content: bytes, words: str) -> None:
    assert words in refusal_of(content, name)


def test_a_declared_entity_in_a_package_is_refused() -> None:
    types = b'<!DOCTYPE Types [<!ENTITY a "b">]><Types/>'
    content = samples.archive({"[Content_Types].xml": types})
    assert "damaged" in refusal_of(content, "letter.docx")


def test_a_message_with_an_old_word_file_attached_is_still_a_message() -> None:
    attached = "WordDocument".encode("utf-16-le")
    assert recognise(io.BytesIO(samples.MSG + attached), "mail.msg").label == "Outlook message"


def test_a_compound_file_that_runs_in_circles_is_refused() -> None:
    content = bytearray(samples.MSG)
    content[512 + 2 * 4 : 512 + 3 * 4] = (1).to_bytes(4, "little")
    assert "damaged" in refusal_of(bytes(content), "mail.msg")


@given(st.sampled_from(sorted(samples.GOOD)), st.binary(max_size=300), st.integers(0, 5000))
def test_scrambled_content_is_taken_or_refused_in_words(
    name: str, noise: bytes, place: int
) -> None:
    content = samples.GOOD[name][0]
    scrambled = content[:place] + noise + content[place + len(noise) :]
    with contextlib.suppress(Refused):
        recognise(io.BytesIO(scrambled), name)
