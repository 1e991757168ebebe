"""The page of the register and what it hands out."""

import io
from collections.abc import Callable
from datetime import date, timedelta

import openpyxl
import pytest
from openpyxl.workbook import Workbook
from werkzeug.test import TestResponse

from tests import factories, samples
from tests.clients import CheckingClient
from vendor_tracker.domain.actor import Actor
from vendor_tracker.web.views.registers import LISTS

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def opened(answer: TestResponse) -> Workbook:
    """Open a workbook that was sent."""
    assert answer.status_code == 200
    assert answer.mimetype == XLSX
    assert answer.content_length == len(answer.data)
    return openpyxl.load_workbook(io.BytesIO(answer.data))


def firsts(book: Workbook, sheet: str) -> list[object]:
    """Return the references of a sheet."""
    return [row[0] for row in book[sheet].iter_rows(min_row=2, values_only=True)]


def test_the_page_says_what_the_register_holds(client: CheckingClient, actor: Actor) -> None:
    samples.fill(actor)
    page = client.get("/rht/register").text
    for words in ("Download the register", "public copy", "blank register", ">Suppliers<"):
        assert words in page


def test_an_empty_organisation_has_a_register(client: CheckingClient) -> None:
    assert client.get("/rht/register").status_code == 200
    assert firsts(opened(client.get("/rht/register.xlsx")), "Products") == []


def test_the_register_is_sent_with_a_name_that_says_what_it_is(
    client: CheckingClient, actor: Actor
) -> None:
    samples.fill(actor)
    answer = client.get("/rht/register.xlsx")
    assert "register-rht-2026-10-06.xlsx" in answer.headers["Content-Disposition"]
    assert firsts(opened(answer), "Costs") == ["COST-1", "COST-2", "COST-3"]
    public = client.get("/rht/register.xlsx?public=1")
    assert "public-register-rht" in public.headers["Content-Disposition"]
    assert firsts(opened(public), "Costs") == ["COST-1", "COST-2"]
    blank = client.get("/rht/register.xlsx?empty=1")
    assert firsts(opened(blank), "Costs") == ["EXAMPLE-1", "EXAMPLE-2"]


@pytest.mark.parametrize("name", sorted(LISTS))
def test_every_list_offers_its_rows_as_shown(
    client: CheckingClient, actor: Actor, name: str
) -> None:
    samples.fill(actor)
    page = client.get(f"/rht/{name}").text
    assert f'href="/rht/{name}.xlsx' in page
    book = opened(client.get(f"/rht/{name}.xlsx"))
    assert book.sheetnames[:2] == ["About", name.capitalize()]
    assert all(ref in page for ref in map(str, firsts(book, name.capitalize())))


def test_a_list_is_sent_with_its_filters_and_its_order(
    client: CheckingClient, actor: Actor
) -> None:
    for number in range(60):
        factories.make_supplier(actor, f"Supplier {number:02} (example)")
    assert "/rht/suppliers.xlsx?q=supplier+3&amp;sort=-name" in (
        client.get("/rht/suppliers?q=supplier+3&sort=-name&after=x").text
    )
    book = opened(client.get("/rht/suppliers.xlsx?q=supplier+3&sort=-name"))
    assert firsts(book, "Suppliers") == [f"SUP-{number}" for number in range(40, 30, -1)]
    about = [row[1] for row in book["About"].iter_rows(values_only=True)]
    assert "“supplier 3”" in about
    assert len(firsts(opened(client.get("/rht/suppliers.xlsx")), "Suppliers")) == 60


def test_evidence_is_sent_with_the_filters_of_its_list(
    client: CheckingClient, actor: Actor
) -> None:
    samples.fill(actor)
    book = opened(client.get("/rht/evidence.xlsx?state=lapsed&kind=certificate"))
    assert firsts(book, "Evidence") == ["EVD-2"]
    about = [row[1] for row in book["About"].iter_rows(values_only=True)]
    assert {"Certificate", "Lapsed"} <= set(about)


@pytest.mark.parametrize(
    "address, sheet, references, filters",
    [
        ("contacts.xlsx?kind=commercial", "Contacts", ["PER-1"], {"Sales"}),
        ("contacts.xlsx?kind=clinical", "Contacts", [], {"Clinical"}),
        ("contracts.xlsx?state=ended", "Contracts", [], {"Ended"}),
        ("contracts.xlsx?state=current", "Contracts", ["CON-1"], {"Not ended"}),
        ("meetings.xlsx?supplier=SUP-2", "Meetings", [], {"Larkfield Health IT (example)"}),
        ("promises.xlsx?side=ours", "Promises", ["PRM-2"], {"Open", "Ours"}),
        ("promises.xlsx?state=late", "Promises", ["PRM-1"], {"Late"}),
        ("questions.xlsx", "Questions", ["QUE-1"], {"Waiting"}),
        ("questions.xlsx?state=answered", "Questions", [], {"Answered"}),
        ("costs.xlsx?archived=1", "Costs", ["COST-4"], {"Archived"}),
    ],
)
def test_a_download_says_its_filters_and_holds_no_more(
    client: CheckingClient, actor: Actor, address: str, sheet: str, references: list[str],
    filters: set[str],
) -> None:  # fmt: skip
    samples.fill(actor)
    book = opened(client.get(f"/rht/{address}"))
    assert firsts(book, sheet) == references
    assert filters <= {row[1] for row in book["About"].iter_rows(values_only=True)}


@pytest.mark.parametrize(
    "make, address, sheet",
    [
        (factories.make_product, "products.xlsx?show=archived", "Products"),
        (factories.make_contract, "contracts.xlsx?state=archived", "Contracts"),
        (factories.make_promise, "promises.xlsx?archived=1", "Promises"),
    ],
)
def test_what_was_put_away_is_sent_where_its_list_shows_it(
    client: CheckingClient, actor: Actor, make: Callable[..., str], address: str, sheet: str
) -> None:
    samples.fill(actor)
    ref = make(actor, supplier=factories.make_supplier(actor))
    factories.archive(actor, ref)
    assert firsts(opened(client.get(f"/rht/{address}")), sheet) == [ref]


def test_meetings_are_sent_the_last_one_first(client: CheckingClient, actor: Actor) -> None:
    supplier = factories.make_supplier(actor)
    for number in range(60):
        held_on = date(2026, 7, 1) + timedelta(days=number)
        factories.make_meeting(actor, supplier=supplier, held_on=held_on)
    book = opened(client.get("/rht/meetings.xlsx"))
    assert firsts(book, "Meetings") == [f"MTG-{number}" for number in range(60, 0, -1)]


def test_a_name_that_no_supplier_has_is_not_told_by_a_download(
    client: CheckingClient, actor: Actor
) -> None:
    samples.fill(actor)
    opened(client.get("/rht/promises.xlsx?supplier=nobody"))
    assert "is called “nobody”" not in client.get("/rht/promises").text
    assert client.get("/rht/promises?supplier=nobody").text.count("is called “nobody”") == 1


def test_a_search_that_no_workbook_could_hold_is_refused_in_words(client: CheckingClient) -> None:
    answer = client.get("/rht/products.xlsx", query_string={"q": "Alert\uffff"})
    assert answer.status_code == 422
    assert "hidden control character" in answer.text
