"""A browser, and a demonstration that is served for as long as the tests run."""

from collections.abc import Iterator
from typing import Protocol

import pytest
from playwright.sync_api import Browser, Page, sync_playwright

from tests.e2e.checks import check_quiet, watch
from tools.browser import find_browser
from tools.serving import demonstration

DESKTOP = 1280
PHONE = 390

# The width that 1280 pixels leave at 400% zoom.
ZOOMED = 320


class OpenPage(Protocol):
    """Opens a page of a chosen width, with or without script."""

    def __call__(self, width: int, *, script: bool = True, at: str | None = None) -> Page:
        """Open a page of the demonstration, or of another address."""


@pytest.fixture(scope="session")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Serve a demonstration from a new folder and give its address."""
    with demonstration(tmp_path_factory.mktemp("instance")) as served_at:
        yield served_at


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Start the Chromium that is on this computer; without one the tests fail."""
    path = find_browser()
    assert path, "No Chromium was found: run `python -m tools.browser`."
    with sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=path, args=["--no-sandbox"])
        yield started
        started.close()


@pytest.fixture
def open_page(browser: Browser, address: str) -> Iterator[OpenPage]:
    """Open pages of a chosen width; each must have been quiet when the test ends."""
    opened: list[Page] = []

    def open_one(width: int, *, script: bool = True, at: str | None = None) -> Page:
        page = browser.new_page(
            base_url=at or address,
            java_script_enabled=script,
            viewport={"width": width, "height": 900},
            locale="en-GB",
            timezone_id="Europe/London",
        )
        page.set_default_timeout(10_000)
        watch(page)
        opened.append(page)
        return page

    yield open_one
    for page in opened:
        check_quiet(page)
        page.context.close()


@pytest.fixture
def page(open_page: OpenPage) -> Page:
    """Open a page at the width of a desk."""
    return open_page(DESKTOP)


@pytest.fixture
def phone(open_page: OpenPage) -> Page:
    """Open a page at the width of a phone."""
    return open_page(PHONE)


def sign_in(page: Page, role: str) -> None:
    """Enter the demonstration in a role: officer, reviewer or administrator."""
    page.goto("/sign-in")
    page.get_by_role("button", name=f"Try as {role}").click()
    page.wait_for_url("**/demo/")


def open_flag(page: Page, rule: str) -> None:
    """Open the first flag of a rule from the list, whatever its number."""
    page.goto(f"/demo/flags?rule={rule}")
    flags = page.get_by_role("table", name="Flags").get_by_role("rowheader")
    flags.get_by_role("link").first.click()
    page.wait_for_url("**/demo/flags/FLG-*")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Begin with the file that takes longest, so that both browsers end together."""
    items.sort(key=lambda item: item.path.name != "test_crawl.py")
