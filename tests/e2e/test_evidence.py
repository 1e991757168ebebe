"""Evidence is added, replaced, and noticed when it is here already, at both widths."""

from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.e2e.checks import check_page
from tests.e2e.conftest import DESKTOP, PHONE, OpenPage, sign_in
from vendor_tracker.services.demonstrations.papers import paper


def choose(page: Page, folder: Path, name: str, text: str) -> None:
    """Choose a small PDF of this name for the form of the page."""
    path = folder / name
    path.write_bytes(paper(name, text))
    page.get_by_label("File", exact=True).set_input_files(path)


@pytest.mark.parametrize("width", [DESKTOP, PHONE])
def test_a_document_is_replaced_and_a_second_copy_noticed(
    open_page: OpenPage, tmp_path: Path, width: int
) -> None:
    # Given a certificate of last year
    page = open_page(width)
    sign_in(page, "officer")
    page.goto("/demo/evidence/add?product=PRD-4")
    page.get_by_label("What is it?").fill(f"Certificate {width}")
    choose(page, tmp_path, "last-year.pdf", f"The certificate of last year {width}")
    page.get_by_role("button", name="Save evidence").click()
    expect(page.get_by_role("heading", level=1)).to_have_text(f"Certificate {width}")
    # When the newer one takes its place
    page.get_by_role("button", name="Replace it with a newer document").click()
    check_page(page)
    choose(page, tmp_path, "this-year.pdf", f"The certificate of this year {width}")
    page.get_by_label("Lapses on").fill("1 February 2030")
    page.get_by_label("Why is it replaced?").fill("Renewed")
    page.get_by_role("button", name="Replace it").click()
    # Then the former one can still be fetched
    before = page.get_by_role("region", name="What was there before")
    with page.expect_download() as fetched:
        before.get_by_role("link", name="last-year.pdf").click()
    assert b"of last year" in Path(fetched.value.path()).read_bytes()
    check_page(page)
    add_again(page, tmp_path, width)


def add_again(page: Page, folder: Path, width: int) -> None:
    """Add the same file once more, and use what is there already."""
    page.goto("/demo/evidence/add?product=PRD-4")
    page.get_by_label("What is it?").fill("The same once more")
    choose(page, folder, "copy.pdf", f"The certificate of this year {width}")
    page.get_by_role("button", name="Save evidence").click()
    expect(page.get_by_text("This file is here already.")).to_be_visible()
    check_page(page)
    page.get_by_role("button", name="Use EVD-").click()
    expect(page.get_by_role("heading", level=1)).to_have_text(f"Certificate {width}")
    expect(page.get_by_text("Nothing was added a second time.")).to_be_visible()


def test_numbers_of_patients_are_noticed(open_page: OpenPage, tmp_path: Path) -> None:
    page = open_page(PHONE)
    sign_in(page, "officer")
    page.goto("/demo/evidence/add?product=PRD-4")
    page.get_by_label("What is it?").fill("A list")
    choose(page, tmp_path, "list.pdf", "Read by our staff: 943 476 5919")
    page.get_by_role("button", name="Save evidence").click()
    expect(
        page.get_by_text("This file has 1 number that looks like an NHS number.")
    ).to_be_visible()
    check_page(page)
    page.get_by_role("button", name="Take it out").click()
    expect(page.get_by_text("The file was taken out of")).to_be_visible()
    check_page(page)
