"""Blank, None and N/A are counted by name; only what says something counts as given."""

import pytest

from tests.cards import example_card
from vendor_tracker.domain.cards.blanks import (
    Filled,
    denies_bias,
    filled,
    form_state,
    of_form,
    of_parts,
)
from vendor_tracker.domain.cards.chai import CODES
from vendor_tracker.domain.cards.fields import FORM, GROUPS


def test_the_form_has_31_fields_in_nine_groups() -> None:
    assert (len(FORM), len(GROUPS), len({field.code for field in FORM})) == (31, 9, 31)
    assert {code for field in FORM for code in field.answered_by} <= CODES


@pytest.mark.parametrize(
    "text, how",
    [
        ("", Filled.blank), ("  \u200b\n", Filled.blank), ("TBD", Filled.blank),
        ("See website.", Filled.blank), ("https://fenwick.example/card", Filled.blank),
        ("None", Filled.none), ("none.", Filled.none), ("NIL", Filled.none),
        ("N/A", Filled.not_applicable), ("not applicable", Filled.not_applicable),
        ("None of the training data holds names.", Filled.given), ("Self-funded", Filled.given),
        ("See https://fenwick.example/card, page 4", Filled.given),
    ],
)  # fmt: skip
def test_how_a_field_was_answered(text: str, how: Filled) -> None:
    assert filled(text) is how


def test_a_part_of_a_card_answers_the_field_that_asks_the_same() -> None:
    (funding,) = [field for field in FORM if field.code == "hti.det_funding"]
    assert form_state({"chai.FundingSource": "Self-funded"}, funding) is Filled.given
    assert form_state({"chai.FundingSource": "None"}, funding) is Filled.none
    own = {"chai.FundingSource": "Self-funded", "hti.det_funding": "N/A"}
    assert form_state(own, funding) is Filled.not_applicable


def test_an_empty_card_has_31_blanks_and_no_optional_part_is_missed() -> None:
    assert (of_form({}).given, len(of_form({}).blank)) == (0, 31)
    assert "Security" not in of_parts({}).blank
    assert "Security" in of_parts({"chai.Security": "N/A"}).not_applicable


def test_the_example_card_is_counted_and_named() -> None:
    found = of_parts(example_card().fields)
    assert found.none == ("Known biases and ethical questions",)
    assert found.not_applicable == ("Known risks and limits", "Consent of patients")
    assert "Who was consulted" in found.blank
    assert found.total == found.given + len(found.unsaid)
    assert "1 “None” and 2 “N/A”" in found.words


def test_no_known_bias_beside_a_long_text_against_it() -> None:
    assert denies_bias(example_card().fields)
    assert not denies_bias(example_card(BiasMitigationApproaches="Some steps.").fields)
    assert not denies_bias(example_card(KnownBiasesOrEthicalConsiderations="Age").fields)
