"""Bring lists in from the command line: look, apply, and lose power on the way."""

import json
import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from tests.databases import Templates
from tests.integration.cli.conftest import Commands
from vendor_tracker import config
from vendor_tracker.cli import opening
from vendor_tracker.domain.references import Kind
from vendor_tracker.services import chains, imports, organisations
from vendor_tracker.services.databases import Database
from vendor_tracker.services.imports.stores import Store

HEADINGS = "Number,Device,Company\r\n"
MAPPING = '[suppliers]\nname="Company"\n[products]\nname="Device"\nreferences={List="Number"}\n'
# Each place where an import may be cut off, with how often it is passed by then.
FAILPOINTS = (
    "import.inserted",
    "import.inserted:3",
    "import.changed",
    "import.written",
    "write.before_ending",
    "write.before_commit",
)


@pytest.fixture
def device_list(tmp_path: Path) -> Path:
    """Return a list of three devices of two firms."""
    path = tmp_path / "devices.csv"
    rows = ("K1,Reader,Fenwick", "K2,Finder,Larch", "K3,Reader,FENWICK")
    path.write_text(HEADINGS + "".join(f"{row}\r\n" for row in rows))
    return path


@pytest.fixture
def mapping(tmp_path: Path) -> Path:
    """Return the mapping of that list."""
    path = tmp_path / "devices.toml"
    path.write_text(MAPPING)
    return path


def words(path: Path, mapping: Path | None, *more: str) -> list[str | Path]:
    """Return the words of an import."""
    found: list[str | Path] = ["import", path, "--organisation", "rht", *more]
    return [*found, "--mapping", mapping] if mapping else found


def products_held() -> tuple[int, str | None]:
    """Return how many products there are, and what is wrong with the chain."""
    database = Database(config.load().database_url)
    with database.opened():
        actor = opening.actor_of("rht")
        held = len(list(Store(actor).all_of(Kind.PRODUCT))), chains.verify(actor).problem
    database.dispose()
    return held


def test_without_apply_it_only_looks(installed: Commands, device_list: Path, mapping: Path) -> None:
    said = installed(*words(device_list, mapping))
    assert said.code == 0
    assert "devices.csv: 3 rows: 3 new, 0 changed, 0 unchanged, 0 skipped, 0 with" in said.out
    assert "suppliers: 2 new, 0 changed, 0 unchanged" in said.out
    assert "Nothing was changed. Add --apply to bring it in." in said.out
    assert products_held() == (0, None)


def test_apply_brings_it_in_once(installed: Commands, device_list: Path, mapping: Path) -> None:
    assert "Brought in as BAT-1." in installed(*words(device_list, mapping, "--apply")).out
    again = installed(*words(device_list, mapping, "--apply"))
    assert (again.code, "Nothing changes: all of this is here already." in again.out) == (0, True)
    assert products_held() == (3, None)


def test_the_report_reads_as_json(installed: Commands, device_list: Path, mapping: Path) -> None:
    report = json.loads(installed(*words(device_list, mapping, "--json")).out)
    assert (report["rows"], report["new"], report["errors"]) == (3, 3, [])
    assert report["records"]["suppliers"] == {"new": 2, "changed": 0, "unchanged": 0}
    assert report["raises"]["catch_up"] == 0
    assert set(report["raises"]["flags"]) == {"critical", "major", "minor", "known_at_start"}


@pytest.mark.parametrize("more", [(), ("--apply",)])
def test_rows_with_errors_are_listed_and_end_with_1(
    installed: Commands, device_list: Path, mapping: Path, more: tuple[str, ...]
) -> None:
    device_list.write_text(device_list.read_text() + "K4,,Fenwick\r\n")
    said = installed(*words(device_list, mapping, "--json", *more))
    report = json.loads(said.out)
    assert (said.code, said.err) == (1, "1 cell needs another look, so nothing was brought in.\n")
    assert report["errors"] == [
        {
            "sheet": "devices",
            "row": 5,
            "column": "Device",
            "value": "",
            "reason": "Enter the name of the product.",
            # No cell of the file: the row says nothing under this heading.
            "letter": "",
        }
    ]
    assert products_held() == (0, None)


def test_what_cannot_be_read_is_one_sentence(
    installed: Commands, tmp_path: Path, device_list: Path
) -> None:
    path = tmp_path / "old.xls"
    path.write_bytes(b"\xd0\xcf\x11\xe0" * 200)
    assert "old type (.xls)" in installed(*words(path, None)).sentence
    assert "This is a CSV file." in installed(*words(device_list, None)).sentence
    assert installed("import").code == 2


def test_a_list_without_headings_goes_by_letters(
    installed: Commands, tmp_path: Path, device_list: Path
) -> None:
    path = tmp_path / "letters.toml"
    path.write_text('[suppliers]\nname={letter="C"}\n[products]\nname={letter="B"}\n')
    device_list.write_text(device_list.read_text().removeprefix(HEADINGS.replace("\r\n", "\n")))
    said = installed(*words(device_list, path, "--header-row", "0", "--apply"))
    assert "suppliers: 2 new" in said.out, said
    assert products_held() == (3, None)


@pytest.mark.parametrize("failpoint", FAILPOINTS)
def test_a_power_cut_leaves_nothing(
    installed: Commands, device_list: Path, mapping: Path, failpoint: str
) -> None:
    assert cut_off(words(device_list, mapping, "--apply"), failpoint) == -signal.SIGKILL
    assert products_held() == (0, None)
    assert "Brought in as BAT-1." in installed(*words(device_list, mapping, "--apply")).out
    assert products_held() == (3, None)


@pytest.mark.parametrize("failpoint", ["import.written", "write.before_commit"])
def test_a_power_cut_on_a_server_leaves_nothing(
    command: Commands, templates: Templates, device_list: Path, mapping: Path, failpoint: str
) -> None:
    with templates.copy("postgresql") as server:
        url = server.url.render_as_string(hide_password=False)
        command.use(command.instance, DATABASE_URL=url)
        with server.opened():
            organisations.add_organisation(code="rht", name="Riverside Trust (example)")
        assert cut_off(words(device_list, mapping, "--apply"), failpoint) == -signal.SIGKILL
        assert products_held() == (0, None)
        assert "Brought in as BAT-" in command(*words(device_list, mapping, "--apply")).out
        assert products_held() == (3, None)


def test_a_power_cut_after_the_commit_leaves_everything(
    installed: Commands, device_list: Path, mapping: Path
) -> None:
    cut = cut_off(words(device_list, mapping, "--apply"), "write.after_commit")
    assert cut == -signal.SIGKILL
    assert products_held() == (3, None)
    again = installed(*words(device_list, mapping, "--apply"))
    assert "Nothing changes: all of this is here already." in again.out


def test_a_power_cut_while_undoing_undoes_nothing(
    installed: Commands, device_list: Path, mapping: Path
) -> None:
    installed(*words(device_list, mapping, "--apply"))
    script = "from tests.integration.cli.test_importing import undo; undo()"
    assert run([sys.executable, "-c", script], "import.undone") == -signal.SIGKILL
    again = installed(*words(device_list, mapping, "--apply"))
    assert "3 unchanged" in again.out
    assert products_held() == (3, None)


def undo() -> None:
    """Undo the first import; in a process of its own."""
    database = Database(config.load().database_url)
    with database.opened():
        imports.undo(opening.actor_of("rht"), "BAT-1")


def cut_off(command: list[str | Path], failpoint: str) -> int:
    """Run a command in a process that ends at a place as by a power cut."""
    return run([sys.executable, "-m", "vendor_tracker", *map(str, command)], failpoint)


def run(command: list[str], failpoint: str) -> int:
    """Run a process with a failpoint armed and return how it ended."""
    environment = {**os.environ, "VENDOR_TRACKER_FAILPOINT": failpoint}
    done = subprocess.run(
        command, env=environment, cwd=Path(__file__).parents[3], capture_output=True, check=False
    )
    return done.returncode
