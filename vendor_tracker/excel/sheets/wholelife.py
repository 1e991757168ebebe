"""The columns of whole lives: a row for each year of each product, the set-up first."""

from dataclasses import replace

from vendor_tracker.domain.references import Kind
from vendor_tracker.domain.wholelife import Part
from vendor_tracker.excel.sheet import CellKind, Column, Sheet
from vendor_tracker.excel.sheets.columns import day, doubt, number, told, worked_out_reference

_YEAR_1 = "In prices of year 1, without VAT."
_IN_WORDS = "The year, and how many lines of it have no figure."


def _money(title: str, key: str, note: str | None = None) -> Column:
    return Column(title, key, kind=CellKind.MONEY, read_only=True, note=note, total="sum")


WHOLE_LIFE = Sheet(
    "Whole life",
    (
        worked_out_reference("Product", "product", Kind.PRODUCT),
        told("Product: name", "product_name"),
        number("Year", "year", read_only=True, note="0 is the set-up; use begins with year 1."),
        told("Year in words", "year_words", _IN_WORDS),
        day("From", "starts_on", read_only=True),
        day("Until", "ends_on", read_only=True),
        *(_money(part.label, part.value, f"{part.hint}. {_YEAR_1}") for part in Part),
        _money("Year in all", "real", _YEAR_1),
        _money("Year in cash", "cash", "As it will be paid, with rises."),
        _money("Present value", "present", "What later money is worth today."),
        replace(doubt("Year", "year"), total="sure"),
        number(
            "Lines without a figure",
            "unknown",
            read_only=True,
            note="A line counts in every year into which it falls.",
        ),
    ),
    "WholeLife",
)
