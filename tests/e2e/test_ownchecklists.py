"""A checklist of one's own: brought in with a mistake, corrected, published, used, changed."""

import re

import pytest
from playwright.sync_api import FilePayload, Page, expect

from tests.e2e.checks import check_page, check_refused
from tests.e2e.conftest import DESKTOP, PHONE, OpenPage, sign_in

# Each width has a checklist and a product of its own: both live in one demonstration.
OWN = {DESKTOP: ("ODB", "PRD-2"), PHONE: ("ODC", "PRD-3")}
TEXT = """\
code = "{code}"
version = "1.0"
title = "What our digital board asks ({code})"
intro = "Asked of every product before the review."
origin = "Our digital board"

[[sections]]
title = "Running it"

[[sections.items]]
id = "{code}-01"
question = "Who answers the telephone at night?"
gate = "review"
severity = "minor"

[[sections.items]]
id = "{code}-02"
question = "Where is it kept?"
gate = "review"
severity = "minor"
answer = "choice"
options = ["In the UK", "Elsewhere"]
"""


def bring(page: Page, text: str) -> None:
    """Choose a file with this text, and look at it."""
    content = FilePayload(name="own.toml", mimeType="text/plain", buffer=text.encode())
    page.get_by_label("The file").set_input_files(content)
    page.get_by_role("button", name="Look at it").press("Enter")


@pytest.mark.parametrize("width", [DESKTOP, PHONE])
def test_an_own_checklist_is_corrected_published_and_used(open_page: OpenPage, width: int) -> None:
    code, product = OWN[width]
    text = TEXT.format(code=code)
    page = open_page(width)
    sign_in(page, "administrator")
    page.goto("/demo/checklists/all")
    check_page(page)
    page.get_by_role("button", name="Add a checklist").click()
    check_page(page)
    # When it comes with a mistake, the line is told and nothing is stored
    bring(page, text.replace('"minor"', '"tiny"', 1))
    check_refused(page, f"own.toml, line 14: {code}-01 has the severity")
    # When it is corrected, what would change is seen first
    bring(page, text)
    expect(page.get_by_role("heading", name="New: 2 items")).to_be_visible()
    check_page(page)
    page.get_by_label("What is new").fill("The board agreed in May.")
    page.get_by_role("button", name=f"Publish {code} 1.0").press("Enter")
    expect(page.get_by_text("is published.")).to_be_visible()
    check_page(page)
    use(page, code, product)
    weigh(page, code)


def use(page: Page, code: str, product: str) -> None:
    """Answer an item that asks to choose."""
    page.goto(f"/demo/products/{product}/items/{code}-02")
    page.get_by_label("Partly", exact=True).check()
    page.get_by_label("Which of these?").select_option("Elsewhere")
    page.get_by_role("button", name="Save", exact=True).click()
    expect(page.get_by_role("region", name="Answer", exact=True)).to_contain_text(
        re.compile("One of a list:\\s*Elsewhere")
    )
    check_page(page)
    page.goto(f"/demo/products/{product}/checklists/{code}")
    check_page(page)


def weigh(page: Page, code: str) -> None:
    """Stop asking an item, with a reason that stays in sight."""
    page.goto(f"/demo/checklists/{code}/items")
    page.get_by_role("link", name=f"Change {code}-01").click()
    check_page(page)
    page.get_by_label("Do not ask it here").check()
    page.get_by_label("Why is it changed?").fill("The switchboard does.")
    page.get_by_role("button", name="Save the change").press("Enter")
    expect(page.get_by_role("region", name="What was changed here")).to_contain_text(
        "The switchboard does."
    )
    check_page(page)
