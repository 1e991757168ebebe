"""Every place that the navigation and the foot of the page lead to is sound."""

import pytest
from playwright.sync_api import Page

from tests.e2e.checks import check_page
from tests.e2e.conftest import DESKTOP, PHONE, OpenPage, sign_in


def places(page: Page) -> list[str]:
    """List the addresses of the main navigation and the foot of the page."""
    links = page.locator(".vt-nav a, .vt-foot a")
    return [str(link.get_attribute("href")) for link in links.all()]


@pytest.mark.parametrize("width", [DESKTOP, PHONE])
@pytest.mark.parametrize("role", ["officer", "reviewer", "administrator"])
def test_every_main_place_is_sound(open_page: OpenPage, width: int, role: str) -> None:
    page = open_page(width)
    sign_in(page, role)
    for place in places(page):
        answer = page.goto(place)
        assert answer is not None
        assert answer.ok, place
        check_page(page)


def test_the_keyboard_can_skip_to_the_content(page: Page) -> None:
    sign_in(page, "officer")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "main"


def test_the_phone_opens_the_menu_without_script(phone: Page) -> None:
    sign_in(phone, "officer")
    navigation = phone.get_by_role("navigation", name="Main")
    assert navigation.is_hidden()
    phone.get_by_role("link", name="Menu").click()
    assert navigation.is_visible()
