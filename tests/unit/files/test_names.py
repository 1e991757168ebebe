"""File names are shown and offered safely, and are never a path."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vendor_tracker.files.names import clean_name, disposition, extension_of, plain_line


@pytest.mark.parametrize(
    "declared, shown",
    [
        ("report.pdf", "report.pdf"),
        ("../../etc/passwd.txt", "passwd.txt"),
        ("C:\\Users\\ada\\report.pdf", "report.pdf"),
        ("C:report.pdf", "report.pdf"),
        ("invoice\u202efdp.exe", "invoicefdp.exe"),
        ("a\0b\r\nSet-Cookie: x.pdf", "abSet-Cookie_ x.pdf"),
        ("zero\u200bwidth.pdf", "zerowidth.pdf"),
        ("Befund Müller.pdf", "Befund Müller.pdf"),
        ("..", "file"),
        ("", "file"),
        ("report.pdf...", "report.pdf"),
        ("con.txt", "_con.txt"),
        ('what? "this" <is>.pdf', "what_ _this_ _is_.pdf"),
    ],
)
def test_a_name_is_shown_without_path_or_hidden_characters(declared: str, shown: str) -> None:
    assert clean_name(declared) == shown


def test_a_long_name_is_cut_before_its_ending() -> None:
    shown = clean_name("x" * 300 + ".pdf")
    assert len(shown) == 255
    assert shown.endswith("x.pdf")


@given(st.text(max_size=400))
def test_any_name_becomes_one_that_is_safe_and_stays_so(declared: str) -> None:
    shown = clean_name(declared)
    assert 0 < len(shown) <= 255
    assert not set(shown) & set('/\\:<>"|?*\r\n\0\u202e')
    assert shown not in {".", ".."}
    assert clean_name(shown) == shown


@pytest.mark.parametrize(
    "name, extension",
    [("a.PDF", "pdf"), ("a.tar.gz", "gz"), ("none", ""), (".hidden", ""), ("a.", "")],
)
def test_the_ending_is_what_follows_the_last_dot(name: str, extension: str) -> None:
    assert extension_of(name) == extension


def test_a_plain_name_needs_one_form_in_the_header() -> None:
    assert disposition("report 1.pdf") == 'attachment; filename="report 1.pdf"'


def test_a_name_with_accents_is_offered_in_both_forms() -> None:
    assert disposition("Müller £5.pdf") == (
        "attachment; filename=\"Muller 5.pdf\"; filename*=UTF-8''M%C3%BCller%20%C2%A35.pdf"
    )


def test_a_name_without_any_plain_letter_keeps_its_ending() -> None:
    assert disposition("報告.pdf").startswith('attachment; filename="file.pdf"; filename*=UTF-8')
    assert disposition("報告").startswith('attachment; filename="file"; filename*=UTF-8')


def test_a_percent_sign_is_never_in_the_plain_form() -> None:
    assert disposition("100%41.pdf") == (
        "attachment; filename=\"100_41.pdf\"; filename*=UTF-8''100%2541.pdf"
    )


@given(st.text(max_size=300))
def test_a_header_is_one_line_of_plain_letters(declared: str) -> None:
    header = disposition(declared)
    assert header.isascii()
    assert header.isprintable()
    assert header.count('"') == 2


def test_a_line_keeps_words_apart_and_hides_nothing() -> None:
    assert plain_line("  a\r\nBcc: b\tc\u202e\ud800 ") == "a Bcc: b c"
