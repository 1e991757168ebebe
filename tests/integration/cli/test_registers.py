"""The register by command line."""

import json
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
