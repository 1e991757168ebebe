"""The list of answers that wait for somebody, and the ways that lead to it."""

import html
import io
import re
from datetime import date

import openpyxl
import pytest

from tests import factories as make
from tests.clients import CheckingClient
from tests.conftest import NOW
from tests.counting import counted
from tests.people import person
from vendor_tracker import clock
from vendor_tracker.domain.actor import Actor
from vendor_tracker.domain.vocabulary import AnswerState, ItemAbout, Role, Stage
from vendor_tracker.services import answers
from vendor_tracker.storage.db import Database
from vendor_tracker.storage.libraries import load_library
from vendor_tracker.storage.queries.users import find_person_actor

PARTLY = AnswerState.partly
ADMINISTRATOR = "administrator@rht.example"


@pytest.fixture
def product(actor: Actor) -> str:
    """Make a product of one supplier, and another of another."""
    product = make.make_product(actor, supplier=make.make_supplier(actor))
    other = make.make_supplier(actor, "Calder Health (example)")
    make.make_product(actor, "Letter Drafting (example)", supplier=other)
    return product


def shown(client: CheckingClient, query: str = "") -> str:
    """Return the text of the list."""
    answer = client.get(f"/rht/answers{query}")
    assert answer.status_code == 200
    return html.unescape(answer.text)


def listed(page: str) -> list[str]:
    """Return which answers stand in a list, in their order."""
    links = re.findall(r'href="/rht/((?:(?:products|suppliers)/[A-Z0-9-]+/)?items/[^"]+)"', page)
    return [re.sub(r"products/|suppliers/|items/", "", link) for link in links]


def save(actor: Actor, subject: str, item: str, **more: object) -> None:
    """Answer an item in part."""
    answers.save_answer(actor, subject, item, version=None, state=PARTLY, **more)  # type: ignore[arg-type]


def test_what_nobody_has_looked_at_comes_first_by_age(
    client: CheckingClient, actor: Actor, product: str
) -> None:
    save(actor, product, "CORE-01", answered_on=date(2026, 9, 20))
    save(actor, product, "CORE-02", answered_on=date(2026, 9, 10))
    save(actor, "SUP-1", "CORE-03")
    page = shown(client)
    assert listed(page) == ["PRD-1/CORE-02", "PRD-1/CORE-01", "SUP-1/CORE-03"]
    assert "To review 3" in page
    assert "Showing 3 of 3 answers" in page
    assert listed(shown(client, "?sort=-answered"))[0] == "SUP-1/CORE-03"


def test_what_was_returned_comes_back_to_whoever_answered(
    client: CheckingClient, actor: Actor, product: str
) -> None:
    officer, reviewer = person(actor, "first", Role.officer), person(actor, "second")
    save(officer, product, "CORE-01")
    answers.review_answer(
        reviewer, product, "CORE-01", version=None, accept=False, reason="Which months?"
    )
    assert "No answer was returned to you." in shown(client, "?state=returned")
    assert "“Which months?”" in shown(client, "?state=all")
    answers.assign_item(actor, product, "CORE-01", version=None, assignee=ADMINISTRATOR)
    page = shown(client, "?state=returned")
    assert listed(page) == ["PRD-1/CORE-01"]
    assert "Returned to me 1" in page


def test_what_is_assigned_waits_until_it_is_answered(
    client: CheckingClient, actor: Actor, product: str
) -> None:
    for item, day in (("CORE-01", date(2026, 10, 20)), ("CORE-02", date(2026, 10, 12))):
        answers.assign_item(
            actor, product, item, version=None, assignee=ADMINISTRATOR, due_on=day
        )  # fmt: skip
    page = shown(client, "?state=mine")
    assert listed(page) == ["PRD-1/CORE-02", "PRD-1/CORE-01"], "the one due first"
    assert "by 12 Oct 2026" in page
    me = find_person_actor(ADMINISTRATOR, "rht", clock.today())
    assert me is not None
    save(me, product, "CORE-02")
    assert listed(shown(client, "?state=mine")) == ["PRD-1/CORE-01"]


def test_a_day_that_has_passed_is_overdue(
    client: CheckingClient, actor: Actor, product: str
) -> None:
    for item, day in (("CORE-01", date(2026, 10, 6)), ("CORE-02", date(2026, 10, 20))):
        answers.assign_item(
            actor, product, item, version=None, assignee=ADMINISTRATOR, due_on=day
        )  # fmt: skip
    assert "Nothing is overdue." in shown(client, "?state=overdue")
    with clock.set_to(NOW.replace(day=7)):
        client.sign_in_as(actor, "reader")
        page = shown(client, "?state=overdue")
    assert listed(page) == ["PRD-1/CORE-01"]
    assert "Overdue 1" in page


def test_it_is_narrowed_by_product_supplier_and_checklist(
    client: CheckingClient, actor: Actor, product: str
) -> None:
    save(actor, product, "CORE-01")
    save(actor, product, "TRA-01")
    save(actor, "SUP-1", "CORE-03")
    save(actor, "PRD-2", "CORE-01")
    for query, found in (
        ("PRD-1", ["PRD-1/CORE-01", "PRD-1/TRA-01"]),
        ("sup-1", ["PRD-1/CORE-01", "PRD-1/TRA-01", "SUP-1/CORE-03"]),
        ("letter", ["PRD-2/CORE-01"]),
        ("calder", ["PRD-2/CORE-01"]),
        ("fenwick&checklist=CORE", ["PRD-1/CORE-01", "SUP-1/CORE-03"]),
        ("CLM-1", []),
        ("%", []),
    ):
        assert listed(shown(client, f"?q={query}")) == found, query
    page = shown(client, "?checklist=TRA")
    assert listed(page) == ["PRD-1/TRA-01"]
    assert "Remove filter" in page


def test_what_was_put_away_waits_for_nobody(
    client: CheckingClient, actor: Actor, product: str
) -> None:
    save(actor, product, "CORE-01")
    make.archive(actor, product)
    assert "No answer waits for a reviewer." in shown(client)
    assert "<b>0</b>" in client.get("/rht/").text


def test_long_lists_have_pages(client: CheckingClient, actor: Actor, product: str) -> None:
    items = [
        item.code
        for item in load_library(actor.organisation_id).items
        if item.about in (ItemAbout.product, ItemAbout.version)
    ]
    for subject in ("PRD-1", "PRD-2"):
        for item in items:
            save(actor, subject, item)
    page = shown(client)
    pages = [listed(page)]
    while href := re.search(r'href="([^"]+)" rel="next"', page):
        page = html.unescape(client.get(html.unescape(href[1])).text)
        pages.append(listed(page))
    assert {len(rows) for rows in pages[:-1]} == {50}
    seen = [row for rows in pages for row in rows]
    assert len(set(seen)) == len(seen) == len(items) * 2


def test_the_rows_are_handed_out_as_shown(
    client: CheckingClient, actor: Actor, product: str
) -> None:
    make.change(actor, "PRD-2", stage=Stage.watching)
    for subject, item in ((product, "CORE-02"), ("PRD-2", "CORE-01"), ("SUP-1", "REL-02")):
        save(actor, subject, item)
    assert 'href="/rht/answers.xlsx?q=prd-2' in shown(client, "?q=prd-2")
    for query, found in (
        ("", ["PRD-1/CORE-02", "PRD-2/CORE-01", "SUP-1/REL-02"]),
        ("?q=sup-1", ["PRD-1/CORE-02", "SUP-1/REL-02"]),
        ("?state=overdue", []),
    ):
        sent = client.get(f"/rht/answers.xlsx{query}")
        sheet = openpyxl.load_workbook(io.BytesIO(sent.data))["Answers"]
        assert [row[0] for row in sheet.iter_rows(min_row=2, values_only=True)] == found, query


def test_home_and_the_work_page_lead_here(
    client: CheckingClient, actor: Actor, product: str
) -> None:
    save(actor, product, "CORE-01")
    page = html.unescape(client.get("/rht/").text)
    figure = re.search(r'<b>(\d+)</b><a href="([^"]+)">answer waits for a reviewer</a>', page)
    assert figure is not None
    assert "Showing 1 of 1 answer" in html.unescape(client.get(figure[2]).text)
    assert "No answer waits for you." in client.get("/rht/work").text
    client.sign_in_as(actor, "reviewer")
    page = client.get("/rht/work").text
    assert "Look at the answer" in page
    assert 'href="/rht/products/PRD-1/items/CORE-01"' in page


def test_it_asks_the_database_five_times_at_most(
    client: CheckingClient, actor: Actor, product: str, database: Database
) -> None:
    for item in ("CORE-01", "CORE-02", "TRA-01"):
        save(actor, product, item)
    for query in ("", "?state=mine", "?q=fenwick&checklist=CORE", "?state=all&sort=due"):
        client.get(f"/rht/answers{query}")
        with counted(database) as found:
            client.get(f"/rht/answers{query}")
        assert len(found) <= 5, str(found)
