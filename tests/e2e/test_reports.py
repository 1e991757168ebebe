"""The report for a board on paper: A4 upright, nothing cut, nothing that only a screen can do."""

import re
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.e2e.checks import check_page, check_shape
from tests.e2e.conftest import DESKTOP, PHONE, OpenPage, sign_in

REPORT = "/demo/products/PRD-7/report"
# A4 at the 96 pixels to the inch that browsers print with, less the margins of the report.
PAPER = 688
# Where a sheet begins and ends, in points.
A4 = (0, 0, 595, 842)
PARTS = [
    "Gates",
    "Critical gaps",
    "Checklists",
    "Claims against both bars",
    "Results by group",
    "Cost",
    "Promises still open",
    "Evidence and its two clocks",
    "Decisions",
    "Waivers",
    "Who answered and reviewed",
]
_CUT = """() => [...document.querySelectorAll('.vt-report *')]
    .filter(one => one.clientWidth && one.scrollWidth > one.clientWidth + 1
        && !one.closest('svg') && !one.closest('.nhsuk-u-visually-hidden'))
    .map(one => one.className + ': ' + one.textContent.slice(0, 60))"""


@pytest.mark.parametrize("width", [DESKTOP, PHONE])
def test_a_report_is_read_from_the_product(open_page: OpenPage, width: int) -> None:
    page = open_page(width)
    sign_in(page, "reviewer")
    page.goto("/demo/products/PRD-7")
    page.get_by_role("button", name="Report for the board").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Head CT Bleed Alert (example)")
    expect(page.get_by_role("main").get_by_role("heading", level=2)).to_have_text(PARTS)
    expect(page.get_by_role("main")).to_contain_text("Produced by Clinical reviewer (example) on")
    check_page(page)
    page.get_by_role("link", name="Public copy").click()
    expect(page.get_by_role("main")).to_contain_text("Public copy.")
    check_page(page)


def test_a_report_prints_on_sheets_of_a4_with_nothing_cut(
    open_page: OpenPage, tmp_path: Path
) -> None:
    # Given the report at the width of the paper
    page = open_page(PAPER)
    sign_in(page, "reviewer")
    page.goto(REPORT)
    page.emulate_media(media="print")
    # Then no text is wider than its place, and what only a screen can do is gone
    assert page.evaluate(_CUT) == []
    check_shape(page)
    _check_without_screen(page)
    # When it is saved as PDF
    paper = tmp_path / "report.pdf"
    page.pdf(path=paper, prefer_css_page_size=True)
    # Then it has few sheets of A4
    content = paper.read_bytes()
    sheets = re.findall(rb"/Type\s*/Page\b", content)
    assert 3 <= len(sheets) <= 12
    boxes = re.findall(rb"/MediaBox\s*\[([^\]]*)\]", content)
    assert {tuple(round(float(edge)) for edge in box.split()) for box in boxes} == {A4}


def _check_without_screen(page: Page) -> None:
    for gone in (".vt-header", ".vt-foot", ".vt-demo", ".vt-actions", ".nhsuk-breadcrumb"):
        for one in page.locator(gone).all():
            expect(one).to_be_hidden()
    link = page.locator(".vt-report a").first
    after = link.evaluate("one => getComputedStyle(one, '::after').content")
    assert after == "none"
