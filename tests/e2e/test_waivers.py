"""A waiver: asked for, refused to whoever asks, agreed by the right person, void after a change."""

from playwright.sync_api import Page, expect

from tests.e2e.checks import check_page, check_refused
from tests.e2e.conftest import DESKTOP, PHONE, OpenPage, sign_in

# The result of CLM-12 does not reach our bar; what handling errors costs is a matter of finance.
FLAG, COST_FLAG, PRODUCT = "/demo/flags/FLG-29", "/demo/flags/FLG-37", "/demo/products/PRD-4"
REASON = "Two radiographers read every picture a second time until the next test."


def ask(page: Page, flag: str) -> None:
    """Ask for a waiver at the end of a flag's page."""
    page.goto(flag)
    page.get_by_label("Why is it safe to go on?").fill(REASON)
    page.get_by_label("Ends on").fill("1 March 2027")
    page.get_by_role("main").get_by_role("button", name="Ask for a waiver").last.click()


def test_a_waiver_from_the_first_word_until_it_is_void(open_page: OpenPage) -> None:
    # Given an officer who asks for a waiver, and forgets to say why at first
    officer, reviewer = open_page(PHONE), open_page(DESKTOP)
    sign_in(officer, "officer")
    officer.goto(FLAG)
    officer.get_by_role("main").get_by_role("button", name="Ask for a waiver").last.click()
    check_refused(officer, "Say in a sentence why it is safe to go on.")
    ask(officer, FLAG)
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
    expect(reviewer.get_by_role("main")).to_contain_text("1 gap waived, counted apart")
    check_page(reviewer)
    # And once a fact changes, flag, product and waiver say that it is void, and what differs
    change_the_result(officer)
    for address in (waiver, FLAG, PRODUCT):
        reviewer.goto(address)
        expect(reviewer.get_by_role("main")).to_contain_text("is void since")
        expect(reviewer.get_by_role("main")).to_contain_text("70, was 71.9")
        check_page(reviewer)


def test_a_reviewer_neither_agrees_to_an_own_waiver_nor_without_the_skill(page: Page) -> None:
    # Given a reviewer who asks for a waiver of a gap that finance has to judge
    sign_in(page, "reviewer")
    ask(page, COST_FLAG)
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
    page.get_by_role("link", name="waiver waits for you").click()
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
