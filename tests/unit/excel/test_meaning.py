"""A column says what its cells mean when the register comes back."""

from datetime import date, datetime
from decimal import Decimal

import pytest

from vendor_tracker.domain.errors import Refused
from vendor_tracker.domain.vocabulary import ContactKind, Known, Stage
from vendor_tracker.excel.meaning import is_example, meaning, pair
from vendor_tracker.excel.sheet import Column
from vendor_tracker.excel.sheets import ALL_SHEETS
from vendor_tracker.excel.tables import BadCell, Value

COLUMNS = {(sheet.name, column.key): column for sheet in ALL_SHEETS for column in sheet.columns}


def column(sheet: str, key: str) -> Column:
    return COLUMNS[sheet, key]


@pytest.mark.parametrize(
    "sheet, key, cell, meant",
    [
        ("Products", "stage", " live ", Stage.live),
        ("Products", "stage", "Shortlisted", Stage.shortlisted),
        ("Products", "fact_int", "not known", Known.unknown),
        ("Products", "suppliers_developer", "sup-1; Fenwick", ("SUP-1", "Fenwick")),
        ("Products", "name", Decimal(7), "7"),
        ("Versions", "name", Decimal("2.1"), "2.1"),
        ("Contacts", "suppliers", "SUP-3: sales", (("SUP-3", ContactKind.commercial),)),
        ("Costs", "unit_price", "£1,234.500001".removeprefix("£"), Decimal("1234.500001")),
        ("Costs", "asked_on", "6/10/2026", date(2026, 10, 6)),
        ("Costs", "asked_on", datetime.fromisoformat("2026-10-06T09:00"), date(2026, 10, 6)),
        ("Costs", "confidential", "yes", True),
        ("Costs", "confidential", False, False),
        ("Contracts", "value_year", "£24,000.50", Decimal("24000.50")),
        ("Claims", "reference", " clm-3 ", "CLM-3"),
        ("Claims", "reference", "NEW-1", "NEW-1"),
        ("Claims", "statement", "=1+1", "=1+1"),
        ("Claims", "kind", "T5", "T5"),
        ("Claims", "kind", None, None),
        ("Contracts", "suppliers", " ", ()),
    ],
)
def test_a_cell_means(sheet: str, key: str, cell: Value, meant: object) -> None:
    assert meaning(column(sheet, key), cell) == meant


@pytest.mark.parametrize(
    "sheet, key, cell, says",
    [
        ("Products", "stage", "bought", "is not one of: Watching"),
        ("Costs", "category", "Licences", "is not a word of the drop-down"),
        ("Costs", "supplier", "PRD-1", "SUP-… is needed"),
        ("Costs", "confidential", "maybe", "Write Yes or No"),
        ("Costs", "asked_on", "soon", "Enter a date"),
        ("Costs", "asked_on", "1/2/26", "four digits, such as 1/2/2026"),
        ("Costs", "unit_price", "a lot", "Enter a number"),
        ("Contacts", "suppliers", "SUP-3", "reference: word"),
        ("Costs", "quantity", BadCell("=A1", "This cell holds a formula."), "holds a formula"),
    ],
)
def test_what_cannot_be_meant_is_refused_in_words(
    sheet: str, key: str, cell: Value, says: str
) -> None:
    with pytest.raises(Refused, match=says):
        meaning(column(sheet, key), cell)


def test_a_reference_elsewhere_is_a_pair() -> None:
    assert pair("GTIN: 0501: 2") == ("GTIN", "0501: 2")
    with pytest.raises(Refused, match="as list: value"):
        pair("0501")


def test_examples_are_known_by_their_first_cell() -> None:
    assert is_example(" example-2")
    assert not is_example("EXAMPLE")
    assert not is_example(None)
