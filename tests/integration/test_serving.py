"""Serving: what is unsafe is refused, requests are finished, one process looks at flags."""

import json
import logging
import os
import signal
import socket
import subprocess
import sys
import threading
from dataclasses import replace
from pathlib import Path
from urllib.request import urlopen

import pytest

from vendor_tracker import serving
from vendor_tracker.config import BadSettings, Settings, load
from vendor_tracker.files import locks
from vendor_tracker.web.logs import JsonLines

GOOD = Settings(
    instance=Path("nowhere"),
    database_url="sqlite://",
    secret_key="k" * 32,
    base_url="https://vendors.rht.example",
    trusted_hosts=("vendors.rht.example",),
)
# Nobody may wait for ever: a test that hangs is a test that fails.
PATIENCE = 60
# A server whose one page tells when it was asked, and answers when it is told to.
SLOW = """
import sys
from pathlib import Path
from urllib.request import urlopen
from flask import Flask
from vendor_tracker import config, serving
from vendor_tracker.services import databases

settings = config.load()
app = Flask("slow")
app.extensions["settings"] = settings

@app.get("/")
def answer():
    print("asked", flush=True)
    sys.stdin.readline()
    return "whole" * 100_000

serving.run(app, databases.open_database(settings), "127.0.0.1", int(sys.argv[1]),
            lambda: print("ready", flush=True))
print("ended", flush=True)
"""
START = """
import sys
from vendor_tracker import __main__, config, serving
from vendor_tracker.app import create_app
create_app(config.load())
print(" ".join(sys.modules))
"""


@pytest.mark.parametrize(
    "host, changes, words",
    [
        ("127.0.0.1", {"secret_key": "short"}, "The secret key is missing or too short"),
        ("0.0.0.0", {"trusted_hosts": ()}, "VENDOR_TRACKER_TRUSTED_HOSTS"),
        ("10.1.2.3", {"base_url": "http://vendors.rht.example"}, "VENDOR_TRACKER_BASE_URL"),
        ("vendors.rht.example", {"trusted_hosts": ()}, "VENDOR_TRACKER_TRUSTED_HOSTS"),
        ("::", {"demonstration": True}, "served on 127.0.0.1 only"),
    ],
)
def test_what_is_unsafe_is_not_served(host: str, changes: dict[str, object], words: str) -> None:
    with pytest.raises(BadSettings, match=words):
        serving.refuse_unsafe(replace(GOOD, **changes), host)  # type: ignore[arg-type]


@pytest.mark.parametrize("host", ["127.0.0.1", "localhost", "::1", "0.0.0.0", "10.1.2.3"])
def test_what_is_safe_is_served(host: str) -> None:
    serving.refuse_unsafe(GOOD, host)


@pytest.mark.parametrize(
    "host, changes, words",
    [
        ("127.0.0.1", {"links_address": ""}, "Links for suppliers are off"),
        ("10.1.2.3", {"links_address": "https://vendors.rht.example"}, "another host name"),
        ("10.1.2.3", {"links_address": "http://answers.rht.example"}, "https://"),
        ("10.1.2.3", {"demonstration": True}, "served on 127.0.0.1 only"),
    ],
)
def test_unsafe_links_are_not_served(host: str, changes: dict[str, object], words: str) -> None:
    given = replace(GOOD, links_address="https://answers.rht.example")
    serving.refuse_unsafe_links(given, host)
    with pytest.raises(BadSettings, match=words):
        serving.refuse_unsafe_links(replace(given, **changes), host)  # type: ignore[arg-type]


def test_links_are_served_at_their_own_name_with_their_own_secret() -> None:
    given = replace(GOOD, links_address="https://answers.rht.example").for_links
    assert given.known_hosts == ("answers.rht.example",)
    assert given.secret_key != GOOD.secret_key
    assert (given.base_url, given.port) == ("https://answers.rht.example", 8001)


@pytest.mark.parametrize("address", ["answers.rht.example", "https://a.example/path", "https://"])
def test_an_address_of_links_that_is_none_is_refused(address: str) -> None:
    with pytest.raises(BadSettings, match="must be an address without a path"):
        load({"VENDOR_TRACKER_LINKS_ADDRESS": address})


def test_a_number_that_is_none_is_refused() -> None:
    with pytest.raises(BadSettings, match="VENDOR_TRACKER_PORT must be a whole number"):
        load({"VENDOR_TRACKER_PORT": "eighty"})


def test_a_request_under_way_is_answered_before_the_end(tmp_path: Path) -> None:
    port = free_port()
    with started(SLOW, tmp_path, str(port)) as process:
        assert line_of(process) == "ready"
        client = socket.create_connection(("127.0.0.1", port), timeout=PATIENCE)
        client.sendall(b"GET / HTTP/1.0\r\nHost: 127.0.0.1\r\n\r\n")
        assert line_of(process) == "asked"
        process.send_signal(signal.SIGTERM)
        wait_until_nobody_listens(port)
        assert process.stdin is not None
        process.stdin.write("go on\n")
        process.stdin.flush()
        answer = client.makefile("rb").read()
        client.close()
        assert answer.endswith(b"whole" * 100_000)
        assert line_of(process) == "ended"
        assert process.wait(PATIENCE) == 0


def test_the_demonstration_is_served_until_it_is_stopped(tmp_path: Path) -> None:
    port = free_port()
    command = "from vendor_tracker.__main__ import main; main()"
    with started(command, tmp_path, "demo", "--port", str(port)) as process:
        assert line_of(process).startswith("Loading the demonstration, once")
        assert line_of(process).startswith(
            f"Vendor Tracker demonstration: http://127.0.0.1:{port}/"
        )
        with urlopen(f"http://127.0.0.1:{port}/sign-in", timeout=PATIENCE) as page:
            assert b"Try as officer" in page.read()
        assert asked_for("evil.example", port).startswith(b"HTTP/1.1 400 ")
        process.send_signal(signal.SIGINT)
        assert process.wait(PATIENCE) == 0


def test_a_port_in_use_is_one_sentence(tmp_path: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = str(taken.getsockname()[1])
        with started(SLOW, tmp_path, port) as process:
            _, errors = process.communicate(timeout=PATIENCE)
    assert f"127.0.0.1:{port} cannot be used (Address already in use)" in errors


def test_the_pass_runs_at_once_and_a_failure_does_not_end_it(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    ran = threading.Event()

    def fail() -> None:
        ran.set()
        raise ValueError("on purpose")

    caplog.set_level(logging.ERROR, "vendor_tracker")
    with serving.hourly(fail, fail, tmp_path / "pass.lock"):
        assert ran.wait(PATIENCE)
    assert "the hourly pass failed" in caplog.text


def test_what_waits_is_looked_at_between_the_hours(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(serving, "_HOUR", 60)
    monkeypatch.setattr(serving, "_OFTEN", 1)
    looked = threading.Event()
    with serving.hourly(lambda: None, looked.set, tmp_path / "pass.lock"):
        assert looked.wait(PATIENCE)


def test_only_one_process_of_an_installation_does_the_pass(tmp_path: Path) -> None:
    lock, ran = tmp_path / "pass.lock", threading.Event()
    with locks.attempted(lock) as ours:
        assert ours
        with locks.attempted(lock) as second:
            assert not second
        with serving.hourly(ran.set, ran.set, lock):
            pass
    assert not ran.is_set()
    with locks.attempted(lock) as again:
        assert again


def test_starting_imports_nothing_that_only_files_and_passwords_need(tmp_path: Path) -> None:
    with started(START, tmp_path) as process:
        said, errors = process.communicate(timeout=PATIENCE)
    assert process.returncode == 0, errors
    modules = set(said.split())
    assert "vendor_tracker.web.views.suppliers" in modules
    assert not modules & {"openpyxl", "docx", "icalendar", "zxcvbn", "charset_normalizer"}


def test_a_log_line_is_one_line_of_json() -> None:
    record = logging.LogRecord("n", logging.INFO, "p", 1, "two\nlines", (), None)
    line = JsonLines().format(record)
    assert "\n" not in line
    assert json.loads(line)["event"] == "two\nlines"


def started(script: str, instance: Path, *arguments: str) -> subprocess.Popen[str]:
    """Start a script in a process of its own."""
    return subprocess.Popen(
        [sys.executable, "-W", "error", "-c", script, *arguments],
        env={**os.environ, "VENDOR_TRACKER_INSTANCE": str(instance)},
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )


def asked_for(host: str, port: int) -> bytes:
    """Return the answer to a request that names another host."""
    with socket.create_connection(("127.0.0.1", port), timeout=PATIENCE) as client:
        client.sendall(f"GET / HTTP/1.1\r\nHost: {host}\r\nConnection: close\r\n\r\n".encode())
        return client.makefile("rb").read()


def line_of(process: subprocess.Popen[str]) -> str:
    """Return the next line that a process says."""
    assert process.stdout is not None
    return process.stdout.readline().strip()


def free_port() -> int:
    """Return a port that nobody uses now."""
    with socket.create_server(("127.0.0.1", 0)) as found:
        return int(found.getsockname()[1])


def wait_until_nobody_listens(port: int) -> None:
    """Come back when no new connection is taken."""
    while True:
        try:
            socket.create_connection(("127.0.0.1", port), timeout=PATIENCE).close()
        except (ConnectionRefusedError, ConnectionResetError):
            return
