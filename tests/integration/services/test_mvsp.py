"""A public catalogue of security controls, used on a product, and in the register."""

import io
import os

import openpyxl
import pytest

from tests import factories as make
from vendor_tracker import config
from vendor_tracker.domain.actor import Actor
from vendor_tracker.domain.checklists.foreign import Wanted
from vendor_tracker.domain.registers import READY
from vendor_tracker.domain.vocabulary import AnswerState, Stage
from vendor_tracker.services import answers, checklistfiles, ownchecklists, registers
from vendor_tracker.services.checklistfiles import ChecklistFile
from vendor_tracker.storage.queries.answers import get_section


@pytest.fixture
def catalogue() -> ChecklistFile:
    """Return the public catalogue; where it must be, its absence is a failure."""
    path = config.real_data_folder() / "mvsp_v3_controls.json"
    if not path.is_file() and not os.environ.get("CI"):
        pytest.skip(f"{path} is not on this computer")
    return ChecklistFile(path, path.name, Wanted("MVSP"))


def test_a_public_catalogue_is_used_on_a_product_and_handed_out(
    any_actor: Actor, catalogue: ChecklistFile
) -> None:
    # Given 25 controls in four groups
    found = ownchecklists.look(any_actor, checklistfiles.read_file(any_actor, catalogue))
    assert (len(found.checklist.items), len(found.checklist.sections)) == (25, 4)
    assert [one.ref for one in found.checklist.items][:2] == ["1.1", "1.2"]
    assert "CC0 1.0" in found.checklist.origin
    ownchecklists.publish(any_actor, found.checklist, agreed=found.fingerprint)
    # When one is answered for a product
    product = make.make_product(
        any_actor, supplier=make.make_supplier(any_actor), stage=Stage.evaluating
    )
    answers.save_answer(
        any_actor, product, "MVSP-01", version=None, state=AnswerState.partly, note="A page only."
    )
    assert get_section(any_actor, product, "MVSP").progress.answered == 1
    # Then the register of every item holds all 25, and the answer among them
    out, items = io.BytesIO(), READY["Every item to answer"]
    registers.export_register(any_actor, out, base_url="https://vt.example", choice=items)
    sheet = openpyxl.load_workbook(out)["Answers"]
    heads = [cell.value for cell in sheet[1]]
    rows = [dict(zip(heads, (c.value for c in row), strict=True)) for row in sheet.iter_rows(2)]
    mine = {row["Item"]: row for row in rows if row["Checklist"] == "MVSP"}
    assert len(mine) == 25
    assert (mine["MVSP-01"]["Answer"], mine["MVSP-01"]["Note"]) == ("Partly", "A page only.")
