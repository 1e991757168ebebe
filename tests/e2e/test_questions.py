"""Ask a supplier and chase an answer, without a mail server."""

from pathlib import Path
from urllib.parse import unquote

from docx import Document
from playwright.sync_api import Page, expect

from tests.e2e.checks import check_page
from tests.e2e.conftest import sign_in


def test_an_open_question_is_chased_with_the_right_person(page: Page, tmp_path: Path) -> None:
    # Given a question that has waited since the summer
    sign_in(page, "officer")
    page.goto("/demo/questions/QUE-1")
    check_page(page)
    # When the officer opens the message that asks again
    page.get_by_role("main").get_by_role("button", name="Ask again").first.click()
    check_page(page)
    # Then it is addressed, names our reference, and can be sent or kept as a file
    message = page.get_by_label("Message").input_value()
    assert "Which of your products change this year" in message
    assert "QUE-1" in page.get_by_label("Subject").input_value()
    mail = page.get_by_role("button", name="Open in your mail program").get_attribute("href")
    assert mail is not None
    assert mail.startswith("mailto:customers@tarnbrook.example?")
    assert "QUE-1" in unquote(mail)
    with page.expect_download() as coming:
        page.get_by_role("button", name="Download as Word (.docx)").click()
    kept = tmp_path / coming.value.suggested_filename
    coming.value.save_as(kept)
    words = "\n".join(paragraph.text for paragraph in Document(str(kept)).paragraphs)
    assert "Which of your products change this year" in words


def test_sending_records_the_question_the_day_and_the_person(phone: Page) -> None:
    # Given a new question, logged on a phone
    sign_in(phone, "officer")
    phone.goto("/demo/log?about=PRD-5")
    phone.get_by_label("What did they say or show?").fill("How often is it tested again?")
    phone.get_by_label("Question", exact=True).check()
    phone.get_by_role("button", name="Save").click()
    # When the officer asks it and says that she sent it
    phone.get_by_role("link", name="Ask it now").click()
    check_page(phone)
    phone.get_by_label("Sent on").fill("20 November 2026")
    phone.get_by_role("button", name="I sent it").click()
    # Then the question says whom we asked and when
    expect(phone.get_by_role("main")).to_contain_text("20 November 2026")
    expect(phone.get_by_role("main")).to_contain_text("Sales lead, Mossgate and Orchardlea")
    check_page(phone)
