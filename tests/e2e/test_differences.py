"""A register is edited in Excel and comes back: differences, a conflict, a refused cell, undo."""

import re
from pathlib import Path
from typing import Any

from openpyxl import load_workbook
from playwright.sync_api import Page, expect

from tests.e2e.checks import check_page
from tests.e2e.conftest import sign_in


def edited(path: Path, supplier: str, **cells: Any) -> None:
    """Write into the row of a supplier under some headings."""
    book = load_workbook(path)
    page = book["Suppliers"]
    headings = {str(cell.value): at for at, cell in enumerate(page[1], 1)}
    row = next(cells[0].row for cells in page.iter_rows(min_row=2) if cells[0].value == supplier)
    for heading, value in cells.items():
        page.cell(row, headings[heading.replace("_", " ")], value)
    book.save(path)


def test_an_edited_register_comes_back_with_each_difference_shown(
    page: Page, tmp_path: Path
) -> None:
    # Given a register that was edited, while somebody changed the same field here
    sign_in(page, "administrator")
    file = tmp_path / "suppliers.xlsx"
    file.write_bytes(page.request.get("/demo/register.xlsx?sheet=Suppliers").body())
    edited(file, "SUP-1", Country="Scotland", Website="(clear)", Size="Vast", Note="Met in May")
    page.goto("/demo/suppliers/SUP-1/update")
    page.locator("details").evaluate_all("all => all.forEach(one => one.open = true)")
    page.get_by_label("Country").fill("Wales")
    page.get_by_role("button", name="Save supplier").click()
    expect(page).not_to_have_url(re.compile("update"))
    # When it is brought back
    page.goto("/demo/imports/add")
    page.get_by_label("Your list").set_input_files(file)
    page.get_by_role("button", name="Look at what would change").click()
    main = page.get_by_role("main")
    expect(main).to_contain_text("“Vast” is not one of")
    check_page(page)
    # Then what is not allowed can be left out, and the conflict is asked about
    page.get_by_role("button", name="Leave out what is not allowed").click()
    expect(main).to_contain_text("Not allowed, and left out: 1")
    check_page(page)
    page.get_by_role("radio", name="Use the file: Scotland").check()
    page.get_by_role("button", name="Apply the changes").click()
    expect(main).to_contain_text("was brought in as BAT-")
    page.get_by_role("button", name="Undo BAT-").click()
    expect(main).to_contain_text("was undone")
