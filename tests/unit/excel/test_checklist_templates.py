"""Templates of checklists that were filled in with mistakes: each is told where it stands."""

from collections.abc import Mapping

import pytest

from vendor_tracker.domain.checklists.places import ChecklistFault
from vendor_tracker.excel.checklists import HEAD, ITEMS, checklist_of
from vendor_tracker.excel.sheet import Sheet
from vendor_tracker.excel.tables import BadCell, Row, Table, Value

TOP: dict[str, Value] = {
    "code": "ODB",
    "version": "1.0",
    "title": "Our board",
    "intro": "For all.",
    "origin": "Our board",
}
ITEM: dict[str, Value] = {"id": "ODB-01", "section": "One", "question": "Is it so?"}
FORMULA = BadCell("=1+1", "This cell holds a formula. Copy it and paste it as a value.")


def sheet(made: Sheet, cells: Mapping[str, Value]) -> Table:
    """Return a sheet of one row with these cells."""
    header = tuple(column.title for column in made.columns)
    return Table(made.title, header, 1, (Row(2, tuple(cells.get(c.key) for c in made.columns)),))


def faults(top: Mapping[str, Value], item: Mapping[str, Value]) -> list[str]:
    """Return what is said of a template with these cells changed."""
    tables = {"Checklist": sheet(HEAD, {**TOP, **top}), "Items": sheet(ITEMS, {**ITEM, **item})}
    with pytest.raises(ChecklistFault) as caught:
        checklist_of(tables, "odb.xlsx")
    return list(caught.value.faults)


@pytest.mark.parametrize(
    "top, item, said",
    [
        (
            {"intro": None},
            {},
            "odb.xlsx, the sheet Checklist: The checklist has no “What it is for”.",
        ),
        ({}, {"section": ""}, "odb.xlsx, row 2 of Items: Section is empty; write it in every row."),
        (
            {},
            {"lapses": "maybe"},
            "odb.xlsx, row 2 of Items: Lapses with the version is “maybe”; write Yes or No, or "
            "leave it empty.",
        ),
        ({}, {"contract": "x"}, "Holds with the contract is “x”; write Yes or No"),
        ({}, {"when": "never ("}, "ODB-01 has a “When it is asked” that cannot be read"),
    ],
)
def test_a_mistake_is_told_by_its_sheet_and_its_heading(
    top: Mapping[str, Value], item: Mapping[str, Value], said: str
) -> None:
    (fault,) = faults(top, item)
    assert said in fault


def test_every_cell_that_cannot_be_read_is_told() -> None:
    told = faults({"title": FORMULA}, {"question": FORMULA, "why": FORMULA})
    assert [one.split(":")[0] for one in told] == [
        "odb.xlsx, row 2 of Checklist", "odb.xlsx, row 2 of Items", "odb.xlsx, row 2 of Items",
    ]  # fmt: skip
    assert all(one.endswith("paste it as a value.") for one in told)
