"""Download the register, filled and blank."""

from pathlib import Path

from openpyxl import Workbook, load_workbook
from playwright.sync_api import Page

from tests.e2e.checks import check_page
from tests.e2e.conftest import sign_in

SHEETS = {"About", "Overview", "Suppliers", "Products", "Claims", "Costs", "Promises", "Flags"}


def downloaded(page: Page, role: str, name: str, folder: Path) -> Workbook:
    """Follow a link or button to a workbook and open what comes."""
    with page.expect_download() as coming:
        page.get_by_role("main").get_by_role(role, name=name).first.click()  # type: ignore[arg-type]
    kept = folder / coming.value.suggested_filename
    coming.value.save_as(kept)
    return load_workbook(kept)


def column(book: Workbook, sheet: str) -> list[str]:
    """Return what stands in the first column of a sheet."""
    return [str(row[0]) for row in book[sheet].iter_rows(values_only=True)]


def test_the_register_holds_what_the_pages_show(page: Page, tmp_path: Path) -> None:
    # Given an officer on the page of the register
    sign_in(page, "officer")
    page.goto("/demo/register")
    check_page(page)
    # When she downloads it
    book = downloaded(page, "button", "Download the register", tmp_path)
    # Then every sheet is there, with the records under their references
    assert set(book.sheetnames) >= SHEETS
    assert "PRD-7" in column(book, "Products")
    assert "CLM-8" in column(book, "Claims")


def test_the_blank_register_asks_for_a_list(page: Page, tmp_path: Path) -> None:
    sign_in(page, "administrator")
    page.goto("/demo/register")
    book = downloaded(page, "link", "Download a blank register", tmp_path)
    assert set(book.sheetnames) >= SHEETS - {"Overview", "Flags"}
    assert "PRD-7" not in column(book, "Products")


def test_a_list_is_downloaded_as_it_is_shown(page: Page, tmp_path: Path) -> None:
    sign_in(page, "officer")
    page.goto("/demo/products?stage=live")
    book = downloaded(page, "link", "Download these rows as shown", tmp_path)
    shown = column(book, "Products")
    assert "PRD-1" in shown
    assert "PRD-7" not in shown
