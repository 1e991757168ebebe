"""A page on paper says what it says on the screen, without what only a screen can do."""

import pytest
from playwright.sync_api import expect

from tests.e2e.checks import check_shape
from tests.e2e.conftest import OpenPage, sign_in

# A sheet of A4 at the 96 pixels to the inch that browsers print with, without its margins.
PAPER = 718


@pytest.mark.parametrize(
    "path", ["/demo/products/PRD-7", "/demo/products/PRD-7/case", "/demo/flags/FLG-1"]
)
def test_a_page_prints_its_text_and_not_its_navigation(open_page: OpenPage, path: str) -> None:
    # Given a page that an officer takes to a meeting on paper
    page = open_page(PAPER)
    sign_in(page, "officer")
    page.goto(path)
    said = page.get_by_role("main").locator("h1, h2, td, dd, p:not(.vt-actions p, .vt-box__head p)")
    on_screen = [text for text in said.all_inner_texts() if text.strip()]
    # When it is printed
    page.emulate_media(media="print")
    # Then every text is there, and nothing that only a screen can do
    assert [text for text in said.all_inner_texts() if text.strip()] == on_screen
    for gone in (".vt-header", ".vt-foot", ".vt-demo", ".vt-subnav", ".nhsuk-button"):
        for one in page.locator(gone).all():
            expect(one).to_be_hidden()
    check_shape(page)
    assert page.pdf(format="A4").startswith(b"%PDF")
