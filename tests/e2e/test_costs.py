"""A ledger is built kind by kind, and a cost found in a meeting moves what everybody reads."""

import re

from playwright.sync_api import Locator, Page, expect

from tests.e2e.checks import check_page, check_refused
from tests.e2e.conftest import DESKTOP, PHONE, OpenPage, sign_in

PRODUCT = "Eye Screening Grader (example)"
NONE_HIDDEN = "No hidden cost is known."


def open_product(page: Page) -> str:
    """Open the product from the list and return its address."""
    page.goto("/demo/products")
    page.get_by_role("link", name=PRODUCT, exact=True).first.click()
    page.wait_for_url("**/products/PRD-*")
    return page.url


def save(page: Page) -> None:
    """Save the cost on the form."""
    page.get_by_role("button", name="Save cost").click()


def enter_numbers(page: Page, product: str) -> None:
    """Enter once what the costs follow, after a look at what would move."""
    page.goto(f"{product}/drivers")
    check_page(page)
    page.get_by_role("button", name="Change the numbers").click()
    page.get_by_label("Cases a year").fill("18000")
    page.get_by_role("button", name="See which lines move").click()
    expect(page.get_by_role("region", name="What would move")).to_contain_text("No line moves")
    check_page(page)
    page.get_by_role("button", name="Save the numbers").click()
    expect(page.get_by_role("table")).to_contain_text("18000")


def enter_storage(page: Page, product: str) -> None:
    """Enter a kind that nobody asked about from the ledger; a wrong figure is refused first."""
    page.goto(f"{product}/costs/kinds")
    check_page(page)
    row = page.get_by_role("row").filter(has_text="Hosting and storage")
    row.get_by_role("link", name=re.compile("^enter it", re.I)).click()
    page.get_by_text("How many follows cases, users or sites").click()
    page.get_by_label("How many follows", exact=True).select_option("Cases a year")
    page.get_by_text("Prices by volume, a least or a most to pay").click()
    page.get_by_label("Up to how many in a year").first.fill("10000")
    page.get_by_label("Price for each one in it").first.fill("0.10")
    save(page)
    check_refused(page, "Leave the end of the last band empty")
    page.get_by_label("Price for each one in it").nth(1).fill("0.05")
    page.get_by_label("Who pays it?").select_option("Us")
    save(page)
    # 10,000 x £0.10 and 8,000 x £0.05.
    expect(page.get_by_role("region", name="What it comes to")).to_contain_text("£1,400")
    check_page(page)


def find_in_meeting(page: Page, product: str) -> None:
    """Log a cost that came up in the review, months after the award."""
    page.goto(f"{product}/relationship")
    row = page.get_by_role("row").filter(has_text="Review").first
    row.get_by_role("link").first.click()
    page.get_by_role("button", name="Log a cost found in it").click()
    page.get_by_label("Kind of cost").select_option("Security tests")
    page.get_by_label("Price for one, without VAT").fill("9000")
    page.get_by_label("Who pays it?").select_option("Us")
    save(page)
    light = page.get_by_role("region", name="How it came to light")
    expect(light).to_contain_text("It counts as hidden")
    check_page(page)
    light.get_by_role("link", name="MTG-").click()
    found = page.get_by_role("region", name="Costs that came up in it")
    expect(found).to_contain_text("£9,000")
    expect(found).to_contain_text("counts as hidden")
    check_page(page)


def lead(page: Page, address: str) -> Locator:
    """Open a page and return the sentence that leads it, below that of the product."""
    page.goto(address)
    check_page(page)
    return page.locator("p.vt-lead").nth(1)


def test_a_hidden_cost_moves_what_everybody_reads(open_page: OpenPage) -> None:
    # Given a product that was bought, with nothing hidden
    page = open_page(DESKTOP)
    sign_in(page, "officer")
    product = open_product(page)
    enter_numbers(page, product)
    enter_storage(page, product)
    expect(lead(page, f"{product}/costs")).to_contain_text(NONE_HIDDEN)
    before = lead(page, f"{product}/whole-life").inner_text()
    # When a cost that nobody had named comes up in a meeting
    find_in_meeting(page, product)
    # Then the whole-life cost, the hidden share and the flags say so
    expect(lead(page, f"{product}/costs")).to_contain_text("was hidden")
    expect(lead(page, f"{product}/whole-life")).not_to_have_text(before)
    page.goto(f"{product}/flags")
    expect(page.get_by_role("main")).to_contain_text("1 cost line was hidden: security tests")


def test_the_pages_of_costs_fit_a_phone(open_page: OpenPage) -> None:
    phone = open_page(PHONE)
    sign_in(phone, "administrator")
    phone.goto("/demo/staff-time")
    expect(phone.get_by_role("table")).to_contain_text("Consultant radiologist")
    check_page(phone)
    phone.get_by_role("button", name="Add a rate").click()
    phone.get_by_role("button", name="Add the rate").click()
    check_refused(phone, "Say whose time it is")
    product = open_product(phone)
    for path in ("drivers", "drivers/update", "costs/kinds"):
        phone.goto(f"{product}/{path}")
        check_page(phone)
    phone.goto(f"/demo/costs/add?product={product.rpartition('/')[2]}")
    check_page(phone)
