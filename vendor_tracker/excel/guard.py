"""Look at a file before any reader does; refuse in words what cannot be trusted."""

import struct
import zipfile
from pathlib import Path, PurePosixPath
from typing import BinaryIO

from vendor_tracker.domain.errors import Refused
from vendor_tracker.excel.limits import DEFAULT_LIMITS, MEGABYTE, Limits

_ZIP = b"PK\x03\x04"
_COMPOUND = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
_END = struct.Struct("<4s4H2LH")
_END_MARK = b"PK\x05\x06"
# The end record may be followed by a comment of at most this length.
_LONGEST_COMMENT = 65_535
_BYTES_PER_ENTRY = 2_048
# Small parts of plain repetition pack better than any ratio worth refusing.
_PACKED = frozenset({zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED})
# Patches of other files, and strong encryption: no workbook has them, and nobody reads them.
_UNREAD = 0x20 | 0x40
_RATIO_FROM = MEGABYTE

_SAVE_AS = "Open it in Excel and save it as an Excel workbook (.xlsx), then bring that in."
_OTHER_TYPES = {
    ".xls": f"This is a workbook of the old type (.xls). {_SAVE_AS}",
    ".xlsb": f"This is a binary workbook (.xlsb). {_SAVE_AS}",
    ".xlsm": f"This workbook can hold macros (.xlsm). {_SAVE_AS}",
    ".xltm": f"This workbook can hold macros (.xltm). {_SAVE_AS}",
    ".xlam": f"This workbook can hold macros (.xlam). {_SAVE_AS}",
    ".xltx": f"This is a template (.xltx). {_SAVE_AS}",
    ".ods": f"This is an OpenDocument sheet (.ods). {_SAVE_AS}",
    ".numbers": "This is a Numbers document. Export it as an Excel workbook (.xlsx) or CSV.",
    ".zip": "This is a zip folder. Unpack it and bring in the workbook or CSV inside.",
    ".pdf": "This is a PDF. Ask for the list as an Excel workbook (.xlsx) or CSV.",
}
CSV_TYPES = frozenset({".csv", ".tsv", ".txt"})
_DAMAGED = "This workbook is damaged and cannot be read in full. Save it again in Excel."
_FORBIDDEN_PARTS = (
    (
        "vbaproject.bin",
        f"This workbook holds macros, which are never read here. {_SAVE_AS}",
    ),
    (
        "/externallinks/",
        "This workbook takes values from other files. In Excel choose Data, Edit links, "
        "Break link, then save it again.",
    ),
    (
        "/embeddings/",
        "This workbook has other files embedded in it. Delete the embedded objects and save "
        "it again.",
    ),
    (
        "/activex/",
        "This workbook holds ActiveX controls. Delete the controls and save it again.",
    ),
    ("/macrosheets/", f"This workbook holds macro sheets. {_SAVE_AS}"),
    ("/dialogsheets/", f"This workbook holds dialogue sheets. {_SAVE_AS}"),
)


def check_file(path: Path, limits: Limits = DEFAULT_LIMITS, name: str | None = None) -> str:
    """Return "xlsx" or "csv", or refuse the file; `name` is what its owner called it."""
    suffix = PurePosixPath((name or path.name).lower()).suffix
    size = path.stat().st_size
    if not size:
        raise Refused("This file is empty. Check that the right file was chosen.")
    if size > limits.file_bytes:
        most = limits.file_bytes // MEGABYTE
        raise Refused(f"This file is larger than {most} MB. Split the list and bring in each part.")
    if suffix in _OTHER_TYPES:
        raise Refused(_OTHER_TYPES[suffix])
    with path.open("rb") as file:
        start = file.read(8)
        if suffix in CSV_TYPES:
            _refuse_disguised(start)
            return "csv"
        if suffix != ".xlsx":
            raise Refused(
                "Only Excel workbooks (.xlsx) and CSV files can be brought in. "
                "Save the list as one of these."
            )
        _refuse_not_workbook(file, start)
        _check_directory(file, size, limits)
        _check_parts(file, limits)
    return "xlsx"


def _refuse_disguised(start: bytes) -> None:
    if start.startswith(_ZIP):
        raise Refused(
            "This file is named as CSV but holds a packed file. "
            "If it is a workbook, name it .xlsx and try again."
        )
    if start.startswith((_COMPOUND, b"%PDF")):
        raise Refused("This file is named as CSV but is of another type. Save the list as CSV.")


def _refuse_not_workbook(file: BinaryIO, start: bytes) -> None:
    if start.startswith(_COMPOUND):
        # Excel keeps a password-protected workbook inside a file of the old type.
        if _contains(file, _ENCRYPTED):
            raise Refused(
                "This workbook is protected by a password. Remove the password "
                "(File, Info, Protect workbook) and save it again."
            )
        raise Refused(f"This file is named .xlsx but is a workbook of the old type. {_SAVE_AS}")
    if not start.startswith(_ZIP):
        raise Refused(f"This file is named .xlsx but is not an Excel workbook. {_SAVE_AS}")


def _contains(file: BinaryIO, wanted: bytes) -> bool:
    file.seek(0)
    return wanted in file.read()


def _check_directory(file: BinaryIO, size: int, limits: Limits) -> None:
    """Bound the list of parts before it is loaded: it alone could fill the memory."""
    file.seek(max(0, size - _LONGEST_COMMENT - _END.size))
    tail = file.read()
    at = tail.rfind(_END_MARK)
    if at < 0 or at + _END.size > len(tail):
        raise Refused(_DAMAGED)
    _, _, _, here, entries, length, _, _ = _END.unpack_from(tail, at)
    if max(here, entries) > limits.parts or length > limits.parts * _BYTES_PER_ENTRY:
        raise Refused(
            f"This workbook is made of more than {limits.parts:,} parts. "
            "Copy the list into a new workbook and bring that in."
        )


def _check_parts(file: BinaryIO, limits: Limits) -> None:
    try:
        with zipfile.ZipFile(file) as archive:
            parts = archive.infolist()
    except (zipfile.BadZipFile, ValueError, NotImplementedError, struct.error) as error:
        raise Refused(_DAMAGED) from error
    names = [f"/{part.filename.lower()}" for part in parts]
    if len(parts) > limits.parts or len(set(names)) != len(names):
        raise Refused(_DAMAGED)
    _refuse_forbidden(names)
    for part in parts:
        if part.flag_bits & 1:
            raise Refused("This workbook is protected by a password. Remove it and save again.")
        if part.compress_type not in _PACKED or part.flag_bits & _UNREAD:
            raise Refused(_DAMAGED)
    _check_size(parts, limits)
    if "/[content_types].xml" not in names or not any(n.startswith("/xl/") for n in names):
        raise Refused(f"This file is named .xlsx but is not an Excel workbook. {_SAVE_AS}")


def _refuse_forbidden(names: list[str]) -> None:
    for name in names:
        for sign, message in _FORBIDDEN_PARTS:
            if sign in name:
                raise Refused(message)


def _check_size(parts: list[zipfile.ZipInfo], limits: Limits) -> None:
    bomb = Refused(
        f"This workbook unpacks to more than {limits.unpacked_bytes // MEGABYTE} MB or is packed "
        "far more tightly than a list. Copy the list into a new workbook and bring that in."
    )
    if sum(part.file_size for part in parts) > limits.unpacked_bytes:
        raise bomb
    for part in parts:
        packed = max(part.compress_size, 1)
        if part.file_size > _RATIO_FROM and part.file_size / packed > limits.ratio:
            raise bomb
