"""Find the row of headings, and make a table of the rows below it."""

from collections.abc import Sequence
from itertools import pairwise

from vendor_tracker.domain.errors import Refused
from vendor_tracker.excel.addresses import letters
from vendor_tracker.excel.tables import BadCell, Row, Table, Value, is_blank, is_empty

# Headings stand near the top; what is lower is data.
_LOOKED_AT = 20
_COMPARED_WITH = 60
# A title or a band above the headings fills fewer columns than the headings do.
_SHARE_OF_WIDEST = 0.6
_LONGEST_HEADING = 300

NO_HEADINGS = 0


def table_of(
    sheet: str, rows: Sequence[Row], header_row: int | None, notices: Sequence[str] = ()
) -> Table:
    """Return a table; `header_row` None finds the headings, 0 says that there are none."""
    filled = [row for row in rows if not is_blank(row.cells)]
    at = find_headings(filled) if header_row is None else header_row
    head, above, below = _split(filled, at)
    width = _width(filled)
    last = max((row.number for row in rows), default=at)
    if head is None:
        header = tuple(f"Column {letters(position)}" for position in range(1, width + 1))
    else:
        header = tuple(_heading(value) for value in _padded(head.cells, width))
    said = list(notices)
    if above:
        said.append(f"{_count(len(above))} above the headings in row {at} not read as data")
    return Table(
        sheet=sheet,
        header=header,
        header_row=at,
        rows=tuple(Row(row.number, _padded(row.cells, width)) for row in below),
        above=tuple(above),
        blank_rows=max(last - at - len(below), 0),
        notices=tuple(said),
    )


def find_headings(rows: Sequence[Row]) -> int:
    """Return the number of the row that looks most like headings, 0 if none does."""
    compared = rows[:_COMPARED_WITH]
    widest = max((_filled(row.cells) for row in compared), default=0)
    above: Sequence[Value] = ()
    for row in rows[:_LOOKED_AT]:
        wide = _filled(row.cells) >= widest * _SHARE_OF_WIDEST
        if wide and (_is_heading(row.cells) or _is_under_band(row.cells, above)):
            return row.number
        above = row.cells
    # Fewer headings than columns: the first row made of different short words will do.
    for row in rows[:_LOOKED_AT]:
        if _filled(row.cells) > 1 and _is_heading(row.cells):
            return row.number
    return NO_HEADINGS


def _is_heading(cells: Sequence[Value]) -> bool:
    values = [value for value in cells if not is_empty(value)]
    texts = [value for value in values if isinstance(value, str)]
    different = {" ".join(text.split()).casefold() for text in texts}
    return (
        bool(texts)
        and len(different) == len(values)
        and all(len(text) <= _LONGEST_HEADING for text in texts)
    )


def _is_under_band(cells: Sequence[Value], band: Sequence[Value]) -> bool:
    """Tell whether a band above, spread over its merged cells, tells headings apart."""
    is_band = any(one == other and not is_empty(one) for one, other in pairwise(band))
    joined: list[Value] = [
        f"{band[at]} {value}" if at < len(band) and isinstance(value, str) else value
        for at, value in enumerate(cells)
    ]
    return is_band and _is_heading(joined)


def _split(rows: Sequence[Row], at: int) -> tuple[Row | None, list[Row], list[Row]]:
    above = [row for row in rows if row.number < at]
    below = [row for row in rows if row.number > at]
    if at == NO_HEADINGS:
        return None, [], list(rows)
    head = next((row for row in rows if row.number == at), None)
    if head is None:
        raise Refused(f"Row {at} is empty. Say which row holds the headings.")
    return head, above, below


def _width(rows: Sequence[Row]) -> int:
    widths = (
        max((place for place, value in enumerate(row.cells, 1) if not is_empty(value)), default=0)
        for row in rows
    )
    return max(widths, default=0)


def _padded(cells: Sequence[Value], width: int) -> tuple[Value, ...]:
    return (*cells[:width], *(None,) * (width - len(cells)))


def _filled(cells: Sequence[Value]) -> int:
    return sum(not is_empty(value) for value in cells)


def _heading(value: Value) -> str:
    if value is None:
        return ""
    return value.raw if isinstance(value, BadCell) else str(value).strip()


def _count(rows: int) -> str:
    return "1 row" if rows == 1 else f"{rows} rows"
