"""The message to a supplier: its words, its subject, its reader."""

from datetime import date
from urllib.parse import unquote

import pytest

from vendor_tracker.domain.messages import (
    Matter,
    Recipient,
    ask_words,
    choose_recipient,
    compose,
    contact_kind,
    mail_address,
)
from vendor_tracker.domain.vocabulary import ContactKind, EvidenceKind, Side

TODAY = date(2026, 10, 6)
ANN = Recipient("PER-1", "Ann", "ann@x.example", frozenset({ContactKind.commercial}))
COL = Recipient("PER-2", "Col", "", frozenset({ContactKind.contract}))
DEE = Recipient("PER-3", "Dee", "dee@x.example", frozenset({ContactKind.clinical}))


@pytest.mark.parametrize(
    "matter,words",
    [
        (Matter("PRM-4", "Send it", on=date(2026, 9, 3)), "It was due on 3 September 2026."),
        (Matter("PRM-4", "Send it", on=date(2026, 11, 3)), "due on 3 November 2026."),
        (Matter("PRM-4", "Send it.", on=date(2026, 9, 3)), "this: “Send it”. It was due"),
        (Matter("PRM-4", "Send it"), "By which day will it be done?"),
        (Matter("PRM-4", "Send it", side=Side.ours), "Do you still need it?"),
        (Matter("EVD-2", "DTAC", on=date(2026, 9, 1)), "It lapsed on 1 September 2026."),
        (Matter("EVD-2", "DTAC", on=date(2026, 12, 1)), "It lapses on 1 December 2026."),
        (Matter("EVD-2", "DTAC"), "Please send us the document itself"),
        (Matter("COST-5", "Support", "Bleed Alert"), "cost of Bleed Alert"),
        (Matter("COST-5", "", question="How fast at night?"), "one cost. How fast at night?"),
        (Matter("CLM-3", "Finds 96%", missing=("range", "result")), "tell us: range and result."),
        (Matter("CLM-3", "“Finds 96%”"), "You told us: “Finds 96%”. Please send us the test"),
        (Matter("QUE-3", "How many?", on=date(2026, 9, 1)), "On 1 September 2026 we asked you"),
        (Matter("QUE-3", "How many"), "How many."),
        (Matter("PRD-7", "", "Bleed Alert", question="Who pays?"), "About Bleed Alert: Who pays?"),
    ],
)
def test_each_matter_is_asked_in_full_sentences(matter: Matter, words: str) -> None:
    asked = ask_words(matter, TODAY)
    assert words in asked
    assert asked.endswith(f"({matter.reference})")


def test_a_new_question_has_no_reference_yet() -> None:
    assert ask_words(Matter("", "How many sites?"), TODAY) == "How many sites?"


def test_a_message_names_everything_and_numbers_it() -> None:
    matters = [Matter("PRM-4", "Send it", "Bleed Alert"), Matter("QUE-3", "How?", "Bleed Alert")]
    message = compose(matters, ANN, "Example officer", "Riverside (example)", TODAY)
    subject = "2 questions about Bleed Alert from Riverside (example) [PRM-4, QUE-3]"
    assert message.subject == subject
    assert message.references == ("PRM-4", "QUE-3")
    assert message.paragraphs[0] == "Dear Ann,"
    assert message.paragraphs[2].startswith("1. You promised this")
    assert message.paragraphs[-1] == "Kind regards,\nExample officer\nRiverside (example)"


def test_nobody_named_is_a_colleague() -> None:
    message = compose([Matter("", "Why?")], None, "A", "B", TODAY)
    assert message.body.startswith("Dear colleague,\n\nWhy?\n\n")
    assert message.subject == "A question from B"


@pytest.mark.parametrize(
    "matter,kind",
    [
        (Matter("PRM-1", ""), ContactKind.contract),
        (Matter("COST-1", ""), ContactKind.contract),
        (Matter("CLM-1", ""), ContactKind.clinical),
        (Matter("EVD-1", "", evidence_kind=EvidenceKind.hazard_log), ContactKind.safety),
        (Matter("EVD-1", "", evidence_kind=EvidenceKind.price_list), ContactKind.contract),
        (Matter("EVD-1", "", evidence_kind=EvidenceKind.certificate), ContactKind.technical),
        (Matter("", "Why?"), ContactKind.commercial),
    ],
)
def test_the_matter_decides_who_is_asked(matter: Matter, kind: ContactKind) -> None:
    assert contact_kind(matter) is kind


def test_the_right_contact_is_one_who_can_be_written_to() -> None:
    assert choose_recipient([Matter("CLM-1", "")], [ANN, DEE]) is DEE
    assert choose_recipient([Matter("PRM-1", "")], [ANN, COL, DEE]) is ANN
    assert choose_recipient([Matter("PRM-1", "")], [COL]) is COL
    assert choose_recipient([Matter("PRM-1", "")], []) is None


def test_the_mail_address_holds_the_text_and_nothing_else() -> None:
    address = mail_address("ann@x.example?bcc=z@z.example", "A & B", "one\n\ntwo&cc=z@z.example")
    assert address.startswith("mailto:ann@x.example%3Fbcc%3Dz@z.example?subject=A%20%26%20B&body=")
    assert address.count("&") == 1
    assert unquote(address).endswith("one\r\n\r\ntwo&cc=z@z.example")


def test_a_cost_with_a_figure_is_asked_how_it_came_about() -> None:
    known = Matter("COST-9", "Upgrade", "Scribe", on=date(2026, 5, 6), is_known=True)
    words = ask_words(known, TODAY)
    assert words.startswith("We have noted “Upgrade”, of which we learned on 6 May 2026")
    assert "no full figure" not in words


def test_a_claim_that_fails_our_bar_is_asked_what_will_be_done() -> None:
    failed = Matter("CLM-1", "It is quick.", missing=("range",), falls_short=True)
    assert ask_words(failed, TODAY).endswith("What will you do about it, and by when? (CLM-1)")
