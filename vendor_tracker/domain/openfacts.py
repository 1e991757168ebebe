"""The fact about a product that, once it is known, settles most items."""

from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

from vendor_tracker.domain.assessing import GateItems
from vendor_tracker.domain.checklists.expressions import DERIVED, FACT_NAMES, applies
from vendor_tracker.domain.checklists.model import Library
from vendor_tracker.domain.checklists.phrases import PHRASES
from vendor_tracker.domain.checklists.profiles import Profile, profile
from vendor_tracker.domain.dossier import ProductDossier
from vendor_tracker.domain.vocabulary import Known

_TIER = ("tier_B", "tier_C")
_ANSWERS = (Known.yes, Known.no)


class OpenFact(NamedTuple):
    """A fact that nobody has settled, and how many items may fall away once it is known."""

    thing: str
    items: int


def most_telling(product: ProductDossier, items: GateItems | None) -> OpenFact | None:
    """Return the unknown fact that settles most of the items that are left for a gate."""
    left = frozenset() if items is None else frozenset(one.item.code for one in items.left)
    if not left:
        return None
    found = (
        OpenFact(thing, len(codes & left))
        for thing, codes in _falling(product.library, profile(product))
    )
    # The first of equals: they stand in the order in which people meet the facts.
    return max((one for one in found if one.items), key=lambda one: one.items, default=None)


@lru_cache(maxsize=4096)
def _falling(library: Library, facts: Profile) -> tuple[tuple[str, frozenset[str]], ...]:
    """Return for each unknown fact the items that would fall away, taking the better answer."""
    known = dict(facts)
    asked = _asked(library, known)
    return tuple(
        (thing, max((asked - _asked(library, known | one) for one in answers), key=len))
        for thing, answers in _alternatives(known)
    )


def _alternatives(known: dict[str, Known]) -> Iterator[tuple[str, tuple[dict[str, Known], ...]]]:
    if all(known[name] is Known.unknown for name in _TIER):
        thirds = ((Known.no, Known.no), (Known.yes, Known.no), (Known.no, Known.yes))
        yield PHRASES[_TIER[0]].thing, tuple(dict(zip(_TIER, one, strict=True)) for one in thirds)
    for name in FACT_NAMES:
        if name not in DERIVED and known[name] is Known.unknown:
            yield PHRASES[name].thing, tuple({name: answer} for answer in _ANSWERS)


def _asked(library: Library, known: dict[str, Known]) -> frozenset[str]:
    return frozenset(item.code for item in library.items if applies(item.when, known))
