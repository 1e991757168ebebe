"""Rows are high enough for the text that wraps in them."""

import pytest

from vendor_tracker.excel import heights

WIDTHS = ((1, 23),)


@pytest.mark.parametrize(
    "text, height",
    [
        ("", ""),
        ("a" * 19, ""),
        ("a" * 20, ""),
        ("a" * 21, ' ht="30" customHeight="1"'),
        ("a" * 41, ' ht="45" customHeight="1"'),
        ("one\ntwo\nthree", ' ht="45" customHeight="1"'),
        ("a\n\n" + "b" * 25, ' ht="60" customHeight="1"'),
        ("a" * 30_000, ' ht="405" customHeight="1"'),
        (None, ""),
        (7, ""),
    ],
)
def test_a_row_is_as_high_as_its_longest_text_needs(text: object, height: str) -> None:
    assert heights.opening("2", ("x", text), WIDTHS) == f'<row r="2"{height}>'
