"""A workbook is held against the published registers on the command line."""

import json
from pathlib import Path

from openpyxl import load_workbook

from tests.integration.cli.conftest import Commands
from tests.people import person
from tests.registers import column_of
from vendor_tracker.cli import opening
from vendor_tracker.domain.vocabulary import Role
from vendor_tracker.files.store import EvidenceStore
from vendor_tracker.services import publishing, suppliers
from vendor_tracker.storage.queries.registers.published import get_published


def published(path: Path) -> Path:
    """Publish a register, and take its file."""
    with opening.opened() as settings:
        actor, store = opening.actor_of("rht"), EvidenceStore(settings.evidence)
        suppliers.add_supplier(actor, name="Fenwick (example)", country="Wales")
        ref = publishing.propose(
            actor, store, title="Board", reason="Board.", base_url="http://x", quota_mb=100
        )
        publishing.judge(person(actor, "second", Role.reviewer), ref, version=1, approves=True)
        page = get_published(actor, ref)
        with store.open_file("rht", page.sha256) as stream:
            path.write_bytes(stream.read())
    return path


def test_a_published_file_is_told_from_one_with_edits(installed: Commands, tmp_path: Path) -> None:
    path = published(tmp_path / "board.xlsx")
    words = ["register", "verify", str(path), "--organisation", "rht"]
    whole = installed(*words)
    assert (whole.code, whole.out) == (
        0,
        "REG-1, Board, version 1: every cell is as it was frozen.\n",
    )
    book = load_workbook(path)
    book["Suppliers"].cell(2, column_of(book, "Suppliers", "Country"), "Kent")
    book.save(path)
    edited = installed(*words)
    assert edited.code == 1
    assert "Suppliers, row 2 (SUP-1), Country: “Wales” is “Kent”" in edited.out
    report = json.loads(installed(*words, "--json").out)
    assert (report["finding"], report["register"], len(report["cells"])) == ("edited", "REG-1", 1)
