"""A link reaches nothing else, and is made and ended by those who ask."""

import io
import re
import zipfile
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
import sqlalchemy as sa
from flask import Flask

from tests import factories, worlds
from tests.clients import CheckingClient, filled
from tests.linking import ADDRESS, links_app, supplier_of
from tests.questioning import make_request
from vendor_tracker.domain.actor import Actor
from vendor_tracker.domain.vocabulary import Stage
from vendor_tracker.services import organisations, requestlinks, requestpapers
from vendor_tracker.storage.db import Database, session
from vendor_tracker.storage.models import Base, SignInAttempt

ITEMS = ("K04", "K06", "TRA-07")


@pytest.fixture
def ref(actor: Actor) -> str:
    """Return a request that is with the supplier."""
    supplier = factories.make_supplier(actor)
    factories.make_product(actor, supplier=supplier, stage=Stage.evaluating)
    return make_request(actor, items=ITEMS)


@pytest.fixture
def token(actor: Actor, ref: str) -> str:
    """Return a link to the request."""
    return requestlinks.make_link(actor, ref, made_for="Kim")


@pytest.fixture
def second(database: Database, tmp_path: Path) -> Flask:
    """Return the application for suppliers."""
    return links_app(database, tmp_path)


@pytest.fixture
def kim(second: Flask) -> CheckingClient:
    """Return the browser of somebody at the supplier."""
    return supplier_of(second)


def test_the_two_applications_share_no_page(app: Flask, second: Flask) -> None:
    first, other = ({r.endpoint for r in a.url_map.iter_rules()} for a in (app, second))
    assert first & other == {"static"}
    rules = {r.rule for r in second.url_map.iter_rules() if r.endpoint != "static"}
    assert all(rule.startswith("/answer/<token>/") for rule in rules)
    assert not any(r.rule.startswith("/answer") for r in app.url_map.iter_rules())


def asked(second: Flask, token: str) -> Iterator[tuple[str, str]]:
    """Yield each address of a link with each of its methods."""
    for rule in second.url_map.iter_rules():
        if rule.endpoint != "static":
            path = rule.rule.replace("<token>", token).replace("<int:place>", "1")
            yield from ((path, method) for method in (rule.methods or set()) & {"GET", "POST"})


def test_a_link_reaches_nothing_of_others_and_reading_changes_nothing(
    second: Flask, kim: CheckingClient, token: str, actor: Actor, database: Database
) -> None:
    other = organisations.add_organisation(code="other", name="Other Board (example)")
    worlds.one_of_each(other)
    theirs = requestlinks.make_link(other, "QNR-1", made_for="Strangers")
    rival = factories.make_supplier(actor, "Rival Imaging (example)")
    factories.make_claim(actor, supplier=rival, statement="Rival words.")
    before = everything(database)
    for path, method in asked(second, token):
        if method == "GET":
            text = words_in(kim.get(path).get_data())
            for words in ("Other Board", "Rival", "Strangers", "sign-in", theirs):
                assert words not in text, (path, words)
        else:
            assert kim.post(path, data={"said_by": "x"}).status_code == 400, path
    assert everything(database) == before


def test_a_link_that_ended_opens_nothing_at_any_address(
    second: Flask, kim: CheckingClient, token: str, actor: Actor, ref: str, database: Database
) -> None:
    second.config["WTF_CSRF_ENABLED"] = False
    key = requestlinks.open_link(token, "")
    assert key is not None
    requestlinks.revoke_link(actor, ref, key.key)
    before = everything(database)
    for path, method in asked(second, token):
        assert kim.open(path, method=method, data={"said_by": "x"}).status_code == 410, path
    for path, method in asked(second, "no-such-link"):
        assert kim.open(path, method=method).status_code in (404, 429), path
    assert everything(database) == before


@pytest.mark.parametrize(
    "text", ["\x00", "\ud7ff\u202e\uffff", "<script>", "9" * 400, "a" * 40_000, "\x1b[0m", "-1"]
)
def test_nothing_that_is_sent_breaks_a_page(
    second: Flask, kim: CheckingClient, token: str, text: str
) -> None:
    second.config["WTF_CSRF_ENABLED"] = False
    names = ("said_by", "made_for", "title", "items", "about", "text", "mark", "go")
    fields = dict.fromkeys(names, text)
    fields |= {f"K04-{name}": text for name in ("value", "words", "confidential_reason")}
    for path, method in asked(second, token):
        if method == "POST":
            file = {"file": (io.BytesIO(b"x"), text[:50] or "x")} if "files" in path else {}
            answer = kim.post(path, data=fields | file)
            assert answer.status_code in (302, 404, 409, 422, 200), (path, answer.status_code)
    assert kim.get(f"/answer/{token}/sections/1").status_code == 200
    assert kim.get(f"/answer/{token}/sections/{'9' * 30}").status_code == 404


def words_in(content: bytes) -> str:
    """Return what a page says, or a workbook in all of its parts."""
    if not content.startswith(b"PK"):
        return content.decode()
    with zipfile.ZipFile(io.BytesIO(content)) as parts:
        return "".join(parts.read(name).decode() for name in parts.namelist())


def everything(database: Database) -> dict[str, list[tuple[object, ...]]]:
    """Return every row that is stored, but for what counts guesses."""
    session().expire_all()
    found = {}
    for table in Base.metadata.sorted_tables:
        if table.name != SignInAttempt.__tablename__:
            rows = session().execute(sa.select(table)).all()
            found[table.name] = sorted((tuple(row) for row in rows), key=repr)
    return found


def test_on_the_internet_cookies_and_hosts_are_its_own(
    database: Database, tmp_path: Path, token: str
) -> None:
    kim = supplier_of(links_app(database, tmp_path, ADDRESS))
    answer = kim.get(f"/answer/{token}/sections/1", base_url=ADDRESS)
    cookie = answer.headers["Set-Cookie"]
    assert cookie.startswith("__Host-answers=")
    assert all(word in cookie for word in ("Secure", "HttpOnly", "Path=/", "SameSite=Lax"))
    assert kim.get(f"/answer/{token}/", base_url="https://vendors.rht.example").status_code == 400


def test_links_are_off_until_they_have_an_address(client: CheckingClient, ref: str) -> None:
    assert "Links are off" in client.get(f"/rht/requests/{ref}/links").text
    sent = filled(client.get("/rht/suppliers/add").text) | {"made_for": "Kim"}
    assert client.post(f"/rht/requests/{ref}/links", data=sent).status_code == 422


def test_an_officer_makes_a_link_sees_it_once_and_revokes_it(
    client: CheckingClient, app: Flask, ref: str
) -> None:
    app.extensions["settings"] = replace(app.extensions["settings"], links_address=ADDRESS)
    path = f"/rht/requests/{ref}/links"
    client.send(path, made_for="Kim")
    assert re.search(rf"{re.escape(ADDRESS)}/answer/[\w-]{{43}}/<", client.last_page)
    page = client.get(path).text
    assert f"{ADDRESS}/answer/" not in page
    assert "Kim" in client.get(f"/rht/requests/{ref}").text
    key = re.search(r'name="link" value="(\w{12})"', page)
    assert key is not None
    client.post(f"{path}/revoke", data=filled(page) | {"link": key[1]})
    assert "Revoked" in client.get(path).text


def test_a_file_is_kept_once(client: CheckingClient, actor: Actor, ref: str) -> None:
    sent = filled(client.get("/rht/suppliers/add").text) | {"file": "000000000000"}
    assert client.post(f"/rht/requests/{ref}/files/keep", data=sent).status_code == 404
    assert requestpapers.MOST == 50
