"""Small pieces of sentences: dates, counts and lists as people write them."""

from collections.abc import Sequence
from datetime import date

# Not strftime: its month names follow the machine's language.
_MONTHS = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)


def day(on: date) -> str:
    """Return a date in words, such as 3 October 2026."""
    return f"{short_day(on)} {on.year}"


def short_day(on: date) -> str:
    """Return a date without its year, such as 3 October."""
    return f"{on.day} {_MONTHS[on.month - 1]}"


def count(number: int, one: str, more: str = "") -> str:
    """Return a number with its noun, such as `1 gap` or `3 gaps`."""
    return f"{number:,} {one if number == 1 else more or one + 's'}"


def listed(words: Sequence[str]) -> str:
    """Return words as a list in a sentence: `a, b and c`; one that holds a list stays whole."""
    if len(words) < 2:
        return "".join(words)
    if any(", " in word for word in words):
        return f"{'; '.join(words[:-1])}; and {words[-1]}"
    comma = "," if any(" and " in word for word in words) else ""
    return f"{', '.join(words[:-1])}{comma} and {words[-1]}"


def ago(days: int) -> str:
    """Return how long ago something was: `today`, `yesterday`, `41 days ago`."""
    if days == 0:
        return "today"
    return "yesterday" if days == 1 else f"{days:,} days ago"


def capital(text: str) -> str:
    """Return text with its first letter in upper case and the rest as it was."""
    return text[:1].upper() + text[1:]


def shortened(text: str, most: int = 255) -> str:
    """Return text of at most so many signs; what is cut off ends after a whole word and a `…`.

    >>> shortened("It finds every bleed.", 12)
    'It finds…'
    """
    if len(text) <= most:
        return text
    kept = text[:most]
    whole = kept.rpartition(" ")[0] or kept[: most - 1]
    return f"{whole.rstrip(' ,.;:')}…"
