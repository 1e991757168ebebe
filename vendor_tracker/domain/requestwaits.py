"""How long a supplier lets questions wait: part of what is held about them."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from statistics import median_high

from vendor_tracker.domain.wording import count
from vendor_tracker.domain.workingdays import working_days_between


@dataclass(frozen=True, slots=True)
class Waits:
    """How many questions were answered and are open, in working days."""

    answered: int = 0
    # Half of the answers came within this time.
    usual: int | None = None
    open: int = 0
    longest: int | None = None

    @property
    def words(self) -> str:
        """Say it in one sentence."""
        if not self.answered and not self.open:
            return "We have not asked them anything yet."
        told = "No question was answered yet"
        if self.usual is not None:
            most = count(self.usual, "working day")
            told = f"1 question was answered, after {most}"
            if self.answered > 1:
                told = f"{self.answered:,} questions were answered, half of them within {most}"
        if self.longest is None:
            return f"{told}. Nothing waits now."
        waits = count(self.open, "question waits", "questions wait")
        return f"{told}. {waits}, the oldest for {count(self.longest, 'working day')}."


def waits_of(asked: Iterable[tuple[date, date | None]], on: date) -> Waits:
    """Return how long questions waited, from when each was asked and answered."""
    pairs = list(asked)
    done = [working_days_between(sent, told) for sent, told in pairs if told is not None]
    left = [working_days_between(sent, on) for sent, told in pairs if told is None]
    return Waits(len(done), median_high(done) if done else None, len(left), max(left, default=None))
