"""Figures that people type: numbers, percentages, counts."""

import re
from decimal import Decimal

from vendor_tracker.domain.errors import Refused

PLACES = 6
_MOST = Decimal(10) ** 12
_NUMBER = re.compile(r"[-+]?(\d{1,3}(,\d{3})+|\d+)?(\.\d+)?")


def parse_number(text: str, *, field: str | None = None) -> Decimal:
    """Return the number a person typed, such as 1,234.5, with at most six decimals."""
    bare = "".join(text.split()).replace("\N{MINUS SIGN}", "-")
    if not bare.isascii() or not any(c.isdigit() for c in bare) or not _NUMBER.fullmatch(bare):
        raise Refused("Enter a number in digits, such as 1,250 or 96.2.", field=field)
    number = Decimal(bare.replace(",", ""))
    exponent = number.as_tuple().exponent
    if isinstance(exponent, int) and -exponent > PLACES:
        raise Refused(f"A figure has at most {PLACES} decimals.", field=field)
    if abs(number) >= _MOST:
        raise Refused("That number is too large to be right.", field=field)
    return number


def parse_percent(text: str, *, field: str | None = None) -> Decimal:
    """Return a percentage from 0 to 100, typed with or without its sign."""
    number = parse_number("".join(text.split()).removesuffix("%"), field=field)
    if not 0 <= number <= 100:
        raise Refused("A percentage lies between 0 and 100.", field=field)
    return number


def parse_count(text: str, *, field: str | None = None) -> int:
    """Return a whole number from 0 up."""
    number = parse_number(text, field=field)
    if number < 0 or number != number.to_integral_value():
        raise Refused("Enter a whole number, such as 220.", field=field)
    return int(number)


def plain(number: Decimal) -> str:
    """Return a number without trailing zeros or an exponent: 90.4, 92, 1200."""
    text = format(number, "f")
    return text.rstrip("0").rstrip(".") if "." in text else text
