"""Read CSV: find encoding, separator and rows; keep every character as it was."""

import csv
import io
import re
from collections.abc import Iterator
from pathlib import Path

from vendor_tracker.domain.errors import Refused
from vendor_tracker.excel.limits import DEFAULT_LIMITS, Limits
from vendor_tracker.excel.tables import Row, is_blank

_SEPARATORS = ",;\t|"
_SAMPLE_ROWS = 50
_SAMPLE_LENGTH = 1_000_000
# Blank rows cost time too: so many times the rows allowed are passed over.
_BLANK_ROWS_PER_ROW = 10
# More than any number of columns.
_AGREED = 100_000
_MARKS = (
    (b"\xef\xbb\xbf", "utf-8-sig"),
    (b"\xff\xfe", "utf-16"),
    (b"\xfe\xff", "utf-16"),
)
NAMES = {
    "utf-8": "UTF-8",
    "utf-8-sig": "UTF-8",
    "utf-16": "UTF-16",
    "utf-16-le": "UTF-16",
    "utf-16-be": "UTF-16",
    "cp1252": "Windows-1252",
}
# How the notice of stray control characters begins.
STRAY = "Control characters"
_C1 = re.compile("[\x80-\x9f]")
_DECLARED = re.compile(r'"?sep=([,;\t|])"?\r?\n?', re.IGNORECASE)


def repair_c1(text: str) -> str:
    """Return text with stray Windows-1252 bytes as the signs that were meant, such as ™."""

    def meant(found: re.Match[str]) -> str:
        return bytes([ord(found[0])]).decode("cp1252", "ignore") or found[0]

    return _C1.sub(meant, text)


def read_rows(path: Path, limits: Limits = DEFAULT_LIMITS) -> tuple[list[Row], list[str]]:
    """Return the rows of a CSV file that the guard has let through, and what was noticed.

    Blank rows are left out but for one at the very end, which keeps the count of them right.
    """
    content = path.read_bytes()
    encoding = encoding_of(content)
    text = _decoded(content, encoding)
    if "\0" in text:
        raise Refused("This file holds characters that no CSV has. Save the list as CSV again.")
    separator, declared = separator_of(text)
    notices = [f"Read as {NAMES[encoding]}, columns separated by {_name_of(separator)}"]
    rows = list(_rows(text, separator, limits))
    if declared:
        rows = [row for row in rows if row.number > 1]
    stray = sum(_C1.search(str(cell)) is not None for row in rows for cell in row.cells if cell)
    if stray:
        notices.append(f"{STRAY} in {stray} cells where a sign such as ™ may have been meant")
    return rows, notices


def encoding_of(content: bytes) -> str:
    """Return the encoding of a text: by its mark, then UTF-8 if it fits, else Windows-1252."""
    for mark, encoding in _MARKS:
        if content.startswith(mark):
            return encoding
    if b"\0" in content:
        return _utf_16_without_mark(content)
    try:
        content.decode("utf-8")
    except UnicodeDecodeError:
        return "cp1252"
    return "utf-8"


def _utf_16_without_mark(content: bytes) -> str:
    sample = content[:4_000]
    even, odd = sample[::2].count(0), sample[1::2].count(0)
    half = len(sample) / 2
    if odd > half * 0.4 and even < half * 0.05:
        return "utf-16-le"
    if even > half * 0.4 and odd < half * 0.05:
        return "utf-16-be"
    raise Refused("This file holds characters that no CSV has. Save the list as CSV again.")


def _decoded(content: bytes, encoding: str) -> str:
    try:
        return content.decode(encoding)
    except UnicodeDecodeError as error:
        raise Refused(
            "The characters of this file cannot be read. In Excel save it as "
            "“CSV UTF-8” and bring that in."
        ) from error


def separator_of(text: str) -> tuple[str, bool]:
    """Return the separator of the columns, and whether the first line declares it."""
    declared = _DECLARED.match(text)
    if declared:
        return declared[1], True
    scores = {separator: _score(text, separator) for separator in _SEPARATORS}
    best = max(_SEPARATORS, key=lambda separator: scores[separator])
    return (best if scores[best] else ","), False


def _score(text: str, separator: str) -> float:
    """Score by how many columns a separator gives, and by how many rows agree on it."""
    widths = []
    try:
        sample = io.StringIO(text[:_SAMPLE_LENGTH], newline="")
        for row in csv.reader(sample, delimiter=separator):
            if row:
                widths.append(len(row))
            if len(widths) == _SAMPLE_ROWS:
                break
    except csv.Error:
        return 0
    usual = max(set(widths), key=lambda width: (widths.count(width), width), default=1)
    share = widths.count(usual) / len(widths) if widths else 0
    # Rows that agree say more than many columns: one cell may hold a long list of its own.
    return (usual - 1) * share + (_AGREED if share == 1 else 0) if usual > 1 else 0


def _rows(text: str, separator: str, limits: Limits) -> Iterator[Row]:
    number = filled = last = 0
    # Strict: a quotation mark that is never closed would swallow the rows below it.
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=separator, strict=True)
    try:
        for number, cells in enumerate(reader, 1):
            row = Row(number, tuple(cell or None for cell in cells))
            if not is_blank(row.cells):
                filled += 1
                last = number
                _check(row, filled, limits)
                yield row
            elif number > limits.rows * _BLANK_ROWS_PER_ROW:
                raise Refused(
                    f"This list has more than {number - 1:,} rows, most of them empty. "
                    "Delete the empty rows and save it again."
                )
    except csv.Error as error:
        raise Refused(
            f"Row {number + 1} cannot be read: a quotation mark in it or below it is not closed, "
            "or is followed by text. Correct the row and save the file again."
        ) from error
    if number > last:
        yield Row(number, ())


def _check(row: Row, filled: int, limits: Limits) -> None:
    # One row more than the data rows: the headings.
    if filled > limits.rows + 1:
        raise Refused(
            f"This list has more than {limits.rows:,} rows. Split it and bring in each part."
        )
    if len(row.cells) > limits.columns and any(row.cells[limits.columns :]):
        raise Refused(
            f"Row {row.number} has more than {limits.columns} columns. "
            "Delete the columns that are not part of the list."
        )


def _name_of(separator: str) -> str:
    return {",": "commas", ";": "semicolons", "\t": "tabs", "|": "bars"}[separator]
