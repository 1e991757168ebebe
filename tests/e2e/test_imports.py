"""Bring a list in: look first, then apply, then undo."""

from pathlib import Path

from openpyxl import load_workbook
from playwright.sync_api import Page, expect

from tests.e2e.checks import check_page, check_refused
from tests.e2e.conftest import sign_in
from tests.e2e.test_registers import downloaded


def write_row(path: Path, sheet: str, **cells: str) -> None:
    """Write one row under the headings of a sheet of the blank register."""
    book = load_workbook(path)
    found = book[sheet]
    headings = {str(cell.value): place for place, cell in enumerate(found[1], 1)}
    last = max(row for row in range(1, 6) if found.cell(row, 2).value)
    for name, value in cells.items():
        found.cell(last + 1, headings[name.replace("_", " ")], value)
    book.save(path)


def test_a_filled_register_is_looked_at_brought_in_and_undone(page: Page, tmp_path: Path) -> None:
    # Given a blank register with one supplier filled in
    sign_in(page, "administrator")
    page.goto("/demo/register")
    downloaded(page, "link", "Download a blank register", tmp_path)
    filled = next(tmp_path.glob("*.xlsx"))
    write_row(filled, "Suppliers", Name="Pennywell Cardiac (example)")
    # When it is brought in
    page.get_by_role("link", name="Bring a list in").click()
    page.get_by_label("Your list").set_input_files(filled)
    page.get_by_role("button", name="Look at what would change").click()
    # Then nothing changes before the preview was agreed
    expect(page.get_by_role("main")).to_contain_text("Nothing was changed yet")
    expect(page.get_by_role("main")).to_contain_text("1 new row")
    check_page(page)
    page.get_by_role("button", name="Bring it in").click()
    check_page(page)
    page.get_by_role("link", name="Pennywell Cardiac (example)").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Pennywell Cardiac")
    # And it can be undone as a whole
    page.go_back()
    page.get_by_role("button", name="Undo BAT-").click()
    expect(page.get_by_role("main")).to_contain_text("was undone")
    check_page(page)
    page.goto("/demo/suppliers?q=Pennywell")
    expect(page.get_by_role("link", name="Pennywell Cardiac")).to_have_count(0)


def test_a_file_that_is_no_list_is_refused_in_words(page: Page, tmp_path: Path) -> None:
    sign_in(page, "administrator")
    picture = tmp_path / "holiday.xlsx"
    picture.write_bytes(b"\x89PNG\r\n\x1a\n not a workbook")
    page.goto("/demo/imports/add")
    page.get_by_label("Your list").set_input_files(picture)
    page.get_by_role("button", name="Look at what would change").click()
    check_refused(page, "")
