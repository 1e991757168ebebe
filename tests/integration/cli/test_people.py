"""Give people a role from the command line, and end their access."""

from datetime import date

from tests.integration.cli.conftest import Commands, Outcome
from vendor_tracker import config
from vendor_tracker.domain.vocabulary import Role
from vendor_tracker.services.databases import Database
from vendor_tracker.storage.queries.users import find_person_actor

OFFICER = ("user", "add", "officer@rht.example", "--name", "Officer (example)", "--role", "officer")


def role_on(day: date) -> Role | None:
    """Return the role the officer has on a day."""
    database = Database(config.load().database_url)
    with database.opened():
        found = find_person_actor("officer@rht.example", "rht", day)
    database.dispose()
    return None if found is None else found.role


def refused(said: Outcome, words: str) -> bool:
    """Tell whether a command was refused in these words."""
    return words in said.sentence


def test_a_person_gets_a_role_until_a_day(installed: Commands) -> None:
    said = installed(*OFFICER, "--organisation", "RHT", "--until", "2026-12-31")
    assert said.code == 0
    assert "http://127.0.0.1:8000/link/" in said.out
    assert "If the program is served on another port than 8000, write that port" in said.out
    assert role_on(date(2026, 12, 31)) is Role.officer
    assert role_on(date(2027, 1, 1)) is None


def test_access_ends_at_once(installed: Commands) -> None:
    installed(*OFFICER, "--organisation", "rht")
    said = installed("user", "disable", "officer@rht.example", "--organisation", "rht")
    assert said.out == "officer@rht.example has no access to rht any more.\n"
    assert role_on(date(2026, 10, 6)) is None


def test_an_unknown_organisation_or_person_is_one_sentence(installed: Commands) -> None:
    assert refused(
        installed(*OFFICER, "--organisation", "zzz"), "There is no organisation with the code zzz."
    )
    nobody = ("user", "disable", "nobody@rht.example", "--organisation", "rht")
    assert refused(installed(*nobody), "There is no nobody@rht.example.")


def test_the_last_administrator_stays(installed: Commands) -> None:
    words = ("user", "disable", "admin@rht.example", "--organisation", "rht")
    assert refused(installed(*words), "This is the last administrator. Name another one first.")


def test_what_somebody_may_agree_to_is_said_at_once(installed: Commands) -> None:
    installed(*OFFICER, "--organisation", "rht")
    skills = ("--discipline", "safety", "--discipline", "finance")
    about = ("user", "disciplines", "officer@rht.example", "--organisation", "rht")
    said = installed(*about, *skills)
    assert said.out == "officer@rht.example may agree to waivers as: safety, finance.\n"
    assert installed(*about).out == "officer@rht.example may agree to waivers as: nothing.\n"
