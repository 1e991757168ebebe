"""A renewal is seen in the calendar, and a private link of the calendar is made and revoked."""

import pytest
from playwright.sync_api import Page, expect

from tests.e2e.checks import check_page
from tests.e2e.conftest import DESKTOP, PHONE, OpenPage, sign_in


@pytest.mark.parametrize("width", [DESKTOP, PHONE])
def test_a_renewal_is_seen_in_the_calendar(open_page: OpenPage, width: int) -> None:
    # Given a contract that needs notice in three weeks
    page, title = open_page(width), "Scribe licences"
    sign_in(page, "officer")
    # When the officer opens the calendar from the list of contracts
    page.goto("/demo/contracts")
    page.get_by_role("button", name="Calendar").click()
    # Then its day for notice is announced, and stands in its month
    soon = page.get_by_role("region", name="Notice to give soon")
    row = soon.get_by_role("row").filter(has_text=title)
    expect(row).to_contain_text("Within 30 days")
    expect(row).to_contain_text("in 21 days")
    days = page.get_by_role("row").filter(has_text=title)
    expect(days.filter(has_text="Contract ends")).to_be_visible()
    check_page(page)
    # When she asks for what another supplier has
    page.get_by_role("searchbox", name="Supplier or product").fill("Calderwick")
    page.get_by_role("button", name="Apply filters").click()
    # Then it is not there, and the filter can be taken away by keyboard
    expect(page.get_by_text(title)).to_have_count(0)
    page.get_by_role("link", name="Remove filter: “Calderwick”").press("Enter")
    expect(soon).to_contain_text(title)


def test_a_link_is_made_read_and_revoked(page: Page, address: str) -> None:
    # Given an officer who follows the calendar
    sign_in(page, "officer")
    page.goto("/demo/calendar")
    page.get_by_role("button", name="Follow it in your own calendar").click()
    page.get_by_role("button", name="Make a private link").click()
    shown = page.get_by_role("region", name="Your new link").get_by_role("strong")
    path = (shown.text_content() or "").partition("/link/")[2]
    check_page(page)
    # When a program without a session reads it
    stranger = page.context.browser
    assert stranger is not None
    program = stranger.new_context(base_url=address)
    answer = program.request.get(f"/link/{path}")
    # Then it is a calendar
    assert answer.ok
    assert answer.text().startswith("BEGIN:VCALENDAR")
    # When she revokes it
    page.goto("/demo/calendar/links")
    expect(page.get_by_text(path)).to_have_count(0)
    page.get_by_role("button", name="Revoke the link made on").click()
    # Then the program is given nothing more
    expect(page.get_by_role("alert")).to_contain_text("The link is revoked")
    check_page(page)
    assert program.request.get(f"/link/{path}").status == 404
    program.close()
