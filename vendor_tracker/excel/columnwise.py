"""Format the cells of a column a batch at a time: what all of them share is done once.

`cells.cell_maker` says what each cell is; what is here makes the same cells faster.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from vendor_tracker.excel import heights
from vendor_tracker.excel.addresses import letters
from vendor_tracker.excel.cells import (
    EPOCH,
    FIRST_DAY,
    TEXT_CLOSES,
    Styles,
    cell_maker,
    moment_number,
    plain_number,
    text_opens,
    words_of,
)
from vendor_tracker.excel.sheet import WIDEST, WRAPPED, CellKind, Column
from vendor_tracker.excel.text import escaped_together

_DATE_WIDTH, _MOMENT_WIDTH = len("26 Aug 2026"), len("26 Aug 2026 10:51")
_SIGNS = len("-£.")
_FIRST = FIRST_DAY.toordinal()
# A whole number below this, and a figure of no more signs, keeps all its digits in a cell.
_WHOLE, _SIGNS_KEPT = 10**15, 15
# Texts that cannot be written all at once are tried again in this many parts.
_PARTS = 10


@dataclass(slots=True)
class Batch:
    """Some rows below one another: their numbers as text, and how many lines the tall ones have."""

    numbers: Sequence[str]
    lines: dict[int, int] = field(default_factory=dict)


class Cells:
    """The cells of one column, one at a time: the rule that the faster ones keep to."""

    def __init__(self, column: Column, position: int, styles: Styles) -> None:
        self.column, self.styles = column, styles
        self.letter = letters(position)
        self.start = f'<c r="{self.letter}'
        # How many characters wide the widest value is shown.
        self.widest = 0
        self.one = cell_maker(column, position, styles)

    def make(self, values: Sequence[Any], batch: Batch) -> list[str]:
        """Return a cell for each value, nothing for an empty one; raise if one cannot be stored."""
        raise NotImplementedError

    def each(self, values: Sequence[Any], batch: Batch) -> list[str]:
        """Return the cells, each made by itself."""
        pairs = zip(values, batch.numbers, strict=True)
        return ["" if value is None else self.one(value, row) for value, row in pairs]


class TextCells(Cells):
    """Texts: nearly all hold no sign that has to be written in a way of its own."""

    def __init__(self, column: Column, position: int, styles: Styles) -> None:
        super().__init__(column, position, styles)
        self.middle = text_opens(styles.usual)
        self.wraps_at = (column.width or WIDEST) if column.kind in WRAPPED else None

    def make(self, values: Sequence[Any], batch: Batch) -> list[str]:
        """Return the cells of these texts."""
        texts = [text_of(value) for value in values]
        longest = max(map(len, texts))
        if longest > self.widest:
            self.widest = max(map(_width, texts))
        self._note_lines(texts, longest, batch)
        return self._cells(texts, batch.numbers)

    def _cells(self, texts: Sequence[str], rows: Sequence[str]) -> list[str]:
        together = escaped_together(texts)
        if together is not None:
            start, middle = self.start, self.middle
            return [
                f"{start}{row}{middle}{text}{TEXT_CLOSES}" if text else ""
                for text, row in zip(together, rows, strict=True)
            ]
        if len(texts) <= _PARTS:
            return [self.one(text, row) for text, row in zip(texts, rows, strict=True)]
        # One text that needs a look by itself must not slow down all its neighbours.
        size = -(-len(texts) // _PARTS)
        parts = (slice(at, at + size) for at in range(0, len(texts), size))
        return [cell for part in parts for cell in self._cells(texts[part], rows[part])]

    def _note_lines(self, texts: Sequence[str], longest: int, batch: Batch) -> None:
        width = self.wraps_at
        if width is None or (longest <= heights.fitting(width) and "\n" not in "".join(texts)):
            return
        for place, text in enumerate(texts):
            lines = heights.lines_of(text, width)
            if lines > batch.lines.get(place, 1):
                batch.lines[place] = lines


class ChoiceCells(Cells):
    """The same few words again and again: each of them is made once."""

    def __init__(self, column: Column, position: int, styles: Styles) -> None:
        super().__init__(column, position, styles)
        self._made: dict[type, dict[Any, str]] = {}

    def make(self, values: Sequence[Any], batch: Batch) -> list[str]:
        """Return the cells of these words."""
        kinds = set(map(type, values)) - {type(None)}
        # Members of two lists may be equal as values, and yet be shown by different words.
        if len(kinds) != 1:
            return self.each(values, batch)
        made = self._made.setdefault(kinds.pop(), {None: ""})
        for value in set(values) - made.keys():
            made[value] = self.one(value, "").removeprefix(self.start)
            self.widest = max(self.widest, len(words_of(value)))
        start = self.start
        return [
            f"{start}{row}{ending}" if (ending := made[value]) else ""
            for value, row in zip(values, batch.numbers, strict=True)
        ]


class NumberCells(Cells):
    """Numbers, amounts and shares."""

    def make(self, values: Sequence[Any], batch: Batch) -> list[str]:
        """Return the cells of these numbers."""
        texts = ["" if value is None else _number(value) for value in values]
        longest = max(texts, key=len)
        if longest:
            self.widest = max(self.widest, len(f"{Decimal(longest):,}") + _SIGNS)
        start, middle = self.start, f'" s="{self.styles.usual}"><v>'
        return [
            f"{start}{row}{middle}{text}</v></c>" if text else ""
            for text, row in zip(texts, batch.numbers, strict=True)
        ]


class DateCells(Cells):
    """Days."""

    def make(self, values: Sequence[Any], batch: Batch) -> list[str]:
        """Return the cells of these days; one before the first is told in words."""
        kinds = set(map(type, values)) - {type(None)}
        if not kinds:
            return [""] * len(values)
        self.widest = _DATE_WIDTH
        if kinds != {date} or min(filter(None, values)) < FIRST_DAY:
            return self.each(values, batch)
        start, middle = self.start, f'" s="{self.styles.usual}"><v>'
        return [
            f"{start}{row}{middle}{value.toordinal() - EPOCH}</v></c>" if value else ""
            for value, row in zip(values, batch.numbers, strict=True)
        ]


class MomentCells(Cells):
    """Days with a time."""

    def make(self, values: Sequence[Any], batch: Batch) -> list[str]:
        """Return the cells of these moments."""
        kinds = set(map(type, values)) - {type(None)}
        if not kinds:
            return [""] * len(values)
        self.widest = _MOMENT_WIDTH
        if kinds != {datetime} or any(v and v.toordinal() < _FIRST for v in values):
            return self.each(values, batch)
        start, middle = self.start, f'" s="{self.styles.usual}"><v>'
        return [
            f"{start}{row}{middle}{moment_number(value)!r}</v></c>" if value else ""
            for value, row in zip(values, batch.numbers, strict=True)
        ]


def text_of(value: object) -> str:
    """Return the words of a value, nothing for an empty one."""
    if type(value) is str:
        return value
    return "" if value is None else words_of(value)


def _width(text: str) -> int:
    return len(text) if "\n" not in text else max(map(len, text.splitlines()), default=0)


def _number(value: object) -> str:
    """Return a number as it is stored; most are known to fit at one look."""
    kind = type(value)
    if kind is int and -_WHOLE < value < _WHOLE:  # type: ignore[operator]
        return str(value)
    if kind is Decimal and value.is_finite():  # type: ignore[attr-defined]
        text = str(value)
        if len(text) <= _SIGNS_KEPT and "E" not in text and value:
            return text
    return plain_number(value)


_BY_KIND: dict[CellKind, type[Cells]] = {
    CellKind.CHOICE: ChoiceCells,
    CellKind.YESNO: ChoiceCells,
    CellKind.NUMBER: NumberCells,
    CellKind.MONEY: NumberCells,
    CellKind.PERCENT: NumberCells,
    CellKind.DATE: DateCells,
    CellKind.DATETIME: MomentCells,
}


def cells_of(column: Column, position: int, styles: Styles) -> Cells:
    """Return what makes the cells of a column that stands at a position counted from 1."""
    return _BY_KIND.get(column.kind, TextCells)(column, position, styles)
