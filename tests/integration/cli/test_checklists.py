"""Checklists from the command line: proved, listed, and refused with every fault."""

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from tests.integration.cli.conftest import Commands
from tests.unit.domain.checklists.test_foreign import catalogue, control
from tests.unit.domain.checklists.texts import TEXT
from vendor_tracker.__main__ import commands
from vendor_tracker.domain.actor import Actor
from vendor_tracker.domain.checklists.loading import built_in
from vendor_tracker.storage.db import Database


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """Return a file with a checklist in order."""
    path = tmp_path / "tst.toml"
    path.write_text(TEXT, encoding="utf-8")
    return path


def test_the_checklists_of_the_program_can_be_used(command: Commands) -> None:
    said = command("checklists", "check")
    assert (said.code, said.err) == (0, "")
    assert said.out == (
        "12 checklists, 132 items, every source resolved, at most 10 critical per gate "
        "(shortlist 5, pilot 2, award 10, go-live 8, review 2).\n"
        "These are the program’s. With --organisation, all that are used there.\n"
    )
    assert not command.instance.exists()


def test_a_file_of_ones_own_can_be_used(command: Commands, file: Path) -> None:
    said = command("checklists", "check", file)
    assert (said.code, said.err) == (0, "")
    assert said.out == (
        "1 checklist, 3 items, every source resolved, at most 0 critical per gate.\n"
    )


def test_every_fault_of_every_file_is_told(command: Commands, file: Path, tmp_path: Path) -> None:
    file.write_text(TEXT.replace('severity = "major"', 'severity = "big"'), encoding="utf-8")
    other = tmp_path / "broken.toml"
    other.write_text("code =\n", encoding="utf-8")
    said = command("checklists", "check", file, other)
    assert (said.code, said.out) == (1, "")
    lines = said.err.splitlines()
    assert lines[0] == (
        'tst.toml, line 21: TST-01 has the severity "big"; known: critical, major and minor.'
    )
    assert lines[3:] == ["broken.toml, line 1: this is not TOML: Invalid value.", "4 faults."]


def test_faults_across_files_and_rules_are_told(command: Commands, file: Path) -> None:
    file.write_text(TEXT.replace('covered_by = "F07"', 'covered_by = "F99"'), encoding="utf-8")
    said = command("checklists", "check", file, file)
    assert said.code == 1
    assert "Two checklists have the code TST." in said.err
    assert "TST-01 is covered by F99, and there is no such rule." in said.err


def test_a_new_version_is_held_against_the_one_of_the_program(
    command: Commands, file: Path
) -> None:
    core = dict(built_in())["core.toml"]
    newer = core.replace('version = "1.0"', 'version = "1.1"').replace("CORE-09", "CORE-11")
    file.write_text(newer, encoding="utf-8")
    said = command("checklists", "check", file)
    assert said.code == 1
    assert said.err.splitlines()[-2] == 'CORE 1.1: CORE-09 is gone; list it under "retired".'


def test_what_is_no_text_is_refused(command: Commands, file: Path) -> None:
    file.write_bytes(b'code = "TST"\ntitle = "\xff"\n')
    said = command("checklists", "check", file)
    assert said.err.splitlines()[0] == "tst.toml, line 2: this is not text in UTF-8."
    assert command("checklists", "check", file.with_name("none.toml")).code == 2


def test_checklists_are_listed(command: Commands) -> None:
    said = command("checklists", "list")
    assert (said.code, said.err) == (0, "")
    assert said.out.splitlines()[0].split() == ["CORE", "1.0", "First", "questions", "10", "items"]
    told = json.loads(command("checklists", "list", "--json").out)
    assert " ".join(checklist["code"] for checklist in told) == (
        "CORE BIZ ESF DTA SAF TRA BIA CST REL CUL PDM GEN"
    )
    item = told[6]["sections"][1]["items"][0]
    assert (item["code"], item["when"], item["covered_by"]) == (
        "BIA-04", "tier_B or tier_C", "F08",
    )  # fmt: skip
    assert item["validity"] == {
        "months": 24, "version": False, "contract": False, "renewal": "",
    }  # fmt: skip


def test_a_checklist_of_ones_own_is_looked_at_then_published(
    instance: Path, actor: Actor, tmp_path: Path
) -> None:
    file = tmp_path / "sec.json"
    file.write_text(catalogue(control("1.1"), control("1.2")), encoding="utf-8")
    words = ("checklists", "import", str(file), "--organisation", "rht", "--code", "SEC")
    looked = run(*words)
    assert looked.exit_code == 0, looked.output
    assert "SEC 2.1, Secure things: 2 items in 1 section." in looked.output
    assert "Nothing was changed. Add --apply" in looked.output
    published = run(*words, "--apply", "--json")
    told = json.loads(published.output)
    assert (told["new"], told["published"]) == (["SEC-01", "SEC-02"], True)
    assert "published already" in run(*words).output
    checked = run("checklists", "check", "--organisation", "rht")
    assert checked.output.startswith("13 checklists, "), checked.output
    assert run("checklists", "check", "--organisation", "none").exit_code == 1
    assert run("checklists", "check", str(file), "--organisation", "rht").exit_code == 2


def test_a_list_needs_to_say_which_column_is_which(
    instance: Path, actor: Actor, tmp_path: Path
) -> None:
    file, mapping = tmp_path / "list.csv", tmp_path / "map.toml"
    file.write_text("Nr,Frage,Art\n1,Who signs in?,text\n2,Where?,haiku\n", encoding="utf-8")
    mapping.write_text(
        'code = "LST"\ntitle = "A list"\n[columns]\ntext = "Frage"\nid = "Nr"\nanswer = "Art"\n',
        encoding="utf-8",
    )
    words = ("checklists", "import", str(file), "--organisation", "rht")
    refused = run(*words, "--mapping", str(mapping), "--apply")
    assert refused.exit_code == 1
    assert "list.csv, row 3: “haiku” is no kind of answer" in refused.output
    assert "Nothing was stored." in refused.output
    file.write_text("Nr,Frage,Art\n1,Who signs in?,text\n", encoding="utf-8")
    assert "LST 1.0, A list: 1 item in 1 section." in run(*words, "--mapping", str(mapping)).output
    unmapped = run(*words, "--code", "LST")
    assert "say which column holds the questions" in unmapped.output


@pytest.fixture
def instance(
    database: Database, actor: Actor, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Path:
    """Hold an instance with one organisation."""
    monkeypatch.setenv("VENDOR_TRACKER_INSTANCE", str(tmp_path))
    monkeypatch.setenv("VENDOR_TRACKER_DATABASE_URL", str(database.url))
    monkeypatch.setenv("VENDOR_TRACKER_SECRET_KEY", "k" * 48)
    return tmp_path


def run(*words: str) -> Result:
    """Run a command."""
    return CliRunner().invoke(commands, words)
