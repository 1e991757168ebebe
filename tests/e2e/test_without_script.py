"""Every form does its work in a browser that runs no script."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.e2e.conftest import PHONE, OpenPage, sign_in


@pytest.fixture
def plain(open_page: OpenPage) -> Page:
    """Sign an officer in with script switched off."""
    page = open_page(PHONE, script=False)
    sign_in(page, "officer")
    return page


def log_a_line(page: Page) -> None:
    """Fill in Log: what a price asks for stands open beside it."""
    page.get_by_label("What did they say or show?").fill("Support is £2,000 a year")
    page.get_by_label("Price", exact=True).check()
    page.get_by_label("Amount in pounds").fill("2,000")
    page.get_by_label("Per what?").fill("year")


def add_a_product(page: Page) -> None:
    """Fill in a new product of a supplier that is known by name."""
    page.get_by_label("Name of the product").fill("Fracture Finder (example)")
    page.get_by_label("Supplier", exact=True).first.fill("SUP-3")


def add_a_claim(page: Page) -> None:
    """Fill in a claim with a result, which is asked once its kind is known."""
    page.get_by_label("What they said, in their words").fill("Nine of ten are found.")
    page.get_by_label("Kind of claim").select_option(label="Performance")
    page.get_by_role("button", name="Show the questions for this kind").click()
    page.get_by_label("Result", exact=True).first.fill("90%")


def add_evidence(page: Page) -> None:
    """Fill in a document that is kept as a link."""
    page.get_by_label("What is it?").fill("Price list (example)")
    page.get_by_label("Or a link").fill("https://supplier.example/prices")


@pytest.mark.parametrize(
    "path, fill, shown",
    [
        ("/demo/log?about=PRD-5", log_a_line, "1 record saved"),
        ("/demo/products/add", add_a_product, "Fracture Finder (example)"),
        ("/demo/claims/add?product=PRD-5", add_a_claim, "Nine of ten are found."),
        ("/demo/evidence/add?product=PRD-5", add_evidence, "Price list (example)"),
    ],
)
def test_a_form_is_saved(plain: Page, path: str, fill: Callable[[Page], None], shown: str) -> None:
    plain.goto(path)
    fill(plain)
    plain.get_by_role("main").get_by_role("button", name="Save").last.click()
    expect(plain.get_by_role("main")).to_contain_text(shown)
    expect(plain.locator(".nhsuk-error-summary")).to_have_count(0)


def test_a_list_is_filtered(plain: Page) -> None:
    plain.goto("/demo/products")
    plain.get_by_label("Name, supplier or reference").fill("lesion")
    plain.get_by_role("button", name="Apply filters").click()
    expect(plain.get_by_role("main")).to_contain_text("Showing 1 of 1 product")


def test_a_refused_form_says_what_is_wrong(plain: Page) -> None:
    plain.goto("/demo/products/add")
    plain.get_by_role("main").get_by_role("button", name="Save").click()
    summary = plain.locator(".nhsuk-error-summary")
    expect(summary).to_contain_text("Enter the name of the product.")
    plain.get_by_role("link", name="Enter the name of the product.").click()
    expect(plain.get_by_label("Name of the product")).to_be_focused()
