"""The scanner from the command line: nothing set up, away, clean, infected."""

import io
import json

import pytest

from tests.factories import make_supplier
from tests.integration.cli.conftest import Commands
from tests.integration.cli.test_flags import database
from tests.scanners import VIRUS, scanning
from vendor_tracker import config
from vendor_tracker.files.inspection import Inspector
from vendor_tracker.files.scanner import Scanner
from vendor_tracker.files.store import EvidenceStore
from vendor_tracker.services import evidence, evidence_files
from vendor_tracker.storage.queries.users import find_command_actor


def add_held(content: bytes) -> None:
    """Add a file while no scanner answers."""
    with database():
        actor = find_command_actor("rht")
        assert actor is not None
        received = evidence_files.receive(
            actor,
            EvidenceStore(config.load().evidence),
            io.BytesIO(content),
            "a.txt",
            quota_mb=1,
            inspector=Inspector(Scanner("/nowhere")),
        )
        supplier = make_supplier(actor, f"Supplier {len(content)} (example)")
        evidence.add_evidence(actor, title="A", supplier=supplier, received=received)


def test_held_files_are_looked_at_again(
    installed: Commands, monkeypatch: pytest.MonkeyPatch
) -> None:
    add_held(b"clean")
    assert "No virus scanner is set up" in installed("evidence", "scan").sentence
    monkeypatch.setenv("VENDOR_TRACKER_CLAMAV", "/nowhere")
    said = installed("evidence", "scan").out
    assert said.startswith("0 clean, 0 infected, 1 held. The scanner: no answer: No such file")
    with scanning() as (address, _):
        monkeypatch.setenv("VENDOR_TRACKER_CLAMAV", address)
        assert installed("evidence", "scan").out == "1 clean, 0 infected, 0 held.\n"
        assert installed("evidence", "scan").out == "0 clean, 0 infected, 0 held.\n"
        add_held(VIRUS)
        found = installed("evidence", "scan", "--all", "--json").out
    assert json.loads(found) == {"clean": 1, "infected": 1, "held": 0, "why_held": ""}
    # What the scanner once said stands while it is away.
    monkeypatch.setenv("VENDOR_TRACKER_CLAMAV", "/nowhere")
    installed("evidence", "scan", "--all")
    assert installed("evidence", "scan").out == "0 clean, 0 infected, 0 held.\n"


def test_the_doctor_tells_of_the_scanner_and_of_what_it_found(
    installed: Commands, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert "well  Virus scanner: none is set up, so no file is scanned" in installed("doctor").out
    monkeypatch.setenv("VENDOR_TRACKER_CLAMAV", "/nowhere")
    said = installed("doctor")
    assert said.code == 1
    assert "MEND  Virus scanner: /nowhere does not answer as it should" in said.out
    add_held(VIRUS)
    assert "MEND  Scanned files: 1 held: vendor-tracker evidence scan" in installed("doctor").out
    with scanning() as (address, _):
        monkeypatch.setenv("VENDOR_TRACKER_CLAMAV", address)
        installed("evidence", "scan")
        said = installed("doctor")
    assert f"well  Virus scanner: {address} answers" in said.out
    assert "MEND  Scanned files: 1 infected" in said.out
    assert said.code == 1
