"""Paste a supplier's table of results by group, see what was read, keep it, look at the chart."""

import pytest
from playwright.sync_api import Page, expect

from tests.e2e.checks import check_page, check_refused
from tests.e2e.conftest import DESKTOP, PHONE, OpenPage, sign_in

TABLE = (
    "Age group\tTested\tPositives\tSensitivity\t95% CI\n"
    "40-64 (ref)\t900\t300\t96.0%\t94-98\n"
    "80+\t310\t41\t88\t80-90\n"
    "18-39\t100\t120\t95\t90-97\n"
)
STATEMENT = "Finds strokes equally well at any age"


def claim_of(page: Page, width: int) -> str:
    """Log a claim about a product and return the address of its results."""
    page.goto("/demo/claims/add?product=PRD-5")
    page.get_by_label("What they said, in their words").fill(f"{STATEMENT}, {width}")
    page.get_by_role("button", name="Save claim").click()
    page.goto(page.url.partition("?")[0] + "/results")
    return page.url


@pytest.mark.parametrize("width", [DESKTOP, PHONE])
def test_a_table_is_pasted_looked_at_and_kept(open_page: OpenPage, width: int) -> None:
    # Given a claim without results by group
    page = open_page(width)
    sign_in(page, "officer")
    address = claim_of(page, width)
    expect(page.get_by_role("main")).to_contain_text("No result by group is recorded")
    check_page(page)
    # When the officer pastes a table and forgets to say how its figures are written
    page.get_by_role("button", name="Add a table").click()
    page.get_by_label("The table").fill(TABLE)
    page.get_by_role("button", name="Look at what was read").click()
    check_refused(page, "Say how the figures are written")
    page.get_by_label("How are the figures written?").select_option("percent")
    page.get_by_role("button", name="Look at what was read").click()
    # Then each row is shown, one of them with what is wrong, and nothing is kept yet
    main = page.get_by_role("main")
    expect(main).to_contain_text("2 results can be kept; 1 row cannot be read")
    expect(main).to_contain_text("There cannot be more than were tested")
    check_page(page)
    page.get_by_role("button", name="Keep 2 results, leave 1 row out").click()
    # And what was kept is drawn, with the same figures in a table below
    page.goto(address)
    expect(page.get_by_role("img", name="80 and over")).to_be_visible()
    expect(page.get_by_role("table", name="Results by age")).to_contain_text("40 to 64")
    check_page(page)


@pytest.mark.parametrize("width", [DESKTOP, PHONE])
def test_a_gap_beyond_our_limit_is_said(open_page: OpenPage, width: int) -> None:
    page = open_page(width)
    sign_in(page, "officer")
    # Given a product whose groups were listed, one of them without a result
    page.goto("/demo/products/PRD-7/groups")
    row = page.get_by_role("row", name="Mobile scanner")
    expect(row).to_contain_text("No result yet")
    check_page(page)
    # When the officer opens the results by group
    page.get_by_role("link", name="It finds bleeds in every group").click()
    # Then the group that is behind, the one that is too small and the one that is missing are said
    main = page.get_by_role("main")
    expect(page.get_by_role("row", name="80 and over")).to_contain_text("8.5 points worse")
    expect(page.get_by_role("row", name="18 to 39")).to_contain_text("Too few")
    expect(main).to_contain_text("No plan says what we do about it.")
    check_page(page)
    page.get_by_role("button", name="Set our limit for the gap").click()
    check_page(page)
    page.goto(page.url.removesuffix("/limit") + "/update?by=age")
    check_page(page)
    page.goto("/demo/products/PRD-7/groups/update")
    check_page(page)
