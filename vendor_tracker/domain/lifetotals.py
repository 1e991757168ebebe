"""The known total of a life in one basis, where nobody asks for its years, parts or lines."""

from collections.abc import Callable, Iterable

from vendor_tracker.domain.discounting import Rates
from vendor_tracker.domain.money import ZERO, Money
from vendor_tracker.domain.wholelife import Amounts, Basis, Life, LifeLine, Shares, pence

_HUNDRED = 100
# Works out a total in the basis that is asked for, and no other.
TotalIn = Callable[[Basis], Money]


def total_in(
    basis: Basis, lines: Iterable[LifeLine], life: Life, rates: Rates, *, with_vat: bool
) -> Money:
    """Return the same total as `whole_life` has in this basis, to the penny."""
    shares, added, total = Shares(life, rates, with_vat=with_vat), life.allowance / _HUNDRED, ZERO
    for line in lines:
        if line.amount is not None:
            row = pence(line.amount, getattr(shares.of(line), basis.value))
            total += sum(row, ZERO)
            if added and not line.is_fixed:
                total += sum(pence(added, row), ZERO)
    return total


def in_every(total: TotalIn) -> Amounts:
    """Return a total in every basis."""
    return Amounts(**{basis.value: total(basis) for basis in Basis})
