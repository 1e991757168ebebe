"""The years over which somebody counts a product, or those that are assumed until then."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

_APRIL = 4


@dataclass(frozen=True, slots=True)
class Plan:
    """The years of use that somebody set for a product, and the allowance for risk."""

    starts_on: date
    years: int
    allowance: Decimal | None = None
    allowance_class: str = ""
    allowance_reason: str = ""


def assumed_start(on: date) -> date:
    """Return the first day of the financial year: an assumed life does not move every day."""
    return date(on.year if on.month >= _APRIL else on.year - 1, _APRIL, 1)


def next_start(on: date) -> date:
    """Return the day on which an assumed life moves on."""
    return assumed_start(on).replace(year=assumed_start(on).year + 1)
