"""What a file really is, told from its bytes: one check per kind, each refusing in words."""

import re
import struct
import zipfile
import zlib
from typing import IO

from vendor_tracker.domain.errors import Refused
from vendor_tracker.files.compound import SIGNATURE, NotCompound, root_entries

PIECE = 1 << 16

# All that the standard reader raises on an archive that is damaged or made to break it.
UNREADABLE_ARCHIVE = (
    zipfile.BadZipFile,
    zlib.error,
    struct.error,
    EOFError,
    LookupError,
    NotImplementedError,
    RuntimeError,
    ValueError,
)

_SIGNATURES = (
    (b"%PDF-", "a PDF"),
    (b"\x89PNG\r\n\x1a\n", "a PNG picture"),
    (b"\xff\xd8\xff", "a JPEG picture"),
    (b"GIF8", "a GIF picture"),
    (b"PK\x03\x04", "a zip archive or an Office file"),
    (SIGNATURE, "an old Office file or an Outlook message"),
    (b"Rar!", "a RAR archive"),
    (b"7z\xbc\xaf\x27\x1c", "a 7-Zip archive"),
    (b"\x1f\x8b", "a gzip archive"),
    (b"{\\rtf", "a rich text document"),
    (b"\x7fELF", "a program"),
    (b"MZ", "a program"),
)
_PAGE_MARKS = (b"<html", b"<!doctype html", b"<svg", b"<script", b"<body", b"<iframe")
_TEXT_CONTROLS = b"\t\n\x0b\x0c\r\x1a"
_NOT_TEXT = bytes(number for number in range(32) if number not in _TEXT_CONTROLS) + b"\x7f"
_MAIL_HEADER = re.compile(rb"[!-9;-~]+[ \t]*:")
_MAIL_NAMES = re.compile(
    rb"^(from|to|date|subject|received|message-id|mime-version|return-path)[ \t]*:",
    re.IGNORECASE | re.MULTILINE,
)


def refusal(message: str) -> Refused:
    """Return a refusal that belongs to the file field of a form."""
    return Refused(message, field="file")


def check_pdf(stream: IO[bytes]) -> None:
    """Refuse what is not one whole PDF and nothing besides."""
    _must_begin(stream, b"%PDF-", "PDF")
    if b"%%EOF" not in _tail(stream, 4096):
        raise refusal("This PDF is cut off before its end. Fetch it again and add the whole file.")
    _must_not_be_archive(stream, "PDF")


def check_png(stream: IO[bytes]) -> None:
    """Refuse what is not one whole PNG picture and nothing besides."""
    _must_begin(stream, b"\x89PNG\r\n\x1a\n", "PNG picture")
    stream.seek(8)
    name = b""
    while name != b"IEND":
        head = stream.read(8)
        if len(head) < 8:
            raise refusal(
                "This PNG picture is cut off before its end. Fetch it again and add the whole file."
            )
        length, name = struct.unpack(">I4s", head)
        stream.seek(length + 4, 1)
    if stream.read(1):
        raise refusal(
            "Something else follows the picture inside this PNG file. Open the picture, "
            "save it again as PNG, and add that."
        )


def check_jpeg(stream: IO[bytes]) -> None:
    """Refuse what is not a whole JPEG picture; what phones add behind it may stay."""
    _must_begin(stream, b"\xff\xd8\xff", "JPEG picture")
    if not _holds(stream, b"\xff\xd9"):
        raise refusal(
            "This JPEG picture is cut off before its end. Fetch it again and add the whole file."
        )
    _must_not_be_archive(stream, "JPEG picture")


def check_outlook_message(stream: IO[bytes]) -> None:
    """Refuse a compound file that is not an Outlook message."""
    _must_begin(stream, SIGNATURE, "Outlook message")
    inside = compound_kind(stream)
    if inside != "an Outlook message":
        raise refusal(
            f"This file is named .msg, but what is inside is {inside}. "
            "Save it as .docx, .xlsx, .pptx or PDF, and add that."
        )


def check_plain_text(stream: IO[bytes]) -> None:
    """Refuse what holds characters that no text or CSV file has."""
    stream.seek(0)
    head = stream.read(PIECE)
    wide = head.startswith((b"\xff\xfe", b"\xfe\xff"))
    found = looks_like(head.decode("utf-16", "ignore").encode() if wide else head)
    if found:
        raise refusal(
            f"This file is named as text, but what is inside is {found}. "
            "Give it its right ending, or save it as PDF, and add that."
        )
    if not (_is_wide_text(stream) if wide else _is_text(stream)):
        raise refusal(
            "This file is named as text, but it holds characters that are not text. "
            "Open it in the program that made it, save it as CSV, text or PDF, and add that."
        )


def check_mail(stream: IO[bytes]) -> None:
    """Refuse what does not begin like a saved mail."""
    stream.seek(0)
    head = stream.read(PIECE).removeprefix(b"\xef\xbb\xbf").lstrip(b"\r\n")
    headers = re.split(rb"\r?\n\r?\n", head, maxsplit=1)[0]
    if b"\0" in headers or not _MAIL_HEADER.match(headers) or not _MAIL_NAMES.search(headers):
        raise refusal(
            "This file is named .eml, but it does not begin like a saved mail. "
            "Save the mail again from your mail program, or print it to PDF, and add that."
        )
    _must_not_be_archive(stream, "mail")


def looks_like(head: bytes) -> str | None:
    """Say in words what the first bytes of a file belong to, when they are known."""
    start = head.removeprefix(b"\xef\xbb\xbf").lstrip()[:4096].lower()
    if start.startswith(b"<") and any(mark in start for mark in _PAGE_MARKS):
        return "a web page"
    for signature, words in _SIGNATURES:
        # Honest text may begin with "MZ"; a program has NUL characters soon after.
        if head.startswith(signature) and (signature != b"MZ" or b"\0" in head[:512]):
            return words
    return None


def compound_kind(stream: IO[bytes]) -> str:
    """Say in words what a compound file holds."""
    try:
        inside = root_entries(stream)
    except NotCompound:
        return "damaged"
    for entry, words in (
        ("EncryptedPackage", "protected with a password"),
        ("WordDocument", "an old Word document (.doc)"),
        ("Workbook", "an old Excel workbook (.xls)"),
        ("Book", "an old Excel workbook (.xls)"),
        ("PowerPoint Document", "an old PowerPoint presentation (.ppt)"),
        ("__properties_version1.0", "an Outlook message"),
    ):
        if entry in inside:
            return words
    return "a kind of file that is not taken"


def opens_as_archive(stream: IO[bytes]) -> bool:
    """Tell whether a zip reader would find parts in this file."""
    stream.seek(0)
    try:
        with zipfile.ZipFile(stream) as archive:
            return bool(archive.infolist())
    except zipfile.BadZipFile:
        return False
    except UNREADABLE_ARCHIVE:
        # Near enough to an archive to trip the reader: another reader may accept it.
        return True


def _must_begin(stream: IO[bytes], signature: bytes, label: str) -> None:
    stream.seek(0)
    head = stream.read(PIECE)
    if not head.startswith(signature):
        found = looks_like(head)
        inside = f"what is inside is {found}" if found else "it does not begin like one"
        raise refusal(
            f"The name of this file says {label}, but {inside}. "
            f"Open it, save or print it again as {label}, and add that."
        )


def _must_not_be_archive(stream: IO[bytes], label: str) -> None:
    if opens_as_archive(stream):
        raise refusal(
            f"This {label} is a zip archive at the same time, so what it shows depends on the "
            "program that opens it. Print it to a new PDF and add that."
        )


def _tail(stream: IO[bytes], length: int) -> bytes:
    end = stream.seek(0, 2)
    stream.seek(max(0, end - length))
    return stream.read(length)


def _holds(stream: IO[bytes], needle: bytes) -> bool:
    stream.seek(0)
    kept = b""
    while piece := stream.read(PIECE):
        if needle in kept + piece:
            return True
        kept = piece[-len(needle) + 1 :]
    return False


def _is_text(stream: IO[bytes]) -> bool:
    stream.seek(0)
    while piece := stream.read(PIECE):
        if len(piece.translate(None, _NOT_TEXT)) != len(piece):
            return False
    return True


def _is_wide_text(stream: IO[bytes]) -> bool:
    stream.seek(0)
    try:
        text = stream.read().decode("utf-16")
    except UnicodeDecodeError:
        return False
    return not any(letter < " " and letter not in "\t\n\v\f\r\x1a" for letter in text)
