"""Subject, sender and date of a saved mail are read; a broken mail only leaves them out."""

import io
import unicodedata
from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.unit.files import samples
from vendor_tracker.files.mail import MailHead, read_mail


def head_of(content: bytes) -> MailHead:
    """Return what is read from these bytes."""
    return read_mail(io.BytesIO(content))


def test_subject_sender_and_date_are_read() -> None:
    assert head_of(samples.EML) == MailHead(
        subject="Price of the second year £",
        sender="Ada Example <ada@supplier.example>",
        sent_at=datetime(2026, 10, 6, 8, 30, tzinfo=UTC),
    )


def test_a_mail_that_says_nothing_gives_nothing() -> None:
    assert head_of(b"") == MailHead()
    assert head_of(b"X: y\r\n\r\nSubject: in the body") == MailHead()


def test_a_folded_subject_is_one_line() -> None:
    assert head_of(b"\xef\xbb\xbf\r\nSubject: one\r\n two\r\n\tthree\r\n\r\n").subject == (
        "one two three"
    )


def test_raw_letters_in_a_header_are_read() -> None:
    assert head_of("Subject: Röntgen £5\n\n".encode()).subject == "Röntgen £5"
    assert head_of("Subject: Röntgen\n\n".encode("latin-1")).subject == "R\ufffdntgen"


def test_hidden_characters_do_not_reach_the_page() -> None:
    subject = "=?utf-8?q?a=E2=80=AEb=0D=0ABcc=3A_c?="
    assert head_of(f"Subject: {subject}\n\n".encode()).subject == "ab Bcc: c"


@pytest.mark.parametrize(
    "written, read",
    [
        ("Tue, 06 Oct 2026 09:30:00 -0000", datetime(2026, 10, 6, 9, 30, tzinfo=UTC)),
        ("6 Oct 2026 09:30 +0100", datetime(2026, 10, 6, 8, 30, tzinfo=UTC)),
        ("next Tuesday", None),
        ("Tue, 06 Oct 99999 09:30:00 +0100", None),
        ("", None),
    ],
)
def test_a_date_is_an_instant_or_nothing(written: str, read: datetime | None) -> None:
    assert head_of(f"Date: {written}\n\n".encode()).sent_at == read


BROKEN = [
    b"From: " + b"(" * 3000 + b"\n\n",
    b"From: @" + b",@" * 1500 + b":\n\n",
    b"From: =?utf-8?b?====?= <\n\n",
    b"Subject: =?no-such-charset?q?x?=\n\n",
    b"From: " + b'"\\' * 1000 + b"\n\n",
    b"Date: 99 Foo -1 99:99:99 +9999\n\n",
    b"Subject: " + b"=?utf-8?q?a?= " * 20_000 + b"\n\n",
    b"\0\0\0: \0\n\n",
]


@pytest.mark.parametrize("content", BROKEN)
def test_headers_made_to_break_a_reader_leave_out_what_they_hide(content: bytes) -> None:
    assert head_of(content).sent_at is None


@given(st.sampled_from(["From", "Subject", "Date", "To"]), st.binary(max_size=400))
def test_any_header_is_read_or_left_out(name: str, value: bytes) -> None:
    head = head_of(name.encode() + b": " + value)
    kinds = {unicodedata.category(letter) for letter in head.subject or ""}
    assert not kinds & {"Cc", "Cf", "Cs", "Zl", "Zp"}


@given(st.binary(max_size=1000))
def test_any_bytes_are_read_or_left_out(content: bytes) -> None:
    assert isinstance(head_of(content), MailHead)
