"""What may be stored as text."""

import pytest

from vendor_tracker.domain.texts import storable


@pytest.mark.parametrize("text", ["", "  \n", "\u200b", " \ufeff\u2060 "])
def test_what_nobody_can_see_is_no_text(text: str) -> None:
    assert storable(text) == ""


@pytest.mark.parametrize("text", [" a ", "a\u200bb", "👩\u200d⚕️", "\u200fx"])
def test_what_can_be_seen_is_kept_as_it_is(text: str) -> None:
    assert storable(text) == text


@pytest.mark.parametrize("sign", ["\u202a", "\u202b", "\u202d", "\u202e", "\u2067", "\u2069"])
def test_what_would_turn_a_text_round_is_left_out(sign: str) -> None:
    assert storable(f"a{sign}b") == "ab"
    assert storable(sign) == ""
