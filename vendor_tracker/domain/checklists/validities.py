"""How long an answer holds, in words."""

from datetime import date

from vendor_tracker.domain.checklists.model import Validity
from vendor_tracker.domain.wording import count, listed, short_day

_ANY_YEAR = 2000


def validity_words(validity: Validity) -> str:
    """Say how long an answer holds, such as `for 12 months and until the version changes`."""
    parts = []
    if validity.months:
        parts.append(f"for {count(validity.months, 'month')}")
    if validity.version:
        parts.append("until the version changes")
    if validity.contract:
        parts.append("for as long as the contract runs")
    if validity.renewal:
        month, day = (int(part) for part in validity.renewal.split("-"))
        parts.append(f"until {short_day(date(_ANY_YEAR, month, day))} of each year")
    if len(parts) < 2:
        return "".join(parts) or "for as long as its evidence does"
    return f"{listed(parts)}, whichever comes first"
