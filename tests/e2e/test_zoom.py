"""At 400% zoom a desk is 320 pixels wide, and nobody has to scroll sideways to read."""

from playwright.sync_api import Page

from tests.e2e.checks import check_shape
from tests.e2e.conftest import ZOOMED, OpenPage, sign_in

PLACES = (
    "", "work", "products", "products/PRD-7", "products/PRD-7/claims", "products/PRD-7/costs",
    "products/PRD-7/evidence", "products/PRD-7/relationship", "products/PRD-7/flags",
    "products/PRD-7/decisions", "products/PRD-7/about", "products/PRD-7/update", "suppliers",
    "suppliers/SUP-7", "contacts", "contracts", "claims", "claims/CLM-8", "claims/CLM-8/update",
    "costs", "costs/COST-15", "flags", "flags/FLG-1", "meetings", "meetings/add", "meetings/MTG-1",
    "promises", "questions", "questions/ask?about=QUE-1", "evidence", "evidence/EVD-10", "log",
    "register", "imports/add", "history/PRD-7", "people", "/help", "/help/rules", "/account",
)  # fmt: skip


def test_a_word_without_a_gap_widens_no_page(phone: Page) -> None:
    sign_in(phone, "officer")
    phone.goto("/demo/log?about=PRD-5")
    phone.get_by_label("What did they say or show?").fill("x" * 400)
    phone.get_by_label("Statement", exact=True).check()
    phone.get_by_role("button", name="Save").click()
    check_shape(phone)
    phone.get_by_role("link", name="CLM-").first.click()
    check_shape(phone)
    phone.goto("/demo/log")
    check_shape(phone)


def test_no_main_page_scrolls_sideways(open_page: OpenPage) -> None:
    page: Page = open_page(ZOOMED)
    sign_in(page, "administrator")
    for place in PLACES:
        answer = page.goto(place if place.startswith("/") else f"/demo/{place}")
        assert answer is not None
        assert answer.ok, place
        check_shape(page)
