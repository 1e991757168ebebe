"""Prices by volume: bands of quantity with a price each, a least and a most to pay in a year."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from functools import lru_cache
from itertools import pairwise

from vendor_tracker.domain.errors import Refused, RefusedMany
from vendor_tracker.domain.figures import plain
from vendor_tracker.domain.money import ZERO, Money, line_amount, to_pence

_UP_TO, _BEYOND = "up to ", "beyond"


@dataclass(frozen=True, slots=True)
class Tier:
    """One band of quantity; without an end it goes on for ever: the price beyond the last band."""

    up_to: Decimal | None
    price: Decimal


def write_tiers(tiers: Iterable[Tier]) -> str:
    """Return bands as one line that people and the program can read; nothing for none."""
    return "; ".join(
        f"{_BEYOND if one.up_to is None else _UP_TO + plain(one.up_to)}: {plain(one.price)}"
        for one in tiers
    )


@lru_cache(maxsize=512)
def read_tiers(text: str) -> tuple[Tier, ...]:
    """Return the bands of such a line; ValueError for words that are no bands."""
    found = []
    for part in filter(None, (part.strip() for part in text.split(";"))):
        end, _, price = part.partition(":")
        if not end.startswith(_UP_TO) and end != _BEYOND:
            raise ValueError(f"“{part}” is no band of prices")
        try:
            up_to = None if end == _BEYOND else _number(end.removeprefix(_UP_TO))
            found.append(Tier(up_to, _number(price)))
        except InvalidOperation:
            raise ValueError(f"“{part}” is no band of prices") from None
    return tuple(found)


def _number(text: str) -> Decimal:
    return Decimal(text.replace(",", "").replace("£", "").strip())


def charged(
    quantity: Decimal | None,
    unit_price: Decimal | None,
    tiers: Sequence[Tier] = (),
    minimum: Money | None = None,
    most: Money | None = None,
) -> Money | None:
    """Return what a quantity costs, rounded to the penny once; None without a price.

    Each band charges only the part of the quantity that falls into it. The least to pay is
    charged even if nobody uses it; the most to pay ends the bill.
    """
    if tiers and quantity is not None:
        found: Money | None = to_pence(
            sum((price * part for part, price in _parts(quantity, tiers)), ZERO)
        )
    else:
        found = line_amount(quantity, unit_price)
    if found is None:
        return None
    if minimum is not None:
        found = max(found, minimum)
    return found if most is None else min(found, most)


def one_more(
    quantity: Decimal | None,
    unit_price: Decimal | None,
    tiers: Sequence[Tier] = (),
    minimum: Money | None = None,
    most: Money | None = None,
) -> Money | None:
    """Return what one more costs beyond this quantity; None while that is not known."""
    if quantity is None:
        return None
    now = charged(quantity, unit_price, tiers, minimum, most)
    then = charged(quantity + 1, unit_price, tiers, minimum, most)
    if now is None or then is None:
        return None
    # Below the least and beyond the most nothing is added; else the price itself tells it finest.
    if now == minimum or most in (now, then):
        return then - now
    return _price_at(quantity, tiers) if tiers else unit_price


def _price_at(quantity: Decimal, tiers: Iterable[Tier]) -> Decimal:
    return next(one.price for one in tiers if one.up_to is None or quantity < one.up_to)


def _parts(quantity: Decimal, tiers: Iterable[Tier]) -> Iterable[tuple[Decimal, Decimal]]:
    """Return which part of a quantity falls into which band, with the price there."""
    below = Decimal(0)
    for tier in tiers:
        top = quantity if tier.up_to is None else min(quantity, tier.up_to)
        if top > below:
            yield top - below, tier.price
        below = max(below, top)


def check_tiers(tiers: Sequence[Tier], minimum: Money | None, most: Money | None) -> None:
    """Refuse bands that overlap or leave the last quantity without a price, each at its box."""
    found = [*_wrong_bands(tiers), *_wrong_ends(minimum, most)]
    if found:
        raise RefusedMany(tuple(found))


def _wrong_bands(tiers: Sequence[Tier]) -> Iterable[Refused]:
    for place, tier in enumerate(tiers):
        if tier.price < 0:
            words = "A price cannot be below nothing."
            yield Refused(words, field=f"tiers-{place}-price")
        if tier.up_to is None and place < len(tiers) - 1:
            words = "Only the last band has no end: say up to which quantity this price holds."
            yield Refused(words, field=f"tiers-{place}-up_to")
        if tier.up_to is not None and tier.up_to <= 0:
            words = "A band ends above nought."
            yield Refused(words, field=f"tiers-{place}-up_to")
    for place, (one, other) in enumerate(pairwise(tiers), 1):
        if one.up_to is not None and other.up_to is not None and other.up_to <= one.up_to:
            words = f"This band overlaps the one before, which goes up to {plain(one.up_to)}."
            yield Refused(words, field=f"tiers-{place}-up_to")
    if tiers and tiers[-1].up_to is not None:
        words = "Leave the end of the last band empty and give the price of each one beyond it."
        yield Refused(words, field=f"tiers-{len(tiers) - 1}-up_to")


def _wrong_ends(minimum: Money | None, most: Money | None) -> Iterable[Refused]:
    if minimum is not None and minimum < 0:
        yield Refused("The least to pay cannot be below nothing.", field="minimum")
    if most is not None and most < 0:
        yield Refused("The most to pay cannot be below nothing.", field="most")
    if minimum is not None and most is not None and most < minimum:
        yield Refused("The most to pay is below the least to pay.", field="most")
