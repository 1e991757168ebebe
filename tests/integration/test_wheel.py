"""The package that people install holds everything and starts in an empty environment."""

import os
import shutil
import subprocess
import sys
import tempfile
import venv
from pathlib import Path
from zipfile import ZipFile

import pytest

ROOT = Path(__file__).resolve().parents[2]
LEFT_OUT = shutil.ignore_patterns(
    ".git", ".venv", "instance", "node_modules", "build", "*.egg-info", "__pycache__", ".*_cache"
)
SERVE = """
from vendor_tracker import config
from vendor_tracker.app import create_app
client = create_app(config.load()).test_client()
for path in ("/", "/static/vendor-tracker.css", "/static/icon.svg"):
    answer = client.get(path, follow_redirects=True)
    assert answer.status_code == 200, (path, answer.status_code, answer.text)
    answer.close()
"""


def run(*command: str | Path, **settings: str) -> str:
    """Run a command as a person would, away from the checkout, and give what it says."""
    environment = {key: value for key, value in os.environ.items() if key != "PYTHONPATH"}
    answer = subprocess.run(
        [str(part) for part in command],
        capture_output=True,
        text=True,
        check=False,
        cwd=settings.pop("cwd", tempfile.gettempdir()),
        env={**environment, **settings},
    )
    assert answer.returncode == 0, answer.stdout + answer.stderr
    return answer.stdout


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Build the wheel from the source package, as a release does."""
    folder = tmp_path_factory.mktemp("build")
    source = folder / "source"
    shutil.copytree(ROOT, source, ignore=LEFT_OUT)
    out = folder / "out"
    run(sys.executable, "-m", "build", "--no-isolation", "--outdir", out, cwd=str(source))
    return next(out.glob("*.whl"))


@pytest.fixture(scope="module")
def scripts(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Install the wheel and its locked requirements into an empty environment."""
    home = tmp_path_factory.mktemp("environment")
    venv.create(home, with_pip=False)
    folder = home / ("Scripts" if os.name == "nt" else "bin")
    # What is never asked for need not be compiled; the rest is when it is first run.
    pip = (sys.executable, "-m", "pip", "--python", folder / "python")
    install = (*pip, "install", "--quiet", "--no-compile", "--disable-pip-version-check")
    run(*install, "--require-hashes", "-r", ROOT / "requirements.lock")
    run(*install, "--no-deps", wheel)
    return folder


def expected() -> set[str]:
    """List what the checkout says the wheel must hold."""
    package = {
        path.relative_to(ROOT).as_posix()
        for path in (ROOT / "vendor_tracker").rglob("*")
        if path.is_file() and "__pycache__" not in path.parts
    }
    mapped = {
        f"vendor_tracker/{path.relative_to(ROOT).as_posix()}"
        for folder in ("templates", "migrations")
        for path in (ROOT / folder).rglob("*")
        if path.suffix in {".py", ".html", ".txt", ".mako"} or path.name == "HEAD"
    }
    return package | mapped


def test_the_wheel_holds_every_module_page_migration_and_static_file(wheel: Path) -> None:
    with ZipFile(wheel) as archive:
        held = {name for name in archive.namelist() if ".dist-info/" not in name}
    assert held == expected()
    assert "vendor_tracker/web/static/vendor-tracker.css" in held


def test_the_installed_command_says_its_version(scripts: Path) -> None:
    assert "0.1.0" in run(scripts / "vendor-tracker", "--version")


def test_the_installed_program_serves_a_page(scripts: Path, tmp_path: Path) -> None:
    instance = {"VENDOR_TRACKER_INSTANCE": str(tmp_path), "VENDOR_TRACKER_DEMONSTRATION": "1"}
    run(scripts / "vendor-tracker", "demo", "load", "--instance-only", **instance)
    run(scripts / "python", "-W", "error", "-c", SERVE, **instance)


def test_the_installed_program_begins_a_real_installation(scripts: Path, tmp_path: Path) -> None:
    instance = {"VENDOR_TRACKER_INSTANCE": str(tmp_path / "instance")}
    trust = ("--code", "rht", "--name", "Riverside Trust (example)")
    person = ("--email", "admin@rht.example", "--person", "Administrator (example)")
    said = run(scripts / "vendor-tracker", "init", *trust, *person, **instance)
    assert "/link/" in said
    assert "Database" in run(scripts / "vendor-tracker", "doctor", **instance)
    run(scripts / "python", "-W", "error", "-c", SERVE, **instance)
