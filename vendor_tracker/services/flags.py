"""Flags: kept equal to what the rules find by the write that caused them."""

import gc
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from datetime import date

from vendor_tracker import clock
from vendor_tracker.domain.checking import check_product, check_supplier
from vendor_tracker.domain.flags import Changes
from vendor_tracker.domain.gaps import About, Gap
from vendor_tracker.domain.settings import Limits
from vendor_tracker.services import settings, standings, waivers
from vendor_tracker.services.transaction import Work
from vendor_tracker.storage import flagrows, statuses
from vendor_tracker.storage.dossiers import (
    chunks,
    load_product_dossiers,
    load_supplier_dossiers,
    products_of,
    suppliers_of,
)
from vendor_tracker.storage.statuses import Values

Found = tuple[dict[int, tuple[Gap, ...]], dict[int, Values]]


def refresh(work: Work) -> None:
    """End a write: make flags and counters of all that it touched say what the rules say."""
    organisation_id = work.organisation_id
    if organisation_id is None:
        return
    suppliers = work.suppliers | suppliers_of(organisation_id, work.products)
    products = work.products | products_of(organisation_id, work.suppliers)
    suppliers |= work.suppliers_alone
    products |= work.products_alone
    if not (products or suppliers):
        return
    refresh_subjects(organisation_id, products, suppliers, with_lives=True)
    # Another write may have given a product a supplier while this one waited for it.
    missed = suppliers_of(organisation_id, work.products) - suppliers
    if missed:
        refresh_subjects(organisation_id, (), missed)


@contextmanager
def _no_collecting() -> Iterator[None]:
    """Hold off the search for garbage: dossiers are many objects, and hold no circles."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


@_no_collecting()
def refresh_subjects(
    organisation_id: int,
    products: Iterable[int],
    suppliers: Iterable[int],
    *,
    with_lives: bool = False,
) -> None:
    """Refresh exactly these, and the products that hear another thing of their supplier.

    A write refreshes the figures of whole lives with them; they have a daily pass of their own.

    Every write locks suppliers, then products, then the counter of flags, then the head of the
    chain, each in the order of keys; nothing is read for the rules before it is locked.
    """
    on, at = clock.today(), clock.now()
    held_suppliers = statuses.hold(About.supplier, organisation_id, suppliers)
    limits = settings.limits(organisation_id, on)
    void: list[tuple[str, Gap | None]] = []
    gaps, values = find_for_suppliers(organisation_id, held_suppliers, on, limits, void)
    changes = flagrows.compare(About.supplier, organisation_id, gaps)
    heard_anew = _heard_anew(changes, held_suppliers, values)
    held_products = statuses.hold(
        About.product, organisation_id, {*products, *products_of(organisation_id, heard_anew)}
    )
    flagrows.write(About.supplier, organisation_id, changes, at, on)
    statuses.write(About.supplier, held_suppliers, values)
    for part in chunks(held_products):
        gaps, values = find_for_products(
            organisation_id, part, on, limits, void, with_lives=with_lives
        )
        changes = flagrows.compare(About.product, organisation_id, gaps)
        flagrows.write(About.product, organisation_id, changes, at, on)
        statuses.write(About.product, held_products, values)
    waivers.mark_void(organisation_id, void, on)


def find_for_suppliers(
    organisation_id: int,
    ids: Iterable[int],
    on: date,
    limits: Limits,
    void: list[tuple[str, Gap | None]] | None = None,
) -> Found:
    """Work out the gaps and derived values of suppliers; an archived one has none.

    Waivers that are void from now on are added to the list that is given for them.
    """
    gaps: dict[int, tuple[Gap, ...]] = dict.fromkeys(ids, ())
    values = dict.fromkeys(gaps, standings.nothing_of_supplier(on))
    for key, dossier in load_supplier_dossiers(organisation_id, gaps).items():
        check = check_supplier(dossier, on, limits)
        gaps[key] = check.gaps
        if void is not None:
            void.extend(check.voided)
        values[key] = standings.values_of_supplier(check, on)
    return gaps, values


def find_for_products(
    organisation_id: int,
    ids: list[int],
    on: date,
    limits: Limits,
    void: list[tuple[str, Gap | None]] | None = None,
    *,
    with_lives: bool = False,
) -> Found:
    """Work out the gaps and derived values of products, and their waivers that are void now."""
    gaps: dict[int, tuple[Gap, ...]] = dict.fromkeys(ids, ())
    nothing = standings.nothing_of_product(on) | (standings.NO_LIFE if with_lives else {})
    values = dict.fromkeys(gaps, nothing)
    heard = flagrows.heard_gaps(organisation_id, ids)
    for key, dossier in load_product_dossiers(organisation_id, ids, on).items():
        check = check_product(dossier, on, limits)
        gaps[key] = check.gaps
        if void is not None:
            void.extend(check.voided)
        values[key] = standings.values_of_product(check, heard.get(key, ()), on)
        if with_lives:
            values[key] |= standings.life_of_product(dossier, on, limits)
    return gaps, values


def _heard_anew(
    changes: Mapping[int, Changes], held: Mapping[int, Values], values: Mapping[int, Values]
) -> set[int]:
    """Return the suppliers of which products must hear something else than before."""
    met = {key for key, new in values.items() if new["last_met_on"] != held[key]["last_met_on"]}
    return met | set(changes)
