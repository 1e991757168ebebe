"""The strip of gates on a product's page: one box for each gate that concerns it."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from vendor_tracker.domain.facts import (
    DecisionFacts,
)
from vendor_tracker.domain.gates import LADDER, PassedGate, Position
from vendor_tracker.domain.readiness import ProductStanding, met_of
from vendor_tracker.domain.vocabulary import Gate, Stage
from vendor_tracker.domain.wording import count, day


@dataclass(frozen=True, slots=True)
class GateBox:
    """One gate in words; state is passed, blocked, open, clear or later."""

    gate: Gate
    state: str
    words: str
    detail: str | None = None
    is_next: bool = False
    # Passed, and nobody recorded who decided it and when.
    is_unrecorded: bool = False
    # How many of its items are met; empty when none is asked.
    items: str = ""

    @property
    def label(self) -> str:
        """Return the name of the gate."""
        return Gate(self.gate).label


def gate_strip(
    product: ProductStanding,
    place: Position,
    decisions: Iterable[DecisionFacts],
    on: date,
    *,
    is_checked: bool = True,
) -> tuple[GateBox, ...]:
    """Return a box for each gate, in order; a pilot only where there is one."""
    passed = {entry.gate: entry for entry in place.passed}
    stop = next((one for one in decisions if one.reference == place.stopped_by), None)
    boxes: list[GateBox] = []
    for gate in LADDER:
        if stop is not None and gate is stop.gate:
            boxes.append(_stopped_box(stop, is_next=gate is place.next_gate))
        elif gate is place.next_gate:
            boxes.append(_next_box(gate, product, on, is_checked))
        elif gate in passed:
            boxes.append(_passed_box(passed[gate]))
        elif gate is not Gate.pilot:
            boxes.append(GateBox(gate, "later", _later_words(gate, product.stage)))
    return tuple(boxes)


def _passed_box(entry: PassedGate) -> GateBox:
    if entry.decided_on is None:
        words = ("Passed, date not known", "No decision is recorded")
        return GateBox(entry.gate, "passed", *words, is_unrecorded=True)
    passed = f"Passed on {day(entry.decided_on)} {entry.conditions}".rstrip()
    return GateBox(entry.gate, "passed", passed, entry.decision)


def _stopped_box(stop: DecisionFacts, *, is_next: bool) -> GateBox:
    words = "Stopped" if stop.decided_on is None else f"Stopped on {day(stop.decided_on)}"
    return GateBox(stop.gate, "blocked", words, stop.reference, is_next=is_next)


def _later_words(gate: Gate, stage: Stage) -> str:
    if stage == Stage.retired:
        return "No longer asked"
    return "Begins when the product is live" if gate is Gate.review else "Not started"


def _next_box(gate: Gate, product: ProductStanding, on: date, is_checked: bool) -> GateBox:
    state, words = _next_words(product, is_checked)
    planned = _planned_words(product.planned_on, on)
    return GateBox(gate, state, words, planned, is_next=True, items=met_of(product))


def _next_words(product: ProductStanding, is_checked: bool) -> tuple[str, str]:
    if product.stage == Stage.watching:
        return "later", "Not begun"
    if product.stopped_by:
        return "blocked", f"Stopped by {product.stopped_by}"
    if product.catch_up_on is not None and not product.critical:
        known = product.known_at_start
        return "later", f"{count(known, 'gap')} known at the start" if known else "Not checked yet"
    return _counted_words(product) if is_checked else ("later", "Not checked yet")


def _counted_words(product: ProductStanding) -> tuple[str, str]:
    if product.critical:
        return "blocked", f"Blocked: {product.critical:,} critical, {product.major:,} major"
    if product.major:
        return "open", f"No critical gap, {product.major:,} major"
    if product.waived:
        return "open", f"No gap counts: {product.waived:,} waived"
    if not product.records:
        return "later", "Nothing recorded yet"
    return "clear", "No critical or major gap"


def _planned_words(planned_on: date | None, on: date) -> str:
    if planned_on is None:
        return "No date is set"
    return f"Decision {'was planned' if planned_on < on else 'planned'} for {day(planned_on)}"
