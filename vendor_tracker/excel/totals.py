"""What stands below the rows of a table: live sums of what is shown, with today's figures.

A formula counts the rows that a filter leaves; the figure beside it is for readers that work
out nothing.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any
from xml.sax.saxutils import escape

from vendor_tracker.domain.vocabulary import Doubt
from vendor_tracker.excel.addresses import letters
from vendor_tracker.excel.cells import text_cell
from vendor_tracker.excel.sheet import Column, Sheet

LABEL, SUM, SURE = "Total", "sum", "sure"
_SHARE = Decimal("0.0001")


@dataclass(slots=True)
class Totals:
    """The totals of one table, gathered while its rows go by."""

    sheet: Sheet
    table: str
    styles: Sequence[int] = ()
    sums: dict[str, Any] = field(default_factory=dict)
    # Columns of which some row is not exact.
    unsure: set[str] = field(default_factory=set)
    count: int = 0

    def add(self, rows: Sequence[Sequence[Any]]) -> None:
        """Take in some rows, their cells in column order."""
        self.count += len(rows)
        for place, column in enumerate(self.sheet.columns):
            if column.total == SUM:
                known = [row[place] for row in rows if row[place] is not None]
                self.sums[column.key] = self.sums.get(column.key, 0) + sum(known)
            elif column.total == SURE and any(row[place] is not Doubt.exact for row in rows):
                self.unsure.add(column.key)

    @property
    def last(self) -> int:
        """Return the number of the row in which they stand."""
        return max(self.count, 1) + 2

    def row(self) -> str:
        """Return the row as it is stored."""
        cells = [text_cell(f"A{self.last}", LABEL, self.styles[0])]
        for place, column in enumerate(self.sheet.columns[1:], 2):
            formula, address = self.formula(column, place), f"{letters(place)}{self.last}"
            start = f'<c r="{address}" s="{self.styles[place - 1]}"'
            cells.append(f"{start}{self._held(column, formula)}" if formula else f"{start}/>")
        return f'<row r="{self.last}">{"".join(cells)}</row>'

    def widths(self, widest: Sequence[int]) -> list[int]:
        """Return how wide the columns must be for what was measured, and for the totals."""
        totals = [f"{self.sums.get(column.key, 0):,.2f}£" for column in self.sheet.columns]
        measured = widest or [0] * len(totals)
        return [max(wide, len(total)) for wide, total in zip(measured, totals, strict=True)]

    def formula(self, column: Column, place: int) -> str:
        """Return the formula of a column at a place counted from 1; empty: it has no total."""
        if column.total == SUM:
            return self._sum(column.title)
        if column.total == SURE:
            rows = f"{letters(place)}2:{letters(place)}{self.last - 1}"
            exact, least = Doubt.exact.label, Doubt.at_least.label
            return f'IF(COUNTIF({rows},"{exact}")=ROWS({rows}),"{exact}","{least}")'
        parts = [self._title(key) for key in column.total.split("/") if key]
        if len(parts) < 2 or not all(parts):
            return ""
        upper, lower = (self._sum(title) for title in parts)
        return f'IF({upper}*{lower}=0,"",ROUND({upper}/{lower},4))'

    def _sum(self, title: str) -> str:
        return f"SUBTOTAL(109,{self.table}[{title}])"

    def _title(self, key: str) -> str:
        found = (column.title for column in self.sheet.columns if column.key == key)
        return next(found, "")

    def _held(self, column: Column, formula: str) -> str:
        """Return the end of a cell: the formula, and what it comes to."""
        told, value = f"<f>{escape(formula)}</f>", self._value(column)
        if isinstance(value, str):
            return f' t="str">{told}<v>{escape(value)}</v></c>'
        # A sum that has more digits than a cell keeps is rounded, as every reader rounds it.
        return f">{told}<v>{Decimal(value):.15g}</v></c>"

    def _value(self, column: Column) -> Any:
        if column.total == SUM:
            return self.sums.get(column.key, 0)
        if column.total == SURE:
            is_exact = self.count and column.key not in self.unsure
            return (Doubt.exact if is_exact else Doubt.at_least).label
        upper, lower = (self.sums.get(key, 0) for key in column.total.split("/"))
        # Nought would say that there is nothing, which nobody can know.
        return (Decimal(upper) / Decimal(lower)).quantize(_SHARE) if upper and lower else ""


def has_totals(sheet: Sheet) -> bool:
    """Tell whether something stands below the rows of a sheet."""
    return any(column.total for column in sheet.columns)
