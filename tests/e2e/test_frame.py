"""Every place that the navigation and the foot of the page lead to is sound."""

import pytest
from playwright.sync_api import Page

from tests.e2e.checks import check_page
from tests.e2e.conftest import sign_in


def places(page: Page) -> list[str]:
    """List the addresses of the main navigation and the foot of the page."""
    links = page.locator(".vt-nav a, .vt-foot a")
    return [str(link.get_attribute("href")) for link in links.all()]


@pytest.mark.parametrize("role", ["officer", "reviewer"])
def test_every_main_place_is_sound_on_a_phone(phone: Page, role: str) -> None:
    sign_in(phone, role)
    for place in places(phone):
        answer = phone.goto(place)
        assert answer is not None
        assert answer.ok, place
        check_page(phone)
