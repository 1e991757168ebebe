"""Two cards, field by field: the same, changed, or only in one of them."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from difflib import SequenceMatcher
from enum import StrEnum

from vendor_tracker.domain.cards.chai import PARTS
from vendor_tracker.domain.cards.fields import FORM, CardField
from vendor_tracker.domain.cards.measures import readable

# Longer texts are shown side by side without their words marked: finding them takes too long.
_MOST_WORDS = 2_000
# Texts with less in common than this are two texts, not one that was changed.
_LEAST_COMMON = 0.4
_FEW = 3


class Differs(StrEnum):
    """How a field of two cards compares."""

    same = "same"
    changed = "changed"
    only_here = "only_here"
    only_there = "only_there"


@dataclass(frozen=True, slots=True)
class Piece:
    """Some words in a row; `is_marked` where the other card has other words."""

    text: str
    is_marked: bool = False


@dataclass(frozen=True, slots=True)
class Compared:
    """One field of two cards."""

    field: CardField
    how: Differs
    here: tuple[Piece, ...]
    there: tuple[Piece, ...]


def compare(here: Mapping[str, str], there: Mapping[str, str]) -> list[Compared]:
    """Return every field that either card gives, in the order of the form."""
    found = []
    for field in (*FORM, *PARTS):
        mine, theirs = readable(here.get(field.code, "")), readable(there.get(field.code, ""))
        if mine or theirs:
            found.append(_compared(field, mine, theirs))
    return found


def numbers(rows: Iterable[Compared]) -> dict[Differs, int]:
    """Return how many fields compare in each way."""
    found = dict.fromkeys(Differs, 0)
    for row in rows:
        found[row.how] += 1
    return found


def _compared(field: CardField, mine: str, theirs: str) -> Compared:
    if not theirs:
        return Compared(field, Differs.only_here, (Piece(mine),), ())
    if not mine:
        return Compared(field, Differs.only_there, (), (Piece(theirs),))
    if mine.split() == theirs.split():
        return Compared(field, Differs.same, (Piece(mine),), (Piece(theirs),))
    return Compared(field, Differs.changed, *_marked(mine.split(), theirs.split()))


def _marked(mine: list[str], theirs: list[str]) -> tuple[tuple[Piece, ...], tuple[Piece, ...]]:
    if max(len(mine), len(theirs)) > _MOST_WORDS:
        return (Piece(" ".join(mine)),), (Piece(" ".join(theirs)),)
    found = SequenceMatcher(None, mine, theirs, autojunk=False)
    if found.ratio() < _LEAST_COMMON and min(len(mine), len(theirs)) > _FEW:
        return (Piece(" ".join(mine)),), (Piece(" ".join(theirs)),)
    here, there = [], []
    for act, a, b, c, d in found.get_opcodes():
        if a < b:
            here.append(Piece(" ".join(mine[a:b]), act != "equal"))
        if c < d:
            there.append(Piece(" ".join(theirs[c:d]), act != "equal"))
    return tuple(here), tuple(there)
