"""An instance served from a folder of its own, for browser tests and pictures."""

import os
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from flask import Flask
from waitress.server import BaseWSGIServer, create_server

from vendor_tracker import config
from vendor_tracker.app import create_app
from vendor_tracker.config import Settings


def run(environment: dict[str, str], *words: str) -> str:
    """Give the program a command, as a person would, and return what it prints."""
    command = [sys.executable, "-m", "vendor_tracker", *words]
    done = subprocess.run(command, check=True, env=environment, stdout=subprocess.PIPE, text=True)
    return done.stdout


def settings_for(folder: Path) -> dict[str, str]:
    """Return an environment in which the program keeps everything in a folder."""
    return {**os.environ, "VENDOR_TRACKER_INSTANCE": str(folder)}


def _stop(server: BaseWSGIServer, thread: threading.Thread) -> None:
    """Close every connection of a server, so that its loop ends, and wait for it."""
    server.task_dispatcher.shutdown()
    server.close()
    for channel in list(server._map.values()):
        channel.handle_close()
    thread.join(timeout=10)


@contextmanager
def served(
    environment: dict[str, str], make: Callable[[Settings], Flask] = create_app
) -> Iterator[str]:
    """Serve the instance of an environment on a free port, and give its address."""
    server = create_server(make(config.load(environment)), host="127.0.0.1", port=0)
    thread = threading.Thread(target=server.run, name="served", daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.effective_port}"
    finally:
        _stop(server, thread)


@contextmanager
def demonstration(folder: Path) -> Iterator[str]:
    """Serve a demonstration kept in a folder, and give its address."""
    environment = {**settings_for(folder), "VENDOR_TRACKER_DEMONSTRATION": "1"}
    run(environment, "demo", "load", "--instance-only")
    with served(environment) as address:
        yield address
