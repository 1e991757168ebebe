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


def test_a_list_of_ones_own_is_read_column_by_column(page: Page, tmp_path: Path) -> None:
    # Given a list without a mapping, with two suppliers in one cell and one bad day
    sign_in(page, "administrator")
    listed = tmp_path / "tools.csv"
    rows = [f"Tool {n} (example),Pennywell Cardiac (example),May 2025" for n in range(6)]
    rows.append('Scribe (example),"Larch (example), Fenwick (example)",31/02/2025')
    listed.write_text("\n".join(["Product,Supplier,Go live", *rows]))
    page.goto("/demo/imports/add")
    page.get_by_label("Your list").set_input_files(listed)
    page.get_by_role("button", name="Look at what would change").click()
    # Then each column shows a guess, and the bad cell can be had marked
    expect(page.get_by_label("What column B holds")).to_have_value("suppliers.name")
    check_page(page)
    page.get_by_role("button", name="Look at what would change").click()
    expect(page.get_by_role("main")).to_contain_text("There is no such day as 31/02/2025.")
    check_page(page)
    downloaded(page, "link", "Download the list with these cells marked", tmp_path)
    # And without that column, the two suppliers are split as a person says
    page.get_by_role("link", name="Change what the columns hold").click()
    page.get_by_label("What column C holds").select_option("")
    page.get_by_label("Field 1").select_option("")
    page.get_by_role("button", name="Look at what would change").click()
    page.get_by_label("2 suppliers: Larch (example) | Fenwick (example)").check()
    page.get_by_role("button", name="Keep this, and look again").click()
    check_page(page)
    page.get_by_role("button", name="Bring it in").click()
    expect(page.get_by_role("main")).to_contain_text("tools.csv was brought in as BAT-")
    page.get_by_role("link", name="Scribe (example)").click()
    expect(page.get_by_role("main")).to_contain_text("Larch (example)")


def test_a_file_that_is_no_list_is_refused_in_words(page: Page, tmp_path: Path) -> None:
    sign_in(page, "administrator")
    picture = tmp_path / "holiday.xlsx"
    picture.write_bytes(b"\x89PNG\r\n\x1a\n not a workbook")
    page.goto("/demo/imports/add")
    page.get_by_label("Your list").set_input_files(picture)
    page.get_by_role("button", name="Look at what would change").click()
    check_refused(page, "")
