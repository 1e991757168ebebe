"""A register comes back on the command line: differences told, conflicts chosen, applied."""

import json
from pathlib import Path

from tests.integration.cli.conftest import Commands
from tests.registers import column_of, full_register
from vendor_tracker.cli import opening
from vendor_tracker.services import suppliers

NAME = "Fenwick (example)"


def conflicting(path: Path) -> Path:
    """Return a register in which one field was changed on both sides."""
    with opening.opened():
        actor = opening.actor_of("rht")
        suppliers.add_supplier(actor, name=NAME, country="England")
        book = full_register(actor, path)
        suppliers.change_supplier(actor, "SUP-1", version=1, name=NAME, country="Wales")
    book["Suppliers"].cell(2, column_of(book, "Suppliers", "Country"), "Scotland")
    book.save(path)
    return path


def test_a_conflict_waits_for_a_choice(installed: Commands, tmp_path: Path) -> None:
    words = ["import", str(conflicting(tmp_path / "r.xlsx")), "--organisation", "rht", "--apply"]
    waits = installed(*words)
    assert waits.code == 1
    assert "conflict: SUP-1:country (Suppliers, row 2): here Wales, file Scotland" in waits.out
    done = installed(*words, "--choose", "SUP-1:country=mine", "--json")
    assert done.code == 0
    report = json.loads(done.out)
    assert report["batch"] == "BAT-1"
    assert [(one["state"], one["side"]) for one in report["differences"]] == [("conflict", "mine")]


def test_a_side_that_is_none_is_said_so(installed: Commands, tmp_path: Path) -> None:
    words = ["import", str(conflicting(tmp_path / "r.xlsx")), "--organisation", "rht"]
    refused = installed(*words, "--choose", "SUP-1:country=yours")
    assert refused.code == 2
    assert "is not a field and a side" in refused.err
