"""What is left of one product at one gate: items, gaps, the planned day and what was decided."""

from collections.abc import Sequence
from dataclasses import dataclass

from vendor_tracker import clock
from vendor_tracker.domain.actor import Actor
from vendor_tracker.domain.assessing import Reading, gate_items, product_readings
from vendor_tracker.domain.dossier import ProductDossier
from vendor_tracker.domain.errors import NotFound
from vendor_tracker.domain.gates import PassedGate, Position, position
from vendor_tracker.domain.progress import Progress, progress
from vendor_tracker.domain.vocabulary import Gate
from vendor_tracker.domain.worth import Standing
from vendor_tracker.storage.queries.assessed import (
    ItemLine,
    answering,
    lines_of,
    load_assessed,
    load_works,
)
from vendor_tracker.storage.queries.decisions import DecisionDetail, list_product_decisions
from vendor_tracker.storage.queries.heads import ProductHead, find_head
from vendor_tracker.storage.queries.overviews import FlagLine, list_heard_flags


@dataclass(frozen=True, slots=True)
class Group:
    """The items of one checklist that a gate asks for: those left, and how far all are."""

    code: str
    title: str
    progress: Progress
    left: tuple[ItemLine, ...]


@dataclass(frozen=True, slots=True)
class GatePage:
    """Everything on the page of one gate of one product."""

    head: ProductHead
    gate: Gate
    # How it lies: the next one, behind (with or without a record), or still to come.
    is_next: bool
    passed: PassedGate | None
    flags: tuple[FlagLine, ...]
    progress: Progress
    groups: tuple[Group, ...]
    # The decision that is planned, and the last one that was taken.
    planned: DecisionDetail | None
    decided: DecisionDetail | None

    @property
    def is_unrecorded(self) -> bool:
        """Tell whether it was passed and nobody noted by whom and when."""
        return self.passed is not None and self.passed.decided_on is None


def get_gate(actor: Actor, ref: str, value: str) -> GatePage:
    """Return what is left of a product at a gate; raise NotFound for neither."""
    gate = next((one for one in Gate if one.value == value), None)
    if gate is None:
        raise NotFound(value)
    found = find_head(actor, ref)
    head, dossier = found.head, load_assessed(actor, found)
    place = position(dossier.stage, dossier.decisions)
    is_next, passed = gate is place.next_gate, _passed(gate, place)
    flags = list_heard_flags(actor, found)
    readings = _readings(dossier, gate, place)
    decisions = [one for one in list_product_decisions(actor, ref) if one.gate == gate]
    return GatePage(
        head=head,
        gate=gate,
        is_next=is_next,
        passed=passed,
        flags=flags if is_next else tuple(one for one in flags if one.gate == gate),
        progress=progress(readings),
        groups=_groups(actor, found.id, head, dossier, readings),
        planned=next((one for one in decisions if one.decided_on is None), None),
        decided=next((one for one in decisions if one.decided_on is not None), None),
    )


def _passed(gate: Gate, place: Position) -> PassedGate | None:
    if gate is place.next_gate:
        return None
    return next((entry for entry in place.passed if entry.gate is gate), None)


def _readings(dossier: ProductDossier, gate: Gate, place: Position) -> Sequence[Reading]:
    """Return what is asked at a gate; of one to come, what it will ask by itself."""
    on = clock.today()
    for items in gate_items(dossier, on):
        if items.gate is gate:
            return items.readings
    if place.next_gate is None or _passed(gate, place) is not None:
        return ()
    return [one for one in product_readings(dossier, on) if one.is_asked and one.item.gate is gate]


def _groups(
    actor: Actor,
    product_id: int,
    head: ProductHead,
    dossier: ProductDossier,
    readings: Sequence[Reading],
) -> tuple[Group, ...]:
    works = load_works(actor, product_id) if dossier.answers else {}
    found = []
    for checklist in dossier.library.checklists:
        own = [one for one in readings if one.item.checklist == checklist.code]
        if own:
            far = progress(own)
            lines = lines_of(_left(own), works, answering(head))
            found.append(Group(checklist.code, checklist.title, far, lines))
    return tuple(found)


def _left(readings: Sequence[Reading]) -> list[Reading]:
    """Return what is not met, the worst first and else in its order."""
    left = [one for one in readings if one.standing is not Standing.met]
    return sorted(left, key=lambda one: one.item.severity.rank)
