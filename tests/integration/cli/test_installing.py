"""Make an installation, and keep its database at the right revision."""

import json
import stat
from pathlib import Path

from tests.integration.cli.conftest import Commands
from vendor_tracker import config
from vendor_tracker.services import users
from vendor_tracker.services.databases import Database

ADMINISTRATOR = ("--email", "admin@rht.example", "--person", "Administrator (example)")
INIT = ("init", "--code", "rht", "--name", "Riverside Trust (example)", *ADMINISTRATOR)


def test_init_makes_an_installation_whose_link_works_once(command: Commands) -> None:
    said = command(*INIT)
    assert said.code == 0
    token = said.out.strip().rpartition("/link/")[2]
    database = Database(config.load().database_url)
    with database.opened():
        assert users.link_is_good(token)
        users.spend_link(token, "a long enough pass phrase")
        assert not users.link_is_good(token)
    database.dispose()


def test_nobody_else_may_read_the_secret(command: Commands) -> None:
    command(*INIT)
    secret = command.instance / "secret.key"
    assert stat.S_IMODE(secret.stat().st_mode) == 0o600
    assert stat.S_IMODE(command.instance.stat().st_mode) == 0o700
    assert len(config.load().secret_key) >= 32


def test_init_never_starts_over(installed: Commands) -> None:
    assert "has a database already; nothing was changed" in installed(*INIT).sentence


def test_init_can_be_tried_again_after_a_refusal(command: Commands) -> None:
    wrong = command("init", "--code", "account", "--name", "Trust (example)", *ADMINISTRATOR)
    assert "The code must be 2 to 20 letters or digits" in wrong.sentence
    assert command(*INIT).code == 0


def test_a_command_without_a_database_says_what_to_do(command: Commands) -> None:
    for words in (("doctor",), ("serve",), ("audit", "verify", "--organisation", "rht")):
        sentence = command(*words).sentence
        assert sentence.startswith(("There is no database yet. Run: ", "The secret key is missing"))
    assert not command.instance.exists()


def test_a_missing_database_is_not_up_to_date(command: Commands) -> None:
    assert "There is no database yet" in command("db", "check").sentence
    report = command("db", "check", "--json")
    assert report.code == 1
    assert json.loads(report.out)["found"] is None


def test_upgrade_brings_an_empty_database_to_the_revision(installed: Commands) -> None:
    assert installed("db", "upgrade").code == 0
    assert "is up to date" in installed("db", "check").out


def test_a_database_at_another_revision_is_not_used(installed: Commands) -> None:
    set_revision("0000")
    assert "The database is at revision 0000, this program needs" in installed("doctor").sentence
    assert "then run: vendor-tracker db upgrade" in installed("db", "check").sentence
    assert "is at revision 0000" in installed("serve").sentence


def test_a_database_that_cannot_be_reached_is_one_sentence(command: Commands) -> None:
    command.use(command.instance, DATABASE_URL="postgresql://127.0.0.1:9/nowhere")
    assert "The database cannot be used" in command("doctor").sentence


def test_doctor_finds_a_folder_that_others_may_read(installed: Commands) -> None:
    assert installed("doctor").code == 0
    installed.instance.chmod(0o755)
    report = installed("doctor", "--json")
    assert report.code == 1
    bad = [one["what"] for one in json.loads(report.out) if not one["is_well"]]
    assert bad == ["Instance folder"]


def test_wrong_use_ends_with_two(command: Commands, tmp_path: Path) -> None:
    assert command("user", "add", "somebody").code == 2
    assert command("nonsense").code == 2
    assert command("serve", "--port", "0").code == 2
    assert command("--help").code == 0


def set_revision(revision: str) -> None:
    """Make the database of this installation say it is at another revision."""
    database = Database(config.load().database_url)
    with database.engine.connect() as plain:
        connection = plain.execution_options(write=True)
        connection.exec_driver_sql(f"UPDATE alembic_version SET version_num = '{revision}'")
        connection.commit()
    database.dispose()
