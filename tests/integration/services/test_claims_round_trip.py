"""Claims with bars of both kinds and results by group go out in a register and come back."""

from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from tests import factories as make
from tests.registers import brought_back, column_of, full_register
from vendor_tracker.domain.actor import Actor
from vendor_tracker.domain.vocabulary import BarAbout, GroupAttribute, SetBy, TestData, Tester
from vendor_tracker.services import imports
from vendor_tracker.storage.queries.claims import get_claim

LEVEL: dict[str, Any] = {"set_by": SetBy.us, "value": Decimal(92)}
GAP = {**LEVEL, "value": Decimal(5), "about": BarAbout.gap}
WOMEN = {
    "subgroup": "Women", "n": 90, "estimate": Decimal(93), "tester": Tester.us,
    "data": TestData.ours, "attribute": GroupAttribute.sex, "scheme": "sex", "group_code": "F",
    "is_reference": True,
}  # fmt: skip


@pytest.fixture
def claim(any_actor: Actor) -> str:
    product = make.make_product(any_actor, supplier=make.make_supplier(any_actor))
    return make.make_claim(
        any_actor, product=product, thresholds=[LEVEL, GAP], results=[{"n": 200}, WOMEN]
    )


def test_what_comes_back_as_it_went_out_changes_nothing(
    any_actor: Actor, claim: str, tmp_path: Path
) -> None:
    book = full_register(any_actor, tmp_path / "out.xlsx")
    back = imports.preview(any_actor, brought_back(book, tmp_path / "back.xlsx"))
    assert back.changes_nothing, back.samples


def test_a_changed_limit_leaves_the_bar_beside_it_alone(
    any_actor: Actor, claim: str, tmp_path: Path
) -> None:
    book = full_register(any_actor, tmp_path / "out.xlsx")
    at = column_of(book, "Thresholds", "Bar")
    (row,) = [cell.row for cell in book["Thresholds"][_letter(at)] if cell.value == 5]
    book["Thresholds"].cell(row, at, 4)
    imports.apply(any_actor, brought_back(book, tmp_path / "back.xlsx"))
    facts = get_claim(any_actor, claim).facts
    assert {(bar.about, bar.value) for bar in facts.thresholds} == {
        (BarAbout.level, Decimal(92)), (BarAbout.gap, Decimal(4))
    }  # fmt: skip
    assert [(r.attribute, r.is_reference) for r in facts.results if r.subgroup] == [
        (GroupAttribute.sex, True)
    ]


def _letter(at: int) -> str:
    return chr(ord("A") + at - 1)
