"""What the pages about rules read from their forms."""

import re

from vendor_tracker.domain.errors import Refused


def whole_number(text: str) -> int:
    """Return the whole number that a person typed, such as 1,200; refuse anything else."""
    plain = text.replace(",", "").strip()
    if not re.fullmatch(r"[0-9]{1,6}", plain):
        raise Refused("Enter a whole number, such as 30.", field="value")
    return int(plain)
