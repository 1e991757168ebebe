"""The kinds of file that may be kept as evidence, told by their ending and their content."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from typing import IO

from vendor_tracker.files.contents import (
    check_jpeg,
    check_mail,
    check_outlook_message,
    check_pdf,
    check_plain_text,
    check_png,
    refusal,
)
from vendor_tracker.files.modelcards import check_card
from vendor_tracker.files.names import clean_name, extension_of
from vendor_tracker.files.office import LABELS, check_office


@dataclass(frozen=True, slots=True)
class FileType:
    """One kind of file that is taken: its endings, what it is called, how it is checked."""

    extensions: tuple[str, ...]
    label: str
    media_type: str
    check: Callable[[IO[bytes]], None]


def _office(extension: str, family: str) -> FileType:
    media_type = f"application/vnd.openxmlformats-officedocument.{family}"
    check = partial(check_office, extension=extension)
    return FileType((extension,), LABELS[extension], media_type, check)


FILE_TYPES = (
    FileType(("pdf",), "PDF", "application/pdf", check_pdf),
    FileType(("png",), "PNG picture", "image/png", check_png),
    FileType(("jpg", "jpeg"), "JPEG picture", "image/jpeg", check_jpeg),
    _office("docx", "wordprocessingml.document"),
    _office("xlsx", "spreadsheetml.sheet"),
    _office("pptx", "presentationml.presentation"),
    FileType(("csv",), "CSV table", "text/csv", check_plain_text),
    FileType(("txt",), "plain text", "text/plain", check_plain_text),
    FileType(("xml",), "model card", "application/xml", check_card),
    FileType(("eml",), "saved mail", "message/rfc822", check_mail),
    FileType(("msg",), "Outlook message", "application/vnd.ms-outlook", check_outlook_message),
)
# What a file chooser may offer, e.g. for the accept attribute of a form field.
EXTENSIONS = tuple(f".{ending}" for kind in FILE_TYPES for ending in kind.extensions)

_BY_EXTENSION = {ending: kind for kind in FILE_TYPES for ending in kind.extensions}
_MACROS = "can hold macros, which are programs. Save it without macros (.docx, .xlsx or .pptx)"
_ADVICE = {
    "doc": "is an old Word document. Open it, save it as .docx or PDF, and add that.",
    "rtf dot dotx odt pages wpd": "is not taken. Open it, save it as .docx or PDF, and add that.",
    "xls": "is an old Excel workbook. Open it, save it as .xlsx or PDF, and add that.",
    "xlt xltx xlsb ods numbers": "is not taken. Open it, save it as .xlsx or PDF, and add that.",
    "ppt": "is an old PowerPoint presentation. Open it, save it as .pptx or PDF, and add that.",
    "pps ppsx pot potx odp key": "is not taken. Open it, save it as .pptx or PDF, and add that.",
    "docm dotm xlsm xltm xlam pptm potm ppsm": f"{_MACROS} or as PDF, and add that.",
    "htm html xhtml mht mhtml svg": (
        "is a web page or drawing, which can hold a program. Print it to PDF and add that."
    ),
    "json yaml yml md log": (
        "is text of a special form. Save it as plain text (.txt) or print it to PDF, and add that."
    ),
    "zip rar 7z gz tar tgz": (
        "is an archive. Take the files out and add them one by one, so that each can be seen."
    ),
    "exe com scr bat cmd ps1 vbs js jar msi dll sh py app apk lnk hta": (
        "is a program. Programs are not kept as evidence; add the document that describes it."
    ),
    "gif bmp tif tiff webp heic heif": (
        "is a kind of picture that is not taken. Open it, save it as PNG or JPEG, and add that."
    ),
}
_ADVICE_BY_EXTENSION = {
    ending: advice for endings, advice in _ADVICE.items() for ending in endings.split()
}


def recognise(stream: IO[bytes], declared_name: str) -> FileType:
    """Return the kind of this file; refuse, in words, what may not be kept."""
    name = clean_name(declared_name)
    extension = extension_of(name)
    kind = _BY_EXTENSION.get(extension)
    if kind is None:
        raise refusal(_not_taken(name, extension))
    if not _has_content(stream):
        raise refusal(f"“{name}” is empty. Check the file and add it again.")
    kind.check(stream)
    stream.seek(0)
    return kind


def _not_taken(name: str, extension: str) -> str:
    advice = _ADVICE_BY_EXTENSION.get(extension)
    if advice:
        return f"“{name}” {advice}"
    taken = ", ".join(kind.extensions[0] for kind in FILE_TYPES)
    what = f"files ending in .{extension} are" if extension else "a file without an ending is"
    return f"“{name}”: {what} not taken. These are: {taken}. Save or print it as PDF and add that."


def _has_content(stream: IO[bytes]) -> bool:
    stream.seek(0)
    return stream.read(1) != b""
