"""A message to a supplier as a Word document."""

import io
from datetime import UTC, datetime

from docx import Document

from vendor_tracker import clock
from vendor_tracker.files.documents import message_docx
from vendor_tracker.files.types import recognise


def written(*paragraphs: str) -> list[str]:
    """Return the lines of a message after a round through its file."""
    content = message_docx("QUE-3: price of year 2", paragraphs, ["QUE-3", "PRD-7"])
    return [paragraph.text for paragraph in Document(io.BytesIO(content)).paragraphs]


def test_a_message_holds_subject_paragraphs_and_references() -> None:
    assert written("Dear Ada,", "What does year 2 cost?\nPer site, please.") == [
        "QUE-3: price of year 2",
        "Dear Ada,",
        "What does year 2 cost?\nPer site, please.",
        "Our references: QUE-3, PRD-7",
    ]


def test_characters_a_document_cannot_hold_are_left_out() -> None:
    assert written("a\x00b\x1f\ufffe\uffff\ud800 £ é <b>")[1] == "a b £ é <b>"


def test_a_message_without_references_ends_with_its_text() -> None:
    content = message_docx("Hello", ["Only this"], [])
    assert Document(io.BytesIO(content)).paragraphs[-1].text == "Only this"


def test_the_document_says_when_it_was_made_and_in_which_language() -> None:
    with clock.set_to(datetime(2026, 11, 22, 10, 0, tzinfo=UTC)):
        content = message_docx("Hello", ["Text"], [])
    document = Document(io.BytesIO(content))
    about = document.core_properties
    assert (about.author, about.title, about.comments) == ("Vendor Tracker", "Hello", "")
    assert about.created == datetime(2026, 11, 22, 10, 0, tzinfo=UTC)
    assert 'w:val="en-GB"' in document.styles.element.xml


def test_the_document_is_one_that_the_evidence_store_takes() -> None:
    content = message_docx("Hello", ["Text"], [])
    assert recognise(io.BytesIO(content), "message.docx").label == "Word document"
