"""The page of sources: what rests on each document, in which edition, and who read it."""

import html
import io
import re

import openpyxl
from flask import Flask

from tests.clients import CheckingClient
from tests.counting import counted
from tests.integration.web.test_matrix import signed_in
from vendor_tracker.domain.actor import Actor
from vendor_tracker.domain.rules import ALL_RULES
from vendor_tracker.domain.sources import SOURCES
from vendor_tracker.domain.sourceuses import NOT_VERIFIED
from vendor_tracker.storage.db import Database
from vendor_tracker.storage.libraries import load_library

PAGE = "/rht/sources"


def row_of(page: str, code: str) -> str:
    """Return the row of one source."""
    return next(row for row in re.findall(r"<tr.*?</tr>", page, re.DOTALL) if f'id="{code}"' in row)


def test_every_source_is_listed_with_what_rests_on_it(app: Flask, actor: Actor) -> None:
    page = html.unescape(signed_in(app, actor, "reader").get(PAGE).text)
    for code, source in SOURCES.items():
        row = row_of(page, code)
        assert source.summary in row
        assert code.startswith("SEED") or (source.edition in row and source.publisher in row)
    for item in load_library(actor.organisation_id).items:
        for code in item.sources:
            assert f"/checklists/{item.checklist}#{item.code}" in row_of(page, code)
    for rule in ALL_RULES:
        for code in rule.source.split(","):
            assert f"/rules/{rule.code}" in row_of(page, code.strip())


def test_it_says_which_we_did_not_read_and_where_each_moved(client: CheckingClient) -> None:
    page = client.get(PAGE).text
    assert "September 2026" in row_of(page, "DCB")
    assert NOT_VERIFIED in row_of(page, "AIA")
    assert "now at digital.nhs.uk" in row_of(page, "DTAC")


def test_pages_that_name_sources_lead_there(client: CheckingClient) -> None:
    for path in ("checklists", "checklists/SAF", "rules", "rules/F07", "items/SAF-06"):
        assert f'href="{PAGE}' in client.get(f"/rht/{path}").text.partition("<footer")[0], path
    assert f'href="{PAGE}"' in client.get("/rht/products").text.partition("<footer")[2]


def test_the_list_comes_as_a_workbook(client: CheckingClient) -> None:
    book = openpyxl.load_workbook(io.BytesIO(client.get("/rht/sources.xlsx").data))
    rows = {row[0]: row[1:] for row in book["Sources"].iter_rows(min_row=2, values_only=True)}
    assert list(rows) == list(SOURCES)
    assert rows["AIA"][4] == NOT_VERIFIED
    assert "SAF-12" in str(rows["AIA"][6])
    assert "F07" in str(rows["SEED-9"][7])


def test_the_page_asks_little(client: CheckingClient, database: Database) -> None:
    client.get(PAGE)
    with counted(database) as found:
        client.get(PAGE)
    assert len(found) <= 4, str(found)
