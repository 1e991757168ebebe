"""Names inside a workbook: sheet titles, table names and defined names."""

import re
import unicodedata
from collections.abc import Container

LONGEST_SHEET_TITLE = 31
LONGEST_NAME = 200

_NOT_IN_SHEET_TITLE = re.compile(r"[\[\]:*?/\\\x00-\x1f\x7f\ud800-\udfff\ufffe\uffff]+")
_NOT_IN_NAME = re.compile(r"\W+", re.ASCII)
# A name of this shape would be read as a cell: A1, XFD1048576, R1C1.
_LIKE_A_CELL = re.compile(r"([a-z]{1,3}\d+|r\d*c?\d*|c\d*)", re.IGNORECASE)


def sheet_title(wanted: str, taken: Container[str] = ()) -> str:
    """Return a title Excel accepts, as close to the wanted one as can be.

    `taken` holds the case-folded titles already used in this workbook.
    """
    title = _NOT_IN_SHEET_TITLE.sub(" ", wanted)
    title = " ".join(title.split()).strip("' ") or "Sheet"
    # Excel keeps this one title for itself.
    if title.casefold() == "history":
        title = "History sheet"
    return _first_free(title, taken, LONGEST_SHEET_TITLE, " ")


def table_name(wanted: str, taken: Container[str] = ()) -> str:
    """Return a name for a table or a list that Excel accepts; `taken` is case-folded."""
    plain = unicodedata.normalize("NFKD", wanted).encode("ascii", "ignore").decode()
    name = _NOT_IN_NAME.sub("_", plain).strip("_")
    if not name or not name[0].isalpha() or _LIKE_A_CELL.fullmatch(name):
        name = f"T_{name}".rstrip("_")
    return _first_free(name, taken, LONGEST_NAME, "_")


def _first_free(name: str, taken: Container[str], longest: int, joint: str) -> str:
    candidate = _cut(name, longest)
    number = 2
    while candidate.casefold() in taken:
        ending = f"{joint}{number}"
        candidate = _cut(name, longest - len(ending)) + ending
        number += 1
    return candidate


def _cut(name: str, longest: int) -> str:
    # Excel counts UTF-16 units; a character must not be cut in half.
    while len(name.encode("utf-16-le")) // 2 > longest:
        name = name[:-1]
    return name.strip("' ")
