"""Which items a product must answer, by what is known of it."""

from collections.abc import Mapping
from functools import lru_cache

from vendor_tracker.domain.checklists.expressions import FACT_NAMES, applies, evaluate
from vendor_tracker.domain.checklists.model import Item, Library
from vendor_tracker.domain.dossier import ProductDossier
from vendor_tracker.domain.gates import next_gate
from vendor_tracker.domain.vocabulary import EsfTier, Gate, Known, Stage

_UNKNOWN = Known.unknown
_TIERS: Mapping[EsfTier, tuple[Known, Known]] = {
    EsfTier.A: (Known.no, Known.no),
    EsfTier.B: (Known.yes, Known.no),
    EsfTier.C: (Known.no, Known.yes),
    EsfTier.unknown: (Known.unknown, Known.unknown),
}


class Profile(tuple[tuple[str, Known], ...]):
    """Every fact that a condition may name, with what is known of it.

    Of the same facts one profile is made, and it is only the same as itself: a cheap key.
    """

    __slots__ = ()
    __hash__ = object.__hash__
    __eq__ = object.__eq__


def profile(product: ProductDossier) -> Profile:
    """Return what is known of a product, for the conditions of items."""
    about = tuple(sorted(product.about.items()))
    is_live = product.stage is Stage.live
    return _profile(product.esf_tier, is_live, _is_pilot(product), product.over_5m, about)


@lru_cache(maxsize=4096)
def _profile(
    tier: EsfTier,
    is_live: bool,
    is_pilot: bool,
    over_5m: Known,
    about: tuple[tuple[str, str], ...],
) -> Profile:
    """Work out the profile of the many products of which the same is known."""
    tier_b, tier_c = _TIERS[tier]
    known = {name: Known(value) for name, value in about}
    known |= {
        "tier_B": tier_b,
        "tier_C": tier_c,
        "live": _known(is_live),
        "pilot": _known(is_pilot),
        "over_5m": over_5m,
    }
    return Profile((name, known.get(name, Known.unknown)) for name in FACT_NAMES)


@lru_cache(maxsize=4096)
def applicable(library: Library, facts: Profile) -> tuple[Item, ...]:
    """Return the items that a product must answer: those not known to be beside the point."""
    known = dict(facts)
    return tuple(item for item in library.items if applies(item.when, known))


@lru_cache(maxsize=4096)
def undecided(library: Library, facts: Profile) -> frozenset[str]:
    """Return the facts on which it still hangs whether some item applies."""
    known = dict(facts)
    open_ones = (item.when for item in library.items if evaluate(item.when, known) is _UNKNOWN)
    return frozenset(name for when in open_ones for name in when.names)


def _is_pilot(product: ProductDossier) -> bool:
    if product.stage is Stage.piloting:
        return True
    return next_gate(product.stage, product.decisions) is Gate.pilot


def _known(holds: bool) -> Known:
    return Known.yes if holds else Known.no
