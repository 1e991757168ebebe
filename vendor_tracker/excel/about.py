"""The first sheet of a workbook: what it is, what its words mean, how many rows follow."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

from vendor_tracker.excel import heights
from vendor_tracker.excel.cells import Styles, cell_maker
from vendor_tracker.excel.sheet import CellKind, Column, Sheet

Fact = tuple[str, object]


@dataclass(frozen=True, slots=True)
class About:
    """What the first sheet says: a title, facts about the file, and a legend."""

    title: str
    rows: Sequence[Fact] = ()
    legend: Sequence[tuple[str, str]] = ()
    # What the sheet itself is called.
    sheet: str = "About"
    # What stands above the legend.
    heading: tuple[str, str] = ("Word", "What it means")


@dataclass(frozen=True, slots=True)
class AboutStyles:
    """Numbers of the looks used on the first sheet."""

    title: int
    heading: int
    label: int
    values: dict[CellKind, Styles]


# How wide the columns of the first sheet are.
LABEL_WIDTH, VALUE_WIDTH = 44, 90
# Shown a little wider than they count: few letters are as wide as a digit.
_WRAPPED = ((0, 46), (1, VALUE_WIDTH))
_LABEL = Column("Label", "label")
VALUE_COLUMNS: dict[CellKind, Column] = {
    kind: Column("Value", "value", kind=kind) for kind in CellKind if kind != CellKind.CHOICE
}


def about_rows(
    about: About, counted: Sequence[tuple[Sheet, int]], styles: AboutStyles
) -> Iterator[str]:
    """Yield the rows of the first sheet as XML."""
    plain = Styles(styles.label, styles.label, styles.label)
    lines: list[tuple[object, object, int | None]] = [(about.title, None, styles.title)]
    lines += [(label, value, None) for label, value in about.rows]
    lines += [("Sheet", "Rows", styles.heading)]
    lines += [(sheet.title, count, None) for sheet, count in counted]
    if about.legend:
        lines += [(*about.heading, styles.heading)]
        lines += [(word, meaning, None) for word, meaning in about.legend]
    for number, (label, value, style) in enumerate(lines, 1):
        looks = plain if style is None else Styles(style, style, style)
        cells = [cell_maker(_LABEL, 1, looks)(label, str(number))]
        if value is not None:
            kind = kind_of(value)
            value_looks = styles.values[kind] if style is None else looks
            cells.append(cell_maker(VALUE_COLUMNS[kind], 2, value_looks)(value, str(number)))
        start = heights.opening(str(number), (label, value), _WRAPPED)
        yield f"{start}{''.join(cells)}</row>"


def kind_of(value: object) -> CellKind:
    """Return how a fact of the first sheet is stored."""
    if isinstance(value, bool):
        return CellKind.YESNO
    if isinstance(value, datetime):
        return CellKind.DATETIME
    if isinstance(value, date):
        return CellKind.DATE
    if isinstance(value, (int, Decimal, float)):
        return CellKind.NUMBER
    return CellKind.TEXT
