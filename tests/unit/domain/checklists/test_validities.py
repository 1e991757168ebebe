"""How long an answer holds reads as a sentence goes on."""

import pytest

from vendor_tracker.domain.checklists.model import Validity
from vendor_tracker.domain.checklists.validities import validity_words


@pytest.mark.parametrize(
    "validity, words",
    [
        (Validity(), "for as long as its evidence does"),
        (Validity(months=1), "for 1 month"),
        (Validity(contract=True), "for as long as the contract runs"),
        (Validity(renewal="06-30"), "until 30 June of each year"),
        (Validity(renewal="02-29"), "until 29 February of each year"),
        (
            Validity(months=12, version=True),
            "for 12 months and until the version changes, whichever comes first",
        ),
    ],
)
def test_how_long_an_answer_holds(validity: Validity, words: str) -> None:
    assert validity_words(validity) == words
