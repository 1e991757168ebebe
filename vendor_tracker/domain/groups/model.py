"""Lists of groups: what a group is called, its code, and what a supplier may write for it."""

import re
from dataclasses import dataclass

from vendor_tracker.domain.vocabulary import GroupAttribute

_NOT_WORDS = re.compile(r"[^0-9a-z+]+")
# Words that say what a column holds, not which group it is.
_DROPPED = frozenset({"ethnicity", "ethnic", "group", "background", "aged", "age", "years", "sex"})


@dataclass(frozen=True, slots=True)
class Group:
    """One group of a list."""

    code: str
    name: str
    # The wider group that the list puts it under.
    under: str = ""
    also: tuple[str, ...] = ()
    # People whose group is not known: counted and shown, never compared.
    is_unknown: bool = False
    # Several steps of a scale taken together: what each step stands under.
    is_band: bool = False


@dataclass(frozen=True, slots=True)
class Scheme:
    """One list of groups for one attribute, with its edition and where it comes from."""

    code: str
    label: str
    attribute: GroupAttribute
    groups: tuple[Group, ...]
    source: str
    # What a reader must know before trusting a comparison on this list.
    note: str = ""
    # Words before a code, such as the Q of Q1.
    prefixes: tuple[str, ...] = ()
    # The first character is the code; a second one is local to whoever recorded it.
    is_first_character: bool = False

    def group(self, code: str) -> Group | None:
        """Return the group with this code."""
        return next((one for one in self.groups if one.code == code), None)

    @property
    def compared(self) -> tuple[Group, ...]:
        """Return the groups that each have to be shown: those not known left out.

        A scale with many steps is asked for by its bands.
        """
        bands = tuple(one for one in self.groups if one.is_band)
        return bands or tuple(one for one in self.groups if not one.is_unknown)


@dataclass(frozen=True, slots=True)
class Recognised:
    """A group found in a list from the words of a table, and what was changed on the way."""

    scheme: str
    group: Group
    note: str = ""


def folded(text: str) -> str:
    """Return words about a group without case, marks and words that say nothing."""
    bare = text.casefold().replace("&", " and ").replace("<", " under ").replace("≥", " ")
    words = [word for word in _NOT_WORDS.split(bare.replace("–", "-")) if word]
    return " ".join(word for word in words if word not in _DROPPED) or " ".join(words)
