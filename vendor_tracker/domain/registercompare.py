"""Compare two registers cell by cell: what was added, what was changed, what is gone."""

import hashlib
import json
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime


@dataclass(frozen=True, slots=True)
class SheetCells:
    """A sheet as text: its headings, and the number and the cells of each row."""

    title: str
    header: tuple[str, ...]
    rows: tuple[tuple[int, tuple[str, ...]], ...]


@dataclass(frozen=True, slots=True)
class ChangedCell:
    """One cell that differs, the words on both sides, and who changed it when, if known."""

    sheet: str
    row: int
    reference: str
    heading: str
    before: str
    after: str
    who: str = ""
    at: datetime | None = None


@dataclass(frozen=True, slots=True)
class RowOnOneSide:
    """A row that only one of two registers has, with its first words."""

    sheet: str
    row: int
    reference: str
    words: str


@dataclass(slots=True)
class Comparison:
    """What differs between an earlier register and a later one."""

    added: list[RowOnOneSide] = field(default_factory=list)
    changed: list[ChangedCell] = field(default_factory=list)
    closed: list[RowOnOneSide] = field(default_factory=list)
    notices: list[str] = field(default_factory=list)

    @property
    def is_same(self) -> bool:
        """Tell whether nothing differs."""
        return not (self.added or self.changed or self.closed or self.notices)


def content_hash(sheets: Sequence[SheetCells]) -> str:
    """Return the hash over every cell, whatever the order of the sheets and the file around."""
    body = [
        [one.title, _trimmed(one.header), [[row, _trimmed(cells)] for row, cells in one.rows]]
        for one in sorted(sheets, key=lambda one: one.title)
    ]
    text = json.dumps(body, ensure_ascii=True, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()


def compare(
    before: Sequence[SheetCells], after: Sequence[SheetCells], leave: frozenset[str] = frozenset()
) -> Comparison:
    """Compare an earlier register with a later one; columns in `leave` are not looked at."""
    made = Comparison()
    then, now = ({one.title: one for one in sheets} for sheets in (before, after))
    for title in (one for one in then if one not in now):
        made.notices.append(f"The sheet “{title}” is only in the first of the two")
    for title in (one for one in now if one not in then):
        made.notices.append(f"The sheet “{title}” is only in the second of the two")
    for title in (one for one in then if one in now):
        _compare_sheet(made, then[title], now[title], leave)
    return made


def _compare_sheet(
    made: Comparison, then: SheetCells, now: SheetCells, leave: frozenset[str]
) -> None:
    old, new = _by_key(then), _by_key(now)
    for key in (one for one in old if one not in new):
        made.closed.append(_alone(then, key, old[key]))
    for key in (one for one in new if one not in old):
        made.added.append(_alone(now, key, new[key]))
    headings = [name for name in then.header if name in now.header and name not in leave]
    only = [name for name in (*then.header, *now.header) if name and name not in headings]
    if gone := sorted({name for name in only if name not in leave}):
        made.notices.append(f"{then.title}: columns only in one of the two: {', '.join(gone)}")
    for key in (one for one in old if one in new):
        row, cells = new[key]
        was = dict(zip(then.header, old[key][1], strict=False))
        has = dict(zip(now.header, cells, strict=False))
        for name in headings:
            if was.get(name, "") != has.get(name, ""):
                words = was.get(name, ""), has.get(name, "")
                made.changed.append(ChangedCell(then.title, row, key[0], name, *words))


def _alone(
    sheet: SheetCells, key: tuple[str, int], found: tuple[int, tuple[str, ...]]
) -> RowOnOneSide:
    words = ", ".join(cell for cell in found[1][1:4] if cell)
    return RowOnOneSide(sheet.title, found[0], key[0], words[:120])


def _by_key(sheet: SheetCells) -> Mapping[tuple[str, int], tuple[int, tuple[str, ...]]]:
    """Return the rows by what they begin with, counted where several begin alike."""
    return dict(_keyed(sheet))


def _keyed(
    sheet: SheetCells,
) -> Iterator[tuple[tuple[str, int], tuple[int, tuple[str, ...]]]]:
    seen: Counter[str] = Counter()
    for row, cells in sheet.rows:
        first = cells[0] if cells else ""
        seen[first] += 1
        yield (first, seen[first]), (row, cells)


def _trimmed(cells: Sequence[str]) -> list[str]:
    kept = list(cells)
    while kept and not kept[-1]:
        kept.pop()
    return kept
