"""A list of somebody's own on the command line: suggested, kept, marked; cards and checklists."""

import os
from pathlib import Path

import pytest
from openpyxl import load_workbook

from tests.integration.cli.conftest import Commands
from vendor_tracker import config

LIST = (
    "Product,Supplier,Go live\r\nReader (example),Fenwick (example),May 2025\r\n"
    "Scribe (example),In-house,31/02/2025\r\n"
)


@pytest.fixture
def listed(tmp_path: Path) -> Path:
    """Return a small list with one bad day."""
    path = tmp_path / "Our tools.csv"
    path.write_text(LIST)
    return path


def test_what_is_suggested_can_be_used_at_once(
    installed: Commands, listed: Path, tmp_path: Path
) -> None:
    listed.write_text(LIST.replace("31/02/2025", "28/02/2025"))
    suggested = installed("import", listed, "--organisation", "rht", "--suggest")
    assert suggested.code == 0
    assert 'in_use_from = "Go live"' in suggested.out
    mapping = tmp_path / "tools.toml"
    mapping.write_text(suggested.out)
    words = ("import", listed, "--organisation", "rht")
    applied = installed(*words, "--mapping", mapping, "--apply")
    assert "Brought in as BAT-1." in applied.out
    assert "“In-house” names nobody in 1 row: 3" in applied.out
    again = installed(*words, "--saved", "Our tools")
    assert "Nothing changes: all of this is here already." in again.out
    unknown = installed(*words, "--saved", "Other")
    assert "No mapping is kept here under the name “Other”." in unknown.err


def test_a_bad_cell_is_marked_in_a_copy(installed: Commands, listed: Path, tmp_path: Path) -> None:
    mapping, marked = tmp_path / "tools.toml", tmp_path / "marked.xlsx"
    words = ("import", listed, "--organisation", "rht")
    more = "".join(f"Tool {n} (example),Larch (example),May 2025\n" for n in range(5))
    listed.write_text(LIST + more)
    mapping.write_text(installed(*words, "--suggest").out)
    done = installed(*words, "--mapping", mapping, "--marked", marked)
    assert done.code == 1
    sheet = load_workbook(marked).worksheets[0]
    assert sheet.title == "Our tools"
    assert "no such day" in sheet["C3"].comment.text
    assert sheet["C2"].comment is None


@pytest.mark.parametrize(
    "name, words",
    [
        ("chai_model_card_aidoc_ich.xml", "Aidoc"),
        ("mvsp_v3_controls.json", "25 items"),
    ],
)
def test_a_card_and_a_checklist_come_by_the_same_command(
    installed: Commands, name: str, words: str
) -> None:
    path = config.real_data_folder() / name
    if not path.is_file() and not os.environ.get("CI"):
        pytest.skip(f"{path} is not on this computer")
    said = installed("import", path, "--organisation", "rht")
    assert said.code == 0, said.err
    assert words in said.out
