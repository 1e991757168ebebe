"""The ledger of a product: each of the 30 kinds of cost, whether anybody asked or not."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from vendor_tracker.domain.costs import is_answered
from vendor_tracker.domain.facts import CostFacts
from vendor_tracker.domain.plausible import ALWAYS_ARISES
from vendor_tracker.domain.vocabulary import CostCategory
from vendor_tracker.domain.wording import count


@dataclass(frozen=True, slots=True)
class Entry:
    """One kind of cost with its lines; without a line nobody has asked about it."""

    category: CostCategory
    lines: tuple[CostFacts, ...]

    @property
    def is_answered(self) -> bool:
        """Tell whether every line of it has a figure, a nil or a reason."""
        return bool(self.lines) and all(is_answered(line) for line in self.lines)

    @property
    def always_arises(self) -> bool:
        """Tell whether it can never be set aside: watching, errors, extra findings."""
        return self.category in ALWAYS_ARISES


@dataclass(frozen=True, slots=True)
class Ledger:
    """All kinds of cost of one product, and the lines that are of no kind yet."""

    entries: tuple[Entry, ...]
    unsorted: tuple[CostFacts, ...]

    @property
    def answered(self) -> int:
        """Return how many kinds are answered."""
        return sum(entry.is_answered for entry in self.entries)

    @property
    def not_asked(self) -> tuple[Entry, ...]:
        """Return the kinds that nobody has asked about."""
        return tuple(entry for entry in self.entries if not entry.lines)

    @property
    def sentence(self) -> str:
        """Return how far the ledger is filled."""
        words = [f"{self.answered} of {len(self.entries)} kinds of cost are answered."]
        waiting = len(self.entries) - self.answered - len(self.not_asked)
        if waiting:
            words.append(f"{count(waiting, 'kind waits', 'kinds wait')} for a figure.")
        if self.not_asked:
            asked = count(len(self.not_asked), "kind was", "kinds were")
            words.append(f"{asked} never asked about: what they cost is not known.")
        return " ".join(words)


def ledger_of(lines: Iterable[CostFacts]) -> Ledger:
    """Sort the lines of a product, and those of its suppliers that name none, by kind."""
    given: Sequence[CostFacts] = tuple(lines)
    entries = tuple(
        Entry(category, tuple(line for line in given if line.category is category))
        for category in CostCategory
    )
    return Ledger(entries, tuple(line for line in given if line.category is None))
