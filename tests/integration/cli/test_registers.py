"""The register by command line."""

import io
import json
import zipfile
from pathlib import Path

import openpyxl
import pytest
from click.testing import CliRunner, Result

from tests import samples
from vendor_tracker.__main__ import commands
from vendor_tracker.domain.actor import Actor
from vendor_tracker.domain.errors import NotFound
from vendor_tracker.excel.sheets import ALL_SHEETS
from vendor_tracker.storage.db import Database


@pytest.fixture
def instance(
    database: Database, actor: Actor, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Path:
    """Hold an instance whose organisation has a record of every kind."""
    samples.fill(actor)
    monkeypatch.setenv("VENDOR_TRACKER_INSTANCE", str(tmp_path))
    monkeypatch.setenv("VENDOR_TRACKER_DATABASE_URL", str(database.url))
    monkeypatch.setenv("VENDOR_TRACKER_SECRET_KEY", "k" * 48)
    return tmp_path


def run(*words: str) -> Result:
    """Run a command."""
    return CliRunner().invoke(commands, ["export", *words])


def test_the_register_is_written(instance: Path) -> None:
    out = instance / "register.xlsx"
    answer = run(str(out), "--organisation", "rht", "--json")
    assert answer.exit_code == 0, answer.output
    report = json.loads(answer.stdout)
    assert report["rows"]["Suppliers"] == 2
    assert report["left_out"]["archived"] == 1
    assert openpyxl.load_workbook(out)["Products"]["A2"].value == "PRD-1"


def test_a_blank_register_and_a_public_copy_are_written(instance: Path) -> None:
    blank, public = instance / "blank.xlsx", instance / "public.xlsx"
    assert run(str(blank), "--organisation", "RHT", "--empty").exit_code == 0
    answer = run(str(public), "--organisation", "rht", "--public")
    assert f"rows on {len(ALL_SHEETS)} sheets" in answer.stdout
    assert openpyxl.load_workbook(blank)["Claims"]["A2"].value == "EXAMPLE-1"
    assert openpyxl.load_workbook(public)["Contacts"]["A2"].value is None


def test_what_makes_no_sense_is_refused(instance: Path) -> None:
    out = str(instance / "register.xlsx")
    for words in (
        [],
        [out, "--organisation", "rht", "--empty", "--public"],
        [str(instance / "register.csv"), "--organisation", "rht"],
        [str(instance / "nowhere" / "register.xlsx"), "--organisation", "rht"],
    ):
        assert run(*words).exit_code == 2, words
    assert isinstance(run(out, "--organisation", "nobody").exception, NotFound)
    assert not Path(out).exists()


def run_register(*words: str) -> Result:
    """Run a command of the group."""
    return CliRunner().invoke(commands, ["register", *words, "--organisation", "rht"])


def test_chosen_sheets_are_written_in_the_form_that_the_file_says(instance: Path) -> None:
    out = instance / "costs.json"
    answer = run_register("export", str(out), "--sheet", "costs", "--sheet", "Group results")
    assert answer.exit_code == 0, answer.output
    assert list(json.loads(out.read_text(encoding="utf-8"))["sheets"]) == ["Costs", "GroupResults"]
    packed = instance / "board.zip"
    assert run_register("export", str(packed), "--choice", "board register").exit_code == 0
    with zipfile.ZipFile(packed) as archive:
        assert archive.namelist() == ["Overview.csv", "About.csv"]
    named = instance / "one"
    assert run_register("export", str(named), "--format", "xlsx", "--about", "PRD-1").exit_code == 0
    assert openpyxl.load_workbook(io.BytesIO(named.read_bytes()))["Products"]["A3"].value is None


def test_what_is_not_there_is_refused(instance: Path) -> None:
    out = str(instance / "register.xlsx")
    for words in (
        ["export", str(instance / "register.txt")],
        ["export", out, "--choice", "Nothing"],
        ["export", out, "--sheet", "Nothing"],
        ["check", "--choice", "Nothing"],
    ):
        assert run_register(*words).exit_code == 2, words
    assert not Path(out).exists()


def test_the_register_is_looked_over_and_those_saved_are_listed(instance: Path) -> None:
    said = run_register("check")
    assert "Complete: No: " in said.stdout
    found = json.loads(run_register("check", "--json").stdout)
    assert {"level", "sheet", "reference", "column", "words"} == set(found[0])
    assert "Board register: Overview" in run_register("list").stdout
