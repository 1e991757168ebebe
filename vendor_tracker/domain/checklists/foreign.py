"""What checklists from elsewhere share: where a fault stands, and which ids their items get."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from vendor_tracker.domain.checklists.model import Checklist
from vendor_tracker.domain.checklists.places import Places
from vendor_tracker.domain.names import name_key

_KEY = re.compile(r'"(\w+)"')
_OWN_ID = "{}-[0-9]{{2,3}}"


@dataclass(frozen=True, slots=True)
class Wanted:
    """What whoever brings a checklist in says of it; empty means as the file says."""

    code: str
    gate: str = ""
    title: str = ""
    version: str = ""
    origin: str = ""


class NamedPlaces(Places):
    """The places of a file that is no TOML: each item stands at a row or a control."""

    def __init__(
        self, name: str, items: Sequence[str], top: str = "", titles: Mapping[str, str] = {}
    ) -> None:
        """Take where each item stands, where the rest does, and what the columns are called."""
        super().__init__(name, "")
        self._where = items
        self._top = top
        self._titles = titles

    def say(self, line: int, cause: str) -> None:
        """Note what is wrong at an item, or in the whole file."""
        where = self._where[line - 1] if 0 < line <= len(self._where) else self._top
        words = _KEY.sub(self._title, cause)
        self.faults.append(f"{self.name}{', ' if where else ''}{where}: {words}")

    def _title(self, found: re.Match[str]) -> str:
        """Return the column that a key stands for, as its heading calls it."""
        return f"“{self._titles[found[1]]}”" if found[1] in self._titles else found[0]

    def of_top(self) -> int:
        """Return no place: what is said above all items concerns the whole."""
        return 0

    def of_key(self, key: str) -> int:
        """Return no place: what is said above all items concerns the whole."""
        return 0

    def of_item(self, position: int, code: str, key: str = "id") -> int:
        """Return the place of an item."""
        return position + 1


def item_ids(
    code: str,
    refs: Sequence[str],
    old: Checklist | None,
    asked: Sequence[tuple[str, str]] = (),
) -> list[str]:
    """Return an id for each item: its own, that of its earlier version, or one never used.

    `asked` holds section and question of each: what was asked in the same words is the same item.
    """
    if refs and all(re.fullmatch(_OWN_ID.format(code), ref) for ref in refs):
        return list(refs)
    known = {item.ref: item.code for item in old.items if item.ref} if old else {}
    used = _numbers([*(item.code for item in old.items), *old.retired] if old else ())
    same = _same_words(refs, old, asked) if old else {}
    found: list[str] = []
    for place, ref in enumerate(refs):
        kept = (known.pop(ref, "") if ref else "") or same.get(place, "")
        if not kept:
            used = [*used, max(used, default=0) + 1]
            kept = f"{code}-{used[-1]:02}"
        found.append(kept)
    return found


def _same_words(
    refs: Sequence[str], old: Checklist, asked: Sequence[tuple[str, str]]
) -> dict[int, str]:
    """Return the earlier ids of items without an id of their own, by their place.

    The same words in the same section come first, then the same words wherever they stand.
    """
    left = {item.code: (item.section, item.question) for item in old.items if not item.ref}
    places = [place for place in range(len(asked)) if not refs[place]]
    found: dict[int, str] = {}
    for told in (_with_section, _words):
        for place in places:
            codes = (code for code, was in left.items() if told(was) == told(asked[place]))
            code = "" if place in found else next(codes, "")
            if code:
                found[place] = code
                del left[code]
    return found


def _with_section(asked: tuple[str, str]) -> str:
    return name_key(" / ".join(asked))


def _words(asked: tuple[str, str]) -> str:
    return name_key(asked[1])


def next_version(old: Checklist | None) -> str:
    """Return the version after the one in force; 1.0 where there is none."""
    if old is None:
        return "1.0"
    first, second = old.number[:2]
    return f"{first}.{second + 1}"


def flat(text: str) -> str:
    """Return a text in one paragraph; the points of a list are parted by semicolons."""
    # Points within points are marked as quotations in some catalogues.
    lines = [line.strip().lstrip(">").strip() for line in text.strip().splitlines()]
    parts: list[str] = []
    for line in lines:
        point = re.match(r"(?:[-*•]|\d+[.)])\s+(.*)", line)
        if point and parts:
            parts[-1] = f"{parts[-1].rstrip(';,. ')};" if not parts[-1].endswith(":") else parts[-1]
        if line:
            parts.append(point[1] if point else line)
    return " ".join(" ".join(parts).split())


def _numbers(codes: Iterable[str]) -> list[int]:
    return [int(code.rpartition("-")[2]) for code in codes]
