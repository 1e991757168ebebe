"""What may be stored as text."""

import pytest

from vendor_tracker.domain.texts import storable


@pytest.mark.parametrize("text", ["", "  \n", "\u200b", " \ufeff\u2060 "])
def test_what_nobody_can_see_is_no_text(text: str) -> None:
    assert storable(text) == ""


@pytest.mark.parametrize("text", [" a ", "a\u200bb", "👩\u200d⚕️", "\u200fx"])
def test_what_can_be_seen_is_kept_as_it_is(text: str) -> None:
    assert storable(text) == text
