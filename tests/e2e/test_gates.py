"""See what is left for a gate, set its day, settle an item, and find it waiting for a reviewer."""

import pytest
from playwright.sync_api import Page, expect

from tests.e2e.checks import check_page, check_refused
from tests.e2e.conftest import DESKTOP, PHONE, OpenPage, sign_in

PRODUCT = "/demo/products/PRD-5"


@pytest.mark.parametrize("width", [DESKTOP, PHONE])
def test_the_strip_leads_to_what_is_left(open_page: OpenPage, width: int) -> None:
    # Given a product whose gates stand above each of its pages
    page = open_page(width)
    sign_in(page, "reviewer")
    page.goto("/demo/products/PRD-7")
    # When the reviewer opens the next gate
    page.get_by_role("listitem").get_by_role("link", name="Award").click()
    # Then the same number stands there as in the checklists, above the gaps and the items
    main = page.get_by_role("main")
    said = main.get_by_text("items for award are met").inner_text()
    expect(main.get_by_role("heading", name="What blocks the award")).to_be_visible()
    expect(main.get_by_role("heading", name="left of").first).to_be_visible()
    check_page(page)
    page.get_by_role("link", name="Checklist").first.click()
    expect(main).to_contain_text(said)
    check_page(page)


def test_a_day_is_set_an_item_answered_and_its_answer_waits(page: Page) -> None:
    # Given a product without a planned decision
    sign_in(page, "officer")
    page.goto(f"{PRODUCT}/gates/award")
    # When the officer forgets the day, then sets it
    page.get_by_role("button", name="Set the day").click()
    check_refused(page, "Enter the day on which it is to be decided.")
    page.get_by_label("When is it to be decided?").fill("26 August 2027")
    page.get_by_role("button", name="Set the day").click()
    expect(page.get_by_role("main")).to_contain_text("Planned for 26 August 2027")
    # And answers an item that is left
    page.get_by_role("row", name="TRA-02").get_by_role("link", name="TRA-02").click()
    page.get_by_label("Partly").check()
    page.get_by_role("button", name="Save", exact=True).click()
    page.goto(f"{PRODUCT}/gates/award")
    expect(page.get_by_role("row", name="TRA-02")).to_contain_text("To review")
    # Then the list of answers has it, narrowed to this product
    page.goto("/demo/answers")
    page.get_by_label("Product or supplier").fill("PRD-5")
    page.get_by_role("button", name="Apply filters").click()
    expect(page.get_by_role("row", name="TRA-02")).to_be_visible()
    check_page(page)


def test_what_a_supplier_and_a_checklist_show_is_sound(open_page: OpenPage) -> None:
    for width in (DESKTOP, PHONE):
        page = open_page(width)
        sign_in(page, "officer")
        for path in ("suppliers/SUP-7/checklists", "checklists", "checklists/TRA", "answers"):
            page.goto(f"/demo/{path}")
            check_page(page)
