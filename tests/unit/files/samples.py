"""Small files of every kind, made here so that each byte of them is known."""

import io
import struct
import zipfile
import zlib

MADE_AT = (2026, 10, 6, 9, 0, 0)
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
PDF = b"%PDF-1.7\n1 0 obj\n<< /Type /Catalog >>\nendobj\ntrailer\n<< >>\nstartxref\n9\n%%EOF\n"
JPEG = b"\xff\xd8\xff\xe0\x00\x10JFIF\x00\x01\x01\x00\x00\x01\x00\x01\x00\x00picture\xff\xd9"
CARD = b'<AppliedModelCard xmlns="https://mc.chai.org/v0.2/schema.xsd"/>'
EML = (
    b"Received: from mail.example\r\n"
    b"From: Ada Example <ada@supplier.example>\r\n"
    b"Subject: =?utf-8?q?Price_of_the_second_year_=C2=A3?=\r\n"
    b"Date: Tue, 06 Oct 2026 09:30:00 +0100\r\n\r\nBody\r\n"
)
_OPEN_XML = "application/vnd.openxmlformats-officedocument."
MAIN_PARTS = {
    "docx": ("word/document.xml", f"{_OPEN_XML}wordprocessingml.document.main+xml"),
    "xlsx": ("xl/workbook.xml", f"{_OPEN_XML}spreadsheetml.sheet.main+xml"),
    "pptx": ("ppt/presentation.xml", f"{_OPEN_XML}presentationml.presentation.main+xml"),
    "docm": ("word/document.xml", "application/vnd.ms-word.document.macroEnabled.main+xml"),
}


def png(after: bytes = b"") -> bytes:
    """Return a picture of one dot."""
    parts = [
        (b"IHDR", struct.pack(">IIBBBBB", 1, 1, 8, 0, 0, 0, 0)),
        (b"IDAT", zlib.compress(b"\0\0")),
        (b"IEND", b""),
    ]
    chunks = b"".join(
        struct.pack(">I", len(body)) + name + body + struct.pack(">I", zlib.crc32(name + body))
        for name, body in parts
    )
    return b"\x89PNG\r\n\x1a\n" + chunks + after


def archive(parts: dict[str, bytes]) -> bytes:
    """Return a zip archive of these parts."""
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w") as made:
        for name, content in parts.items():
            # Always the same bytes: they name the cases of a test.
            made.writestr(zipfile.ZipInfo(name, MADE_AT), content)
    return written.getvalue()


def office(kind: str, more: dict[str, bytes] | None = None) -> bytes:
    """Return the least package that declares itself a file of this kind."""
    part, content_type = MAIN_PARTS[kind]
    types = (
        '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
        f'<Override PartName="/{part}" ContentType="{content_type}"/></Types>'
    )
    return archive({"[Content_Types].xml": types.encode(), part: b"<x/>", **(more or {})})


def compound(*names: str) -> bytes:
    """Return a compound file (.msg, .doc ...) with these entries directly under its root."""
    header = bytearray(512)
    header[:8] = OLE
    struct.pack_into("<HHHH", header, 24, 0x3E, 3, 0xFFFE, 9)
    struct.pack_into("<I", header, 44, 1)
    struct.pack_into("<II", header, 48, 1, 0)
    struct.pack_into("<I", header, 68, 0xFFFFFFFE)
    struct.pack_into("<109I", header, 76, 0, *[0xFFFFFFFF] * 108)
    entries = [_entry("Root Entry", 5, 0xFFFFFFFF, 1 if names else 0xFFFFFFFF)]
    for number, name in enumerate(names, start=1):
        following = number + 1 if number < len(names) else 0xFFFFFFFF
        entries.append(_entry(name, 2, following, 0xFFFFFFFF))
    directory = b"".join(entries).ljust(-(-len(entries) // 4) * 512, b"\0")
    count = len(directory) // 512
    chain = [*range(2, count + 1), 0xFFFFFFFE]
    table = [0xFFFFFFFD, *chain, *[0xFFFFFFFF] * (127 - count)]
    return bytes(header) + struct.pack("<128I", *table) + directory


def _entry(name: str, kind: int, right: int, child: int) -> bytes:
    entry = bytearray(128)
    encoded = name.encode("utf-16-le")
    entry[: len(encoded)] = encoded
    struct.pack_into("<HBB", entry, 64, len(encoded) + 2, kind, 1)
    struct.pack_into("<III", entry, 68, 0xFFFFFFFF, right, child)
    return bytes(entry)


MSG = compound("__nameid_version1.0", "__properties_version1.0", "__substg1.0_0037001F", "x", "y")

GOOD = {
    "report.pdf": (PDF, "application/pdf"),
    "screen.png": (png(), "image/png"),
    "photo.jpg": (JPEG, "image/jpeg"),
    "photo.JPEG": (JPEG, "image/jpeg"),
    "letter.docx": (office("docx"), f"{_OPEN_XML}wordprocessingml.document"),
    "prices.xlsx": (office("xlsx"), f"{_OPEN_XML}spreadsheetml.sheet"),
    "talk.pptx": (office("pptx"), f"{_OPEN_XML}presentationml.presentation"),
    "table.csv": ("name,price\nRöntgen,£5\n".encode("cp1252"), "text/csv"),
    "card.xml": (CARD, "application/xml"),
    "notes.txt": ("\ufeffMZ is a model, <b>not</b> a page".encode("utf-16"), "text/plain"),
    "mail.eml": (EML, "message/rfc822"),
    "mail.msg": (MSG, "application/vnd.ms-outlook"),
}
