"""What the text of somebody else's cell says: options, words for nothing, several in one."""

import re
from enum import StrEnum

from vendor_tracker.domain.columnwords import LEGAL_FORMS, NOBODY
from vendor_tracker.domain.names import name_key, tidy

# An option of a form: “a) Yes”, “(b) No”, “c. Other”.
_OPTION = re.compile(r"\(?([a-z]|\d{1,2})[).]\s+(?=\S)", re.IGNORECASE)
# What explains an option stands behind a dash: “Pilot – in a limited test”.
_EXPLAINED = re.compile(r"\s+[–—-]\s+")
_NOT_APPLICABLE = frozenset(
    {"n/a", "na", "n.a.", "n.a", "n / a", "not applicable", "does not apply", "not relevant"}
)
_UNKNOWN = frozenset(
    {"unknown", "not known", "don't know", "do not know", "?", "??", "tbc", "tbd", "tba"}
    | {"to be confirmed", "to be determined", "not yet known", "not sure", "unsure"}
)
_WITHHELD = frozenset(
    {"withheld", "redacted", "[redacted]", "confidential", "not disclosed", "undisclosed"}
    | {"commercially sensitive", "commercial in confidence", "not for publication"}
)
_BLANK = frozenset({"", "-", "–", "—", "--", ".", "nil return"})
# Words in the place of a name that name nobody.
_NOTHING_NAMED = frozenset({"various", "several", "multiple", "none", "nil", "not stated"})
_PLACEHOLDER_BEGINS = ("in-house", "in house", "inhouse", "not applicable", "developed in")
_LEGAL = frozenset(LEGAL_FORMS.split())
# “C/O” names one firm at another's address.
_SURE = re.compile(r"\s*(?:[;|\n\r]|(?<!\b[cC])/(?![oO]\b))+\s*")
# A comma in brackets explains the name before it.
_COMMA = re.compile(r"\s*,\s*(?![^(]*\))")
_AND = re.compile(r"\s+(?:and|&)\s+", re.IGNORECASE)
_LONGEST_NAME = 80


class Standing(StrEnum):
    """What kind of thing a cell says: blank, or one of the ways of not saying it."""

    SAID = "said"
    BLANK = "blank"
    NOT_APPLICABLE = "not applicable"
    UNKNOWN = "not known"
    WITHHELD = "withheld"


def standing(text: str) -> Standing:
    """Tell apart a cell that is blank, does not apply, is not known, is withheld, or speaks."""
    key = name_key(text)
    bare = name_key(without_option(text)).rstrip(".")
    for known, found in (
        (_BLANK, Standing.BLANK),
        (_NOT_APPLICABLE, Standing.NOT_APPLICABLE),
        (_UNKNOWN, Standing.UNKNOWN),
        (_WITHHELD, Standing.WITHHELD),
    ):
        if key in known or bare in known:
            return found
    return Standing.NOT_APPLICABLE if bare.startswith("not applicable") else Standing.SAID


def without_option(text: str) -> str:
    """Return the words of an option without its letter and with single spaces."""
    line = tidy(text)
    found = _OPTION.match(line)
    return line[found.end() :] if found else line


def option_keys(text: str) -> list[str]:
    """Return the keys by which an option may be named, the most exact first."""
    line = tidy(text)
    bare = without_option(line)
    keys = [line, bare, _EXPLAINED.split(bare)[0]]
    found = _OPTION.match(line)
    return [name_key(key) for key in [*keys, *([found[1]] if found else [])]]


def names_nothing(name: str) -> bool:
    """Tell whether a word in the place of a name names nothing, such as N/A or various."""
    return standing(name) is not Standing.SAID or _bare(name) in _NOTHING_NAMED


def is_placeholder(name: str) -> bool:
    """Tell whether a word in the place of a supplier names nobody, such as in-house."""
    key = _bare(name)
    return names_nothing(name) or key in NOBODY or key.startswith(_PLACEHOLDER_BEGINS)


def _bare(name: str) -> str:
    return name_key(name).strip(" .()")


def parts_of(name: str) -> tuple[str, ...]:
    """Return the several names that one cell may hold; nothing when it looks like one name."""
    pieces = [piece for piece in _SURE.split(name.strip()) if piece.strip()]
    if "//" in name:
        pieces = [piece for piece in re.split(r"[;|\n\r]+", name) if piece.strip()]
    parts = [part for piece in pieces for part in _by_words(piece)]
    found = tuple(dict.fromkeys(tidy(part) for part in parts if part.strip()))
    good = all(1 < len(part) <= _LONGEST_NAME for part in found)
    return found if len(found) > 1 and good else ()


def _by_words(piece: str) -> list[str]:
    """Part at commas and “and”; a legal form behind a comma belongs to the name before it."""
    names: list[str] = []
    for part in _COMMA.split(piece):
        first = name_key(part).replace(".", "").split(" ")[0]
        if names and first in _LEGAL:
            names[-1] = f"{names[-1]}, {part}"
        else:
            names.append(part)
    parts: list[str] = []
    for name in names:
        bare = re.sub(r"^(?:and|&)\s+", "", name.strip(), flags=re.IGNORECASE)
        halves = _AND.split(bare)
        # “Research and Development Ltd” is one name; two words at most on either side are two.
        whole = len(halves) != 2 or any(len(half.split()) > 3 for half in halves)
        # Public bodies are named so, and lists of payments write all names in capitals.
        whole = whole or bare.isupper() or name_key(bare).startswith("the ")
        last = halves[-1].split()
        whole = whole or (bool(last) and name_key(last[-1]).strip(".") in _LEGAL)
        parts += [bare] if whole else halves
    return parts


def loose_words(name: str) -> tuple[str, ...]:
    """Return the words of a name without signs and legal forms: they suggest, never decide."""
    bare = re.sub(r"[.'’]", "", name_key(name))
    words = re.sub(r"[^\w]+", " ", bare).split()
    kept = [word for word in words if word not in _LEGAL]
    return tuple(kept or words)


def names_firm(name: str) -> bool:
    """Tell whether a text ends in a legal form, as names of firms do."""
    words = re.sub(r"[^\w.]+", " ", name_key(name)).replace(".", "").split()
    return len(words) > 1 and words[-1] in _LEGAL
