"""Several parts in one cell, parted by semicolons; quotes keep a part that holds one."""

import re
from collections.abc import Iterable

_BETWEEN = "; "
_PART = re.compile(r'\s*(?:"((?:[^"]|"")*)"\s*(?=;|\n|$)|([^;\n]*))(?:;|\n|$)')
_NEEDS_QUOTES = re.compile(r'[;\n]|^"|^\s|\s$')


def joined(parts: Iterable[str]) -> str:
    """Return parts as one text from which `parted` gives them back."""
    return _BETWEEN.join(_quoted(part) for part in parts if part)


def parted(text: str) -> tuple[str, ...]:
    """Return the parts of a text; empty ones are left out."""
    found: list[str] = []
    at = 0
    while at < len(text):
        match = _PART.match(text, at)
        if match is None or match.end() == at:
            break
        quoted, plain = match.groups()
        found.append(plain.strip() if quoted is None else quoted.replace('""', '"'))
        at = match.end()
    return tuple(part for part in found if part)


def _quoted(part: str) -> str:
    doubled = part.replace('"', '""')
    return f'"{doubled}"' if _NEEDS_QUOTES.search(part) else part
