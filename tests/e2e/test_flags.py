"""Understand one flag, mend what it is about, and see it close by itself."""

import pytest
from playwright.sync_api import Page, expect

from tests.e2e.checks import check_page
from tests.e2e.conftest import DESKTOP, PHONE, OpenPage, open_flag, sign_in

ARGUMENT = [
    "What the program found",
    "Why the program thinks so",
    "Why it matters",
    "What would close it",
    "Or ask for a waiver",
    "Who has it, and until when",
    "Where the rule comes from",
    "History",
    "Add a note",
]


@pytest.mark.parametrize("width", [DESKTOP, PHONE])
def test_a_flag_reads_as_an_argument(open_page: OpenPage, width: int) -> None:
    # Given a reviewer who opens a flag from the list
    page = open_page(width)
    sign_in(page, "reviewer")
    page.goto("/demo/flags?q=PRD-7&rule=F10")
    check_page(page)
    page.get_by_role("row", name="share of bleeds").get_by_role("link").first.click()
    # Then found, why, matters and what closes it follow each other
    headings = page.get_by_role("main").get_by_role("heading", level=2)
    expect(headings).to_have_text(ARGUMENT)
    # And the facts lead to the record that they were read from
    facts = page.get_by_role("table", name="The facts behind this flag")
    expect(facts.get_by_role("link", name="CLM-8").first).to_be_visible()
    # And nobody can close it by hand
    expect(page.get_by_role("button", name="Close")).to_have_count(0)
    check_page(page)


def test_mending_the_fact_closes_the_flag(page: Page) -> None:
    # Given a flag: the case rests on a claim that has no bar of ours
    sign_in(page, "officer")
    open_flag(page, "F07")
    expect(page.get_by_role("heading", level=1)).to_contain_text("no bar of ours")
    flag = page.url
    # When the officer follows what would close it and sets our bar
    page.get_by_role("link", name="Set our bar with the clinicians").click()
    page.get_by_label("Our bar", exact=True).fill("95")
    page.get_by_role("button", name="Save claim").click()
    # Then the flag says that the facts closed it
    page.goto(flag)
    expect(page.get_by_role("main")).to_contain_text("by the facts")
    expect(page.get_by_role("heading", name="What would close it")).to_have_count(0)
    check_page(page)


def test_a_note_stands_in_the_history(page: Page) -> None:
    sign_in(page, "reviewer")
    open_flag(page, "F35")
    page.get_by_role("textbox", name="Note").fill("Discussed with the clinical lead.")
    page.get_by_role("button", name="Save note").click()
    history = page.get_by_role("region", name="History")
    expect(history).to_contain_text("Discussed with the clinical lead.")
