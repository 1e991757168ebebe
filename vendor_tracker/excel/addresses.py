"""Letters for columns, A1 for cells, and which addresses outside may be linked to."""

import re
from functools import cache
from urllib.parse import urlsplit

LAST_ROW = 1_048_576
LAST_COLUMN = 16_384

_CELL = re.compile(r"\$?([A-Za-z]{1,3})\$?(\d{1,7})")
_NOT_IN_ADDRESS = re.compile(r"[\x00-\x20\x7f-\x9f\"<>\\^`{|}\ud800-\udfff\ufffe\uffff]")
# Nearly all addresses are of this shape, which needs no closer look.
_PLAINLY_SAFE = re.compile(
    r"https?://[A-Za-z0-9][A-Za-z0-9.-]*(:[1-9][0-9]{0,3})?(/[A-Za-z0-9._~/-]*)?", re.ASCII
)
LONGEST_ADDRESS = 2_079


@cache
def letters(column: int) -> str:
    """Return the letters of a column counted from 1: 27 is AA."""
    text = ""
    while column:
        column, rest = divmod(column - 1, 26)
        text = chr(65 + rest) + text
    return text


@cache
def column_number(text: str) -> int:
    """Return the number of a column from its letters: AA is 27."""
    number = 0
    for letter in text.upper():
        number = number * 26 + ord(letter) - 64
    return number


def cell_position(address: str) -> tuple[int, int] | None:
    """Return (row, column) of an address such as B12, or None if it is not one."""
    found = _CELL.fullmatch(address)
    if not found:
        return None
    row, column = int(found[2]), column_number(found[1])
    return (row, column) if 1 <= row <= LAST_ROW and column <= LAST_COLUMN else None


def is_safe_link(address: str) -> bool:
    """Say whether a workbook may link to this address: web and mail only."""
    if len(address) > LONGEST_ADDRESS:
        return False
    if _PLAINLY_SAFE.fullmatch(address):
        return True
    if _NOT_IN_ADDRESS.search(address):
        return False
    try:
        parts = urlsplit(address)
        port = parts.port
    except ValueError:
        return False
    if parts.scheme in {"http", "https"}:
        return bool(parts.hostname) and port != 0 and "@" not in parts.netloc
    return parts.scheme == "mailto" and "@" in parts.path
