"""Which organisation a command speaks of, and what the help says of each command."""

from tests.integration.cli.conftest import Commands
from vendor_tracker import config
from vendor_tracker.services import organisations
from vendor_tracker.services.databases import Database


def test_the_only_organisation_need_not_be_named(installed: Commands) -> None:
    assert installed("flags", "list").out == "0 open.\n"
    assert installed("audit", "verify").out.startswith("rht: holds")
    assert installed("export", installed.instance / "register.xlsx").code == 0


def test_one_of_several_organisations_must_be_named(installed: Commands) -> None:
    database = Database(config.load().database_url)
    with database.opened():
        organisations.add_organisation(code="elm", name="Elm (example)")
    database.dispose()
    said = installed("flags", "list").sentence
    assert said == "Say which organisation with --organisation: elm or rht."
    assert installed("flags", "list", "--organisation", "elm").code == 0


def test_the_help_says_each_command_in_full(command: Commands) -> None:
    for group in ((), ("db",), ("audit",), ("flags",), ("user",), ("demo",)):
        assert "..." not in command(*group, "--help").out.partition("Commands:")[2]
