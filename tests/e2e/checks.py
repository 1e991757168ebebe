"""What every page must pass in a browser."""

import re
from dataclasses import dataclass, field
from urllib.parse import urlsplit
from weakref import WeakKeyDictionary

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import ConsoleMessage, Page, Request, expect

AXE = {
    "runOnly": [
        "wcag2a",
        "wcag2aa",
        "wcag21a",
        "wcag21aa",
        "wcag22aa",
        "best-practice",
    ],
    # Saves the time of describing everything that passed.
    "resultTypes": ["violations"],
}
# A refused form is answered with 422, which the browser notes as a failed load.
EXPECTED = "Failed to load resource"
LOCAL = frozenset({"127.0.0.1", ""})


@dataclass
class Watch:
    """What a page said and asked for since it was opened."""

    complaints: list[str] = field(default_factory=list)
    outside: list[str] = field(default_factory=list)

    def heard(self, message: ConsoleMessage) -> None:
        """Keep what the browser complains about, a breach of the content policy among it."""
        if message.type in {"error", "warning"} and not message.text.startswith(EXPECTED):
            self.complaints.append(message.text)

    def asked(self, request: Request) -> None:
        """Keep each address that is not on this computer."""
        if (urlsplit(request.url).hostname or "") not in LOCAL:
            self.outside.append(request.url)


_watches: WeakKeyDictionary[Page, Watch] = WeakKeyDictionary()


def watch(page: Page) -> None:
    """Note from now on what a page says and asks for."""
    kept = _watches[page] = Watch()
    page.on("console", kept.heard)
    page.on("request", kept.asked)
    page.on("pageerror", lambda error: kept.complaints.append(str(error)))


def check_quiet(page: Page) -> None:
    """Check that nothing on the page complained or reached outside."""
    kept = _watches[page]
    assert kept.complaints == [], f"{page.url}: the browser complained"
    assert kept.outside == [], f"{page.url}: something outside was asked for"


def check_shape(page: Page) -> None:
    """Check that a page has one heading, fits its width and was quiet."""
    # A page that was just led to may still be on its way.
    expect(page.locator("h1"), f"{page.url}: not exactly one h1").to_have_count(1)
    sideways = page.evaluate("document.documentElement.scrollWidth - window.innerWidth")
    assert sideways <= 0, f"{page.url}: scrolls sideways by {sideways} pixels"
    check_quiet(page)


def check_page(page: Page) -> None:
    """Check what every page owes its readers: a sound shape, and no barrier to anybody."""
    check_shape(page)
    found = Axe().run(page, options=AXE)
    assert found.violations_count == 0, f"{page.url}\n{found.generate_report()}"


def check_refused(page: Page, message: str) -> None:
    """Check that a refused form says so first, and that the keyboard is there."""
    summary = page.locator(".nhsuk-error-summary")
    expect(summary).to_be_focused()
    expect(summary).to_contain_text(message)
    expect(page).to_have_title(re.compile("^Error: "))
    check_page(page)
