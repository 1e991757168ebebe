"""A supplier's model card: looked at, brought in, compared."""

from pathlib import Path

from playwright.sync_api import Page, expect

from tests.cards import BOMB, example_file
from tests.e2e.checks import check_page, check_refused
from tests.e2e.conftest import PHONE, OpenPage, sign_in


def bring_in(page: Page, file: Path) -> None:
    """Look at a file, and bring it in."""
    page.goto("/demo/products/PRD-7/cards")
    page.get_by_role("link", name="Bring its file in").click()
    page.get_by_label("The supplier’s file").set_input_files(file)
    page.get_by_role("button", name="Look at what it says").click()


def test_a_card_is_brought_in_and_compared(page: Page, tmp_path: Path) -> None:
    sign_in(page, "officer")
    changes = {"ReleaseVersion": "4.0", "KnownBiasesOrEthicalConsiderations": "Older patients"}
    bring_in(page, example_file(tmp_path, **changes))
    expect(page.get_by_role("main")).to_contain_text("Nothing was changed yet")
    expect(page.get_by_role("main")).to_contain_text("90.44 to 98.94")
    check_page(page)
    page.get_by_role("button", name="Bring it in").click()
    expect(page.get_by_role("main")).to_contain_text("each is their word only")
    check_page(page)
    page.get_by_label("With which card?").select_option(
        label="CRD-1: Head CT Bleed Alert (example), version 3.2"
    )
    page.get_by_role("button", name="Compare").click()
    expect(page.get_by_role("main")).to_contain_text("2 changed")
    expect(page.locator("ins").first).to_be_visible()
    check_page(page)


def test_a_hostile_file_is_refused_in_words(page: Page, tmp_path: Path) -> None:
    sign_in(page, "officer")
    hostile = tmp_path / "card.xml"
    hostile.write_text(BOMB)
    bring_in(page, hostile)
    check_refused(page, "declares a document type")


def test_cards_read_well_on_a_phone(open_page: OpenPage) -> None:
    phone = open_page(PHONE)
    sign_in(phone, "officer")
    for path in (
        "products/PRD-7/cards",
        "cards/CRD-1",
        "cards/CRD-1/groups/4",
        "cards/CRD-1/compare/CRD-1",
        "cards/add?product=PRD-7",
        "products/PRD-7/cards/import",
        "versions/VER-8/stale",
    ):
        phone.goto(f"/demo/{path}")
        check_page(phone)


def test_a_group_of_questions_is_filled_in_by_keyboard(page: Page) -> None:
    sign_in(page, "officer")
    page.goto("/demo/cards/CRD-1/groups/9")
    page.get_by_label("How it is updated").fill("Twice a year; users are told 30 days before.")
    page.get_by_role("button", name="Save and stop here").press("Enter")
    expect(page.get_by_role("main")).to_contain_text("CRD-1 was saved.")
    expect(page.get_by_role("main")).to_contain_text("users are told 30 days before")
