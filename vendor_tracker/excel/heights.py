"""How high a row must be for its wrapped text: not every program works it out for itself."""

from collections.abc import Sequence

# Points of one line of the body type, and the most that a row may have.
_LINE, _MOST = 15, 405
# A wrapped line holds a little less than its column, as words are not cut.
_SPARE = 3


def opening(row: str, values: Sequence[object], widths: Sequence[tuple[int, int]]) -> str:
    """Return the opening tag of a row; a row of one line keeps the usual height.

    Widths are pairs of a column's position and how many characters it shows.
    """
    lines = 1
    for position, width in widths:
        value = values[position]
        if isinstance(value, str) and (len(value) >= width - _SPARE or "\n" in value):
            lines = max(lines, _lines(value, width - _SPARE))
    if lines == 1:
        return f'<row r="{row}">'
    return f'<row r="{row}" ht="{min(lines * _LINE, _MOST)}" customHeight="1">'


def _lines(text: str, width: int) -> int:
    return sum(max(1, -(-len(line) // width)) for line in text.split("\n"))
