"""Every route under input that no page of ours sends: refused in words, never a crash."""

import base64
import io
import json
import re
from collections.abc import Iterator
from typing import Any

import html5lib
import pytest
import sqlalchemy as sa
from flask import Flask
from flask.testing import FlaskClient
from werkzeug.routing import Rule
from werkzeug.test import TestResponse

from tests import factories, worlds
from tests.clients import CheckingClient, filled
from tests.integration.web.test_evidence_files import NUMBERS
from tests.integration.web.test_matrix import path, token
from vendor_tracker.domain.actor import Actor
from vendor_tracker.domain.references import Kind
from vendor_tracker.storage import db
from vendor_tracker.storage.db import Database

TEXTS = (
    "", "a\0b", "²", "٣", "PRD-99999999999999999999", "PRD-²", "SUP-1", "%_\\'\"", "=1+1",
    "<script>alert(1)</script>", "w" * 33_000, "9" * 5_000, "999999999999.99", "-1", "31/12/9999",
    "1/1/0001", "NaN", "1e999", "../../etc/passwd", "\u202e\uffff", "{{7*7}}", "//[",
    "PRM-1,PRM-1,SUP-1" + "," * 500, "\r\nSet-Cookie: a=b",
)  # fmt: skip
IN_ADDRESS = ("²", "PRD-²", "a%00b", "PRD-99999999999999999999", "..%2f..", "%ff", "💥", "w" * 300)
ARGUMENTS = (
    "about", "act", "age", "after", "all", "answer", "archived", "ask", "bearer", "before",
    "below", "category", "checklist", "claim", "contract", "cost", "figure", "from", "gaps",
    "gate",
    "header_row", "item", "kind", "lapses", "late", "list", "met", "next", "outcome", "owner",
    "product",
    "promise", "q", "question", "refs", "relied", "rule", "saved", "severity", "sheet", "show",
    "side", "sort", "stage", "state", "supplier", "what", "worst", "year",
)  # fmt: skip
INSIDE: tuple[Any, ...] = (
    float("inf"),
    None,
    2**70,
    "\0",
    "\ud800",
    [],
    "1e999",
    True,
    "9999-99-99",
)
# Addresses of forms that need to be told what they are about.
ABOUT = {
    "cards.add_card": "?product=PRD-1",
    "versions.add_version": "?product=PRD-1",
    "questions.ask_supplier": "?about=PRM-1",
    "decisions.add_decision": "?product=PRD-1",
    "decisions.record_decision": "?product=PRD-1",
    "evidence.add_evidence": "?claim=CLM-1",
    "registerchoices.change_sheet": "?name=Board+register&sheet=Overview",
}
# What ends the session of the browser, or puts away what the other forms need, comes last.
LAST = ("sign_out", "archive", "disable", "undo")
# Where a wrong password is noted beside the refusal.
BESIDE = {"accounts.sign_in", "accounts.show_account"}


class Browser(CheckingClient):
    """A browser that does not read pages, so that many can be asked for."""

    def open(self, *args: Any, **kwargs: Any) -> TestResponse:
        """Ask for a page."""
        kept = db._session.get()
        try:
            return FlaskClient.open(self, *args, **kwargs)
        finally:
            db._session.set(kept)
            if kept is not None:
                kept.rollback()


@pytest.fixture
def refs(actor: Actor) -> dict[Kind, str]:
    """Make one record of every kind."""
    return worlds.one_of_each(actor)


@pytest.fixture
def browser(app: Flask, actor: Actor) -> Browser:
    """Return a browser signed in as an administrator."""
    app.test_client_class = Browser
    made = app.test_client()
    assert isinstance(made, Browser)
    made.sign_in_as(actor, "administrator")
    return made


def test_no_argument_of_an_address_breaks_a_page(
    app: Flask, browser: Browser, refs: dict[Kind, str]
) -> None:
    for place, rule in enumerate(rules(app, "GET")):
        for turn in range(4):
            first = place + turn * 5
            given = {name: text(first + n) for n, name in enumerate(ARGUMENTS)}
            answer = browser.get(path(rule, "rht", refs), query_string=given)
            assert answer.status_code < 500, (rule.rule, first)
        for n, name in enumerate(ARGUMENTS):
            if (place + n) % 5 == 0:
                alone = {name: text(place + n)}
                answer = browser.get(path(rule, "rht", refs), query_string=alone)
                assert answer.status_code < 500, (rule.rule, alone)


def test_no_made_up_place_in_a_list_breaks_it(
    app: Flask, browser: Browser, refs: dict[Kind, str]
) -> None:
    made_up = list(enumerate(cursors()))
    lists = [rule for rule in rules(app, "GET") if "list" in rule.endpoint]
    # A workbook holds its list from the first page on: each place is tried at one of them.
    workbooks = [rule.rule for rule in lists if rule.rule.endswith(".xlsx")]
    for rule in lists:
        tried = made_up
        if rule.rule in workbooks:
            tried = made_up[workbooks.index(rule.rule) :: len(workbooks)]
        for n, cursor in tried:
            way = ("after", "before")[n // 4 % 2]
            answer = browser.get(path(rule, "rht", refs), query_string={way: cursor})
            assert answer.status_code == 200, (rule.rule, way, cursor[:40])


def test_no_reference_in_an_address_breaks_a_page(app: Flask, browser: Browser) -> None:
    carried = {"csrf_token": token(browser)}
    for rule in app.url_map.iter_rules():
        if "<" not in rule.rule or "sign_out" in rule.endpoint:
            continue
        for text in IN_ADDRESS:
            address = re.sub(r"<[^>]+>", text, rule.rule.replace("<organisation_code>", "rht"))
            for method in {"GET", "POST"} & set(rule.methods or ()):
                data = carried if method == "POST" else None
                answer = browser.open(address, method=method, data=data)
                assert answer.status_code < 500, (method, address)


def test_a_refused_form_stores_nothing_and_breaks_nothing(
    app: Flask, browser: Browser, refs: dict[Kind, str], database: Database, actor: Actor
) -> None:
    # Nobody has begun with this one, so that the page that begins with many has a form.
    factories.make_product(actor, supplier=refs[Kind.SUPPLIER], accountable="")
    hold_numbers(browser, refs[Kind.EVIDENCE])
    with database.engine.connect() as watching:
        for place, rule in enumerate(rules(app, "POST")):
            address = path(rule, "rht", refs) + ABOUT.get(rule.endpoint, "")
            for what, data in forms(browser, rule, address, place):
                before = moved(watching)
                answer = browser.post(address, data=data)
                assert answer.status_code < 500, (address, what)
                if answer.status_code >= 400 and moved(watching) != before:
                    assert rule.endpoint in BESIDE, (address, what, "was stored")


def hold_numbers(browser: Browser, ref: str) -> None:
    """Put a file under evidence that looks as if it held patients; its page then has a form."""
    address = f"/rht/evidence/{ref}/replace"
    file = {"file": (io.BytesIO(NUMBERS), "list.csv")}
    answer = browser.post(address, data=filled(browser.get(address).text) | file)
    assert answer.status_code == 302


def rules(app: Flask, method: str) -> list[Rule]:
    """Return the routes with this method; those that take something away come last."""
    found = [
        rule
        for rule in app.url_map.iter_rules()
        if method in (rule.methods or ()) and rule.endpoint != "static"
    ]
    return sorted(found, key=lambda rule: any(word in rule.endpoint for word in LAST))


def cursors() -> Iterator[str]:
    """Yield made-up places in a list."""
    yield from ("é", "[", "W" * 7, base64.urlsafe_b64encode(b"[" * 30_000).decode())
    for value in INSIDE:
        for length in (1, 2, 3, 4):
            yield base64.urlsafe_b64encode(json.dumps([value] * length).encode()).decode()


def forms(
    browser: Browser, rule: Rule, address: str, place: int
) -> Iterator[tuple[str, dict[str, Any]]]:
    """Yield what may be sent to a route: nothing, each text everywhere, doubles, wrong types."""
    carried: dict[str, Any] = {"csrf_token": token(browser)}
    yield "nothing", carried
    right: dict[str, Any] = {}
    if "GET" in (rule.methods or ()):
        page = browser.get(address)
        right = sent_by(page.text) if page.status_code == 200 else {}
    names = sorted({*right, "version", "nonce", "reason", "text"} - {"csrf_token"})
    for turn in range(6):
        same = text(place + turn * 4)
        yield f"all {same[:30]}", dict.fromkeys(names, same) | carried
    yield "doubles", {name: ["1", "x", "SUP-1"] for name in names} | carried
    yield "other names", right | {f"{name}-²-x": "1" for name in names} | carried
    yield "files", {name: (io.BytesIO(b"%PDF-1.4 x"), "a.pdf") for name in names} | carried
    for n, name in enumerate(names):
        wrong = text(place + n)
        yield f"{name} {wrong[:30]}", right | {name: wrong} | carried


def text(turn: int) -> str:
    """Return one of the texts, the next one for each turn."""
    return TEXTS[turn % len(TEXTS)]


def sent_by(page: str) -> dict[str, Any]:
    """Return what a browser would send for a page, each control by its name."""
    tree = html5lib.parse(page, namespaceHTMLElements=False)
    controls = (c for c in tree.iter() if c.tag in ("input", "select", "textarea", "button"))
    names = {str(c.get("name")) for c in controls if c.get("name")}
    return dict.fromkeys(names, "") | filled(page)


def moved(watching: sa.Connection) -> int:
    """Return a number that is another once anything was stored by somebody else."""
    watching.rollback()
    return int(watching.exec_driver_sql("PRAGMA data_version").scalar_one())
