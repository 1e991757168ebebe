"""An award decided with conditions: refused in its row, kept as promises, told everywhere."""

import pytest
from playwright.sync_api import Page, expect

from tests.e2e.checks import check_page, check_refused
from tests.e2e.conftest import DESKTOP, PHONE, OpenPage, sign_in

AWARD = "/demo/decisions/DEC-12"
LATER = "1 December 2040"
CONDITIONS = "Approve the safety case.", "Train the night staff."


def fill(page: Page, row: int, text: str, day: str) -> None:
    """Fill in one condition, by its number."""
    box = page.get_by_role("group", name=f"Condition {row}", exact=True)
    box.get_by_label("What must follow").fill(text)
    box.get_by_label("By when").fill(day)


@pytest.mark.parametrize("width", [DESKTOP, PHONE])
def test_conditions_are_asked_for_when_they_are_wanted(open_page: OpenPage, width: int) -> None:
    page = open_page(width)
    sign_in(page, "reviewer")
    page.goto(f"{AWARD}/decide")
    conditions = page.get_by_role("group", name="Conditions", exact=True)
    expect(conditions).to_be_hidden()
    page.get_by_label("What was decided?").select_option("Go on with conditions")
    expect(conditions).to_be_visible()
    page.get_by_text("Up to 7 more conditions").click()
    expect(page.get_by_role("group", name="Condition 10", exact=True)).to_be_visible()
    check_page(page)


def test_an_award_is_decided_with_conditions(page: Page) -> None:
    # Given a reviewer who decides about an award, and names a day that has passed
    sign_in(page, "reviewer")
    page.goto(f"{AWARD}/decide")
    page.get_by_label("What was decided?").select_option("Go on with conditions")
    page.get_by_label("Why?").fill("The pilot met our bar.")
    page.get_by_label("Its stage from now on").select_option("Contracted")
    fill(page, 1, CONDITIONS[0], LATER)
    fill(page, 2, CONDITIONS[1], "1/1/2026")
    page.get_by_role("button", name="Record the decision").click()
    # Then its row says so, and nothing typed is lost
    check_refused(page, "Condition 2: this day lies before the decision.")
    expect(page.get_by_label("What must follow").nth(0)).to_have_value(CONDITIONS[0])
    # When the day is mended
    fill(page, 2, CONDITIONS[1], LATER)
    page.get_by_role("button", name="Record the decision").click()
    # Then the decision lists what must follow, and the product tells how much is open
    expect(page.get_by_role("table", name="Conditions")).to_contain_text("1 Dec 2040")
    check_page(page)
    page.get_by_role("link", name=CONDITIONS[1]).click()
    expect(page.get_by_role("link", name="A condition of DEC-12")).to_be_visible()
    page.get_by_role("button", name="It is done").click()
    page.goto("/demo/products/PRD-4")
    award = page.get_by_role("listitem").filter(has=page.get_by_role("heading", name="Award"))
    expect(award).to_contain_text("with 2 conditions, 1 still open")
    check_page(page)
