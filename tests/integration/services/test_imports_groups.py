"""Results by group from a list are held against the rules of the page."""

from pathlib import Path

import pytest

from tests.registers import blank_register, brought_back, fill
from vendor_tracker.domain.actor import Actor
from vendor_tracker.services import imports

FENWICK = "Fenwick Imaging Ltd (example)"


@pytest.mark.parametrize(
    "second, reason",
    [
        ({"group": "Male", "others_are_compared_with_it": "Yes"}, "Only one group"),
        ({"group": "Female"}, "is here already"),
    ],
)
def test_groups_are_refused_as_on_the_page(
    actor: Actor, tmp_path: Path, second: dict[str, object], reason: str
) -> None:
    book = blank_register(actor, tmp_path / "blank.xlsx")
    fill(book, "Suppliers", name=FENWICK)
    fill(book, "Claims", reference="NEW-1", supplier=FENWICK, statement="Finds nine in ten.")
    first: dict[str, object] = {"group": "Female", "others_are_compared_with_it": "Yes"}
    for cells in (first, second):
        fill(book, "Results", claim="NEW-1", told_apart_by="Sex", result=90, **cells)
    looked = imports.preview(actor, brought_back(book, tmp_path / "filled.xlsx"))
    assert any(reason in one.reason for one in looked.problems), looked.problems
