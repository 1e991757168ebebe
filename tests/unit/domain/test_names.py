"""Keys of names."""

from hypothesis import given
from hypothesis import strategies as st

from vendor_tracker.domain.names import name_key, sort_key


def test_spellings_of_one_name_have_one_key() -> None:
    assert name_key("  Harrowmere\u00a0 Imaging ") == name_key("HARROWMERE imaging")
    assert name_key("ﬁrst") == "first"
    assert name_key("Straße") == "strasse"


def test_accents_count_for_the_name_and_not_for_its_place() -> None:
    assert name_key("Élan") != name_key("Elan")
    assert sort_key("Élan") == sort_key("elan")


@given(st.text())
def test_a_key_has_no_stray_spaces(text: str) -> None:
    assert name_key(text) == " ".join(name_key(text).split())
