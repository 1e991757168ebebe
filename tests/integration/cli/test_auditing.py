"""Prove from the command line that nobody rewrote the history."""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from tests.integration.cli.conftest import Commands
from vendor_tracker import config
from vendor_tracker.services import suppliers
from vendor_tracker.services.databases import Database
from vendor_tracker.storage.queries.users import find_command_actor
from vendor_tracker.storage.triggers import drop_triggers

VERIFY = ("audit", "verify", "--organisation", "rht")


@contextmanager
def database() -> Iterator[Database]:
    """Hold the database of this installation."""
    opened = Database(config.load().database_url)
    with opened.opened():
        yield opened
    opened.dispose()


@pytest.fixture
def written(installed: Commands) -> Commands:
    """Run commands where two suppliers were added."""
    with database():
        actor = find_command_actor("rht")
        assert actor is not None
        for name in ("Fenwick Imaging (example)", "Calder Speech (example)"):
            suppliers.add_supplier(actor, name=name)
    return installed


def test_a_whole_chain_holds(written: Commands) -> None:
    said = written(*VERIFY)
    assert said.code == 0
    assert said.out.startswith("rht: holds, 2 links, head ")
    assert "\nsystem: holds, " in said.out


def test_the_report_can_be_read_by_a_program(written: Commands) -> None:
    report = json.loads(written(*VERIFY, "--json").out)
    assert [(one["chain"], one["problem"]) for one in report] == [("rht", None), ("system", None)]


@pytest.mark.parametrize(
    "change, words",
    [
        (
            "UPDATE revision SET snapshot = replace(snapshot, 'Fenwick', 'Fenwich')",
            "The record kept for link 1 (SUP-1) was changed.",
        ),
        ("DELETE FROM audit_event WHERE seq = 2", "The chain ends at link 1"),
        ("DELETE FROM audit_event WHERE seq = 1", "Link 1 is missing or was moved."),
        ("UPDATE audit_event SET actor = 'Nobody' WHERE seq = 2", "Link 2 (SUP-2) was changed."),
    ],
)
def test_a_rewritten_history_is_found(written: Commands, change: str, words: str) -> None:
    with database() as opened, opened.engine.connect() as plain:
        connection = plain.execution_options(write=True)
        drop_triggers(connection)
        connection.exec_driver_sql(change)
        connection.commit()
    said = written(*VERIFY)
    assert said.code == 1
    assert f"rht: {words}" in said.err


def test_the_chain_can_be_handed_out(written: Commands, tmp_path: Path) -> None:
    file = tmp_path / "chain.jsonl"
    said = written("audit", "export", file, "--organisation", "rht", "--json")
    assert json.loads(said.out) == {"file": str(file), "links": 2}
    links = [json.loads(line) for line in file.read_text("utf-8").splitlines()]
    assert [link["subject"] for link in links] == ["SUP-1", "SUP-2"]
    assert links[0]["snapshot"]["name"] == "Fenwick Imaging (example)"


def test_a_chain_is_not_written_where_there_is_no_folder(written: Commands, tmp_path: Path) -> None:
    file = tmp_path / "none" / "chain.jsonl"
    said = written("audit", "export", file, "--organisation", "rht")
    assert said.sentence == f"There is no folder {file.parent}. Nothing was written."


def test_an_unknown_organisation_has_no_chain(written: Commands) -> None:
    said = written("audit", "verify", "--organisation", "zzz")
    assert said.sentence == "There is no organisation with the code zzz."
