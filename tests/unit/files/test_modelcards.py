"""Model cards are read from XML, and nothing else is."""

import io

import pytest

from tests.cards import BOMB, HEAD, OUTSIDE, example_bytes, example_card
from vendor_tracker.domain.errors import Refused
from vendor_tracker.files.modelcards import MOST_BYTES, check_card, read_card

END = "</AppliedModelCard>"


def refused(content: bytes | str) -> str:
    """Return why this is refused."""
    raw = content.encode() if isinstance(content, str) else content
    with pytest.raises(Refused) as refusal:
        read_card(io.BytesIO(raw))
    assert refusal.value.field == "file"
    return refusal.value.message


def test_the_texts_of_a_card_are_read_by_the_code_of_their_part() -> None:
    card = example_card()
    assert (card.edition, card.left_out) == ("0.2", ())
    assert card.fields["chai.ModelName"] == "Head CT Bleed Alert (example)"
    assert card.fields["chai.Keywords"] == "head CT, triage"
    assert card.fields["chai.KnownBiasesOrEthicalConsiderations"] == "None"
    assert "chai.OngoingMaintenance" not in card.fields
    results = card.fields["chai.KeyMetrics.UsefulnessUsabilityEfficacy.Results"].splitlines()
    assert [line.partition(":")[0] for line in results] == ["Sensitivity", "Specificity"]
    assert '"lower":90.44' in results[0]


def test_the_older_edition_is_read_with_its_results_as_text() -> None:
    text = (
        f"{HEAD}<KeyMetrics><FairnessEquity><Result>No difference.</Result></FairnessEquity>"
        "</KeyMetrics><Resources><StakeholdersConsulted>Nurses</StakeholdersConsulted>"
        f"</Resources>{END}"
    ).replace("v0.2", "v0.1")
    card = read_card(io.BytesIO(text.encode()))
    assert card.edition == "0.1"
    assert card.fields == {
        "chai.KeyMetrics.FairnessEquity.Results": "No difference.",
        "chai.Resources.StakeholdersConsulted": "Nurses",
    }


def test_what_is_no_part_of_a_card_is_left_out_and_told() -> None:
    signed = f'{HEAD}<Mood>good</Mood><s:Sig xmlns:s="urn:s"><s:Value>x</s:Value></s:Sig>{END}'
    card = read_card(io.BytesIO(signed.encode()))
    assert (card.fields, card.left_out) == ({}, ("Mood",))


@pytest.mark.parametrize("text", [BOMB, OUTSIDE, f"<!DOCTYPE x>{HEAD}{END}"])
@pytest.mark.parametrize("coding", ["utf-8", "utf-16", "utf-16-le"])
def test_a_document_type_is_refused_in_every_coding(text: str, coding: str) -> None:
    marked = "\ufeff" + text if coding == "utf-16-le" else text
    assert "declares a document type" in refused(marked.encode(coding))


@pytest.mark.parametrize(
    "content, words",
    [
        (b"", "empty"),
        (b"\x89PNG\r\n\x1a\n", "not sound XML: line 1, character 1"),
        (f"{HEAD}\n<BasicInfo></BasicInf>", "not sound XML: line 2, character 14"),
        (f"{HEAD}&nothing;{END}", "not sound XML: line 1"),
        ('<?xml version="1.0" encoding="utf-7"?><a/>', "Ask the supplier for it as XML"),
        ("<html/>", "begins with “html”, so it is no model card"),
        ("<AppliedModelCard/>", "edition that is not known here (“none named”)"),
        (HEAD.replace("v0.2", "v9.9") + END, "Editions 0.1 and 0.2 can be read"),
        (HEAD + "<a>" * 50 + "</a>" * 50 + END, "nested deeper than any model card"),
        (HEAD + "<a/>" * 6_000 + END, "has more parts than any model card"),
        (b"<" + b"a" * (MOST_BYTES + 1), "larger than 2 MB"),
        (b"a" * (20 * 1024 * 1024), "larger than 2 MB"),
        (f"{HEAD}<ModelName>{'w' * 40_000}</ModelName>{END}", "ModelName: The text has 40,000"),
    ],
)
def test_what_cannot_be_read_is_refused_with_place_and_cause(
    content: bytes | str, words: str
) -> None:
    message = refused(content)
    assert words in message
    assert message.count("\n") == 0


def test_only_a_model_card_may_be_kept_as_xml() -> None:
    check_card(io.BytesIO(example_bytes()))
    with pytest.raises(Refused):
        check_card(io.BytesIO(b"<svg xmlns='http://www.w3.org/2000/svg'/>"))
