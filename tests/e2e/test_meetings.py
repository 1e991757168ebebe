"""A meeting with what was said in it, on one page."""

import pytest
from playwright.sync_api import Page, expect

from tests.e2e.checks import check_page, check_refused
from tests.e2e.conftest import DESKTOP, PHONE, OpenPage, sign_in
from tests.e2e.test_log import label_line

SAID = """\
- Our new version is with the regulator.
- What would two more hospitals cost?
"""


@pytest.mark.parametrize("width", [DESKTOP, PHONE])
def test_a_meeting_is_logged_with_its_lines(open_page: OpenPage, width: int) -> None:
    # Given an officer who comes from a review with a supplier
    page = open_page(width)
    sign_in(page, "officer")
    page.goto("/demo/meetings/add?supplier=SUP-3")
    check_page(page)
    # When she says when, who and what was said, and labels the lines
    page.get_by_label("Date").fill("20 November 2026")
    page.get_by_label("Who was there from them?").fill("Account manager")
    page.get_by_label("What was said, promised and asked").fill(SAID)
    page.get_by_role("button", name="Go on").click()
    label_line(page, 1, "Statement")
    label_line(page, 2, "Question")
    check_page(page)
    page.get_by_role("button", name="Save all").click()
    # Then the meeting and its lines are one save, and the meeting lists them
    expect(page.get_by_role("heading", level=1)).to_have_text("3 records saved")
    page.get_by_role("link", name="MTG-").first.click()
    expect(page.get_by_role("main")).to_contain_text("with the regulator")
    expect(page.get_by_role("main")).to_contain_text("What would two more hospitals cost?")
    check_page(page)


def test_a_meeting_without_a_supplier_is_refused(page: Page) -> None:
    sign_in(page, "officer")
    page.goto("/demo/meetings/add")
    page.get_by_label("Notes").fill("They were kind about the delay.")
    page.get_by_role("button", name="Go on").click()
    check_refused(page, "Say which supplier the meeting was with.")
    expect(page.get_by_label("Notes")).to_have_value("They were kind about the delay.")
