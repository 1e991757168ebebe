"""How far the checklists are for a product, for a supplier and for us; and their items."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

import sqlalchemy as sa

from vendor_tracker import clock
from vendor_tracker.domain.actor import Actor
from vendor_tracker.domain.assessing import (
    GateItems,
    Reading,
    gate_items,
    next_items,
    product_readings,
    read_item,
)
from vendor_tracker.domain.checklists.expressions import reasons
from vendor_tracker.domain.checklists.model import Checklist, Item, Library
from vendor_tracker.domain.checklists.profiles import applicable, profile
from vendor_tracker.domain.dossier import ProductDossier
from vendor_tracker.domain.errors import NotFound
from vendor_tracker.domain.facts import AnswerFacts
from vendor_tracker.domain.progress import Progress, progress
from vendor_tracker.domain.references import Kind, number_of, reference
from vendor_tracker.domain.vocabulary import Gate, ItemAbout
from vendor_tracker.domain.worth import Standing
from vendor_tracker.storage.db import session
from vendor_tracker.storage.dossiers.answers import load_our_answers
from vendor_tracker.storage.libraries import load_library
from vendor_tracker.storage.models import Supplier
from vendor_tracker.storage.queries.assessed import (
    ItemLine,
    Works,
    answering,
    lines_of,
    load_assessed,
    load_assessed_supplier,
    load_works,
)
from vendor_tracker.storage.queries.heads import ProductHead, find_head


@dataclass(frozen=True, slots=True)
class Line:
    """How far one checklist is, and how much of it the next gate still waits for."""

    code: str
    title: str
    progress: Progress
    next_asked: int = 0
    next_left: int = 0
    # What gates that were passed left open, by gate.
    behind: tuple[tuple[Gate, int], ...] = ()


@dataclass(frozen=True, slots=True)
class NotAsked:
    """An item that need not be answered, and why."""

    item: Item
    why: str
    # The facts of the product that say so; none when somebody set the item aside.
    facts: frozenset[str]
    subject: str


@dataclass(frozen=True, slots=True)
class ProductChecklists:
    """The checklists of one product: what passed gates left open first, then the next gate’s."""

    head: ProductHead
    gate: Gate | None
    next: Progress
    lines: Sequence[Line]
    not_asked: Sequence[NotAsked]


@dataclass(frozen=True, slots=True)
class SupplierChecklists:
    """What checklists ask about one supplier."""

    reference: str
    name: str
    is_archived: bool
    progress: Progress
    lines: Sequence[Line]


@dataclass(frozen=True, slots=True)
class OurChecklists:
    """Every checklist in force, and what they ask about us."""

    library: Library
    ours: Sequence[ItemLine]


def get_product_checklists(actor: Actor, ref: str) -> ProductChecklists:
    """Return how far each checklist is for a product; raise NotFound when there is none."""
    found, on = find_head(actor, ref), clock.today()
    dossier = load_assessed(actor, found)
    works = load_works(actor, found.id)
    readings, following = product_readings(dossier, on), next_items(dossier, on)
    lines = _lines(dossier.library, readings, gate_items(dossier, on))
    return ProductChecklists(
        found.head,
        None if following is None else following.gate,
        progress(() if following is None else following.readings),
        sorted(lines, key=lambda line: (not line.behind, not line.next_asked)),
        [*_beside(dossier), *_set_aside(readings, works, found.head)],
    )


def get_supplier_checklists(actor: Actor, ref: str) -> SupplierChecklists:
    """Return how far each checklist is for a supplier; raise NotFound when there is none."""
    row = session().execute(
        sa.select(Supplier.id, Supplier.number, Supplier.name, Supplier.archived_at).where(
            Supplier.organisation_id == actor.organisation_id,
            Supplier.number == number_of(Kind.SUPPLIER, ref),
        )
    ).one_or_none()  # fmt: skip
    if row is None:
        raise NotFound(ref)
    own = reference(Kind.SUPPLIER, row.number)
    dossier = load_assessed_supplier(actor, row.id, own)
    readings = _about(dossier.library, ItemAbout.supplier, dossier.answers)
    lines = _lines(dossier.library, readings)
    return SupplierChecklists(
        own, row.name, row.archived_at is not None, progress(readings), list(lines)
    )


def get_our_checklists(actor: Actor) -> OurChecklists:
    """Return every checklist in force, with our own answers to what they ask about us."""
    library = load_library(actor.organisation_id)
    readings = _about(
        library, ItemAbout.organisation, load_our_answers(actor.organisation_id, library)
    )
    works = load_works(actor) if readings else {}
    return OurChecklists(library, lines_of(readings, works, {ItemAbout.organisation: ""}))


def get_checklist(actor: Actor, code: str) -> Checklist:
    """Return one checklist in force; raise NotFound when there is none of this code."""
    found = load_library(actor.organisation_id).by_checklist.get(code)
    if found is None:
        raise NotFound(code)
    return found


def _about(library: Library, about: ItemAbout, answers: Mapping[str, AnswerFacts]) -> list[Reading]:
    items = (item for item in library.items if item.about is about)
    return [read_item(item, answers.get(item.code), None, clock.today()) for item in items]


def _lines(
    library: Library, readings: Sequence[Reading], gates: Sequence[GateItems] = ()
) -> Iterable[Line]:
    for checklist in library.checklists:
        own = _of(checklist, readings)
        if own:
            passed = ((gate.gate, len(_of(checklist, gate.left))) for gate in gates[:-1])
            yield Line(
                checklist.code,
                checklist.title,
                progress(own),
                *_next(checklist, gates),
                tuple((gate, left) for gate, left in passed if left),
            )


def _next(checklist: Checklist, gates: Sequence[GateItems]) -> tuple[int, int]:
    """Return how many items of a checklist the next gate asks, and how many are left of them."""
    if not gates:
        return 0, 0
    return len(_of(checklist, gates[-1].readings)), len(_of(checklist, gates[-1].left))


def _of(checklist: Checklist, readings: Sequence[Reading]) -> list[Reading]:
    return [one for one in readings if one.item.checklist == checklist.code]


def _beside(product: ProductDossier) -> Iterable[NotAsked]:
    """Yield the items that are beside the point for a product, as its facts say."""
    facts = profile(product)
    asked = set(applicable(product.library, facts))
    for item in product.library.items:
        if item not in asked:
            said = reasons(item.when, dict(facts)).partition(": ")[2]
            yield NotAsked(item, said, item.when.names, product.reference)


def _set_aside(readings: Iterable[Reading], works: Works, head: ProductHead) -> Iterable[NotAsked]:
    """Yield the items that somebody set aside with a reason."""
    aside = [one for one in readings if one.standing is Standing.not_applicable]
    for line in lines_of(aside, works, answering(head)):
        yield NotAsked(line.reading.item, line.work.reason, frozenset(), line.subject)
