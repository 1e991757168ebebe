"""People, roles, one-time links and passwords."""

from datetime import date, timedelta

import pytest
import sqlalchemy as sa

from tests.conftest import NOW
from vendor_tracker import clock
from vendor_tracker.domain.actor import Actor
from vendor_tracker.domain.errors import Forbidden, NotFound, Refused
from vendor_tracker.domain.vocabulary import Discipline, Role
from vendor_tracker.services import sessions, users
from vendor_tracker.storage.db import session
from vendor_tracker.storage.models import SystemEvent
from vendor_tracker.storage.queries.users import (
    find_actor,
    find_person_actor,
    find_signed_in,
    list_members,
)

EMAIL = "officer@example.org"
PASSWORD = "correct horse battery staple"


def add(actor: Actor, role: Role = Role.officer, until: date | None = None) -> str:
    """Add one person and return the token of their link."""
    return users.add_user(actor, email=EMAIL, name="Example officer", role=role, until=until)


def test_a_link_works_once(any_actor: Actor) -> None:
    token = add(any_actor)
    assert users.link_is_good(token)
    key = users.spend_link(token, PASSWORD)
    assert sessions.find(key) is not None
    assert not users.link_is_good(token)
    with pytest.raises(Refused, match="used already"):
        users.spend_link(token, PASSWORD)


def test_a_link_ends_after_three_days_and_when_a_newer_one_is_made(any_actor: Actor) -> None:
    first = add(any_actor)
    second = users.renew_link(any_actor, EMAIL)
    assert not users.link_is_good(first)
    with clock.set_to(NOW + users.LINK_LASTS - timedelta(seconds=1)):
        assert users.link_is_good(second)
    with clock.set_to(NOW + users.LINK_LASTS):
        assert not users.link_is_good(second)


@pytest.mark.parametrize(
    "password, words",
    [
        ("fourteen chars", "at least 15"),
        ("passwordpassword", "easy to guess"),
        ("111111111111111", "easy to guess"),
        ("qwertyuiopasdfghjkl", "easy to guess"),
        ("x" * 201, "at most 200"),
    ],
)
def test_a_weak_password_is_refused_in_words(actor: Actor, password: str, words: str) -> None:
    token = add(actor)
    with pytest.raises(Refused, match=words):
        users.spend_link(token, password)
    assert users.link_is_good(token)


def test_a_role_ends_with_its_last_day(any_actor: Actor) -> None:
    key = users.spend_link(add(any_actor, until=date(2026, 10, 6)), PASSWORD)
    person = find_signed_in(sessions.hash_of(key))
    assert person is not None
    assert find_actor(person.user_id, "rht", date(2026, 10, 6)) is not None
    assert find_actor(person.user_id, "rht", date(2026, 10, 7)) is None


def test_a_changed_password_ends_every_session(any_actor: Actor) -> None:
    key = users.spend_link(add(any_actor), PASSWORD)
    person = sessions.find(key)
    assert person is not None
    with pytest.raises(Refused, match="not right"):
        users.change_password(person.user_id, "wrong", "another good pass phrase")
    users.change_password(person.user_id, PASSWORD, "another good pass phrase")
    assert sessions.find(key) is None
    assert sessions.sign_in(EMAIL, "another good pass phrase", "10.0.0.1")


def test_the_last_administrator_stays(any_actor: Actor) -> None:
    add(any_actor, role=Role.administrator)
    with pytest.raises(Refused, match="last administrator"):
        users.disable_user(any_actor, EMAIL)


def test_an_officer_gives_no_roles(any_actor: Actor) -> None:
    key = users.spend_link(add(any_actor), PASSWORD)
    person = sessions.find(key)
    assert person is not None
    officer = find_actor(person.user_id, "rht", clock.today())
    assert officer is not None
    with pytest.raises(Forbidden):
        users.add_user(officer, email="x@example.org", name="X", role=Role.administrator)


def test_everybody_of_the_organisation_is_listed(any_actor: Actor) -> None:
    add(any_actor)
    assert [member.email for member in list_members(any_actor)] == [EMAIL]


def test_what_somebody_may_agree_to_is_kept_and_noted(any_actor: Actor) -> None:
    add(any_actor, Role.reviewer)
    users.set_disciplines(any_actor, EMAIL, [Discipline.finance, Discipline.safety])
    users.set_disciplines(any_actor, EMAIL, [Discipline.finance])
    assert list_members(any_actor)[0].disciplines == (Discipline.finance,)
    found = find_person_actor(EMAIL, "rht", clock.today())
    assert found is not None
    assert found.disciplines == {Discipline.finance}
    acts = session().scalars(sa.select(SystemEvent.action).order_by(SystemEvent.seq)).all()
    assert acts[-3:] == ["give safety", "give finance", "take safety"]
    with pytest.raises(NotFound):
        users.set_disciplines(any_actor, "nobody@example.org", [])
    with pytest.raises(Forbidden):
        users.set_disciplines(found, EMAIL, Discipline)
