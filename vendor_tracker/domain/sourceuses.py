"""What rests on each source: the items that ask because of it, and the rules that speak."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from vendor_tracker.domain.checklists.model import Item, Library
from vendor_tracker.domain.gaps import GapRule
from vendor_tracker.domain.sources import CHAPTER, SOURCES, Source, sources_of

NOT_VERIFIED = "Not verified by us"


@dataclass(frozen=True, slots=True)
class SourceUse:
    """One source, with the items in force and the rules that rest on it."""

    source: Source
    items: tuple[Item, ...]
    rules: tuple[GapRule, ...]

    @property
    def reference(self) -> str:
        """Return the code by which items and rules name the source."""
        return self.source.code

    @property
    def is_statement(self) -> bool:
        """Tell whether it is one statement of the chapter that began it all."""
        return self.source.title == CHAPTER

    @property
    def checked(self) -> str:
        """Say when the part that we use was read at its publisher's: `September 2026`."""
        if not self.source.is_checked:
            return NOT_VERIFIED
        return f"{date.fromisoformat(f'{self.source.checked_on}-01'):%B %Y}"


def source_uses(library: Library, rules: Iterable[GapRule]) -> tuple[SourceUse, ...]:
    """Return every source in its order, with what rests on it."""
    items: dict[str, list[Item]] = {code: [] for code in SOURCES}
    speaking: dict[str, list[GapRule]] = {code: [] for code in SOURCES}
    for item in library.items:
        for code in item.sources:
            items.get(code, []).append(item)
    for rule in rules:
        for source in sources_of(rule.source):
            speaking[source.code].append(rule)
    return tuple(
        SourceUse(source, tuple(items[code]), tuple(speaking[code]))
        for code, source in SOURCES.items()
    )
