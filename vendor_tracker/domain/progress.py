"""How far some items are: answered, looked at by a reviewer, and met."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from vendor_tracker.domain.assessing import Reading
from vendor_tracker.domain.vocabulary import ReviewState
from vendor_tracker.domain.worth import NOT_STARTED, Standing


@dataclass(frozen=True, slots=True)
class Progress:
    """How far some items are; what was set aside with a reason is not among them."""

    asked: int = 0
    answered: int = 0
    reviewed: int = 0
    met: int = 0
    # The first day after which something that is met today may no longer be.
    holds_until: date | None = None

    @property
    def left(self) -> int:
        """Return how many are not met with live evidence."""
        return self.asked - self.met


def progress(readings: Iterable[Reading]) -> Progress:
    """Count how far these items are."""
    asked = [one for one in readings if one.standing is not Standing.not_applicable]
    met = [one for one in asked if one.standing is Standing.met]
    return Progress(
        asked=len(asked),
        answered=sum(one.standing not in NOT_STARTED for one in asked),
        reviewed=sum(_is_accepted(one) for one in asked),
        met=len(met),
        holds_until=min((one.holds_until for one in met if one.holds_until), default=None),
    )


def _is_accepted(reading: Reading) -> bool:
    return reading.answer is not None and reading.answer.review is ReviewState.accepted
