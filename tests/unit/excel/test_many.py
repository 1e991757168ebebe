"""Several parts in one cell come back as they were."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vendor_tracker.excel.many import joined, parted


@given(st.lists(st.text(min_size=1).filter(lambda text: "\r" not in text), max_size=5))
def test_parts_come_back(parts: list[str]) -> None:
    assert parted(joined(parts)) == tuple(parts)


@pytest.mark.parametrize(
    "typed, meant",
    [
        ("SUP-1; SUP-2", ("SUP-1", "SUP-2")),
        ("SUP-1;;  ; SUP-2;", ("SUP-1", "SUP-2")),
        ("one\ntwo", ("one", "two")),
        ('"A; B"; C', ("A; B", "C")),
        ('the "best" one', ('the "best" one',)),
        ('"never closed; x', ('"never closed', "x")),
        ("", ()),
    ],
)
def test_what_people_type_is_parted(typed: str, meant: tuple[str, ...]) -> None:
    assert parted(typed) == meant
