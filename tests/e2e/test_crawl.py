"""Every page that links lead to from home is sound: one page of each route, at both widths."""

import re
from collections import deque
from urllib.parse import urlsplit

from playwright.sync_api import Page

from tests.e2e.checks import check_page, check_shape
from tests.e2e.conftest import DESKTOP, PHONE, OpenPage, sign_in

HOME = "/demo/"
# Fewer are found only when the links from one page to the next are gone.
FEWEST = 60
FILES = (".xlsx", ".ics", "/file")


def route_of(address: str) -> str | None:
    """Return the route of a page of ours; files, and what is none of ours, have none."""
    parts = urlsplit(address)
    if parts.netloc or not parts.path.startswith("/") or parts.path.endswith(FILES):
        return None
    one_of_each = re.sub(r"/(rules|gates|checklists|items|numbers)/[^/]+", r"/\1/ONE", parts.path)
    return re.sub(r"[A-Z]{3,5}-\d+", "REF", one_of_each)


class Crawl:
    """The routes seen so far and the addresses that wait."""

    def __init__(self) -> None:
        self.seen: set[str] = set()
        self.waiting = deque([HOME])

    def take(self) -> str | None:
        """Return the next address of a route that was not seen yet."""
        while self.waiting:
            address = self.waiting.popleft()
            route = route_of(address)
            if route is not None and route not in self.seen:
                self.seen.add(route)
                return address
        return None

    def add_links(self, page: Page) -> None:
        """Put the links of a page on the list."""
        every = "links => links.map(link => link.getAttribute('href'))"
        self.waiting.extend(page.locator("a[href]").evaluate_all(every))


def test_every_page_is_sound(open_page: OpenPage) -> None:
    desk, phone = open_page(DESKTOP), open_page(PHONE)
    sign_in(desk, "administrator")
    sign_in(phone, "administrator")
    crawl = Crawl()
    while address := crawl.take():
        for page in (desk, phone):
            answer = page.goto(address)
            assert answer is not None
            assert answer.ok, f"{address} was answered with {answer.status}"
        check_shape(phone)
        check_page(desk)
        crawl.add_links(desk)
    assert len(crawl.seen) >= FEWEST, sorted(crawl.seen)
