"""Two people change one record: nothing that either typed is lost."""

from playwright.sync_api import expect

from tests.e2e.checks import check_page
from tests.e2e.conftest import DESKTOP, OpenPage, sign_in

CHANGE = "/demo/contacts/PER-5/update"
TITLE = "Job title"


def test_the_second_of_two_writers_chooses(open_page: OpenPage) -> None:
    # Given two people who opened the same form
    mine, theirs = open_page(DESKTOP), open_page(DESKTOP)
    sign_in(mine, "officer")
    sign_in(theirs, "administrator")
    mine.goto(CHANGE)
    theirs.goto(CHANGE)
    # When the other saves first
    theirs.get_by_label(TITLE).fill("Head of sales")
    theirs.get_by_role("button", name="Save").click()
    mine.get_by_label(TITLE).fill("Sales lead, both firms")
    mine.get_by_role("button", name="Save").click()
    # Then the second sees both texts beside each other, and nothing was saved
    expect(mine.get_by_role("heading", level=1)).to_have_text("Somebody changed this meanwhile")
    row = mine.get_by_role("row", name=TITLE)
    expect(row).to_contain_text("Sales lead, both firms")
    expect(row).to_contain_text("Head of sales")
    check_page(mine)
    # And when she decides for hers, hers is kept
    mine.get_by_role("button", name="Save mine over it").click()
    expect(mine.get_by_role("main")).to_contain_text("Sales lead, both firms")
    theirs.reload()
    expect(theirs.get_by_role("main")).to_contain_text("Sales lead, both firms")
