"""From one version of a checklist to the next: since when words hold, and what is different."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace

from vendor_tracker.domain.checklists.model import Checklist, Item, version_number
from vendor_tracker.domain.vocabulary import Severity


@dataclass(frozen=True, slots=True)
class ItemChange:
    """How an organisation changed an item; without an item, a whole checklist."""

    checklist: str
    item: str = ""
    is_retired: bool = False
    severity: Severity | None = None
    months: int | None = None


@dataclass(frozen=True, slots=True)
class Reworded:
    """An item as it was asked, and as it is asked now."""

    old: Item
    new: Item


@dataclass(frozen=True, slots=True)
class Difference:
    """What a version asks otherwise than the one before it."""

    new: tuple[Item, ...] = ()
    reworded: tuple[Reworded, ...] = ()
    # Asked as before, but at another gate, of another severity or validity, or explained anew.
    altered: tuple[Reworded, ...] = ()
    retired: tuple[Item, ...] = ()
    unchanged: tuple[Item, ...] = ()


def compare(old: Checklist | None, new: Checklist) -> Difference:
    """Return what is new, asked otherwise, and no longer asked."""
    before = {item.code: item for item in old.items} if old else {}
    both = [(before[item.code], item) for item in new.items if item.code in before]
    now = {item.code for item in new.items}
    same_words = [(was, item) for was, item in both if was.words == item.words]
    return Difference(
        new=tuple(item for item in new.items if item.code not in before),
        reworded=tuple(Reworded(was, item) for was, item in both if was.words != item.words),
        altered=tuple(Reworded(was, item) for was, item in same_words if _told(was) != _told(item)),
        retired=tuple(item for code, item in before.items() if code not in now),
        unchanged=tuple(item for was, item in same_words if _told(was) == _told(item)),
    )


def with_since(published: Sequence[Checklist]) -> Checklist:
    """Return the newest of a checklist's versions, each item with the version of its words.

    The versions stand in the order in which they were published.
    """
    newest = published[-1]
    if len(published) == 1:
        return newest
    earlier = [{item.code: item for item in one.items} for one in published]

    def dated(item: Item) -> Item:
        since = ""
        for number in range(len(published) - 1, 0, -1):
            was = earlier[number - 1].get(item.code)
            if was is None:
                break
            if was.words != item.words:
                since = published[number].version
                break
        return replace(item, since=since) if since else item

    return _each(newest, dated)


def with_changes(checklist: Checklist, changes: Mapping[str, ItemChange]) -> Checklist | None:
    """Return a checklist as it is in use here, by the newest change of each item; None if not."""
    if "" in changes and changes[""].is_retired:
        return None
    if not changes:
        return checklist

    def changed(item: Item) -> Item | None:
        change = changes.get(item.code)
        if change is None:
            return item
        if change.is_retired:
            return None
        months = item.validity.months if change.months is None else change.months
        return replace(
            item,
            severity=change.severity or item.severity,
            validity=replace(item.validity, months=months),
        )

    return _each(checklist, changed)


def is_reworded(item: Item, answered_under: str) -> bool:
    """Tell whether an item was asked in other words when it was answered."""
    if not item.since or not answered_under or answered_under == item.since:
        return False
    return version_number(answered_under) < version_number(item.since)


def _each(checklist: Checklist, made: Callable[[Item], Item | None]) -> Checklist:
    """Return a checklist with each item made anew; a section without items goes."""
    sections = []
    for section in checklist.sections:
        kept = tuple(item for item in map(made, section.items) if item is not None)
        if kept:
            sections.append(replace(section, items=kept))
    return replace(checklist, sections=tuple(sections))


def _told(item: Item) -> Item:
    """Return an item with what is worked out, and never written, taken away."""
    return replace(item, since="")
