"""The virus scanner on a real socket: clean, infected, silent, too large."""

import io
import socket
from pathlib import Path

import pytest

from tests.scanners import VIRUS, scanning
from vendor_tracker.config import BadSettings, load
from vendor_tracker.domain.errors import Refused
from vendor_tracker.domain.vocabulary import ScanState
from vendor_tracker.files.inspection import Inspector
from vendor_tracker.files.scanner import Scan, Scanner, parted, scanner_of


def test_a_clean_file_is_clean_and_sent_whole() -> None:
    content = b"x" * 200_000
    with scanning() as (address, scanner):
        assert Scanner(address).look(io.BytesIO(content)) == Scan(ScanState.clean)
    assert scanner.seen == [b"zINSTREAM\0" + content]


def test_a_socket_of_this_computer_is_a_path(tmp_path: Path) -> None:
    with scanning(str(tmp_path / "clamd.ctl")) as (address, _):
        assert Scanner(address).look(io.BytesIO(b"x")).state is ScanState.clean


def test_what_is_found_is_named() -> None:
    with scanning() as (address, _):
        found = Scanner(address).look(io.BytesIO(b"a" + VIRUS))
        assert found == Scan(ScanState.infected, "Test.Virus")
        with pytest.raises(Refused, match=r"found “Test\.Virus” in this file"):
            Inspector(Scanner(address)).scan(io.BytesIO(VIRUS))


@pytest.mark.parametrize("answer", ["INSTREAM size limit exceeded. ERROR", "UNKNOWN COMMAND", ""])
def test_an_answer_that_is_no_verdict_holds_the_file(answer: str) -> None:
    with scanning(answer=answer or "\0") as (address, _):
        found = Scanner(address).look(io.BytesIO(b"x"))
    assert found == Scan(ScanState.held, answer or "no answer")


def test_a_scanner_that_is_down_holds_the_file(tmp_path: Path) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        address = f"127.0.0.1:{taken.getsockname()[1]}"
        found = Scanner(address).look(io.BytesIO(b"x"))
    assert (found.state, found.words) == (ScanState.held, "no answer: Connection refused")
    assert Scanner(str(tmp_path / "none")).look(io.BytesIO(b"x")).state is ScanState.held


def test_a_scanner_that_says_nothing_holds_the_file() -> None:
    with socket.socket() as silent:
        silent.bind(("127.0.0.1", 0))
        silent.listen()
        address = f"127.0.0.1:{silent.getsockname()[1]}"
        found = Scanner(address, seconds=0.05).look(io.BytesIO(b"x"))
    assert found == Scan(ScanState.held, "no answer: timed out")


def test_a_file_that_is_too_large_is_not_sent() -> None:
    with scanning() as (address, scanner):
        found = Scanner(address, most_bytes=3).look(io.BytesIO(b"four"))
    assert (found.state, scanner.seen) == (ScanState.held, [])


def test_addresses_are_paths_or_host_and_port() -> None:
    assert parted("[::1]:3310") == ("::1", 3310)
    assert scanner_of("", 25) is None
    for wrong in ("clamav", "clamav:", "clamav:99999", "a b:1"):
        with pytest.raises(Refused):
            parted(wrong)
    with pytest.raises(BadSettings, match="path of the scanner"):
        load({"VENDOR_TRACKER_CLAMAV": "clamav"})
    assert load({"VENDOR_TRACKER_CLAMAV": "/run/clamd.ctl"}).clamav == "/run/clamd.ctl"
