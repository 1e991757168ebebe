"""A register goes out, is edited at random, comes back, and goes out as it was edited."""

import random
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from openpyxl import Workbook

from tests import factories as make
from tests import samples
from tests.registers import brought_back, column_of, full_register
from vendor_tracker.domain.actor import Actor
from vendor_tracker.services import imports
from vendor_tracker.services.imports import ListFile

TEXTS = (
    "=1+1", "+44 20 7946 0000", "-1", "@SUM(A1)", "#N/A", "007", "1-2", "1E5", "R&D",
    "0x41", "a\nb", "a; b", "'quoted", "&amp;<b>", "x\u2028y", "\U0001f600", "Zoë’s £5 note",
)  # fmt: skip
# A register of one supplier and one product, edited and saved by LibreOffice Calc.
SAVED = Path(__file__).parent / "saved_by_libreoffice.xlsx"
DAYS = (date(1990, 1, 1), date(2024, 2, 29), date(2031, 12, 31))
# Sheet and heading of cells that anybody may write, and what.
EDITS: tuple[tuple[str, str, tuple[Any, ...]], ...] = (
    ("Suppliers", "Country", TEXTS),
    ("Suppliers", "Note", TEXTS),
    ("Suppliers", "Size", ("Micro", "Large", "Not known")),
    ("Suppliers", "Hours a month", (0, 0.25, 12, 99.123456)),
    ("Products", "Clinical area", TEXTS),
    ("Products", "Intended use", TEXTS),
    ("Products", "Is a medical device", ("Yes", "No", "Not known")),
    ("Costs", "Unit", TEXTS),
    ("Costs", "Asked on", DAYS[:2]),
    ("Contracts", "Ends on", DAYS[2:]),
)


@pytest.mark.parametrize("seed", range(3))
def test_what_is_edited_comes_back_as_it_was_edited(
    actor: Actor, tmp_path: Path, seed: int
) -> None:
    supplier = make.make_supplier(actor)
    product = make.make_product(actor, supplier=supplier)
    make.make_cost(actor, supplier=supplier, product=product, description="Hosting")
    make.make_contract(actor, supplier=supplier, starts_on=date(2020, 1, 1))
    book = full_register(actor, tmp_path / "out.xlsx")
    chance = random.Random(seed)
    written = {(sheet, at): chance.choice(values) for sheet, at, values in EDITS}
    for (sheet, heading), value in written.items():
        book[sheet].cell(2, column_of(book, sheet, heading), value)
        book[sheet].cell(2, column_of(book, sheet, heading)).data_type = _type(value)
    source = brought_back(book, tmp_path / "back.xlsx")
    assert imports.preview(actor, source).problems == ()
    done = imports.apply(actor, source)
    assert done.problems == ()
    again = full_register(actor, tmp_path / "again.xlsx")
    assert {key: _cell(again, *key) for key in written} == {
        key: _plain(value) for key, value in written.items()
    }


def test_a_register_of_everything_comes_back_without_a_change(actor: Actor, tmp_path: Path) -> None:
    samples.fill(actor)
    full_register(actor, tmp_path / "out.xlsx")
    back = imports.preview(actor, ListFile(tmp_path / "out.xlsx", "out.xlsx"))
    assert back.problems == ()
    assert back.differences == ()
    assert back.changes_nothing, back.samples


def test_a_register_saved_by_libreoffice_changes_only_what_was_edited(actor: Actor) -> None:
    supplier = make.make_supplier(actor)
    make.make_product(actor, supplier=supplier)
    looked = imports.preview(actor, ListFile(SAVED, SAVED.name))
    assert [(one.name, one.mine) for one in looked.differences] == [("SUP-1:country", "Wales")]
    assert looked.problems == ()


def _cell(book: Workbook, sheet: str, heading: str) -> Any:
    return _plain(book[sheet].cell(2, column_of(book, sheet, heading)).value)


def _plain(value: Any) -> Any:
    return value.date() if hasattr(value, "hour") else value


def _type(value: Any) -> str:
    return "s" if isinstance(value, str) else "d" if isinstance(value, date) else "n"
