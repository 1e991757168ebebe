"""Help, rules, accessibility and what is installed; and the people of an organisation."""

import pytest
from flask.testing import FlaskClient

from tests.clients import CheckingClient
from vendor_tracker import __version__
from vendor_tracker.domain.actor import Actor
from vendor_tracker.domain.rules import ALL_RULES
from vendor_tracker.storage.db import Database
from vendor_tracker.storage.migrate import head
from vendor_tracker.storage.queries.readiness import about_database


@pytest.mark.parametrize("path", ["/help", "/help/rules", "/help/accessibility"])
def test_guides_open_for_anybody(visitor: FlaskClient, path: str) -> None:
    assert visitor.get(path).status_code == 200


def test_each_rule_can_be_linked_and_says_its_numbers(visitor: FlaskClient) -> None:
    page = visitor.get("/help/rules").text
    for rule in ALL_RULES:
        assert f'id="{rule.code}"' in page
        assert f"{rule.code}, version {rule.version}" in page
    assert "How long a supplier may take to answer [20 working days]" in page


def test_what_is_installed_is_for_those_who_signed_in(
    visitor: FlaskClient, client: CheckingClient
) -> None:
    assert visitor.get("/about").status_code == 302
    page = client.get("/about").text
    assert __version__ in page
    assert "SQLite" in page


def test_both_engines_say_what_they_are(any_database: Database) -> None:
    found = about_database()
    assert found.revision == head()
    assert found.library.startswith("SQLite 3." if any_database.is_embedded else "PostgreSQL ")


def test_every_page_leads_to_the_guides(client: CheckingClient) -> None:
    page = client.get("/rht/").text
    for path in ("/help", "/help/rules", "/help/accessibility", "/about"):
        assert f'href="{path}"' in page


def test_a_person_is_added_and_gets_a_link(client: CheckingClient, actor: Actor) -> None:
    fields = {"name": "New reviewer", "email": "New@rht.example", "role": "reviewer"}
    answer = client.send("/rht/people/add", **fields)
    assert answer.status_code == 200
    assert "/link/" in client.last_page
    page = client.get("/rht/people").text
    assert "New reviewer" in page
    assert "never" in page


@pytest.mark.parametrize(
    "fields, words",
    [
        ({"name": "", "email": "a@b.example"}, "Enter the person"),
        ({"name": "Somebody", "email": ""}, "Enter an e-mail address."),
        ({"name": "Somebody", "email": "a@b.example", "role": "king"}, "Choose one"),
        ({"name": "Somebody", "email": "a@b.example", "until": "soon"}, "date"),
    ],
)
def test_what_is_wrong_about_a_person_is_shown_at_its_field(
    client: CheckingClient, fields: dict[str, str], words: str
) -> None:
    assert client.send("/rht/people/add", **fields).status_code == 422
    assert words in client.last_page


def test_access_ends_but_never_ones_own(client: CheckingClient, actor: Actor) -> None:
    fields = {"name": "Officer", "email": "leaver@rht.example"}
    client.send("/rht/people/add", **fields)
    client.get("/rht/people")
    token = {"csrf_token": _token(client.last_page)}
    assert client.post("/rht/people/leaver@rht.example/disable", data=token).status_code == 302
    assert "Access ended" in client.get("/rht/people").text
    client.post("/rht/people/administrator@rht.example/disable", data=token)
    assert "You cannot end your own access." in client.get("/rht/people").text
    for act in ("link", "disable"):
        gone = client.post(f"/rht/people/nobody@rht.example/{act}", data=token)
        assert gone.status_code == 404


def _token(page: str) -> str:
    return page.partition('name="csrf_token" value="')[2].partition('"')[0]
