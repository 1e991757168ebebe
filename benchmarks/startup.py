"""How long it takes to start, and to make a database."""

import os
import signal
import socket
import subprocess
import sys
from pathlib import Path
from tempfile import TemporaryDirectory

from benchmarks.measuring import Case, timed
from vendor_tracker import config
from vendor_tracker.storage import migrate
from vendor_tracker.storage.db import Database


def run() -> list[Case]:
    """Measure a start of the program, as it is served, and of an empty database."""
    bare, start = Case("Python alone, fresh process", "-"), Case("Program ready", "1,000")
    empty = Case("Empty database to head", "3,000")
    start.note = "`vendor-tracker serve` until it says so, and its end"
    with TemporaryDirectory() as folder:
        database = Database(config.embedded_url(Path(folder)))
        migrate.upgrade(database)
        database.dispose()
        _serve(folder)
        for _ in range(5):
            timed(bare, lambda: _run("-c", "pass"), 1)
            timed(start, lambda: _serve(folder), 1)
            timed(empty, _migrate, 1)
    return [bare, start, empty]


def _run(*words: str) -> None:
    subprocess.run([sys.executable, *words], check=True, env=_environment())


def _serve(folder: str) -> None:
    """Serve until it says that it is ready, then stop it."""
    with socket.create_server(("127.0.0.1", 0)) as found:
        port = str(found.getsockname()[1])
    given = {"VENDOR_TRACKER_INSTANCE": folder, "VENDOR_TRACKER_SECRET_KEY": "k" * 48}
    with subprocess.Popen(
        [sys.executable, "-m", "vendor_tracker", "serve", "--port", port],
        env=_environment() | given,
        stdout=subprocess.PIPE,
        text=True,
    ) as process:
        assert process.stdout is not None
        assert "stop with Ctrl+C" in process.stdout.readline()
        process.send_signal(signal.SIGTERM)
    assert process.returncode == 0


def _environment() -> dict[str, str]:
    # Compiled files are kept, as in every installation, whatever this shell was told.
    return {name: text for name, text in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}


def _migrate() -> None:
    with TemporaryDirectory() as folder:
        database = Database(f"sqlite:///{Path(folder) / 'new.sqlite'}")
        migrate.upgrade(database)
        database.dispose()
