"""A contract is filled in part by part, with what is wrong said at its box."""

import pytest
from playwright.sync_api import Page, expect

from tests.e2e.checks import check_page, check_refused
from tests.e2e.conftest import DESKTOP, PHONE, OpenPage, sign_in


def test_a_contract_shows_its_measures_ratings_notices_and_breaks(open_page: OpenPage) -> None:
    page = open_page(DESKTOP)
    sign_in(page, "officer")
    page.goto("/demo/contracts")
    page.get_by_role("link", name="Eye screening grading service").click()
    expect(page.get_by_role("region", name="Measures of performance")).to_contain_text("Good")
    ratings = page.get_by_role("region", name="Ratings")
    expect(ratings).to_contain_text("Approaching target")
    notices = page.get_by_role("region", name="Notices")
    expect(notices).to_contain_text("Not needed because the framework was advertised")
    expect(page.get_by_role("region", name="Days to leave early")).to_contain_text("Nothing more")
    check_page(page)


def enter_and_rate_a_measure(page: Page) -> None:
    """Enter a measure, and say how well it was met."""
    empty = page.get_by_role("region", name="Not filled in yet")
    empty.get_by_role("link", name="Measures of performance").click()
    check_page(page)
    page.get_by_label("What is measured").first.fill("Results within 5 minutes")
    page.get_by_role("button", name="Save this part").click()
    page.get_by_role("region", name="Ratings").get_by_role("link", name="Change").click()
    page.get_by_label("Rated on").first.fill("1 September 2026")
    page.get_by_label("Rating", exact=True).first.select_option("Good")
    check_page(page)
    page.get_by_role("button", name="Save this part").click()
    expect(page.get_by_role("region", name="Measures of performance")).to_contain_text("Good")
    check_page(page)


@pytest.mark.parametrize("width", [DESKTOP, PHONE])
def test_a_contract_is_filled_in_one_part_at_a_time(open_page: OpenPage, width: int) -> None:
    # Given a contract of which little is entered
    page = open_page(width)
    sign_in(page, "officer")
    page.goto("/demo/contracts/add")
    page.get_by_label("Title").fill(f"Licence at {width}")
    page.get_by_label("Supplier 1").fill("SUP-1")
    page.get_by_role("button", name="Save contract").click()
    empty = page.get_by_role("region", name="Not filled in yet")
    check_page(page)
    # When the officer enters a limit on rises that cannot be
    empty.get_by_role("link", name="Prices and updates").click()
    page.get_by_label("By how much may prices rise in a year, at most?").fill("35")
    page.get_by_role("button", name="Save this part").click()
    check_refused(page, "A limit on rises lies between 0 and 25 percent a year.")
    page.get_by_label("By how much may prices rise in a year, at most?").fill("3.5")
    page.get_by_role("button", name="Save this part").click()
    # Then it stands there, and the part is no longer missing
    expect(page.get_by_role("region", name="Prices and updates")).to_contain_text("3.5%")
    expect(empty.get_by_role("link", name="Prices and updates")).to_have_count(0)
    enter_and_rate_a_measure(page)


def test_each_promise_is_answered_in_one_form(open_page: OpenPage) -> None:
    page = open_page(PHONE)
    sign_in(page, "officer")
    page.goto("/demo/contracts/CON-1")
    asked = page.get_by_role("region", name="Did each promise reach the contract?")
    asked.get_by_role("link", name="Answer").click()
    check_page(page)
    page.get_by_role("combobox").first.select_option("Yes")
    page.get_by_role("button", name="Save the answers").click()
    expect(asked).to_contain_text("Yes")
