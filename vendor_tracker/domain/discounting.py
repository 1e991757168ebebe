"""How much money in later years counts today: rates in bands of years, as published."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import lru_cache

from vendor_tracker.domain.errors import Refused
from vendor_tracker.domain.figures import parse_percent, plain

ONE = Decimal(1)
# No public table counts later money down faster; above it, a point was most likely left out.
MOST_RATE = Decimal(15)
_HUNDRED = Decimal(100)


@dataclass(frozen=True, slots=True)
class Band:
    """The rates of a run of years, in percent a year."""

    last_year: int
    standard: Decimal
    health: Decimal


@dataclass(frozen=True, slots=True)
class Rates:
    """One published table of rates; its name is printed beside every total that used it."""

    name: str
    valid_from: date
    source: str
    bands: tuple[Band, ...]

    def rate(self, year: int, *, health: bool = False) -> Decimal:
        """Return the rate of a year, in percent; year 1 is the first that is discounted."""
        band = next((one for one in self.bands if year <= one.last_year), self.bands[-1])
        return band.health if health else band.standard

    def factor(self, year: int, *, health: bool = False) -> Decimal:
        """Return what one pound of that year is worth in year 0."""
        return _factor(self, year, health)


@lru_cache(maxsize=4096)
def _factor(rates: Rates, year: int, health: bool) -> Decimal:
    """Divide year by year, each by the rate of its own band."""
    if year <= 0:
        return ONE
    before = _factor(rates, year - 1, health)
    return before / (ONE + rates.rate(year, health=health) / _HUNDRED)


def _bands(*rows: tuple[int, str, str]) -> tuple[Band, ...]:
    return tuple(Band(last, Decimal(standard), Decimal(health)) for last, standard, health in rows)


# Newest last. A new edition is a new entry: totals made with an older one stay explained.
EDITIONS: tuple[Rates, ...] = (
    Rates(
        "Green Book, February 2026",
        date(2026, 2, 1),
        "HM Treasury, as quoted in the transport appraisal note of 16 April 2026",
        _bands(
            (30, "3.5", "1.5"),
            (75, "3.0", "1.29"),
            (125, "2.5", "1.07"),
            (200, "2.0", "0.86"),
            (300, "1.5", "0.64"),
            (10_000, "1.0", "0.43"),
        ),
    ),
)


def rates_on(on: date, editions: Sequence[Rates] = EDITIONS) -> Rates:
    """Return the table in force on a day; before the first one, the first."""
    found = [one for one in editions if one.valid_from <= on]
    return found[-1] if found else editions[0]


def one_rate(text: str) -> Rates:
    """Return one rate for every year, as somebody typed it to see what it does."""
    percent = parse_percent(text, field="rate")
    if percent > MOST_RATE:
        raise Refused(
            f"Enter a rate from 0 to {MOST_RATE} percent a year. For {plain(percent / 10)}% "
            f"enter {plain(percent / 10)}.",
            field="rate",
        )
    name = f"{plain(percent)}% in every year, as asked for on this page"
    band = Band(10_000, percent, percent)
    return Rates(name, date.min, "entered here", (band,))


def next_edition(on: date, editions: Sequence[Rates] = EDITIONS) -> date | None:
    """Return the day after this one on which another table comes into force, if one is known."""
    return min((one.valid_from for one in editions if one.valid_from > on), default=None)
