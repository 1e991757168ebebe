"""Read the cells of one sheet as a stream, counting what is seen and what is kept."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime

from vendor_tracker.domain.errors import Refused
from vendor_tracker.excel.addresses import LAST_ROW, cell_position, letters
from vendor_tracker.excel.formats import Shown, number_value
from vendor_tracker.excel.limits import Limits
from vendor_tracker.excel.sharedparts import refuse_long_text
from vendor_tracker.excel.tables import BadCell, Value
from vendor_tracker.excel.text import unescape_units
from vendor_tracker.excel.xmlparts import DAMAGED, Attributes

Range = tuple[int, int, int, int]

_MOST_MERGED = 20_000
# Rows without content cost time too: so many times the rows allowed are looked at.
_EMPTY_ROWS_PER_ROW = 10
_TEXT_PARTS = frozenset({"v", "t", "f"})


@dataclass(slots=True)
class SharedParts:
    """What cells refer to: shared texts, formats, and the first day dates count from."""

    strings: Sequence[str] = ()
    shown: Sequence[Shown] = ()
    from_1904: bool = False
    text_read: int = 0


@dataclass(slots=True)
class SheetCells:
    """The cells of a sheet by row and column, and what else was seen."""

    rows: dict[int, dict[int, Value]] = field(default_factory=dict)
    merged: list[Range] = field(default_factory=list)
    cells_seen: int = 0
    row_elements: int = 0
    last_row: int = 0
    hidden_rows: int = 0

    def cells_kept(self) -> int:
        """Return how many cells with content were kept."""
        return sum(map(len, self.rows.values()))


class CellsHandler:
    """Takes the elements of a sheet; believes no declared size."""

    def __init__(self, shared: SharedParts, limits: Limits) -> None:
        self.found = SheetCells()
        self._shared, self._limits = shared, limits
        self._row = self._column = 0
        self._in_cell = self._in_reading = False
        self._part = ""
        self._seen: set[str] = set()
        self._type, self._style = "n", 0
        self._texts: dict[str, list[str]] = {}
        self._length = 0

    def start(self, name: str, attributes: Attributes) -> None:
        """Begin a row, a cell or a part of a cell."""
        if name == "c":
            self._start_cell(attributes)
        elif name == "row":
            self._start_row(attributes)
        elif name == "mergeCell":
            self._merge(attributes.get("ref", ""))
        elif self._in_cell:
            self._start_part(name)

    def end(self, name: str) -> None:
        """End a cell or a part of a cell."""
        if name == "c":
            self._end_cell()
        elif name == "rPh":
            self._in_reading = False
        elif name == self._part:
            self._part = ""

    def text(self, text: str) -> None:
        """Take a piece of a value, a formula or a text."""
        if not self._part:
            return
        self._length += len(text)
        refuse_long_text(self._length, self._limits.text_in_cell)
        self._texts.setdefault(self._part, []).append(text)

    def _start_row(self, attributes: Attributes) -> None:
        self._row = _number(attributes.get("r"), self._row + 1)
        self._column = 0
        found = self.found
        found.row_elements += 1
        found.hidden_rows += attributes.get("hidden", "0") in {"1", "true"}
        if found.row_elements > self._limits.rows * _EMPTY_ROWS_PER_ROW:
            raise Refused(
                f"This sheet has more than {self._limits.rows * _EMPTY_ROWS_PER_ROW:,} rows, "
                "most of them empty. Delete the rows below the list and save it again."
            )

    def _start_cell(self, attributes: Attributes) -> None:
        address = attributes.get("r")
        if address is None:
            self._column += 1
        else:
            place = cell_position(address)
            if place is None:
                raise Refused(DAMAGED)
            self._row, self._column = place
        self._in_cell = True
        self._seen, self._texts, self._length = set(), {}, 0
        self._part = ""
        self._type = attributes.get("t", "n")
        self._style = _number(attributes.get("s"), 0)

    def _start_part(self, name: str) -> None:
        if name == "rPh":
            self._in_reading = True
        if name in {"v", "is", "f"}:
            self.found.cells_seen += not self._seen
            self._seen.add(name)
        if name in _TEXT_PARTS and not self._in_reading:
            self._part = name

    def _end_cell(self) -> None:
        self._in_cell = False
        if not self._seen:
            return
        self._refuse_far()
        row = self.found.rows.get(self._row)
        if row is None:
            row = self._new_row()
        if self._column in row:
            raise Refused(DAMAGED)
        row[self._column] = self._value()

    def _new_row(self) -> dict[int, Value]:
        found, limits = self.found, self._limits
        if len(found.rows) > limits.rows:
            raise Refused(
                f"This list has more than {limits.rows:,} rows. Split it and bring in each part."
            )
        found.last_row = max(found.last_row, self._row)
        row: dict[int, Value] = {}
        found.rows[self._row] = row
        return row

    def _refuse_far(self) -> None:
        limits = self._limits
        if self._column > limits.columns or self._row - self.found.last_row > limits.rows:
            where = f"{letters(self._column)}{self._row}"
            raise Refused(
                f"Cell {where} lies far outside the list. Delete what is in it, or the rows and "
                "columns around it, and save the workbook again."
            )

    def _value(self) -> Value:
        raw = "".join(self._texts.get("v", ()))
        if "f" in self._seen:
            formula = "".join(self._texts.get("f", ()))
            return BadCell(
                f"={formula}", "This cell holds a formula. Copy it and paste it as a value."
            )
        if self._type == "inlineStr":
            return self._counted(unescape_units("".join(self._texts.get("t", ()))))
        if self._type == "s":
            return self._counted(self._shared_text(raw))
        if self._type == "str":
            return self._counted(unescape_units(raw))
        return self._plain_value(raw)

    def _plain_value(self, raw: str) -> Value:
        if not raw:
            return None
        if self._type == "e":
            return BadCell(raw, f"This cell shows the error {raw[:40]}.")
        if self._type == "b":
            return raw.strip() in {"1", "true"}
        if self._type == "d":
            return _iso(raw)
        shown = self._shared.shown
        style = shown[self._style] if self._style < len(shown) else Shown.NUMBER
        return number_value(raw, style, from_1904=self._shared.from_1904)

    def _shared_text(self, raw: str) -> str:
        place = _number(raw, -1)
        if not 0 <= place < len(self._shared.strings):
            raise Refused(DAMAGED)
        return self._shared.strings[place]

    def _counted(self, text: str) -> str | None:
        # One long text may be shared by many cells: what is handed on is counted, too.
        self._shared.text_read += len(text)
        if self._shared.text_read > self._limits.text_in_all:
            raise Refused("This workbook holds more text than a list. Split it into parts.")
        return text or None

    def _merge(self, reference: str) -> None:
        first, _, last = reference.partition(":")
        start, end = cell_position(first), cell_position(last or first)
        if start is None or end is None or len(self.found.merged) >= _MOST_MERGED:
            raise Refused(DAMAGED)
        self.found.merged.append((*start, *end))


def _number(text: str | None, otherwise: int) -> int:
    if text is None:
        return otherwise
    if not (text.strip().isdecimal() and len(text) <= 10):
        raise Refused(DAMAGED)
    number = int(text)
    if number > LAST_ROW * 10:
        raise Refused(DAMAGED)
    return number


def _iso(raw: str) -> Value:
    try:
        moment = datetime.fromisoformat(raw)
    except ValueError:
        return BadCell(raw, f"This cell should hold a date but holds “{raw[:40]}”.")
    if len(raw) == len("2026-08-26"):
        return date.fromisoformat(raw)
    return moment.replace(tzinfo=None)
