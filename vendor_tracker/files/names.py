"""File names: shown and offered safely, never used as a path."""

import re
import unicodedata
from collections.abc import Iterator
from urllib.parse import quote

LONGEST_NAME = 255
UNNAMED = "file"

_BREAKS = {"Cc", "Zl", "Zp"}
_NOT_IN_A_NAME = re.compile(r'[<>:"|?*]')
_DEVICE_NAMES = re.compile(r"(con|prn|aux|nul|com\d|lpt\d)(\.|$)", re.IGNORECASE)
# RFC 8187, attr-char: what may stand unescaped in an extended header value.
_UNESCAPED = "!#$&+-.^_`|~"


def plain_line(text: str) -> str:
    """Return the text as one line without characters that hide or reorder what is read."""
    shown = (" " if _is_break(letter) else letter for letter in _visible(text))
    return " ".join("".join(shown).split())


def clean_name(declared_name: str) -> str:
    """Return a file name fit to show and to offer: no path, nothing hidden, at most 255 long."""
    name = "".join(letter for letter in _visible(declared_name) if not _is_break(letter))
    name = re.split(r"[/\\]", name)[-1]
    name = re.sub(r"^[A-Za-z]:(?=.)", "", name)
    name = " ".join(_NOT_IN_A_NAME.sub("_", name).split()).strip(". ")
    if _DEVICE_NAMES.match(name):
        name = f"_{name}"
    return _shortened(name) or UNNAMED


def extension_of(name: str) -> str:
    """Return the part after the last dot in lower case, or nothing."""
    stem, dot, extension = name.rpartition(".")
    return extension.lower() if dot and stem else ""


def disposition(name: str) -> str:
    """Return the Content-Disposition header that offers a download under this name."""
    shown = clean_name(name)
    folded = unicodedata.normalize("NFKD", shown).encode("ascii", "ignore").decode("ascii")
    # A browser without the extended form may decode "%" or stop at a quotation mark.
    plain = re.sub(r'[%"\\/]', "_", folded).strip(". ") or UNNAMED
    if plain == shown:
        return f'attachment; filename="{plain}"'
    extension = extension_of(shown)
    if extension.isalnum() and extension.isascii() and not extension_of(plain):
        plain = f"{UNNAMED}.{extension}"
    extended = quote(shown, safe=_UNESCAPED, encoding="utf-8")
    return f"attachment; filename=\"{plain}\"; filename*=UTF-8''{extended}"


def _visible(text: str) -> Iterator[str]:
    """Yield the text without what makes it read as something it is not, or breaks a file.

    These are format characters (right-to-left overrides, zero width), halves of a pair,
    and the two codes at the end of each plane, which XML refuses.
    """
    for letter in unicodedata.normalize("NFC", text):
        is_half_or_format = unicodedata.category(letter) in {"Cf", "Cs"}
        if not is_half_or_format and ord(letter) & 0xFFFE != 0xFFFE:
            yield letter


def _is_break(letter: str) -> bool:
    return unicodedata.category(letter) in _BREAKS


def _shortened(name: str) -> str:
    if len(name) <= LONGEST_NAME:
        return name
    extension = extension_of(name)
    ending = f".{extension}" if extension and len(extension) <= 16 else ""
    return name[: LONGEST_NAME - len(ending)].rstrip(". ") + ending
