"""After a call: what was said becomes records in one go."""

from playwright.sync_api import Page, expect

from tests.e2e.checks import check_page, check_refused
from tests.e2e.conftest import sign_in

CALL = """\
It works as well on dark skin as on light skin.
A licence costs £36,900 a year.
They will send the test by skin tone.
"""


def label_line(page: Page, number: int, kind: str, **fields: str) -> None:
    """Say what one pasted line is, and fill in what its kind asks for."""
    line = page.get_by_role("group", name=f"Line {number}", exact=True)
    line.get_by_label("What it is").select_option(label=kind)
    for name, value in fields.items():
        field = line.get_by_label(name.replace("_", " "))
        if not field.is_visible():
            line.locator("summary", has_text="promise" if "will" in name else "price").click()
        field.fill(value)


def test_three_things_said_in_a_call_are_saved_together(page: Page) -> None:
    # Given an officer on the page of the product that the call was about
    sign_in(page, "officer")
    page.goto("/demo/products/PRD-5")
    # When she opens Log, pastes what was said and labels the lines
    page.get_by_role("main").get_by_role("button", name="Log", exact=True).click()
    expect(page.get_by_label("Which product or supplier?")).to_have_value(
        "PRD-5 Skin Lesion Triage (example)"
    )
    check_page(page)
    page.get_by_label("What did they say or show?").fill(CALL)
    page.get_by_role("button", name="Save").click()
    check_page(page)
    label_line(page, 1, "Statement")
    label_line(page, 2, "Price", Per_what="year")
    label_line(page, 3, "Their promise", Who_will_do_it="Sales lead", By_when="1 March 2027")
    page.get_by_role("button", name="Save all").click()
    # Then she sees the three records that were made, and each leads on
    expect(page.get_by_role("heading", level=1)).to_have_text("3 records saved")
    made = page.get_by_role("region", name="What was made")
    for reference in ("CLM-", "COST-", "PRM-"):
        expect(made.get_by_role("link", name=reference).first).to_be_visible()
    check_page(page)
    made.get_by_role("link", name="PRM-").first.click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("send the test by skin tone")


def test_one_price_is_saved_at_once(phone: Page) -> None:
    # Given an officer with a phone
    sign_in(phone, "officer")
    phone.goto("/demo/log?about=SUP-4")
    # When she logs one price
    phone.get_by_label("What did they say or show?").fill("Training costs 450 for each person")
    expect(phone.get_by_label("Amount in pounds")).to_be_hidden()
    phone.get_by_label("Price", exact=True).check()
    phone.get_by_label("Amount in pounds").fill("450")
    phone.get_by_label("Per what?").fill("user")
    check_page(phone)
    phone.get_by_role("button", name="Save").click()
    # Then it is saved without another page between
    expect(phone.get_by_role("heading", level=1)).to_have_text("1 record saved")
    check_page(phone)


def test_a_promise_of_either_side_asks_who_and_when(page: Page) -> None:
    sign_in(page, "officer")
    page.goto("/demo/log?about=PRD-5")
    for kind in ("Their promise", "Our promise"):
        page.get_by_label(kind).check()
        expect(page.get_by_label("Who will do it?")).to_be_visible()
        expect(page.get_by_label("Amount in pounds")).to_be_hidden()
    page.get_by_label("Question", exact=True).check()
    expect(page.get_by_label("Who will do it?")).to_be_hidden()


def test_a_log_without_a_word_is_refused_and_keeps_the_rest(page: Page) -> None:
    # Given an officer who chose a kind
    sign_in(page, "officer")
    page.goto("/demo/log?about=PRD-5")
    page.get_by_label("Price", exact=True).check()
    page.get_by_label("Amount in pounds").fill("about ten")
    # When she saves without a word of what was said
    page.get_by_role("button", name="Save").click()
    # Then the page says first what is wrong, and what she filled in is still there
    check_refused(page, "")
    expect(page.get_by_label("Amount in pounds")).to_have_value("about ten")
    page.locator(".nhsuk-error-summary a").first.click()
    expect(page.locator(":focus")).to_have_attribute(
        "aria-describedby", r"amount-hint amount-error"
    )
