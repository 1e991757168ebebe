"""Model cards brought in from the command line."""

import json
import os
from pathlib import Path

import pytest

from tests.cards import BOMB, example_file
from tests.integration.cli.conftest import Commands
from vendor_tracker import config


def test_without_apply_it_only_looks(installed: Commands, tmp_path: Path) -> None:
    said = installed("import-card", example_file(tmp_path), "--organisation", "rht")
    assert said.code == 0
    assert "Product: Head CT Bleed Alert (example) (would be made)" in said.out
    assert "Claim new, Performance: Sensitivity: 96.15%" in said.out
    assert "Nothing was changed. Add --apply to bring it in." in said.out
    assert not any(config.load().evidence.rglob("*.*"))


def test_apply_brings_it_in_once(installed: Commands, tmp_path: Path) -> None:
    words = ("import-card", example_file(tmp_path), "--organisation", "rht")
    said = installed(*words, "--apply")
    assert "Brought in as CRD-1 of PRD-1: 6 claims logged, 0 changed" in said.out
    assert "The file is kept as EVD-1." in said.out
    again = installed(*words, "--apply")
    assert "Nothing changes: all of this is here already." in again.out


def test_a_program_reads_the_report_as_json(installed: Commands, tmp_path: Path) -> None:
    words = ("import-card", example_file(tmp_path), "--organisation", "rht", "--json")
    told = json.loads(installed(*words).out)
    assert (told["applied"], told["made"], told["card"]) == (False, None, None)
    assert told["product"] == {"name": "Head CT Bleed Alert (example)", "reference": None}
    assert {claim["act"] for claim in told["claims"]} == {"new"}
    made = json.loads(installed(*words, "--apply").out)["made"]
    assert made == {"card": "CRD-1", "product": "PRD-1"}


@pytest.mark.parametrize(
    "name, content, words",
    [
        ("card.xml", BOMB, "declares a document type"),
        ("card.xml", "not xml", "line 1, character 1"),
        ("card.json", "{}", "neither a model card (.xml) nor our form filled in (.xlsx)"),
        ("card.xlsx", "PK", "workbook"),
    ],
)
def test_what_is_no_card_is_refused_in_one_sentence(
    installed: Commands, tmp_path: Path, name: str, content: str, words: str
) -> None:
    path = tmp_path / name
    path.write_text(content)
    said = installed("import-card", path, "--organisation", "rht", "--apply")
    assert words in said.sentence.replace("Excel file", "workbook")


def test_a_product_that_is_not_here_is_refused(installed: Commands, tmp_path: Path) -> None:
    said = installed("import-card", example_file(tmp_path), "--product", "PRD-99")
    assert "PRD-99" in said.sentence


@pytest.fixture
def public_card() -> Path:
    """Return a card that a maker published; where it must be, its absence is a failure."""
    path = config.real_data_folder() / "chai_model_card_aidoc_ich.xml"
    if not path.is_file() and not os.environ.get("CI"):
        pytest.skip(f"{path} is not on this computer")
    return path


def test_a_published_card_is_read(installed: Commands, public_card: Path) -> None:
    told = json.loads(installed("import-card", public_card, "--json").out)
    statements = {claim["field"]: claim["statement"] for claim in told["claims"]}
    sensitivity = statements["chai.UsefulnessUsabilityEfficacy#sensitivity"]
    assert sensitivity == "Sensitivity: 96.15% (95% range 90.44 to 98.94%)"
    assert "did not meaningfully interact" in statements["chai.FairnessEquity#no difference"]
    assert told["product"]["name"].startswith("BriefCase-Triage")
    assert any("ethnicity" in notice for notice in told["notices"])
