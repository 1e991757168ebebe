"""Telling Word, Excel and PowerPoint files apart by their parts; macros are refused."""

import zipfile
from typing import IO

from defusedxml import ElementTree
from defusedxml.common import DefusedXmlException

from vendor_tracker.files.compound import SIGNATURE
from vendor_tracker.files.contents import UNREADABLE_ARCHIVE, compound_kind, looks_like, refusal

MOST_PARTS = 5_000
MOST_UNPACKED = 1_000_000_000
LONGEST_LIST = 1_000_000

_OPEN_XML = "application/vnd.openxmlformats-officedocument."
_MAIN_PARTS = {
    f"{_OPEN_XML}wordprocessingml.document.main+xml": "docx",
    f"{_OPEN_XML}spreadsheetml.sheet.main+xml": "xlsx",
    f"{_OPEN_XML}presentationml.presentation.main+xml": "pptx",
}
LABELS = {
    "docx": "Word document",
    "xlsx": "Excel workbook",
    "pptx": "PowerPoint presentation",
}


def check_office(stream: IO[bytes], extension: str) -> None:
    """Refuse what is not the Word, Excel or PowerPoint file that its ending says."""
    label = LABELS[extension]
    stream.seek(0)
    head = stream.read(4096)
    if not head.startswith(b"PK\x03\x04"):
        raise refusal(_not_a_package(stream, head, extension))
    try:
        with zipfile.ZipFile(stream) as archive:
            found = _kind_of(archive, label)
    except UNREADABLE_ARCHIVE as error:
        raise refusal(_damaged(label)) from error
    if found is None:
        raise refusal(
            f"This file is named .{extension}, but it is not a {label}. Only the files inside an "
            "archive can be added: take them out and add them one by one."
        )
    if found != extension:
        raise refusal(
            f"This file is named .{extension}, but it is a {LABELS[found]}. "
            f"Give it the ending .{found} and add it again."
        )


def _not_a_package(stream: IO[bytes], head: bytes, extension: str) -> str:
    label = LABELS[extension]
    found = compound_kind(stream) if head.startswith(SIGNATURE) else looks_like(head)
    if found == "protected with a password":
        return f"This {label} is {found}. Save it without the password and add that."
    if found is None or found == "damaged":
        return _damaged(label)
    return (
        f"This file is named .{extension}, but what is inside is {found}. "
        f"Open it, save it as .{extension} or PDF, and add that."
    )


def _damaged(label: str) -> str:
    return (
        f"This {label} is damaged and may not open. Open it, save it again, and add the new file."
    )


def _kind_of(archive: zipfile.ZipFile, label: str) -> str | None:
    parts = archive.infolist()
    names = [part.filename for part in parts]
    _check_parts(parts, label)
    if "[Content_Types].xml" not in names:
        return None
    declared = _content_types(archive, label)
    if _has_macros(names, declared):
        raise refusal(
            f"This {label} holds macros, which are programs. Save it without macros "
            "(.docx, .xlsx or .pptx) or as PDF, and add that."
        )
    for part_name, content_type in declared:
        if content_type in _MAIN_PARTS and part_name.lstrip("/") in names:
            return _MAIN_PARTS[content_type]
    return None


def _check_parts(parts: list[zipfile.ZipInfo], label: str) -> None:
    names = [part.filename for part in parts]
    if (
        not parts
        or min(part.header_offset for part in parts) != 0
        or len(set(names)) != len(names)
        or any(".." in name.split("/") or name.startswith("/") or "\\" in name for name in names)
        or any(part.flag_bits & 1 for part in parts)
    ):
        raise refusal(_damaged(label))
    if len(parts) > MOST_PARTS or sum(part.file_size for part in parts) > MOST_UNPACKED:
        raise refusal(
            f"This {label} would unpack to far more than its size promises. "
            "Save it as PDF and add that."
        )


def _content_types(archive: zipfile.ZipFile, label: str) -> list[tuple[str, str]]:
    """Return (part name, content type) as the package declares them."""
    with archive.open("[Content_Types].xml") as listed:
        text = listed.read(LONGEST_LIST + 1)
    if len(text) > LONGEST_LIST:
        raise refusal(_damaged(label))
    try:
        root = ElementTree.fromstring(text, forbid_dtd=True)
    except (ElementTree.ParseError, DefusedXmlException) as error:
        raise refusal(_damaged(label)) from error
    return [(entry.get("PartName", ""), entry.get("ContentType", "")) for entry in root]


def _has_macros(names: list[str], declared: list[tuple[str, str]]) -> bool:
    return any(
        name.lower().endswith("vbaproject.bin") or "/macrosheets/" in name.lower() for name in names
    ) or any("macroenabled" in content_type.lower() for _, content_type in declared)
