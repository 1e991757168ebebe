"""How long it takes to start, and to make a database."""

import os
import subprocess
import sys
from pathlib import Path
from tempfile import TemporaryDirectory

from benchmarks.measuring import Case, timed
from vendor_tracker.storage import migrate
from vendor_tracker.storage.db import Database

_START = (
    "from pathlib import Path; from vendor_tracker.app import create_app; "
    "from vendor_tracker.config import Settings; import sys; "
    "create_app(Settings(Path('.'), 'sqlite://', 'k' * 48)); "
    "assert 'openpyxl' not in sys.modules"
)


def run() -> list[Case]:
    """Measure a start of the program and of an empty database."""
    bare, start = Case("Python alone, fresh process", "-"), Case("Program ready", "1,000")
    empty = Case("Empty database to head", "3,000")
    _python(_START)
    for _ in range(5):
        timed(bare, lambda: _python("pass"), 1)
        timed(start, lambda: _python(_START), 1)
        timed(empty, _migrate, 1)
    return [bare, start, empty]


def _python(code: str) -> None:
    # Compiled files are kept, as in every installation, whatever this shell was told.
    kept = {name: text for name, text in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    subprocess.run([sys.executable, "-c", code], check=True, env=kept)


def _migrate() -> None:
    with TemporaryDirectory() as folder:
        database = Database(f"sqlite:///{Path(folder) / 'new.sqlite'}")
        migrate.upgrade(database)
        database.dispose()
