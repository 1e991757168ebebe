"""A supplier is asked by workbook: sent, half answered, resumed, one returned and corrected."""

import re
from collections.abc import Mapping
from pathlib import Path

from playwright.sync_api import Page, expect

from tests.e2e.checks import check_page, check_refused
from tests.e2e.conftest import PHONE, OpenPage, sign_in
from tests.questioning import filled_in, turned_round

SAID_BY = "Sales desk (example)"
Rows = Mapping[str, Mapping[str, object]]


def begin(page: Page, *questions: str) -> str:
    """Ask these questions about a product, and close the list; return the request's address."""
    page.goto("/demo/products/PRD-6/checklists")
    page.get_by_role("link", name="Answer ourselves, or ask the supplier").click()
    check_page(page)
    page.get_by_role("main").get_by_role("button", name="Ask the supplier").click()
    check_page(page)
    none = "boxes => boxes.forEach(box => { box.checked = false; })"
    page.locator("input[name=items]").evaluate_all(none)
    for code in questions:
        page.locator(f"input[name=items][value={code}]").check()
    page.get_by_role("button", name="Look it over").click()
    expect(page.get_by_role("main")).to_contain_text("Not sent yet")
    check_page(page)
    page.get_by_role("button", name="Close the list and get the workbook").click()
    page.get_by_role("link", name="Download the workbook").wait_for()
    check_page(page)
    return page.url


def download(page: Page, folder: Path) -> bytes:
    """Download the workbook of the request that is shown."""
    with page.expect_download() as coming:
        page.get_by_role("link", name="Download the workbook").click()
    kept = folder / "questions.xlsx"
    coming.value.save_as(kept)
    return kept.read_bytes()


def bring_in(page: Page, folder: Path, said: Rows, words: str) -> None:
    """Fill the workbook in, turn its sheets and rows round, and bring it in."""
    back = folder / "back.xlsx"
    back.write_bytes(turned_round(filled_in(download(page, folder), said)).getvalue())
    page.get_by_role("link", name="bring the answers in").click()
    check_page(page)
    page.get_by_label("The workbook that the supplier sent back").set_input_files(back)
    page.get_by_role("button", name="Look at what it says").click()
    expect(page.get_by_role("main")).to_contain_text("Nothing was changed yet")
    check_page(page)
    page.get_by_label("Who at the supplier answers?").fill(SAID_BY)
    page.get_by_role("button", name=f"Take over {words}").click()
    expect(page.get_by_role("main")).to_contain_text("taken over, to be reviewed")


def test_a_request_is_answered_in_parts_returned_and_corrected(
    page: Page, open_page: OpenPage, tmp_path: Path
) -> None:
    # Given a request with three questions, of which the supplier answers one, then the others
    sign_in(page, "officer")
    address = begin(page, "K06", "K26", "K27")
    bring_in(page, tmp_path, {"K06": {"Your figure or choice": "nil"}}, "1 answer")
    rest: Rows = {
        "K26": {"Your figure or choice": "900 once", "Your words": "Per export"},
        "K27": {"Your figure or choice": "1,200 a year"},
    }
    bring_in(page, tmp_path, rest, "2 answers")
    # When a reviewer returns one of them with a reason and accepts the others
    judge = open_page(PHONE)
    sign_in(judge, "reviewer")
    review(judge, address, {"K26": "Return"}, reason="Say what an export holds.")
    # Then the supplier reads why, corrects it in the workbook, and it is accepted
    page.goto(address)
    expect(page.get_by_role("main")).to_contain_text("Say what an export holds.")
    better: Rows = {"K26": {"Your words": "Each export holds all our results."}}
    bring_in(page, tmp_path, better, "1 answer")
    review(judge, address, {})
    expect(judge.get_by_role("main")).to_contain_text("Every answer was judged.")
    check_page(judge)
    judge.goto("/demo/products/PRD-6/costs")
    expect(judge.get_by_role("main")).to_contain_text("900")


def review(page: Page, address: str, otherwise: Mapping[str, str], reason: str = "") -> None:
    """Accept each answer that waits, but those that are named."""
    page.goto(f"{address}/review")
    check_page(page)
    for box in page.get_by_role("main").locator("section.vt-box").all():
        code = str(box.locator("p.vt-soft").first.text_content())[:3]
        box.get_by_label(otherwise.get(code, "Accept"), exact=True).check()
        if code in otherwise:
            box.get_by_label("Reason").fill(reason)
    page.get_by_role("button", name="Save what is chosen").click()
    page.wait_for_url(re.compile(r"/requests/QNR-\d+$"))


def test_requests_read_well_on_a_phone(phone: Page) -> None:
    sign_in(phone, "officer")
    for path in ("requests", "requests/start?about=SUP-1", "suppliers/SUP-1/record",
                 "requests/add?about=PRD-7"):  # fmt: skip
        phone.goto(f"/demo/{path}")
        check_page(phone)


def test_a_file_that_is_no_workbook_of_ours_is_refused(page: Page, tmp_path: Path) -> None:
    sign_in(page, "officer")
    begin(page, "K02")
    page.get_by_role("link", name="bring the answers in").click()
    strange = tmp_path / "answers.xlsx"
    strange.write_bytes(b"no workbook")
    page.get_by_label("The workbook that the supplier sent back").set_input_files(strange)
    page.get_by_role("button", name="Look at what it says").click()
    check_refused(page, "not an Excel workbook")
