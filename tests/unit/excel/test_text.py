"""Text enters a workbook unchanged or not at all."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vendor_tracker.excel.text import (
    LONGEST_TEXT,
    CannotStore,
    escape_units,
    excel_safe,
    looks_like_formula,
    text_xml,
    unescape_units,
)


@pytest.mark.parametrize("character", ["\0", "\x08", "\x0b", "\x1f", "\ufffe", "\uffff", "\ud800"])
def test_a_character_no_workbook_can_store_is_refused(character: str) -> None:
    with pytest.raises(CannotStore, match=r"U\+"):
        excel_safe(f"before{character}after")


def test_a_text_of_the_longest_length_is_stored_and_one_more_is_refused() -> None:
    assert excel_safe("x" * LONGEST_TEXT)
    with pytest.raises(CannotStore, match="32,768 characters"):
        excel_safe("x" * (LONGEST_TEXT + 1))


def test_length_is_counted_as_excel_counts_it() -> None:
    with pytest.raises(CannotStore):
        excel_safe("\U0001f600" * (LONGEST_TEXT // 2 + 1))


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t", "\r", "＝", "＋", "－", "＠", " ="])
def test_text_that_begins_like_a_formula_is_known(start: str) -> None:
    assert looks_like_formula(f"{start}1+1")


@given(st.text())
def test_escaped_units_come_back(text: str) -> None:
    plain = re.sub("[\ud800-\udfff]", "", text)
    assert unescape_units(escape_units(plain)) == plain


@pytest.mark.parametrize("text", ["_x0041_", "_x005F_x0041_", "_x0041_x0042_", "__x0041_", "_x00"])
def test_letters_that_look_escaped_come_back(text: str) -> None:
    assert unescape_units(escape_units(text)) == text


def test_markup_edges_and_line_ends_are_kept() -> None:
    assert text_xml(" <a&b>\r\n") == '<t xml:space="preserve"> &lt;a&amp;b&gt;&#13;\n</t>'
