"""A first look: ten facts on one page, and the legal duty that they bring to light."""

import pytest
from playwright.sync_api import Page, expect

from tests.e2e.checks import check_page, check_refused
from tests.e2e.conftest import DESKTOP, PHONE, OpenPage, sign_in

ANSWERS = {
    "Is it a medical device?": "Yes",
    "Do staff use it in the direct care of patients?": "Yes",
    "Does it use personal data?": "Yes",
    "Is generative": "No",
    "Listens to consultations": "No",
    "Do patients use it themselves?": "No",
    "Is the data protection assessment signed?": "Yes",
    "Is our own safety case approved (DCB0160)?": "No",
}


def add_live_product(page: Page, name: str) -> None:
    """Add a product that is in use already, with its supplier."""
    page.goto("/demo/products/add")
    page.get_by_label("Name of the product").fill(name)
    page.get_by_label("Stage").select_option("Live")
    page.get_by_label("Supplier", exact=True).first.fill("SUP-3")
    page.get_by_role("button", name="Save product").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text(name)


def answer(page: Page, since: str) -> None:
    """Say all ten facts, and save them."""
    for question, words in ANSWERS.items():
        page.get_by_role("group", name=question).get_by_label(words, exact=True).check()
    page.get_by_label("Who here answers for it?").fill("Head of imaging")
    page.get_by_label("Which version is in use?").fill("4.1")
    page.get_by_label("Since when?").fill(since)
    page.get_by_label("When does the contract end?").fill("31 March 2040")
    page.get_by_role("button", name="Save the first look").click()


@pytest.mark.parametrize("width", [DESKTOP, PHONE])
def test_ten_facts_bring_a_legal_duty_to_light(open_page: OpenPage, width: int) -> None:
    # Given a product that arrives live, of which nobody has said anything
    page = open_page(width)
    sign_in(page, "officer")
    add_live_product(page, f"Look of {width} (example)")
    step = page.get_by_role("region", name="Next step")
    step.get_by_role("link", name="Take a first look").click()
    expect(page.get_by_role("main")).to_contain_text("0 of 10")
    check_page(page)
    # When the officer names a day that is still to come for the version in use
    answer(page, "1 December 2040")
    # Then it is refused there, and no answer is lost
    check_refused(page, "This day is still to come")
    expect(page.get_by_label("Which version is in use?")).to_have_value("4.1")
    # When that is mended
    answer(page, "1 March 2026")
    # Then what the law asks for stands first on the page of the product
    expect(step).to_contain_text("Get our safety case approved, or pause its use")
    expect(step).to_contain_text("our own safety case (DCB0160) is not approved")
    check_page(page)
    # And the list of the day's work tells it too
    page.goto("/demo/")
    expect(page.get_by_role("main")).to_contain_text("Get our safety case approved")
