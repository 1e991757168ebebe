"""Work through the review queue: by keyboard, on a phone, without script; keep a list."""

import pytest
from playwright.sync_api import Page, expect

from tests.e2e.checks import check_page, check_shape
from tests.e2e.conftest import DESKTOP, PHONE, OpenPage, open_flag, sign_in


def tab_until(page: Page, role: str, name: str) -> None:
    """Press Tab until the control of this role and name has the focus."""
    wanted = page.get_by_role("main").get_by_role(role, name=name).first  # type: ignore[arg-type]
    for _ in range(40):
        page.keyboard.press("Tab")
        if wanted.evaluate("one => one === document.activeElement"):
            return
    raise AssertionError(f"{page.url}: no way to {name}")


@pytest.mark.parametrize("width, script", [(DESKTOP, True), (PHONE, False)])
def test_flags_are_chosen_and_set_aside(open_page: OpenPage, width: int, script: bool) -> None:
    # Given an officer at the queue
    page = open_page(width, script=script)
    sign_in(page, "officer")
    page.goto("/demo/flags?severity=minor")
    if script:
        check_page(page)
    before = page.locator("input[name=refs]").count()
    # When she chooses one flag and lets it wait for the supplier
    page.locator("input[name=refs]").first.check()
    page.get_by_role("button", name="Wait for the supplier").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Wait for the supplier")
    if script:
        check_page(page)
    page.get_by_label("Wait until").fill("31 December 2199")
    page.get_by_role("button", name="Let them wait").click()
    # Then the same list says so, and the flag is out of the way until that day
    expect(page.get_by_role("main")).to_contain_text("1 flag was set to wait for the supplier")
    expect(page.locator("input[name=refs]")).to_have_count(before - 1)
    page.get_by_role("link", name="for the supplier").first.click()
    waiting = page.get_by_role("main")
    expect(waiting).to_contain_text("waiting for the supplier until 31 December 2199")
    check_shape(page)


def test_the_queue_is_worked_through_without_a_mouse(page: Page) -> None:
    # Given a reviewer at the queue with her hands on the keys
    sign_in(page, "reviewer")
    page.goto("/demo/flags?severity=critical&state=open")
    tab_until(page, "link", "Skip to what to do with them")
    # When she chooses the first flag with Space, then skips to the bar
    tab_until(page, "checkbox", "Choose FLG-")
    page.keyboard.press("Space")
    expect(page.locator("input[name=refs]:checked")).to_have_count(1)
    page.get_by_role("link", name="Skip to what to do with them").focus()
    page.keyboard.press("Enter")
    tab_until(page, "button", "Assign")
    page.keyboard.press("Enter")
    tab_until(page, "button", "Assign them")
    page.keyboard.press("Enter")
    # Then the flag is hers
    expect(page.get_by_role("main")).to_contain_text("1 flag was given to Clinical reviewer")
    page.goto("/demo/flags?owner=mine&state=open")
    expect(page.locator("input[name=refs]")).to_have_count(1)


@pytest.mark.parametrize("width", [DESKTOP, PHONE])
def test_a_list_is_kept_and_shows_its_count(open_page: OpenPage, width: int) -> None:
    page = open_page(width)
    sign_in(page, "administrator")
    page.goto("/demo/flags?severity=major&owner=nobody")
    page.get_by_role("link", name="Save this list").click()
    check_page(page)
    page.get_by_label("Name of the list").fill(f"Nobody's at {width}")
    page.get_by_role("button", name="Save the list").click()
    kept = page.get_by_role("navigation", name="Your lists")
    expect(kept.get_by_role("link", name=f"Nobody's at {width}")).to_be_visible()
    check_page(page)
    kept.get_by_role("link", name="change your lists").click()
    check_page(page)
    check_shape(page)


def test_one_flag_is_given_a_day(page: Page) -> None:
    sign_in(page, "officer")
    open_flag(page, "F35")
    page.get_by_label("Due date").fill("31 December 2199")
    page.get_by_role("button", name="Save", exact=True).click()
    history = page.get_by_role("region", name="History")
    expect(history).to_contain_text("due on 31 December 2199")
    check_page(page)
