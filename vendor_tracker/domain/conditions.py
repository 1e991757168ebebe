"""The conditions of a decision: what must follow, by whom and by when."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from vendor_tracker.domain.wording import count, day

# More than these are a plan of their own, and belong into a document.
MOST = 10


@dataclass(frozen=True, slots=True)
class Condition:
    """One thing that must follow a decision to go on."""

    text: str = ""
    person: str = ""
    due_on: date | None = None

    @property
    def is_blank(self) -> bool:
        """Tell whether nothing was entered."""
        return not (self.text.strip() or self.person.strip() or self.due_on)

    @property
    def words(self) -> str:
        """Return the condition in one line."""
        parts = [self.person.strip()] if self.person.strip() else []
        parts += [f"by {day(self.due_on)}"] if self.due_on else []
        return f"{self.text.strip()} ({', '.join(parts)})" if parts else self.text.strip()


def joined(conditions: Iterable[Condition]) -> str:
    """Return conditions as one text, a line for each."""
    return "\n".join(one.words for one in conditions)


def passed_words(conditions: int, still_open: int) -> str:
    """Say under how many conditions a gate was passed, and how many of them are still open."""
    if not conditions:
        return "with conditions"
    left = f"{still_open:,} still open" if still_open else "none still open"
    return f"with {count(conditions, 'condition')}, {left}"
