"""Flags from the command line: listed, refreshed and proved right."""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime

import pytest
import sqlalchemy as sa

from tests import factories as make
from tests.integration.cli.conftest import Commands
from tests.worlds import ask_no_items
from vendor_tracker import clock, config
from vendor_tracker.services import settings
from vendor_tracker.services.databases import Database
from vendor_tracker.storage.db import begin_write, session
from vendor_tracker.storage.models import Flag
from vendor_tracker.storage.queries.users import find_command_actor

HERE = ("--organisation", "rht")


@contextmanager
def database() -> Iterator[Database]:
    """Hold the database of this installation."""
    opened = Database(config.load().database_url)
    with opened.opened():
        yield opened
    opened.dispose()


@pytest.fixture
def flagged(installed: Commands) -> Commands:
    """Run commands where a supplier has no owner."""
    with database():
        actor = find_command_actor("rht")
        assert actor is not None
        ask_no_items(actor)
        supplier = make.make_supplier(actor, owner="")
        make.make_product(actor, supplier=supplier)
    return installed


def test_open_flags_are_listed_with_their_subject(flagged: Commands) -> None:
    said = flagged("flags", "list", *HERE)
    assert (said.code, said.err) == (0, "")
    assert said.out.splitlines() == [
        "FLG-1  Major     F41  SUP-1  No relationship owner is named.",
        "1 open.",
    ]
    (flag,) = json.loads(flagged("flags", "list", *HERE, "--json").out)
    assert (flag["reference"], flag["subject"], flag["opened_on"]) == (
        "FLG-1", "SUP-1", "2026-10-06",
    )  # fmt: skip


def test_what_is_due_is_looked_at_again_once(flagged: Commands) -> None:
    assert flagged("flags", "refresh", *HERE, "--json").out == '{"looked_at": 2}\n'
    assert flagged("flags", "refresh", *HERE).out.startswith("0 products and suppliers")
    assert flagged("flags", "refresh", *HERE, "--all").out.startswith("2 products and suppliers")


def test_the_check_passes_and_names_what_waits(flagged: Commands) -> None:
    said = flagged("flags", "check", *HERE)
    assert (said.code, said.err) == (0, "")
    assert "2 products and suppliers compared; 0 differences; 0 wait" in said.out
    with database():
        actor = find_command_actor("rht")
        assert actor is not None
        settings.save_setting(actor, "meeting_days", 30, "The board asked for it.")
    said = flagged("flags", "check", *HERE)
    assert said.code == 0
    assert said.out.splitlines()[1:] == ["waits: SUP-1", "waits: PRD-1"]


def test_the_check_fails_when_a_flag_was_tampered_with(flagged: Commands) -> None:
    with database():
        begin_write(session())
        session().execute(sa.update(Flag).values(closed_on=clock.today()))
        session().commit()
    said = flagged("flags", "check", *HERE)
    assert said.code == 1
    assert "SUP-1: F41 of SUP-1 is closed and should be open" in said.err
    report = json.loads(flagged("flags", "check", *HERE, "--json").out)
    assert report["is_right"] is False


def test_a_day_later_the_pass_finds_nothing_wrong(flagged: Commands) -> None:
    with clock.set_to(datetime(2026, 10, 7, 9, tzinfo=UTC)):
        assert flagged("flags", "refresh", *HERE).code == 0
        assert flagged("flags", "check", *HERE).code == 0


def test_an_unknown_organisation_is_refused(flagged: Commands) -> None:
    said = flagged("flags", "list", "--organisation", "nobody")
    assert said.sentence == "There is no organisation with the code nobody."
