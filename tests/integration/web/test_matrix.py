"""Every route as every role: another organisation finds nothing, a reader changes nothing."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

import pytest
import sqlalchemy as sa
from flask import Flask
from werkzeug.routing import Rule
from werkzeug.test import TestResponse

from tests import worlds
from tests.clients import CheckingClient
from vendor_tracker.domain.actor import Actor
from vendor_tracker.domain.links import FOLDERS
from vendor_tracker.domain.permissions import PERMISSIONS, Permission
from vendor_tracker.domain.references import Kind
from vendor_tracker.domain.vocabulary import Role
from vendor_tracker.services import organisations
from vendor_tracker.storage.db import Database
from vendor_tracker.web import auth

ROLES = tuple(role.value for role in Role)
KINDS = {folder: kind for kind, folder in FOLDERS.items()}
RANDOM = 987_654
# What stands after a reference in an address, and is the same in every organisation.
INSIDE = {
    "checklist": "CORE",
    "code": "CORE",
    "item": "CORE-01",
    "gate": "award",
    "part": "need",
    "terms": "term",
}


@dataclass(frozen=True)
class World:
    """Two organisations, and one record of every kind in the first."""

    ours: Actor
    theirs: Actor
    refs: dict[Kind, str]


@pytest.fixture
def world(app: Flask, actor: Actor) -> World:
    """Make both organisations."""
    other = organisations.add_organisation(code="other", name="Other Board (example)")
    return World(actor, other, worlds.one_of_each(actor))


def test_another_organisation_finds_nothing_at_any_route(app: Flask, world: World) -> None:
    for role in ROLES:
        browser = signed_in(app, world.theirs, role)
        for rule, method in routes(app):
            nothing = ask(browser, method, path(rule, "nowhere", None))
            for code in (world.ours.organisation_code, world.theirs.organisation_code):
                if code == world.theirs.organisation_code and "<ref>" not in rule.rule:
                    continue
                found = ask(browser, method, path(rule, code, world.refs))
                allowed = {404} if code == world.ours.organisation_code else {403, 404}
                assert found.status_code in allowed, (role, method, rule.rule, code)
                if found.status_code == 404:
                    assert bare(found) == bare(nothing), (role, method, rule.rule, code)


def test_a_reference_of_another_organisation_looks_like_a_random_one(
    app: Flask, world: World
) -> None:
    browser = signed_in(app, world.theirs, "administrator")
    for rule, method in routes(app):
        if "<ref>" in rule.rule:
            real = ask(browser, method, path(rule, "other", world.refs))
            random = ask(browser, method, path(rule, "other", None))
            assert real.status_code == random.status_code, (method, rule.rule)
            assert bare(real) == bare(random), (method, rule.rule)


def test_a_role_without_the_act_changes_nothing(
    app: Flask, world: World, database: Database
) -> None:
    for role in ROLES:
        browser = signed_in(app, world.ours, role)
        before = everything(database)
        for rule, method in routes(app):
            needed = auth.declared(app, rule.endpoint)
            assert isinstance(needed, Permission)
            if needed in PERMISSIONS[Role(role)]:
                continue
            answer = ask(browser, method, path(rule, "rht", world.refs))
            assert answer.status_code == 403, (role, method, rule.rule)
        assert everything(database) == before, role


def test_a_form_without_its_token_changes_nothing(
    app: Flask, world: World, database: Database
) -> None:
    browser = signed_in(app, world.ours, "administrator")
    before = everything(database)
    for rule, method in routes(app):
        if method == "POST":
            answer = browser.post(path(rule, "rht", world.refs), data={"name": "x", "reason": "x"})
            assert answer.status_code in (400, 403), (rule.rule, answer.status_code)
    assert everything(database) == before


def test_nobody_is_asked_to_sign_in_at_every_route(app: Flask, world: World) -> None:
    visitor = app.test_client()
    assert isinstance(visitor, CheckingClient)
    for rule, method in routes(app):
        answer = ask(visitor, method, path(rule, "rht", world.refs))
        assert (answer.status_code, answer.location.partition("?")[0]) == (302, "/sign-in")


def routes(app: Flask) -> Iterator[tuple[Rule, str]]:
    """Yield every route of an organisation with each of its methods."""
    for rule in app.url_map.iter_rules():
        if "organisation_code" in rule.arguments:
            for method in sorted(set(rule.methods or ()) & {"GET", "POST", "PUT", "DELETE"}):
                yield rule, method


def path(rule: Rule, code: str, refs: dict[Kind, str] | None) -> str:
    """Return an address of a route with real references, or with one that nobody has."""
    filled = rule.rule.replace("<organisation_code>", code)
    if "<ref>" in filled:
        folder = filled.split("/<ref>")[0].rsplit("/", 1)[-1]
        kind = KINDS.get(folder, Kind.PRODUCT)
        real = (refs or {}).get(kind, f"{kind.value}-{RANDOM}")
        filled = filled.replace("<ref>", real)
    for name, real in INSIDE.items():
        filled = filled.replace(f"<{name}>", real)
    return re.sub(r"<(?:[a-z]+:)?[a-z_]+>", "1", filled)


def ask(browser: CheckingClient, method: str, address: str) -> TestResponse:
    """Ask for an address; a form carries a good token."""
    data = None if method == "GET" else {"csrf_token": token(browser)}
    return browser.open(address, method=method, data=data)


def token(browser: CheckingClient) -> str:
    """Return a token that the program accepts from this browser."""
    if not getattr(browser, "known_token", ""):
        found = re.search(r'name="csrf_token"[^>]*value="([^"]+)"', browser.get("/sign-in").text)
        browser.known_token = found[1] if found else ""  # type: ignore[attr-defined]
    return str(browser.known_token)  # type: ignore[attr-defined]


def signed_in(app: Flask, actor: Actor, role: str) -> CheckingClient:
    """Return a browser signed in as a person of an organisation."""
    browser = app.test_client()
    assert isinstance(browser, CheckingClient)
    browser.sign_in_as(actor, role)
    return browser


def bare(answer: TestResponse) -> tuple[str, list[tuple[str, str]]]:
    """Return an answer without what differs from request to request."""
    body = answer.get_data(as_text=True)
    for pattern in (r'nonce="[^"]*"', r'value="[^"]*"', r'vt-ref">[0-9a-f]{12}<', r'href="[^"]*"'):
        body = re.sub(pattern, "", body)
    ours = {"Content-Type", "Cache-Control", "X-Content-Type-Options"}
    return body, sorted((k, v) for k, v in answer.headers if k in ours)


def everything(database: Database) -> list[tuple[str, int]]:
    """Return how many rows each table has; records are never changed without a revision row."""
    with database.engine.connect() as connection:
        names = sa.inspect(connection).get_table_names()
        left = {"login_session", "one_time_link", "system_event", "system_head", "sign_in_attempt"}
        return [
            (name, connection.exec_driver_sql(f'SELECT count(*) FROM "{name}"').scalar_one())
            for name in names
            if name not in left
        ]


def test_the_list_of_kinds_is_whole() -> None:
    assert set(FOLDERS) == set(Kind)
