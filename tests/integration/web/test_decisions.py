"""The list of decisions about every product."""

import io
from datetime import date

import openpyxl
import pytest

from tests import factories
from tests.clients import CheckingClient
from tests.counting import counted
from vendor_tracker.domain.actor import Actor
from vendor_tracker.domain.vocabulary import Gate, Outcome
from vendor_tracker.storage.db import Database


@pytest.fixture
def decided(actor: Actor) -> Actor:
    """Make one planned decision and two taken ones, about two products."""
    supplier = factories.make_supplier(actor)
    for name in ("Scribe (example)", "Bleed Alert (example)"):
        factories.make_product(actor, name, supplier=supplier)
    make = factories.make_decision
    make(actor, product="PRD-1", gate=Gate.award, planned_on=date(2026, 12, 1))
    taken = {"outcome": Outcome.go_on, "reason": "It does what it should"}
    make(actor, product="PRD-2", gate=Gate.pilot, decided_on=date(2026, 9, 1), **taken)
    taken = {"outcome": Outcome.stop, "reason": "Nobody looks after it"}
    make(actor, product="PRD-2", gate=Gate.review, decided_on=date(2026, 9, 9), **taken)
    return actor


@pytest.mark.parametrize(
    "query, shown",
    [
        ("", ["DEC-1", "DEC-3", "DEC-2"]),
        ("sort=day", ["DEC-2", "DEC-3", "DEC-1"]),
        ("sort=product", ["DEC-2", "DEC-3", "DEC-1"]),
        ("state=planned", ["DEC-1"]),
        ("state=taken", ["DEC-3", "DEC-2"]),
        ("gate=pilot", ["DEC-2"]),
        ("outcome=stop", ["DEC-3"]),
        ("archived=1", []),
        ("gate=nonsense&state=x", ["DEC-1", "DEC-3", "DEC-2"]),
    ],
)
def test_the_list_and_its_download_show_what_was_asked_for(
    client: CheckingClient, decided: Actor, query: str, shown: list[str]
) -> None:
    page = client.get(f"/rht/decisions?{query}").text
    places = [page.find(f"/decisions/{ref}") for ref in shown]
    assert places == sorted(places)
    assert page.count("/rht/decisions/DEC-") == len(shown)
    found = client.get(f"/rht/decisions.xlsx?{query}")
    sheet = openpyxl.load_workbook(io.BytesIO(found.data))["Decisions"]
    references = [row[0] for row in sheet.iter_rows(min_row=2, values_only=True)]
    assert [ref for ref in references if ref] == shown


def test_a_long_list_has_pages_and_asks_no_more(
    client: CheckingClient, decided: Actor, database: Database
) -> None:
    with counted(database) as few:
        client.get("/rht/decisions")
    for number in range(50):
        day = date(2027, 1, 1 + number % 3)
        factories.make_decision(decided, product="PRD-1", gate=Gate.review, planned_on=day)
    with counted(database) as many:
        page = client.get("/rht/decisions").text
    assert len(many) == len(few), str(many)
    assert "Showing 50 of 53 decisions" in page
    assert page.count("/rht/decisions/DEC-") == 50
    assert 'href="/rht/decisions"' in client.get("/rht/work").text
