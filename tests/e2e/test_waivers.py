"""A waiver: asked for, refused to whoever asks, agreed by the right person, void after a change."""

import re

from playwright.sync_api import Page, expect

from tests.e2e.checks import check_page, check_refused
from tests.e2e.conftest import DESKTOP, PHONE, OpenPage, sign_in

# The result of CLM-12 does not reach our bar; what watching it costs is a matter of finance.
RESULT, COST, PRODUCT = "F10", "F31", "/demo/products/PRD-4"
REASON = "Two radiographers read every picture a second time until the next test."


def open_flag(page: Page, rule: str) -> str:
    """Open the flag of the product that a rule raised, and return its address."""
    page.goto(f"/demo/flags?q=PRD-4&rule={rule}")
    page.get_by_role("table", name="Flags").get_by_role("rowheader").get_by_role("link").click()
    page.wait_for_url(re.compile(r"/flags/FLG-\d+$"))
    return page.url


def ask(page: Page) -> None:
    """Ask for a waiver at the end of a flag's page."""
    page.get_by_label("Why is it safe to go on?").fill(REASON)
    page.get_by_label("Ends on").fill("1 March 2027")
    page.get_by_role("main").get_by_role("button", name="Ask for a waiver").last.click()


def test_a_waiver_from_the_first_word_until_it_is_void(open_page: OpenPage) -> None:
    # Given an officer who asks for a waiver, and forgets to say why at first
    officer, reviewer = open_page(PHONE), open_page(DESKTOP)
    sign_in(officer, "officer")
    flag = open_flag(officer, RESULT)
    officer.get_by_role("main").get_by_role("button", name="Ask for a waiver").last.click()
    check_refused(officer, "Say in a sentence why it is safe to go on.")
    ask(officer)
    waiver = officer.url
    # Then whoever asked is told who has to agree, and finds no button for it
    expect(officer.get_by_role("region", name="Agree or refuse")).to_contain_text("Only a reviewer")
    expect(officer.get_by_role("button", name="Agree")).to_have_count(0)
    check_page(officer)
    # When the reviewer finds it in the work of the day and agrees
    sign_in(reviewer, "reviewer")
    agree(reviewer)
    # Then the gap stands apart from those that block the product
    reviewer.goto(PRODUCT)
    expect(reviewer.get_by_role("main")).to_contain_text("waived, counted apart")
    check_page(reviewer)
    # And once a fact changes, flag, product and waiver say that it is void, and what differs
    change_the_result(officer)
    for address in (waiver, flag, PRODUCT):
        reviewer.goto(address)
        expect(reviewer.get_by_role("main")).to_contain_text("is void since")
        expect(reviewer.get_by_role("main")).to_contain_text("70, was 71.9")
        check_page(reviewer)


def test_a_reviewer_neither_agrees_to_an_own_waiver_nor_without_the_skill(page: Page) -> None:
    # Given a reviewer who asks for a waiver of a gap that finance has to judge
    sign_in(page, "reviewer")
    open_flag(page, COST)
    ask(page)
    # Then the page says that somebody else has to agree, and that nobody here may yet
    box = page.get_by_role("region", name="Agree or refuse")
    expect(box).to_contain_text("somebody else has to agree")
    expect(box).to_contain_text("Nobody here may agree to it yet")
    check_page(page)
    page.get_by_role("button", name="Withdraw").click()
    expect(page.get_by_role("main")).to_contain_text("Withdrawn on")
    page.goto("/demo/waivers?state=")
    check_page(page)


def agree(page: Page) -> None:
    """Find the waiver that waits and agree to it."""
    page.get_by_role("link", name=re.compile("waivers? waits? for you")).click()
    page.get_by_role("link", name="A result does not clearly reach our bar").click()
    check_page(page)
    page.get_by_label("Note").fill("For one season.")
    page.get_by_role("button", name="Agree").click()
    expect(page.get_by_role("main")).to_contain_text("Holds until 1 March 2027")


def change_the_result(page: Page) -> None:
    """Correct the lower end of the range that was measured."""
    page.goto("/demo/claims/CLM-12/update")
    page.get_by_label("95% range from").first.fill("70")
    page.get_by_role("button", name="Save claim").click()
