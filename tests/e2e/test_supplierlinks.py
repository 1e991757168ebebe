"""A supplier answers by a link: half of it, the rest later, a section by others, one corrected."""

from collections.abc import Iterator
from dataclasses import dataclass

import pytest
from playwright.sync_api import Page, expect

from tests.e2e.checks import check_page, check_refused
from tests.e2e.conftest import DESKTOP, PHONE, OpenPage, sign_in
from tools.serving import run, served, settings_for
from vendor_tracker.app import create_links_app


@dataclass(frozen=True)
class Both:
    """The addresses of the program and of the links for suppliers."""

    ours: str
    theirs: str


@pytest.fixture(scope="module")
def both(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Both]:
    """Serve a demonstration, and its links beside it."""
    environment = settings_for(tmp_path_factory.mktemp("links")) | {
        "VENDOR_TRACKER_DEMONSTRATION": "1",
        "VENDOR_TRACKER_LINKS_ADDRESS": "http://127.0.0.1:8001",
    }
    run(environment, "demo", "load", "--instance-only")
    with served(environment) as ours, served(environment, create_links_app) as theirs:
        yield Both(ours, theirs)


def made_link(page: Page, both: Both) -> str:
    """Ask a supplier three questions, make a link, and return where it leads."""
    sign_in(page, "officer")
    page.goto("/demo/requests/add?about=PRD-4")
    page.get_by_label("What is it about?").fill("Before we go on")
    boxes = page.locator("input[name=items]")
    last = boxes.count() - 1
    for place in range(last + 1):
        boxes.nth(place).set_checked(place in (0, 1, last))
    page.get_by_role("button", name="Look it over").click()
    page.wait_for_url("**/requests/QNR-*")
    page.get_by_role("button", name="Close the list").click()
    page.get_by_role("link", name="Make, show or revoke links").click()
    page.get_by_label("Who is it for?").fill("Kim Example")
    page.get_by_role("button", name="Make a private link").click()
    check_page(page)
    return address_in(page, both)


def address_in(page: Page, both: Both) -> str:
    """Return the address that a page shows this once."""
    shown = page.locator("strong.nhsuk-u-text-break-word").inner_text()
    assert shown.startswith("http://127.0.0.1:8001/answer/")
    return shown.replace("http://127.0.0.1:8001", both.theirs)


def answer(page: Page, section: int, place: int, words: str) -> None:
    """Write to an open question of a section, and save."""
    sections = page.get_by_role("table", name="Sections").get_by_role("rowheader")
    sections.nth(section).get_by_role("link").click()
    check_page(page)
    page.get_by_label("In your words").nth(place).fill(words)
    page.get_by_role("button", name="Save and stop here").click()
    expect(page.get_by_role("main")).to_contain_text("What you typed is saved")
    check_page(page)


def hand_in(page: Page, name: str) -> None:
    """Hand in what is answered, after a first try without a name."""
    page.get_by_role("button", name="Look it over and hand it in").click()
    check_page(page)
    page.get_by_role("button", name="Hand it in").click()
    check_refused(page, "Say who hands the answers in.")
    page.get_by_label("Your name and what you do").fill(name)
    page.get_by_role("button", name="Hand it in").click()
    expect(page.get_by_role("main")).to_contain_text("Handed in. Thank you.")
    check_page(page)


def passed_on(page: Page, both: Both) -> str:
    """Pass the last section on, and return where its link leads."""
    page.get_by_role("table", name="Sections").get_by_role("link").last.click()
    page.get_by_role("link", name="Pass this section on").click()
    page.get_by_label("Who will answer it?").fill("Finance")
    page.get_by_role("button", name="Make the link").click()
    check_page(page)
    return address_in(page, both)


def returned(page: Page, request: str) -> None:
    """Have a reviewer return one answer, and say why."""
    sign_in(page, "reviewer")
    page.goto(f"{request}/review")
    page.get_by_label("Return").first.check()
    page.get_by_label("Reason").first.fill("On which page?")
    page.get_by_role("button", name="Save what is chosen").click()
    expect(page.get_by_role("main")).to_contain_text("1 answer was judged")


@pytest.mark.parametrize("width", [DESKTOP, PHONE])
def test_a_supplier_answers_in_parts_and_corrects_what_came_back(
    open_page: OpenPage, both: Both, width: int
) -> None:
    # Given a link that an officer made, and half of it answered
    officer, theirs = open_page(width, at=both.ours), open_page(width, at=both.theirs)
    link = made_link(officer, both)
    theirs.goto(link)
    check_page(theirs)
    answer(theirs, 0, 0, "It is shown in the trial.")
    # When it is resumed, and a section passed on, answered and handed in by others
    second, others = passed_on(theirs, both), open_page(width, at=both.theirs)
    others.goto(second)
    answer(others, 0, 0, "We have no such figure yet.")
    hand_in(others, "Finance desk")
    theirs.goto(link)
    expect(theirs.get_by_role("main")).to_contain_text("Last saved on")
    hand_in(theirs, "Kim Example, sales")
    # Then what comes back stands beside its reason, and is corrected by the same link
    returned(open_page(width, at=both.ours), officer.url.removesuffix("/links"))
    theirs.goto(link)
    expect(theirs.get_by_role("main")).to_contain_text("1 answer came back to you")
    answer(theirs, 0, 0, "It is shown in the trial, on page 7.")
    hand_in(theirs, "Kim Example, sales")


def test_files_the_record_and_what_ended_have_no_barrier(open_page: OpenPage, both: Both) -> None:
    officer, theirs = open_page(DESKTOP, at=both.ours), open_page(PHONE, at=both.theirs)
    link = made_link(officer, both)
    theirs.goto(f"{link}files")
    check_page(theirs)
    theirs.get_by_role("button", name="Send the file").click()
    check_refused(theirs, "Choose a file.")
    theirs.goto(f"{link}record")
    check_page(theirs)
    officer.get_by_role("button", name="Revoke the link for Kim Example").first.click()
    check_page(officer)
    theirs.goto(link)
    expect(theirs.get_by_role("heading", level=1)).to_have_text("This link was revoked")
    check_page(theirs)
