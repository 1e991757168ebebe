"""A business case is written, and its gaps close where they stand."""

import pytest
from playwright.sync_api import Page, expect

from tests.e2e.checks import check_page, check_refused
from tests.e2e.conftest import DESKTOP, PHONE, OpenPage, sign_in


def say_what_gets_better(page: Page) -> None:
    """Fill in one outcome; a figure that is none is refused, and the rest is kept."""
    measure = page.get_by_label("What is measured").first
    measure.fill("Read within an hour, of 100")
    page.get_by_label("Today’s number").first.fill("many")
    page.get_by_role("button", name="Save this part").click()
    expect(measure).to_have_value("Read within an hour, of 100")
    page.get_by_label("Today’s number").first.fill("61")
    page.get_by_label("The number we aim for").first.fill("80")
    page.get_by_label("By", exact=True).first.fill("1 June 2027")
    check_page(page)
    page.get_by_role("button", name="Save this part").click()


@pytest.mark.parametrize("width", [DESKTOP, PHONE])
def test_a_case_is_begun_and_its_gaps_close(open_page: OpenPage, width: int) -> None:
    # Given a product without a case
    page = open_page(width)
    sign_in(page, "officer")
    page.goto(f"/demo/products/{'PRD-5' if width == DESKTOP else 'PRD-4'}/case")
    check_page(page)
    # When the officer begins one without saying what it is for
    page.get_by_role("button", name="Begin with the need").click()
    page.get_by_role("button", name="Save this part").click()
    check_refused(page, "Say in one sentence what it is wanted for.")
    page.get_by_role("textbox", name="The need, in one sentence").fill("Scans wait too long.")
    page.get_by_role("button", name="Save this part").click()
    # Then its gaps stand where they are
    outcomes = page.get_by_role("region", name="What gets better for patients")
    expect(outcomes).to_contain_text("Nobody has said what gets better for patients.")
    check_page(page)
    # When she says what gets better, first with a figure that is none
    outcomes.get_by_role("link", name="Change").click()
    say_what_gets_better(page)
    # Then the gap is gone, and half the benefit is worked out
    expect(outcomes).to_contain_text("1 Jun 2027")
    half = page.get_by_role("region", name="If only half of it comes about")
    expect(half).to_contain_text("Read within an hour, of 100: 70.5 instead of 80")
    check_page(page)


@pytest.mark.parametrize("width", [DESKTOP, PHONE])
def test_a_benefit_is_measured_once_its_day_has_passed(open_page: OpenPage, width: int) -> None:
    # Given a case with a benefit whose day has passed, in use or not
    product = "PRD-7" if width == DESKTOP else "PRD-1"
    page = open_page(width)
    sign_in(page, "officer")
    page.goto(f"/demo/products/{product}")
    # When the officer follows the note on the product's page and enters nothing
    page.get_by_role("link", name="Enter what was measured").first.click()
    check_page(page)
    page.get_by_role("button", name="Save what was measured").click()
    check_refused(page, "Enter at least one figure")
    # And then what was measured
    for box in page.get_by_label("How many it was").all():
        box.fill("7")
    page.get_by_label("Where the figure comes from").first.fill("The call log")
    page.get_by_role("button", name="Save what was measured").click()
    # Then plan and actual stand side by side, drawn and in the table
    benefits = page.get_by_role("region", name="Benefits, as planned and as they came")
    expect(benefits.get_by_role("img").first).to_be_visible()
    expect(benefits).to_contain_text("The call log")
    expect(benefits).not_to_contain_text("Enter what was measured")
    check_page(page)
