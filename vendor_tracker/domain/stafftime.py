"""What a product does to the time of staff, in pounds a year at the pay that is on record."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal

from vendor_tracker.domain.cases import TimeRow
from vendor_tracker.domain.lifewords import whole_pounds
from vendor_tracker.domain.money import ZERO, Money, to_pence
from vendor_tracker.domain.names import name_key
from vendor_tracker.domain.wording import count

# Hours are told by the week; pay goes on in every week of the year.
_WEEKS = Decimal(52)


@dataclass(frozen=True, slots=True)
class PricedTime:
    """The hours of one role, and what the difference comes to in a year; None without pay."""

    row: TimeRow
    year: Money | None

    @property
    def words(self) -> str:
        """Return the money of one role in words; empty while nobody can say."""
        return "" if self.year is None else _more_or_less(self.year)


def priced(rows: Iterable[TimeRow], prices: Mapping[str, Decimal]) -> tuple[PricedTime, ...]:
    """Return each role with what its hours come to; prices of an hour are by role."""
    by_key = {name_key(role): price for role, price in prices.items()}
    return tuple(PricedTime(row, _year(row, by_key.get(name_key(row.role)))) for row in rows)


def time_sentence(rows: Iterable[PricedTime]) -> str:
    """Return what all roles come to, those apart that take more time; empty without any pay."""
    told = list(rows)
    known = [one.year for one in told if one.year is not None]
    if not known:
        return ""
    more = sum((year for year in known if year > 0), ZERO)
    less = sum((-year for year in known if year < 0), ZERO)
    words = f"In money, {whole_pounds(more)} a year is added and {whole_pounds(less)} is freed."
    lacking = len(told) - len(known)
    if lacking:
        words += f" {count(lacking, 'role is', 'roles are')} not in it: no hours or no pay."
    return words


def _year(row: TimeRow, price: Decimal | None) -> Money | None:
    if row.more is None or price is None:
        return None
    return to_pence(row.more * price * _WEEKS)


def _more_or_less(year: Money) -> str:
    if year == 0:
        return "no change"
    return f"{whole_pounds(abs(year))} a year {'more' if year > 0 else 'less'}"
