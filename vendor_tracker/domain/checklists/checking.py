"""What must hold across checklists, and from one version of a checklist to the next."""

from collections import Counter
from collections.abc import Collection, Mapping

from vendor_tracker.domain.checklists.model import Checklist, Library
from vendor_tracker.domain.vocabulary import Gate, Severity

# A person can hold so many reasons to stop in mind at one gate.
MOST_CRITICAL = 12


def check_library(library: Library, rules: Collection[str] | None = None) -> list[str]:
    """Return what is wrong across checklists; with the codes of all rules, also against them."""
    faults = [*_twice(library), *_too_many_critical(library)]
    if rules is not None:
        faults += _without_rule(library, rules)
    return faults


def criticals(library: Library) -> Mapping[Gate, int]:
    """Return how many critical items each gate asks, those with a condition counted in.

    Where a rule of its own watches, the item is not asked a second time and holds up nothing.
    """
    asked = (item for item in library.items if not item.is_covered)
    found = Counter(item.gate for item in asked if item.severity is Severity.critical)
    return {gate: found[gate] for gate in Gate if found[gate]}


def check_successor(old: Checklist, new: Checklist) -> list[str]:
    """Return what is wrong with a new version: ids that were dropped, or given away again."""
    asked = {item.code for item in new.items}
    dropped = [i.code for i in old.items if i.code not in asked and i.code not in new.retired]
    again = [code for code in old.retired if code in asked]
    forgotten = [c for c in old.retired if c not in new.retired and c not in asked]
    start = f"{new.code} {new.version}:"
    return [
        *(f'{start} {code} is gone; list it under "retired".' for code in dropped),
        *(f"{start} {code} was retired and must not be used again." for code in again),
        *(f'{start} {code} must stay listed under "retired".' for code in forgotten),
    ]


def _twice(library: Library) -> list[str]:
    codes = Counter(checklist.code for checklist in library.checklists)
    items = Counter(item.code for item in library.items)
    return [
        *(f"Two checklists have the code {code}." for code, times in codes.items() if times > 1),
        *(f"{code} stands in two checklists." for code, times in items.items() if times > 1),
    ]


def _too_many_critical(library: Library) -> list[str]:
    return [
        f"{gate.label} has {number} critical items; at most {MOST_CRITICAL} can stop a purchase."
        for gate, number in criticals(library).items()
        if number > MOST_CRITICAL
    ]


def _without_rule(library: Library, rules: Collection[str]) -> list[str]:
    return [
        f"{item.code} is covered by {item.covered_by}, and there is no such rule."
        for item in library.items
        if item.covered_by and item.covered_by not in rules
    ]
