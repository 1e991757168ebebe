"""A new organisation: the first administrator finds three steps."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import expect

from tests.e2e.checks import check_page
from tests.e2e.conftest import DESKTOP, PHONE, OpenPage
from tools.serving import run, served, settings_for

PASSWORD = "a long walk by the harbour"


@pytest.fixture
def installed(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[str, str]]:
    """Make a real installation and give its address and the link of its first administrator."""
    environment = settings_for(tmp_path_factory.mktemp("installation"))
    words = {"code": "rht", "name": "Rivermouth Hospitals (example)", "email": "admin@rht.example"}
    given = [part for name, value in words.items() for part in (f"--{name}", value)]
    printed = run(environment, "init", *given, "--person", "First administrator (example)")
    link = printed.split()[-1]
    with served(environment) as address:
        yield address, link[link.index("/link/") :]


def test_the_first_minutes_of_an_organisation(
    open_page: OpenPage, installed: tuple[str, str]
) -> None:
    # Given the link that the installation printed
    address, link = installed
    page = open_page(DESKTOP, at=address)
    page.goto(link)
    check_page(page)
    # When the first administrator sets a password
    page.get_by_label("New password", exact=False).first.fill(PASSWORD)
    page.get_by_role("button").last.click()
    # Then three steps are offered, and each opens
    expect(page.get_by_role("heading", level=1)).to_have_text("Welcome to Vendor Tracker")
    expect(page.get_by_role("main").get_by_role("heading", level=2)).to_have_count(3)
    check_page(page)
    page.set_viewport_size({"width": PHONE, "height": 900})
    check_page(page)
    page.get_by_role("button", name="Bring a list in").click()
    check_page(page)
    page.goto("/rht/")
    page.get_by_role("button", name="Add a supplier").click()
    page.get_by_label("Trading name").fill("Larkhill Imaging (example)")
    page.get_by_role("button", name="Save").click()
    # And after the first supplier, the work begins
    expect(page.get_by_role("heading", level=1)).to_contain_text("Larkhill Imaging")
    page.goto("/rht/")
    expect(page.get_by_role("heading", level=1)).to_have_text("Your work")
