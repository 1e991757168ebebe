"""The private link of a calendar: read by a program, revoked, and nothing more than days."""

import re
from datetime import date, timedelta

import pytest
from flask import Flask
from flask.testing import FlaskClient
from icalendar import Calendar

from tests import factories as make
from tests.clients import CheckingClient, filled
from tests.conftest import NOW
from vendor_tracker import clock
from vendor_tracker.domain.actor import Actor
from vendor_tracker.domain.vocabulary import Role
from vendor_tracker.services import users
from vendor_tracker.storage.db import Database, session
from vendor_tracker.storage.models import CalendarLink

LINKS = "/rht/calendar/links"


@pytest.fixture
def contract(actor: Actor) -> str:
    """Return a contract that ends, of a supplier with a long name."""
    supplier = make.make_supplier(actor, "Ærø Röntgen (example) " + "of the north " * 8)
    make.make_evidence(actor, supplier=supplier, title="Open report", expires_on=date(2026, 12, 1))
    make.make_evidence(
        actor, supplier=supplier, title="Secret report", expires_on=date(2026, 12, 2),
        confidential=True,
    )  # fmt: skip
    return make.make_contract(
        actor, supplier=supplier, title="Reading; scans, at night",
        ends_on=date(2027, 1, 31), notice_by=date(2026, 10, 31),
    )  # fmt: skip


def made(client: CheckingClient) -> str:
    """Make a link as its page does, and return the path in it."""
    answer = client.send(LINKS)
    assert answer.status_code == 200
    found = re.search(r"http://127\.0\.0\.1:8000(/link/calendar/[\w-]{43}\.ics)<", answer.text)
    assert found is not None
    return found[1]


def test_a_program_reads_the_days_by_the_link_alone(
    client: CheckingClient, visitor: FlaskClient, contract: str
) -> None:
    answer = visitor.get(made(client))
    assert (answer.status_code, answer.mimetype) == (200, "text/calendar")
    assert "Set-Cookie" not in answer.headers
    assert answer.headers["Cache-Control"] == "no-store"
    calendar = Calendar.from_ical(answer.data)
    events = {str(event["uid"]): event for event in calendar.walk("VEVENT")}
    assert set(events) == {
        "CON-1.notice.rht@vendor-tracker",
        "CON-1.ends.rht@vendor-tracker",
        "EVD-1.rht@vendor-tracker",
    }
    notice = events["CON-1.notice.rht@vendor-tracker"]
    assert notice["summary"] == "Last day for notice: Reading; scans, at night (CON-1)"
    assert notice.decoded("dtstart") == date(2026, 10, 31)
    assert notice.decoded("dtend") == date(2026, 11, 1)
    assert notice.decoded("dtstamp") == NOW
    assert notice["url"] == f"http://127.0.0.1:8000/rht/contracts/{contract}"
    assert "Friday 30 October 2026" in str(notice["description"])
    assert "Ærø Röntgen" in str(notice["description"])


def test_the_file_is_written_as_the_format_asks(
    client: CheckingClient, visitor: FlaskClient, contract: str
) -> None:
    content = visitor.get(made(client)).data
    lines = content.split(b"\r\n")
    assert b"\n" not in content.replace(b"\r\n", b"")
    assert max(map(len, lines)) <= 75
    assert all(line.decode() is not None for line in lines)
    assert (lines[0], lines[-2], lines[-1]) == (b"BEGIN:VCALENDAR", b"END:VCALENDAR", b"")
    for line in (b"VERSION:2.0", b"METHOD:PUBLISH", b"X-WR-CALNAME:Riverside Trust (example): Ve"):
        assert b"\r\n" + line in content, line
    assert content.count(b"DTSTART;VALUE=DATE:") == content.count(b"BEGIN:VEVENT") == 3
    assert b"Secret" not in content


def test_a_day_that_moves_keeps_its_name(
    client: CheckingClient, visitor: FlaskClient, actor: Actor, contract: str
) -> None:
    path = made(client)
    make.change(actor, contract, ends_on=date(2027, 3, 31))
    events = Calendar.from_ical(visitor.get(path).data).walk("VEVENT")
    (moved,) = [one for one in events if one["uid"] == "CON-1.ends.rht@vendor-tracker"]
    assert moved.decoded("dtstart") == date(2027, 3, 31)


def test_only_the_hash_of_a_link_is_kept_and_it_is_shown_once(
    client: CheckingClient, visitor: FlaskClient, contract: str
) -> None:
    token = made(client).removeprefix("/link/calendar/").removesuffix(".ics")
    kept = session().query(CalendarLink).one()
    assert re.fullmatch("[0-9a-f]{64}", kept.token_hash)
    assert token not in kept.token_hash
    page = client.get(LINKS).text
    assert token not in page
    assert "6 October 2026 at 10:00" in page
    assert kept.token_hash not in page


def test_a_revoked_link_reads_nothing_and_is_told_like_a_random_one(
    client: CheckingClient, visitor: FlaskClient, contract: str
) -> None:
    path, other = made(client), made(client)
    client.get(LINKS)
    keys = re.findall(r'name="link" value="([^"]+)"', client.last_page)
    # The newest stands on top.
    answer = client.post(f"{LINKS}/revoke", data=filled(client.last_page, link=keys[-1]))
    assert answer.status_code == 302
    assert "is revoked" in client.get(LINKS).text
    gone, random = visitor.get(path), visitor.get("/link/calendar/nothing.ics")
    assert (gone.status_code, gone.data) == (random.status_code, random.data)
    assert gone.status_code == 404
    assert b"the link was revoked" in gone.data
    assert "Set-Cookie" not in gone.headers
    assert visitor.get(other).status_code == 200
    again = client.post(f"{LINKS}/revoke", data=filled(client.last_page, link=keys[-1]))
    assert again.status_code == 404


def test_a_link_ends_with_the_access_of_its_owner(
    app: Flask, actor: Actor, visitor: FlaskClient, contract: str
) -> None:
    browser = app.test_client()
    assert isinstance(browser, CheckingClient)
    browser.sign_in_as(actor, "reader")
    path = made(browser)
    assert visitor.get(path).status_code == 200
    users.disable_user(actor, "reader@rht.example")
    assert visitor.get(path).status_code == 404
    # Whoever comes back makes a new one.
    browser.sign_in_as(actor, "reader")
    assert visitor.get(path).status_code == 404


def test_a_link_does_not_outlast_a_membership_that_runs_out(
    app: Flask, actor: Actor, visitor: FlaskClient, contract: str
) -> None:
    browser = app.test_client()
    assert isinstance(browser, CheckingClient)
    browser.sign_in_as(actor, "reader")
    path = made(browser)
    email = "reader@rht.example"
    users.add_user(actor, email=email, name="R", role=Role.reader, until=NOW.date())
    assert visitor.get(path).status_code == 200
    with clock.set_to(NOW + timedelta(days=1)):
        assert visitor.get(path).status_code == 404


def test_the_link_opens_nothing_else(
    client: CheckingClient, visitor: FlaskClient, contract: str
) -> None:
    token = made(client).removeprefix("/link/calendar/").removesuffix(".ics")
    assert visitor.get("/rht/calendar").status_code == 302
    assert visitor.get(f"/link/{token}").status_code == 404
    assert visitor.post(f"/link/calendar/{token}.ics").status_code == 405
    assert visitor.head(f"/link/calendar/{token}.ics").status_code == 200


def test_guesses_are_slowed_down_as_at_signing_in(
    client: CheckingClient, visitor: FlaskClient, contract: str
) -> None:
    path = made(client)
    for number in range(10):
        assert visitor.get(f"/link/calendar/guess-{number}.ics").status_code == 404
    answer = visitor.get(path)
    assert (answer.status_code, answer.headers["Retry-After"]) == (429, "300")
    assert b"Wait five minutes" in answer.data
    # Elsewhere, and after a while, it works; and signing in was never slowed down.
    elsewhere = {"REMOTE_ADDR": "192.0.2.7"}
    assert visitor.get(path, environ_overrides=elsewhere).status_code == 200
    assert visitor.get("/sign-in").status_code == 200
    with clock.set_to(NOW + timedelta(minutes=6)):
        assert visitor.get(path).status_code == 200


def test_there_are_at_most_five_links(client: CheckingClient, database: Database) -> None:
    for _ in range(5):
        made(client)
    answer = client.send(LINKS)
    assert answer.status_code == 302
    assert "Revoke one that you no longer use" in client.get(LINKS).text
