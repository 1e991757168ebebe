"""A claim with two bars: what its kind asks, what is still missing, what a reviewer makes of it."""

from playwright.sync_api import Page, expect

from tests.e2e.checks import check_page, check_refused
from tests.e2e.conftest import DESKTOP, PHONE, OpenPage, sign_in

# The share of bleeds found: meets the supplier's bar of 80%, and not for certain ours of 92%.
CLAIM = "/demo/claims/CLM-8"
WHY = "A second centre read the same scans and found as many."


def test_the_form_follows_the_kind_and_loses_nothing(open_page: OpenPage) -> None:
    for width in (DESKTOP, PHONE):
        page = open_page(width)
        sign_in(page, "officer")
        page.goto(f"{CLAIM}/update")
        check_page(page)
        # When the low end of the range goes, the panel asks for the range at once
        panel = page.get_by_role("complementary", name="Can this claim be checked?")
        expect(panel).to_contain_text("Yes.")
        page.get_by_label("95% range from").fill("")
        page.get_by_label("95% range from").blur()
        expect(panel).to_contain_text("Not yet.")
        expect(panel.get_by_role("link", name="Range.")).to_have_attribute("href", "#low")
        # When it is said to be about training data, what was typed stays in sight
        page.get_by_label("Kind of claim").select_option(label="Training data")
        also = page.get_by_role("region", name="Also written down")
        expect(also.get_by_label("95% range to")).to_have_value("98.9")
        check_page(page)
        # And it is asked for again where the kind needs it
        page.get_by_label("Kind of claim").select_option(label="Tested on outside data")
        expect(also).to_have_count(0)
        expect(page.get_by_label("95% range to")).to_have_value("98.9")


def test_without_script_a_button_shows_the_questions(open_page: OpenPage) -> None:
    page = open_page(DESKTOP, script=False)
    sign_in(page, "officer")
    page.goto("/demo/claims/add?product=PRD-7")
    page.get_by_label("What they said, in their words").fill("It is as good for all.")
    page.get_by_label("Kind of claim").select_option(label="Works equally well for groups")
    page.get_by_role("button", name="Show the questions for this kind").click()
    expect(page.get_by_label("They say that groups do not differ")).to_be_visible()
    expect(page.get_by_label("What they said, in their words")).to_have_value(
        "It is as good for all."
    )
    page.get_by_role("button", name="Check now").click()
    expect(page.get_by_role("complementary")).to_contain_text("Not yet.")


def test_a_looser_verdict_is_refused_to_the_same_person(open_page: OpenPage) -> None:
    for width in (PHONE, DESKTOP):
        page = open_page(width)
        sign_in(page, "reviewer")
        # Given a claim that meets their bar and leaves ours open, in a drawing and in words
        page.goto(CLAIM)
        expect(page.get_by_role("main")).to_contain_text("Cannot tell: our bar is 92%.")
        expect(page.get_by_role("main")).to_contain_text("supplier’s bar of 80%: meets.")
        judge(page)
        # Then it waits for somebody else, and its giver finds no way to agree
        box = page.get_by_role("region", name="A reviewer’s verdict")
        expect(box).to_contain_text("Waits for a second person")
        expect(box).to_contain_text("Somebody else has to agree to it.")
        expect(page.get_by_role("button", name="Agree")).to_have_count(0)
        expect(page.get_by_role("main")).to_contain_text("Cannot tell: our bar is 92%.")
        check_page(page)


def judge(page: Page) -> None:
    """Give a verdict that is looser than the figures, forgetting the reason at first."""
    page.get_by_role("link", name="Judge it").click()
    check_page(page)
    page.get_by_label("Your verdict").select_option(label="Meets")
    page.get_by_role("button", name="Save verdict").click()
    check_refused(page, "Say in a sentence why")
    page.get_by_label("Why?").fill(WHY)
    page.get_by_role("button", name="Save verdict").click()


def test_a_stricter_verdict_leads_the_page(page: Page) -> None:
    sign_in(page, "officer")
    page.goto("/demo/claims?q=aged+80")
    page.get_by_role("link", name="It works as well for people aged 80 and over").click()
    expect(page.get_by_role("main")).to_contain_text("A reviewer’s verdict: not shown.")
    expect(page.get_by_role("main")).to_contain_text("By the figures alone: cannot tell")
    check_page(page)
