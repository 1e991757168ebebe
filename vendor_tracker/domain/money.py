"""Money in pounds: Decimal everywhere, rounded once, to the penny, half to even."""

import re
from decimal import ROUND_HALF_EVEN, Decimal

from vendor_tracker.domain.errors import Refused

Money = Decimal
PENNY = Decimal("0.01")
ZERO = Decimal("0.00")
# The greatest amount that fits: a whole number of pence in 64 bits leaves room to add.
MOST = Decimal("9999999999999.99")
_UNIT_PLACES = 6
_HUNDRED = Decimal(100)
_GROUPED = re.compile(r"\d{1,3}(,\d{3})+(\.\d+)?|\d+(\.\d+)?|\.\d+")


def parse_money(text: str, *, field: str | None = None) -> Money:
    """Return the amount a person typed, such as £1,234.50."""
    return parse_pounds(text, places=2, field=field).quantize(PENNY)


def parse_paid(text: str, *, field: str | None = None) -> Money:
    """Return an amount that was paid; a minus or brackets say that money came back."""
    bare = "".join(text.split()).replace("−", "-")
    came_back = bare.startswith("(") and bare.endswith(")")
    inside = bare[1:-1] if came_back else bare
    if not came_back and (inside.startswith(("-", "£-")) or inside.endswith("-")):
        came_back, inside = True, inside.replace("-", "", 1)
    if "-" in inside:
        words = "Enter an amount such as 1,234.50, with one minus or brackets if it came back."
        raise Refused(words, field=field)
    amount = parse_money(inside, field=field)
    return -amount if came_back else amount


def parse_unit_price(text: str, *, field: str | None = None) -> Decimal:
    """Return a price for one unit, which may have up to six decimals."""
    return parse_pounds(text, places=_UNIT_PLACES, field=field)


def parse_pounds(text: str, *, places: int, field: str | None = None) -> Decimal:
    """Return an amount in pounds with at most this many decimals, or refuse it in words."""
    bare = "".join(text.split()).removeprefix("£").removesuffix("GBP").removeprefix("GBP")
    if bare.startswith("-"):
        raise Refused("An amount cannot be less than nothing.", field=field)
    if not _GROUPED.fullmatch(bare) or not bare.isascii():
        raise Refused("Enter an amount in pounds, such as 1,234.50.", field=field)
    amount = Decimal(bare.replace(",", ""))
    if -_exponent(amount) > places:
        raise Refused(_too_fine(places), field=field)
    if amount > MOST:
        raise Refused("That amount is too large to be right.", field=field)
    return amount


def line_amount(quantity: Decimal | None, unit_price: Decimal | None) -> Money | None:
    """Return quantity times unit price to the penny; None if either is not known."""
    if quantity is None or unit_price is None:
        return None
    return to_pence(quantity * unit_price)


def vat_amount(net: Money, rate: Decimal | None) -> Money | None:
    """Return the VAT on a net amount at this percentage; None if no rate was stated."""
    return None if rate is None else to_pence(net * rate / _HUNDRED)


def to_pence(amount: Decimal) -> Money:
    """Round an amount to the penny, a half penny to the even one."""
    return amount.quantize(PENNY, rounding=ROUND_HALF_EVEN)


def pounds(amount: Decimal) -> str:
    """Return an amount as people write it: £1,234.50, and £1,234 when no pence are due."""
    if amount < 0:
        return f"-{pounds(-amount)}"
    if amount == amount.to_integral_value():
        return f"£{amount:,.0f}"
    if -_exponent(amount.normalize()) > 2:
        return f"£{amount.normalize():,f}"
    return f"£{amount:,.2f}"


def _too_fine(places: int) -> str:
    if places == 2:
        return (
            "An amount has at most two decimals, the pence. Put finer prices as a price per unit."
        )
    return f"A price per unit has at most {places} decimals."


def _exponent(amount: Decimal) -> int:
    exponent = amount.as_tuple().exponent
    return exponent if isinstance(exponent, int) else 0
