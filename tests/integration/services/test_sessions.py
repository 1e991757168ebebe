"""Signing in: sessions end on the server, guessing slows down, words never tell who exists."""

from datetime import timedelta

import pytest
import sqlalchemy as sa

from tests.conftest import NOW
from vendor_tracker import clock
from vendor_tracker.domain.actor import Actor
from vendor_tracker.domain.errors import Refused
from vendor_tracker.domain.vocabulary import Role
from vendor_tracker.services import chains, sessions, users
from vendor_tracker.storage.db import session
from vendor_tracker.storage.models import LoginSession

EMAIL = "officer@example.org"
PASSWORD = "correct horse battery staple"


@pytest.fixture
def officer(any_actor: Actor) -> Actor:
    """Give an organisation one person who can sign in, and return its administrator."""
    token = users.add_user(any_actor, email=EMAIL, name="Example officer", role=Role.officer)
    users.spend_link(token, PASSWORD)
    return any_actor


@pytest.mark.usefixtures("officer")
def test_the_right_password_starts_a_session_that_ends_when_signed_out() -> None:
    key = sessions.sign_in(" Officer@Example.org ", PASSWORD, "10.0.0.1")
    assert sessions.find(key) is not None
    sessions.sign_out(key)
    assert sessions.find(key) is None
    assert chains.verify_system().problem is None


@pytest.mark.usefixtures("officer")
def test_the_database_holds_no_key_that_could_be_used() -> None:
    key = sessions.sign_in(EMAIL, PASSWORD, "10.0.0.1")
    assert key not in session().scalars(sa.select(LoginSession.key_hash)).all()


@pytest.mark.usefixtures("officer")
def test_wrong_words_are_the_same_whatever_is_wrong() -> None:
    words = set()
    for email, password in ((EMAIL, "wrong"), ("nobody@example.org", PASSWORD)):
        with pytest.raises(Refused) as refusal:
            sessions.sign_in(email, password, "10.0.0.1")
        words.add(refusal.value.message)
    assert len(words) == 1


@pytest.mark.usefixtures("officer")
def test_a_session_ends_after_half_an_hour_without_a_request() -> None:
    key = sessions.sign_in(EMAIL, PASSWORD, "10.0.0.1")
    with clock.set_to(NOW + timedelta(minutes=29, seconds=59)):
        assert sessions.find(key) is not None
    with clock.set_to(NOW + timedelta(minutes=59)):
        assert sessions.find(key) is not None
    with clock.set_to(NOW + timedelta(minutes=89)):
        assert sessions.find(key) is None


@pytest.mark.usefixtures("officer")
def test_a_session_ends_after_ten_hours_however_busy() -> None:
    key = sessions.sign_in(EMAIL, PASSWORD, "10.0.0.1")
    for quarter in range(1, 40):
        with clock.set_to(NOW + timedelta(minutes=15 * quarter)):
            assert sessions.find(key) is not None
    with clock.set_to(NOW + timedelta(hours=10)):
        assert sessions.find(key) is None


def test_a_disabled_person_is_out_at_once(officer: Actor) -> None:
    key = sessions.sign_in(EMAIL, PASSWORD, "10.0.0.1")
    users.disable_user(officer, EMAIL)
    assert sessions.find(key) is None
    with pytest.raises(Refused):
        sessions.sign_in(EMAIL, PASSWORD, "10.0.0.1")


@pytest.mark.usefixtures("officer")
def test_ten_wrong_tries_close_the_account_for_five_minutes() -> None:
    for number in range(sessions.TRIES):
        with pytest.raises(Refused, match="not right"):
            sessions.sign_in(EMAIL, "wrong", f"10.0.0.{number}")
    with pytest.raises(Refused, match="too many"):
        sessions.sign_in(EMAIL, PASSWORD, "10.0.1.1")
    with clock.set_to(NOW + sessions.WINDOW + timedelta(seconds=1)):
        assert sessions.sign_in(EMAIL, PASSWORD, "10.0.1.1")


@pytest.mark.usefixtures("officer")
def test_ten_wrong_tries_from_one_address_close_it_for_everybody() -> None:
    for number in range(sessions.TRIES):
        with pytest.raises(Refused, match="not right"):
            sessions.sign_in(f"somebody{number}@example.org", "wrong", "10.0.0.1")
    with pytest.raises(Refused, match="too many"):
        sessions.sign_in(EMAIL, PASSWORD, "10.0.0.1")
    assert sessions.sign_in(EMAIL, PASSWORD, "10.0.0.2")
