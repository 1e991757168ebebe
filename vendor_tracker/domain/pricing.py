"""How the price of a cost line comes about: by volume, in other money, with a least and a most."""

import re
from collections.abc import Mapping
from datetime import date
from decimal import ROUND_HALF_EVEN, Decimal
from typing import Any

from vendor_tracker.domain.drivers import check_per
from vendor_tracker.domain.errors import Refused
from vendor_tracker.domain.figures import PLACES
from vendor_tracker.domain.money import MOST, to_pence
from vendor_tracker.domain.plausible import must_not_follow
from vendor_tracker.domain.tiers import Tier, check_tiers, read_tiers

POUNDS = "GBP"
_CODE = re.compile(r"[A-Z]{3}")
_STEP = Decimal(1).scaleb(-PLACES)


def price_of(cost: Mapping[str, Any]) -> dict[str, Any]:
    """Return the price for one that bands or other money lead to; nothing where it is typed."""
    tiers = bands_of(cost)
    if tiers:
        return {"unit_price": tiers[0].price}
    price, rate = cost.get("currency_price"), cost.get("currency_rate")
    if currency_of(cost) == POUNDS or price is None or rate is None:
        return {}
    return {"unit_price": (price * rate).quantize(_STEP, rounding=ROUND_HALF_EVEN)}


def currency_of(cost: Mapping[str, Any]) -> str:
    """Return the code of the money in which a price was told."""
    return (cost.get("currency") or POUNDS).strip().upper()


def bands_of(cost: Mapping[str, Any]) -> tuple[Tier, ...]:
    """Return the prices by volume of a line; refuse words that are none."""
    try:
        return read_tiers(cost.get("tiers") or "")
    except ValueError as error:
        words = f"{error}. Write such as: up to 10000: 1.20; beyond: 0.90."
        raise Refused(words, field="tiers") from error


def check_pricing(cost: Mapping[str, Any], today: date) -> None:
    """Refuse bands that overlap, other money without a dated rate, and two prices at once."""
    check_per(cost.get("per_driver"))
    tiers = bands_of(cost)
    check_tiers(tiers, cost.get("minimum"), cost.get("most"))
    _check_fits(cost)
    _check_currency(cost, today)
    _check_one_way(cost, has_tiers=bool(tiers))


def _check_fits(cost: Mapping[str, Any]) -> None:
    for name in ("minimum", "most"):
        value = cost.get(name)
        if value is not None and value > MOST:
            raise Refused("That amount is too large to be right.", field=name)
        if value is not None and value != to_pence(value):
            words = "An amount has at most two decimals, the pence."
            raise Refused(words, field=name)


def _check_currency(cost: Mapping[str, Any], today: date) -> None:
    code, price = currency_of(cost), cost.get("currency_price")
    rate, rate_on = cost.get("currency_rate"), cost.get("currency_rate_on")
    if code == POUNDS:
        if price is not None or rate is not None or rate_on is not None:
            words = "Say which money it is, such as EUR or USD; a price in pounds goes above."
            raise Refused(words, field="currency")
        return
    if not _CODE.fullmatch(code):
        raise Refused("Money has a code of three letters, such as EUR or USD.", field="currency")
    if price is None or price < 0:
        words = f"Enter the price for one in {code}; it is nought or more."
        raise Refused(words, field="currency_price")
    if rate is None or rate <= 0:
        words = f"Enter how many pounds one {code} was: totals are in pounds alone."
        raise Refused(words, field="currency_rate")
    if rate_on is None:
        raise Refused("Enter the day of this rate.", field="currency_rate_on")
    must_not_follow(today, rate_on, "The day of the rate", "currency_rate_on")


def _check_one_way(cost: Mapping[str, Any], *, has_tiers: bool) -> None:
    """Refuse a price that comes about in two ways."""
    is_foreign = currency_of(cost) != POUNDS
    if has_tiers and is_foreign:
        words = "Prices by volume are in pounds. Convert each one, and leave the other money out."
        raise Refused(words, field="currency")
    if cost.get("staff_role") and (has_tiers or is_foreign):
        words = "The price of somebody’s time comes from the table of staff time alone."
        raise Refused(words, field="staff_role")
    ranged = cost.get("low_price") is not None or cost.get("high_price") is not None
    if has_tiers and ranged:
        words = "A line with prices by volume has no range: the bands say what each one costs."
        raise Refused(words, field="low_price")
