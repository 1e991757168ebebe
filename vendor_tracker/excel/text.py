"""The one door through which text enters a workbook."""

import re

from vendor_tracker.domain.errors import ProductError

LONGEST_TEXT = 32_767

# XML cannot carry these at all; a workbook holding one cannot be opened.
_ILLEGAL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
# Excel reads _x000D_ in a cell as one character, so typed text of that shape needs a guard.
_ESCAPE = re.compile(r"_(?=x[0-9A-Fa-f]{4}_)")
_ESCAPED = re.compile(r"_x([0-9A-Fa-f]{4})_")
_MARKUP = re.compile("[&<>\r]")
_FORMULA_STARTS = tuple("=+-@\t\r\uff1d\uff0b\uff0d\uff20")


class CannotStore(ProductError):
    """A value that a workbook cannot hold unchanged."""


def excel_safe(text: str) -> str:
    """Return the text unchanged, or raise if a cell would cut or break it."""
    # Excel counts in UTF-16 units: characters beyond the first 65,536 take two.
    length = len(text) if text.isascii() else len(text.encode("utf-16-le", "surrogatepass")) // 2
    if length > LONGEST_TEXT:
        raise CannotStore(f"A text of {length:,} characters is longer than a cell holds (32,767)")
    found = _ILLEGAL.search(text)
    if found:
        raise CannotStore(f"A text holds a character no workbook can store (U+{ord(found[0]):04X})")
    return text


def looks_like_formula(text: str) -> bool:
    """Say whether a spreadsheet might take this text for a formula when it is edited."""
    return text.lstrip(" ").startswith(_FORMULA_STARTS)


def escape_units(text: str) -> str:
    """Return text as the file format writes it, so that _x0041_ stays those letters."""
    return _ESCAPE.sub("_x005F_", text) if "_x" in text else text


def unescape_units(text: str) -> str:
    """Return text as it was meant when the file format wrote _x000D_ for a character."""
    if "_x" not in text:
        return text
    text = _ESCAPED.sub(lambda found: chr(int(found[1], 16)), text)
    # Two halves written apart make one character again; a lone half means nothing.
    return text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")


def text_xml(text: str) -> str:
    """Return the element that holds a text, checked, escaped and with its edges kept."""
    text = escape_units(excel_safe(text))
    if _MARKUP.search(text):
        text = text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
        # A bare carriage return would be read back as a line feed.
        text = text.replace("\r", "&#13;")
    if text != text.strip() or "\n" in text:
        return f'<t xml:space="preserve">{text}</t>'
    return f"<t>{text}</t>"
