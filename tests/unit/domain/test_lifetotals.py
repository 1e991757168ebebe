"""A total in one basis is the total of the whole life in that basis."""

from hypothesis import given
from hypothesis import strategies as st

from tests.unit.domain.test_wholelife import LINES, LIVES, RATES
from vendor_tracker.domain.lifetotals import in_every, total_in
from vendor_tracker.domain.wholelife import Life, LifeLine, whole_life


@given(LINES, LIVES, st.booleans())
def test_it_is_the_same_to_the_penny(lines: list[LifeLine], life: Life, with_vat: bool) -> None:
    found = whole_life(lines, life, RATES, with_vat=with_vat).total
    assert found == in_every(lambda basis: total_in(basis, lines, life, RATES, with_vat=with_vat))
