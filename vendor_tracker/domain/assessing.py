"""What an answer is worth today: its state, its evidence and its two clocks."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from vendor_tracker.domain.checklists.model import Item, Library, Validity
from vendor_tracker.domain.checklists.profiles import Profile, applicable, profile
from vendor_tracker.domain.checklists.versions import is_reworded
from vendor_tracker.domain.clocks import Clock, is_live, judged_version, read_clocks
from vendor_tracker.domain.dates import add_months
from vendor_tracker.domain.dossier import ProductDossier, SupplierDossier
from vendor_tracker.domain.facts import AnswerFacts, EvidenceFacts, VersionFacts
from vendor_tracker.domain.gates import LADDER, Position, is_before, position, speaks
from vendor_tracker.domain.vocabulary import (
    AnswerState,
    Gate,
    ItemAbout,
    ReviewState,
    Severity,
)
from vendor_tracker.domain.workingdays import ONE_DAY
from vendor_tracker.domain.worth import AS_ANSWERED, MET_ONCE, NOT_STARTED, Standing

_FAR = date.max


@dataclass(frozen=True, slots=True)
class Reading:
    """One item with its answer, what that is worth today, and until when."""

    item: Item
    answer: AnswerFacts | None
    standing: Standing
    # The last day on which the date clock lets it stand; None when no day is known.
    holds_until: date | None = None

    @property
    def is_asked(self) -> bool:
        """Tell whether it counts among the items of its gate."""
        return not self.item.is_covered and self.standing is not Standing.not_applicable


@dataclass(frozen=True, slots=True)
class GateItems:
    """The items asked at one gate: `is_passed` when it lies behind and has a record."""

    gate: Gate
    is_passed: bool
    readings: tuple[Reading, ...]

    @property
    def asked(self) -> int:
        """Return how many items count; what does not apply leaves the sum."""
        return len(self.readings)

    @property
    def met(self) -> int:
        """Return how many of them are met with live evidence."""
        return sum(reading.standing is Standing.met for reading in self.readings)

    @property
    def left(self) -> tuple[Reading, ...]:
        """Return those that stand in the way."""
        return tuple(one for one in self.readings if one.standing is not Standing.met)


def read_item(
    item: Item,
    answer: AnswerFacts | None,
    judged: VersionFacts | None,
    on: date,
    contract_ends: date | None = None,
) -> Reading:
    """Read what an answer is worth on a day, for the version that we judge."""
    if answer is None or answer.state is None:
        return Reading(item, answer, Standing.unanswered)
    if item.since and is_reworded(item, answer.checklist_version):
        return Reading(item, answer, _said_before(answer.state))
    if answer.state is AnswerState.not_applicable:
        return Reading(item, answer, _set_aside(item, answer))
    if answer.state is not AnswerState.met:
        return Reading(item, answer, AS_ANSWERED[answer.state])
    if not answer.evidence:
        return Reading(item, answer, Standing.not_shown)
    return _met(item, answer, judged, on, contract_ends)


def product_readings(product: ProductDossier, on: date) -> tuple[Reading, ...]:
    """Read every item that applies to a product, in the order of the checklists."""
    judged = judged_version(product.versions, on)
    ends = contract_end(product)
    get = product.answers.get
    return tuple(
        read_item(item, get(item.code), judged, on, ends)
        for item in applicable(product.library, profile(product))
    )


def gate_items(product: ProductDossier, on: date) -> tuple[GateItems, ...]:
    """Return the items of each gate that speaks: those passed with a record, then the next.

    An item is asked at the first gate, from its own on, that was passed with a record, else at
    the next one. So what a product skipped before it came to us is asked once, with the next.
    """
    place = position(product.stage, product.decisions)
    if place.next_gate is None:
        return ()
    if not product.answers:
        return untouched_items(product.library, profile(product), place)
    known = product.worked_out.get(on)
    if known is None:
        known = product.worked_out[on] = _by_gate(product_readings(product, on), place)
    return known


@lru_cache(maxsize=4096)
def untouched_items(library: Library, facts: Profile, place: Position) -> tuple[GateItems, ...]:
    """Return the items of a product of which nothing is answered: the same for many."""
    items = applicable(library, facts)
    return _by_gate((Reading(item, None, Standing.unanswered) for item in items), place)


def next_items(product: ProductDossier, on: date) -> GateItems | None:
    """Return the items of the next gate: the one place from which they are counted."""
    return next((one for one in gate_items(product, on) if not one.is_passed), None)


def supplier_readings(
    supplier: SupplierDossier, until: Gate | None, on: date
) -> tuple[Reading, ...]:
    """Read the items about a supplier that are asked by the furthest gate of its products."""
    if until is None:
        return ()
    get, items = supplier.answers.get, _of_suppliers(supplier.library)
    readings = (read_item(item, get(item.code), None, on) for item in items)
    return tuple(one for one in readings if one.is_asked and speaks(one.item.gate, until))


def is_started(product: ProductDossier) -> bool:
    """Tell whether anybody has answered an item for this very product."""
    if not product.answers:
        return False
    given = (a.state for a in product.answers.values() if a.of == product.reference)
    return any(state not in (None, AnswerState.proposed) for state in given)


def belongs(item: Item, answer: AnswerFacts | None, reference: str) -> bool:
    """Tell whether a shortfall of an item is raised at this product, not at its supplier."""
    return item.about is not ItemAbout.supplier or (answer is not None and answer.of == reference)


def contract_end(product: ProductDossier) -> date | None:
    """Return the last day of the contract that runs longest; None when no end is known."""
    ends = [contract.ends_on for contract in product.contracts]
    if not ends or None in ends:
        return None
    return max(end for end in ends if end is not None)


def reading_days(readings: Iterable[Reading], on: date) -> list[date]:
    """Return the coming days on which an item may no longer be met, or lapse altogether."""
    held = [reading for reading in readings if reading.standing in MET_ONCE]
    ends = (reading.holds_until for reading in held)
    days = [end + ONE_DAY for end in ends if end is not None]
    lapses = (
        evidence.expires_on + ONE_DAY
        for reading in held
        if reading.answer is not None
        for evidence in reading.answer.evidence
        if evidence.expires_on is not None
    )
    # A few documents stand behind many answers.
    return [day for day in {*days, *lapses} if day > on]


def _by_gate(readings: Iterable[Reading], place: Position) -> tuple[GateItems, ...]:
    owners = dict(_owners(place))
    held: dict[Gate, list[Reading]] = {owner: [] for owner in owners.values()}
    for reading in readings:
        owner = owners.get(reading.item.gate)
        if owner is not None and reading.is_asked:
            held[owner].append(reading)
    return tuple(
        GateItems(gate, gate is not place.next_gate, tuple(held[gate]))
        for gate in LADDER
        if gate in held
    )


@lru_cache(maxsize=64)
def _of_suppliers(library: Library) -> tuple[Item, ...]:
    return tuple(item for item in library.items if item.about is ItemAbout.supplier)


def _owners(place: Position) -> Iterator[tuple[Gate, Gate]]:
    next_one = place.next_gate
    recorded = [entry.gate for entry in place.passed if entry.decided_on is not None]
    for gate in LADDER:
        if next_one is None or is_before(next_one, gate):
            return
        behind = (g for g in recorded if not is_before(g, gate) and is_before(g, next_one))
        yield gate, next(behind, next_one)


def _met(
    item: Item,
    answer: AnswerFacts,
    judged: VersionFacts | None,
    on: date,
    contract_ends: date | None,
) -> Reading:
    until = _answer_holds_until(item.validity, answer, contract_ends)
    if until < on:
        return Reading(item, answer, Standing.lapsed, until)
    live = [one for one in answer.evidence if is_live(one, judged, on)]
    other = judged is not None and answer.version not in ("", judged.reference)
    if live and not (item.validity.version and other):
        until = min(until, _evidence_holds_until(live))
        return Reading(item, answer, Standing.met, _known_end(until))
    clocks = {read_clocks(one, judged, on, 0).clock for one in answer.evidence}
    has_lapsed = Clock.lapsed in clocks and not live
    standing = Standing.lapsed if has_lapsed else Standing.other_version
    return Reading(item, answer, standing, _known_end(until))


def _said_before(state: AnswerState) -> Standing:
    """Return how an answer stands whose question was asked in other words."""
    is_open = AS_ANSWERED.get(state) in NOT_STARTED
    return AS_ANSWERED[state] if is_open else Standing.reworded


def _set_aside(item: Item, answer: AnswerFacts) -> Standing:
    """Return how "not applicable" stands: what is critical takes two people to set aside."""
    if not answer.has_reason:
        return Standing.no_reason
    if item.severity is Severity.critical and answer.review is not ReviewState.accepted:
        return Standing.to_agree
    return Standing.not_applicable


def _known_end(until: date) -> date | None:
    return None if until == _FAR else until


def _answer_holds_until(
    validity: Validity, answer: AnswerFacts, contract_ends: date | None
) -> date:
    until = _FAR
    if answer.answered_on is not None:
        if validity.months is not None:
            until = add_months(answer.answered_on, validity.months)
        if validity.renewal:
            until = min(until, _next_renewal(answer.answered_on, validity.renewal))
    if validity.contract and contract_ends is not None:
        until = min(until, contract_ends)
    return until


def _next_renewal(answered_on: date, renewal: str) -> date:
    """Return the next yearly day, such as 06-30, after the answer was given."""
    month, day = (int(part) for part in renewal.split("-"))
    this_year = date(answered_on.year, month, day)
    return this_year if this_year >= answered_on else date(answered_on.year + 1, month, day)


def _evidence_holds_until(live: Iterable[EvidenceFacts]) -> date:
    """Return the day on which the last live document lapses: one that lives is enough."""
    return max(one.expires_on or _FAR for one in live)
