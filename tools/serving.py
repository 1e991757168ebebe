"""A demonstration served from a folder of its own, for browser tests and pictures."""

import os
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from waitress.server import BaseWSGIServer, create_server

from vendor_tracker import config
from vendor_tracker.app import create_app


def _fill(environment: dict[str, str]) -> None:
    """Make the instance and load the example organisation, as a person would."""
    command = [sys.executable, "-m", "vendor_tracker", "demo", "load", "--instance-only"]
    subprocess.run(command, check=True, env=environment, stdout=subprocess.DEVNULL)


def _stop(server: BaseWSGIServer, thread: threading.Thread) -> None:
    """Close every connection of a server, so that its loop ends, and wait for it."""
    server.task_dispatcher.shutdown()
    server.close()
    for channel in list(server._map.values()):
        channel.handle_close()
    thread.join(timeout=10)


@contextmanager
def demonstration(folder: Path) -> Iterator[str]:
    """Serve a demonstration kept in a folder, on a free port, and give its address."""
    environment = {
        **os.environ,
        "VENDOR_TRACKER_INSTANCE": str(folder),
        "VENDOR_TRACKER_DEMONSTRATION": "1",
    }
    _fill(environment)
    server = create_server(create_app(config.load(environment)), host="127.0.0.1", port=0)
    thread = threading.Thread(target=server.run, name="demonstration", daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.effective_port}"
    finally:
        _stop(server, thread)
