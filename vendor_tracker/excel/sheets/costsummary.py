"""The columns of what each product costs over its life, and of what each kind of cost comes to."""

from dataclasses import replace

from vendor_tracker.domain.references import Kind
from vendor_tracker.domain.vocabulary import Stage
from vendor_tracker.excel.sheet import CellKind, Column, Sheet
from vendor_tracker.excel.sheets.columns import (
    coded,
    day,
    doubt,
    number,
    told,
    worked_out_reference,
)


def _money(title: str, key: str, note: str | None = None) -> Column:
    return Column(title, key, kind=CellKind.MONEY, read_only=True, note=note, total="sum")


def _count(title: str, key: str, note: str | None = None) -> Column:
    return Column(title, key, kind=CellKind.NUMBER, read_only=True, note=note, total="sum")


_YEAR_1 = "In prices of year 1, without VAT, over the years counted."
_NOT_HIDDEN = "Named when we asked, ours to foresee, and the allowance for risk."
_NO_FIGURE = "Lines that nobody has priced; no sum counts them as nought."
_RUNG = "The strongest evidence that it works, on a ladder from 0 to 7."

COST_SUMMARY = Sheet(
    "Cost summary",
    (
        worked_out_reference("Reference", "reference", Kind.PRODUCT),
        told("Product", "name", "The dearest over its whole life comes first."),
        coded("Stage", "stage", Stage, read_only=True),
        number("Years counted", "years", read_only=True),
        _money("Quoted", "quoted", "What the supplier named unasked. Empty: nobody has quoted."),
        _money("Other costs", "other", _NOT_HIDDEN),
        _money("Whole life", "real", _YEAR_1),
        _money("Whole life in cash", "cash", "As it will be paid, with rises."),
        _money("Present value", "present", "What later money is worth today."),
        replace(doubt("Whole life", "life"), total="sure"),
        _money("Hidden", "hidden", "What the supplier could have told us in time, and did not."),
        replace(doubt("Hidden", "hidden"), total="sure"),
        Column(
            "Times the quote",
            "ratio",
            kind=CellKind.NUMBER,
            read_only=True,
            note="Whole life over quoted.",
        ),
        Column(
            "Hidden share",
            "hidden_share",
            kind=CellKind.PERCENT,
            read_only=True,
            note="Of the known whole life.",
            total="hidden/real",
        ),
        _count("Cost lines", "lines"),
        _count("Lines without a figure", "unknown", _NO_FIGURE),
        number("Evidence from 0 to 7", "rung", read_only=True, note=_RUNG),
        told("Shown to work", "shown_to_work"),
        told("Rates", "rates", "By which later money is worth less."),
        day("Worked out on", "worked_out_on", read_only=True),
    ),
    "CostSummary",
)

COST_KINDS = Sheet(
    "Costs by kind",
    (
        Column("Code", "code", kind=CellKind.REFERENCE, read_only=True),
        told("Kind of cost", "kind", "The dearest each year comes first."),
        _money("Each year", "years", "Of lines that we pay and that have not ended."),
        _money("Once", "once", "Never added to what is paid each year."),
        replace(doubt("Cost", "cost"), total="sure"),
        _count("Lines without a figure", "unknown", _NO_FIGURE),
        Column(
            "Products",
            "products",
            kind=CellKind.REFERENCE,
            refers_to=(Kind.PRODUCT,),
            many=True,
            read_only=True,
        ),
    ),
    "CostKinds",
)
