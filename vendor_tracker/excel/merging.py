"""Spread what merged cells say over each of them, and name headings by the band above them."""

from collections.abc import Sequence

from vendor_tracker.domain.errors import Refused
from vendor_tracker.excel.addresses import letters
from vendor_tracker.excel.tables import Row, Value, is_empty

# A merge over more rows than this is a title or a slip, never an answer.
_MOST_ROWS = 500
_MOST_CELLS = 200_000


def spread(rows: list[Row], merged: Sequence[Sequence[int]]) -> None:
    """Let each cell of a merge say what its first says; other rows stay as they are."""
    _refuse_giant(merged)
    cells = {row.number: list(row.cells) for row in rows}
    for first_row, first_column, last_row, last_column in merged:
        said = _at(cells.get(first_row, []), first_column)
        if is_empty(said):
            continue
        for number in range(first_row, last_row + 1):
            row = cells.setdefault(number, [])
            row += [None] * (last_column - len(row))
            for column in range(first_column, last_column + 1):
                if is_empty(row[column - 1]):
                    row[column - 1] = said
    rows[:] = [Row(number, tuple(cells[number])) for number in sorted(cells)]


def with_band(header: Sequence[str], band: Sequence[Value]) -> tuple[str, ...]:
    """Return headings told apart by the band above: “Price: one-off”, “Price: a year”."""
    named: list[str] = []
    for at, heading in enumerate(header):
        above = band[at] if at < len(band) else None
        words = str(above).strip() if isinstance(above, str) else ""
        named.append(": ".join(part for part in (words, heading) if part))
    return tuple(named)


def _refuse_giant(merged: Sequence[Sequence[int]]) -> None:
    total = 0
    for first_row, first_column, last_row, last_column in merged:
        total += (last_row - first_row + 1) * (last_column - first_column + 1)
        if last_row - first_row >= _MOST_ROWS or total > _MOST_CELLS:
            where = f"{letters(first_column)}{first_row}:{letters(last_column)}{last_row}"
            raise Refused(
                f"Cells {where} are merged over more than a list needs. Unmerge them (Home, "
                "Merge & centre) and save the workbook again."
            )


def _at(cells: Sequence[Value], column: int) -> Value:
    return cells[column - 1] if column <= len(cells) else None
