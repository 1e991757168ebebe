"""A section is answered, returned, corrected and accepted, by keyboard and at both widths."""

import pytest
from playwright.sync_api import Page, expect

from tests.e2e.checks import check_page, check_refused
from tests.e2e.conftest import DESKTOP, PHONE, OpenPage, sign_in

# Each width has a product of its own, since both are answered in one demonstration.
PRODUCTS = {DESKTOP: "PRD-2", PHONE: "PRD-3"}


def answer(page: Page, item: str, words: str, note: str) -> None:
    """Fill in the form of the item that is open, and go on to the next by keyboard."""
    form = page.locator(f"tr#{item} + tr")
    form.get_by_label(words, exact=True).check()
    form.get_by_label("What we found").fill(note)
    form.get_by_role("button", name="Save and go to the next").press("Enter")
    expect(page.locator(f"tr#{item}")).to_contain_text("Saved")


@pytest.mark.parametrize("width", [DESKTOP, PHONE])
def test_a_section_is_answered_returned_corrected_and_accepted(
    open_page: OpenPage, width: int
) -> None:
    # Given a section of which nothing is answered
    section = f"/demo/products/{PRODUCTS[width]}/checklists/CORE"
    officer = open_page(width)
    sign_in(officer, "officer")
    officer.goto(f"{section}?open=CORE-01")
    expect(officer.locator("#state-CORE-01")).to_be_focused()
    # When the officer answers one item after another without leaving the page
    answer(officer, "CORE-01", "Met", "Scans wait for hours at night.")
    expect(officer.locator("#state-CORE-02")).to_be_focused()
    answer(officer, "CORE-02", "Partly", "A letter was tried.")
    check_page(officer)
    # And the reviewer returns one
    reviewer = open_page(width)
    sign_in(reviewer, "reviewer")
    item = f"/demo/products/{PRODUCTS[width]}/items/CORE-01"
    give_back(reviewer, item)
    # Then the officer finds it on top, corrects it and shows it
    correct(officer, section)
    # And the reviewer accepts it
    reviewer.goto(item)
    reviewer.get_by_label("Accepted").check()
    reviewer.get_by_role("button", name="Save the review").click()
    expect(reviewer.get_by_role("region", name="Review")).to_contain_text("Accepted today")
    check_page(reviewer)


def give_back(page: Page, item: str) -> None:
    """Find that it cannot be accepted while nothing shows it, and return it."""
    page.goto(item)
    page.get_by_label("Accepted").check()
    page.get_by_role("button", name="Save the review").click()
    check_refused(page, "Nothing shows it today.")
    page.get_by_label("Returned").check()
    page.get_by_label("What is missing?").fill("Whose figures are these?")
    page.get_by_role("button", name="Save the review").click()
    check_page(page)


def correct(page: Page, section: str) -> None:
    """Answer what was returned again, with a document that shows it."""
    page.goto(section)
    box = page.get_by_role("region", name="Returned to you: CORE-01")
    expect(box).to_contain_text("Whose figures are these?")
    box.get_by_role("button", name="Answer again").click()
    answer(page, "CORE-01", "Met", "The figures of our night team.")
    page.goto(section)
    page.get_by_role("link", name="CORE-01", exact=True).click()
    page.get_by_role("link", name="Add a file or link").click()
    page.get_by_label("What is it?").fill("Waiting times at night")
    page.get_by_label("Or a link").fill("https://example.org/waits")
    page.get_by_role("button", name="Save evidence").click()
    shown = page.get_by_role("region", name="Evidence and its clocks")
    expect(shown).to_contain_text("Waiting times at night")
    check_page(page)


def test_a_refused_answer_keeps_what_was_typed(page: Page) -> None:
    sign_in(page, "officer")
    page.goto("/demo/products/PRD-4/checklists/CORE")
    page.get_by_text("Answer CORE-08").click()
    form = page.locator("tr#CORE-08 + tr")
    form.get_by_label("Not applicable").check()
    form.get_by_label("What we found").fill("They sell no bids.")
    form.get_by_role("button", name="Save", exact=True).click()
    check_refused(page, "Say why it does not apply here.")
    expect(form.get_by_label("What we found")).to_have_value("They sell no bids.")
