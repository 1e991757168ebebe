"""Where things stand in a checklist's file, and the list of what is wrong in it."""

import re
from bisect import bisect_right
from collections.abc import Sequence

from vendor_tracker.domain.errors import ProductError

_ITEM = re.compile(r"^\s*\[\[\s*sections\s*\.\s*items\s*\]\]")
_TABLE = re.compile(r"^\s*\[")
_KEY = re.compile(r"^\s*[\"']?([A-Za-z_0-9-]+)[\"']?\s*=")
_ID = re.compile(r"\bid\s*=\s*[\"']([^\"']*)[\"']")


class ChecklistFault(ProductError):
    """A checklist cannot be used as it is written; holds every fault that was found."""

    def __init__(self, faults: Sequence[str]) -> None:
        super().__init__("\n".join(faults))
        self.faults = tuple(faults)


class Places:
    """The lines of one file: the reader says what is wrong, this says where it stands."""

    def __init__(self, name: str, text: str) -> None:
        self.name = name
        self.faults: list[str] = []
        self._lines = text.split("\n")
        numbered = list(enumerate(self._lines, start=1))
        self._items = [number for number, line in numbered if _ITEM.match(line)]
        self._tables = [number for number, line in numbered if _TABLE.match(line)]

    def say(self, line: int, cause: str) -> None:
        """Note what is wrong at a line."""
        self.faults.append(f"{self.name}, line {line}: {cause}")

    def of_top(self) -> int:
        """Return the first line."""
        return 1

    def of_key(self, key: str) -> int:
        """Return the line of a key above the first table, or the first line."""
        return self._key(key, 1, self._tables[0] if self._tables else len(self._lines) + 1) or 1

    def of_item(self, position: int, code: str, key: str = "id") -> int:
        """Return the line of an item's key, or of the item where the key is missing."""
        if position >= len(self._items):
            return self._written_inline(code)
        start = self._items[position]
        after = bisect_right(self._tables, start)
        end = self._tables[after] if after < len(self._tables) else len(self._lines) + 1
        return self._key(key, start, end) or self._key("id", start, end) or start

    def _key(self, key: str, start: int, end: int) -> int | None:
        for number in range(start, end):
            found = _KEY.match(self._lines[number - 1]) if number <= len(self._lines) else None
            if found and found[1] == key:
                return number
        return None

    def _written_inline(self, code: str) -> int:
        for number, line in enumerate(self._lines, start=1):
            if code and code in _ID.findall(line):
                return number
        return 1
