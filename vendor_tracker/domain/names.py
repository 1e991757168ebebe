"""Keys of names: to find the same name again, and to sort names as people expect."""

import unicodedata
from functools import lru_cache


# Where names are compared with each other, each of them is asked for again and again.
@lru_cache(maxsize=1024)
def name_key(name: str) -> str:
    """Return the key under which two spellings of one name are the same name."""
    return tidy(unicodedata.normalize("NFKC", name)).casefold()


def sort_key(name: str) -> str:
    """Return the key by which names are sorted: letter case and accents do not count."""
    apart = unicodedata.normalize("NFKD", name_key(name))
    return "".join(c for c in apart if not unicodedata.combining(c))


def tidy(text: str) -> str:
    """Return text on one line, with single spaces and none at its ends."""
    return " ".join(text.split())
