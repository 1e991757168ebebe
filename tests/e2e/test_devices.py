"""A product is looked up as a device, and two claims that contradict each other are seen."""

import pytest
from playwright.sync_api import Page, expect

from tests.e2e.checks import check_page, check_refused
from tests.e2e.conftest import DESKTOP, PHONE, OpenPage, sign_in


def look_up(page: Page) -> None:
    """Say what was found in the register, and what we use the product for."""
    page.get_by_label("Mark", exact=True).select_option("CE")
    page.get_by_label("Class in Great Britain").select_option("Class IIa")
    page.get_by_label("Number in the register").fill("EX-3300 (example)")
    page.get_by_role("textbox", name="What we use it for").fill("Adults in screening")
    fits = page.get_by_role("group", name="Does the maker’s stated purpose cover that?")
    fits.get_by_label("Yes", exact=True).check()


@pytest.mark.parametrize("width", [DESKTOP, PHONE])
def test_a_device_is_looked_up_and_its_flag_closes(open_page: OpenPage, width: int) -> None:
    # Given a device that nobody has looked up, and a flag that says so
    page = open_page(width)
    sign_in(page, "officer")
    product = "PRD-3" if width == DESKTOP else "PRD-4"
    page.goto(f"/demo/products/{product}/device/update")
    check_page(page)
    # When the officer forgets the day on which she looked
    look_up(page)
    page.get_by_label("Day we looked in the register").fill("")
    page.get_by_role("button", name="Save what we found").click()
    # Then it is refused there, and nothing is lost
    check_refused(page, "Enter the day on which you found this entry")
    expect(page.get_by_label("Number in the register")).to_have_value("EX-3300 (example)")
    # When she gives it
    page.get_by_label("Day we looked in the register").fill("3 September 2026")
    page.get_by_role("button", name="Save what we found").click()
    # Then it is shown, and the flag about the register is gone
    expect(page.get_by_role("main")).to_contain_text("EX-3300 (example)")
    expect(page.get_by_role("main")).to_contain_text("until 30 June 2028 or 30 June 2030")
    check_page(page)
    page.goto(f"/demo/products/{product}/flags")
    titles = page.get_by_text("No entry in the register of medical devices")
    expect(titles).to_have_count(0)


@pytest.mark.parametrize("width", [DESKTOP, PHONE])
def test_a_contradiction_leads_from_one_claim_to_the_other(open_page: OpenPage, width: int) -> None:
    # Given two claims about the same measure that cannot both be so
    page = open_page(width)
    sign_in(page, "officer")
    page.goto("/demo/claims/CLM-2")
    box = page.get_by_role("region", name="What does not go together")
    expect(box).to_contain_text("CLM-2 says 97.1 (range 94.6 to 98.7)")
    check_page(page)
    # When she follows it
    box.get_by_role("link").click()
    # Then the other claim shows the same
    expect(box).to_contain_text("See CLM-2")
    check_page(page)
