"""Everything can be reached and done without a mouse."""

from playwright.sync_api import Page, expect

from tests.e2e.checks import check_page
from tests.e2e.conftest import sign_in

MOST_STEPS = 60


def tab_to(page: Page, name: str) -> None:
    """Press Tab until the control of this name has the focus, and see that it shows."""
    wanted = page.get_by_role("main").get_by_label(name, exact=True)
    for _ in range(MOST_STEPS):
        page.keyboard.press("Tab")
        if wanted.evaluate("one => one === document.activeElement"):
            return
    raise AssertionError(f"{page.url}: {MOST_STEPS} steps do not reach {name}")


def test_the_keyboard_can_skip_to_the_content(page: Page) -> None:
    sign_in(page, "officer")
    page.goto("/demo/products")
    page.keyboard.press("Tab")
    expect(page.get_by_role("link", name="Skip to main content")).to_be_focused()
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "main"


def test_a_line_is_logged_without_a_mouse(page: Page) -> None:
    # Given an officer at the page Log, with her hands on the keys
    sign_in(page, "officer")
    page.goto("/demo/log?about=PRD-4")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    # When she types a promise, chooses its kind with the arrows and saves with Enter
    tab_to(page, "What did they say or show?")
    page.keyboard.type("They send the safety case next week")
    page.keyboard.press("Tab")
    for _ in range(2):
        page.keyboard.press("ArrowDown")
    page.keyboard.press("Space")
    expect(page.get_by_label("Their promise")).to_be_checked()
    tab_to(page, "Who will do it?")
    page.keyboard.type("Safety lead")
    page.keyboard.press("Enter")
    # Then it is saved
    expect(page.get_by_role("heading", level=1)).to_have_text("1 record saved")


def test_the_phone_opens_the_menu_without_script(phone: Page) -> None:
    sign_in(phone, "officer")
    phone.goto("/demo/products")
    navigation = phone.get_by_role("navigation", name="Main")
    expect(navigation).to_be_hidden()
    phone.get_by_role("link", name="Menu").focus()
    phone.keyboard.press("Enter")
    expect(navigation).to_be_visible()
    check_page(phone)
    navigation.get_by_role("link", name="Suppliers").click()
    expect(phone.get_by_role("heading", level=1)).to_have_text("Suppliers")
