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
    texts = ((values[position], width) for position, width in widths)
    counts = (lines_of(text, width) for text, width in texts if isinstance(text, str))
    return tall(row, max(counts, default=1))


def tall(row: str, lines: int) -> str:
    """Return the opening tag of a row of this many lines."""
    if lines == 1:
        return f'<row r="{row}">'
    return f'<row r="{row}" ht="{min(lines * _LINE, _MOST)}" customHeight="1">'


def fitting(width: int) -> int:
    """Return how many characters of a text a column shows on one line."""
    return width - _SPARE


def lines_of(text: str, width: int) -> int:
    """Return on how many lines a column of this width shows a text."""
    fits = width - _SPARE
    if "\n" not in text:
        return max(1, -(-len(text) // fits))
    return sum(max(1, -(-len(line) // fits)) for line in text.split("\n"))
