"""Every route under input that no page of ours sends: refused in words, never a crash."""

import io
import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from decimal import Decimal
from functools import cached_property
from typing import Any, ClassVar

import pytest
import sqlalchemy as sa
from flask import Flask, Request
from flask.testing import FlaskClient
from werkzeug.datastructures import ImmutableMultiDict
from werkzeug.routing import Rule
from werkzeug.test import TestResponse

from tests import factories, worlds
from tests.clients import CheckingClient, filled, main_of
from tests.cursors import cursors
from tests.integration.web.test_evidence_files import NUMBERS
from tests.integration.web.test_matrix import path, token
from tests.linking import LOCAL
from vendor_tracker.domain.actor import Actor
from vendor_tracker.domain.benefits import BenefitRow
from vendor_tracker.domain.cases import CasePart
from vendor_tracker.domain.references import Kind
from vendor_tracker.domain.vocabulary import BenefitKind
from vendor_tracker.services import cases
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
# Where in a list a reader is.
PLACES = frozenset({"after", "before"})
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
LAST = ("sign_out", "archive", "disable", "undo", "withdraw")
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


class Arguments(ImmutableMultiDict[str, str]):
    """The arguments of an address; they note which of them a page asks for."""

    noted: ClassVar[set[str]] = set()

    def __getitem__(self, key: str) -> str:
        """Return one argument."""
        self.noted.add(key)
        return super().__getitem__(key)

    def __contains__(self, key: object) -> bool:
        """Tell whether an argument is there."""
        self.noted.add(str(key))
        return super().__contains__(key)

    def getlist(self, key: str, *args: Any, **kwargs: Any) -> list[Any]:
        """Return every value of an argument."""
        self.noted.add(key)
        return super().getlist(key, *args, **kwargs)


class Noting(Request):
    """A request that notes which arguments of its address are asked for."""

    @cached_property
    def args(self) -> Arguments:
        """Return the arguments of the address."""
        return Arguments(super().args)


@pytest.fixture
def noted_app(app: Flask, monkeypatch: pytest.MonkeyPatch) -> Flask:
    """Return the application, with requests that note which arguments are asked for."""
    monkeypatch.setattr(app, "request_class", Noting)
    return app


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
    noted_app: Flask, browser: Browser, refs: dict[Kind, str]
) -> None:
    # One empty character among many arguments is refused before a page reads any.
    many = [one for one in TEXTS if "\0" not in one]
    for place, rule in enumerate(rules(noted_app, "GET")):
        address = path(rule, "rht", refs)
        # A page that reads no argument is the same whatever they hold.
        read = noting(browser, address, dict.fromkeys(ARGUMENTS, ""))[1]
        for turn in range(2 if read else 0):
            given = {
                name: many[(place + turn * 7 + n) % len(many)]
                for n, name in enumerate(sorted(read))
            }
            answer, noted = noting(browser, address, given)
            assert answer.status_code < 500, (rule.rule, given)
            read |= noted
        for n, name in enumerate(sorted(read)):
            alone = {name: text(place + n)}
            answer = browser.get(address, query_string=alone)
            assert answer.status_code < 500, (rule.rule, alone)


def test_no_made_up_place_in_a_list_breaks_it(
    noted_app: Flask, browser: Browser, refs: dict[Kind, str]
) -> None:
    made_up = list(enumerate(cursors()))
    lists = [
        rule
        for rule in rules(noted_app, "GET")
        if PLACES & noting(browser, path(rule, "rht", refs), dict.fromkeys(PLACES, ""))[1]
    ]
    assert any(rule.rule.endswith(".xlsx") for rule in lists)
    # Every place is tried with every kind of column where lists are read; here, that each list
    # is read there. A workbook holds its list from the first page on.
    for turn, rule in enumerate(lists):
        for n, cursor in made_up[turn % 5 :: 5]:
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
    # Without an address there is no form that makes links for suppliers.
    app.extensions["settings"] = replace(app.extensions["settings"], links_address=LOCAL)
    # Only what a case hopes for can be measured.
    hoped = [BenefitRow(BenefitKind.time, "Reading", planned=Decimal(4), due_on=date(2026, 9, 1))]
    cases.save_rows(actor, refs[Kind.CASE], CasePart.benefits, version=None, rows=hoped)
    with database.engine.connect() as watching:
        for place, rule in enumerate(rules(app, "POST")):
            address = path(rule, "rht", refs) + ABOUT.get(rule.endpoint, "")
            for what, data in forms(browser, rule, address, place):
                before = moved(watching)
                answer = browser.post(address, data=data)
                assert answer.status_code < 500, (address, what)
                if answer.status_code >= 400 and moved(watching) != before:
                    assert rule.endpoint in BESIDE, (address, what, "was stored")


def noting(browser: Browser, address: str, given: dict[str, str]) -> tuple[TestResponse, set[str]]:
    """Ask for a page, and return it with the names of the arguments that it reads."""
    Arguments.noted.clear()
    answer = browser.get(address, query_string=given)
    return answer, set(Arguments.noted)


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
    controls = (
        c for c in main_of(page).iter() if c.tag in ("input", "select", "textarea", "button")
    )
    names = {str(c.get("name")) for c in controls if c.get("name")}
    return dict.fromkeys(names, "") | filled(page)


def moved(watching: sa.Connection) -> int:
    """Return a number that is another once anything was stored by somebody else."""
    watching.rollback()
    return int(watching.exec_driver_sql("PRAGMA data_version").scalar_one())
