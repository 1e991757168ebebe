"""Modules import to their right only, and every layer names its files by nouns."""

import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[2]
NO_ROOMS = {"utils", "util", "helpers", "helper", "common", "misc", "core", "manager", "lib"}


def test_the_import_contracts_hold() -> None:
    script = Path(sys.executable).with_name("lint-imports")
    done = subprocess.run([script], cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout


def test_no_file_is_a_drawer_for_everything() -> None:
    names = {path.stem for path in (ROOT / "vendor_tracker").rglob("*.py")}
    assert not names & NO_ROOMS


def test_every_module_says_what_it_is() -> None:
    for path in (ROOT / "vendor_tracker").rglob("*.py"):
        assert path.read_text(encoding="utf-8").startswith('"""'), path
