"""Made-up places in a list, such as nobody was ever given."""

import base64
import json
from collections.abc import Iterator
from typing import Any

INSIDE: tuple[Any, ...] = (
    float("inf"),
    None,
    2**70,
    "\0",
    "\ud800",
    [],
    "1e999",
    True,
    "9999-99-99",
)


def cursors(*lengths: int) -> Iterator[str]:
    """Yield made-up places in a list with so many columns; without a number, with a few."""
    yield from ("é", "[", "W" * 7, base64.urlsafe_b64encode(b"[" * 30_000).decode())
    for value in INSIDE:
        for length in lengths or (1, 2, 3, 4):
            yield base64.urlsafe_b64encode(json.dumps([value] * length).encode()).decode()
