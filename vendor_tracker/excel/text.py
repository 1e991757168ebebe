"""The one door through which text enters a workbook."""

import re
from collections.abc import Sequence

from vendor_tracker.domain.errors import ProductError

LONGEST_TEXT = 32_767

# XML cannot carry these at all; a workbook holding one cannot be opened.
_ILLEGAL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
# Excel reads _x000D_ in a cell as one character, so typed text of that shape needs a guard.
_ESCAPE = re.compile(r"_(?=x[0-9A-Fa-f]{4}_)")
_ESCAPED = re.compile(r"_x([0-9A-Fa-f]{4})_")
_MARKUP = re.compile("[&<>\r]")
_SPACES = frozenset(chr(code) for code in range(0x3001) if chr(code).isspace())
_FORMULA_STARTS = tuple("=+-@\t\r\uff1d\uff0b\uff0d\uff20")
_STARTS = _SPACES.union(_FORMULA_STARTS)
_BETWEEN = "\0"
_CONTROLS = bytes(code for code in range(1, 32) if chr(code) != "\t")
_NO_CHARACTERS = ("\ufffe".encode(), "\uffff".encode())
_NAMED = (("&", "&amp;"), ("<", "&lt;"), (">", "&gt;"))


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


def escaped_together(texts: Sequence[str]) -> Sequence[str] | None:
    """Return what `text_xml` puts between its tags for many texts, found out all at once.

    None says that at least one of them needs more: an edge kept, a guard, a look of its own.
    """
    joined = _BETWEEN.join(texts)
    if "_x" in joined or joined.count(_BETWEEN) >= len(texts) or not _is_plain(joined):
        return None
    starts, ends = {text[:1] for text in texts}, {text[-1:] for text in texts}
    if not _STARTS.isdisjoint(starts) or not _SPACES.isdisjoint(ends):
        return None
    # Excel counts in UTF-16 units: half of what it holds is safe for any characters.
    if max(map(len, texts)) > LONGEST_TEXT // 2:
        return None
    if not any(sign in joined for sign, _ in _NAMED):
        return texts
    for sign, name in _NAMED:
        joined = joined.replace(sign, name)
    return joined.split(_BETWEEN)


def _is_plain(text: str) -> bool:
    """Tell whether a text is free of line ends and of all that XML cannot carry."""
    try:
        written = text.encode()
    except UnicodeEncodeError:
        return False
    if any(none in written for none in _NO_CHARACTERS):
        return False
    return len(written.translate(None, _CONTROLS)) == len(written)
