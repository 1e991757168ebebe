"""Scales on which every figure can be drawn."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vendor_tracker.domain.axes import axis_of

FIGURES = st.lists(st.none() | st.decimals(-(10**6), 10**6, places=3), max_size=5)


@pytest.mark.parametrize(
    "figures, words",
    [
        (["96.2", "90.4", "92", "80"], "70% to 100%"),
        (["3"], "0% to 100%"),
        ([], "0% to 100%"),
        (["100"], "90% to 100%"),
    ],
)
def test_a_share_ends_at_a_hundred(figures: list[str], words: str) -> None:
    assert axis_of(map(Decimal, figures), is_share=True).words == words


def test_other_figures_start_at_nought() -> None:
    axis = axis_of([Decimal(30), None, Decimal("41.5")], is_share=False)
    assert (axis.words, axis.ticks) == ("0 to 50", ("0", "25", "50"))


@given(FIGURES)
def test_every_figure_lies_inside(figures: list[Decimal | None]) -> None:
    axis = axis_of(figures, is_share=False)
    assert axis.start < axis.end
    assert all(axis.start <= figure <= axis.end for figure in figures if figure is not None)
