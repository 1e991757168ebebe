"""Rules about what was left open: facts, reasons, and the items of a gate."""

from datetime import date, timedelta
from functools import lru_cache
from typing import NamedTuple

from vendor_tracker.domain.assessing import GateItems, gate_items, is_started, untouched_items
from vendor_tracker.domain.checklists.model import Library
from vendor_tracker.domain.checklists.phrases import PHRASES
from vendor_tracker.domain.checklists.profiles import Profile, profile, undecided
from vendor_tracker.domain.dossier import ProductDossier
from vendor_tracker.domain.gaps import Action, Answers, Finding, Recheck, Remedy, fact, gap_rule
from vendor_tracker.domain.gates import Position, planned_on, position
from vendor_tracker.domain.rules.answers import own_readings
from vendor_tracker.domain.settings import Limits
from vendor_tracker.domain.vocabulary import (
    Discipline,
    EsfTier,
    Gate,
    Known,
    ProductFact,
    Severity,
)
from vendor_tracker.domain.wording import capital, count, listed
from vendor_tracker.domain.worth import NOT_STARTED, Standing


class _Left(NamedTuple):
    """What nobody has answered for one gate, by checklist, in words."""

    gate: Gate
    is_passed: bool
    says: str
    remedy: str
    # Code of each checklist, and the codes of its items.
    items: tuple[tuple[str, str], ...]


@gap_rule(
    code="F23",
    version=1,
    title="Facts or reasons are left open",
    source="DTAC",
    gate=Gate.shortlist,
    uses=("fact_days",),
    why="The product is being checked, and what it is has not been settled.",
    matters=(
        "Facts about a product decide which questions are asked at all. While they are not "
        "known, the strictest questions stay open, and nobody can say what is left."
    ),
)
def facts_left_open(product: ProductDossier, on: date, limits: Limits) -> Answers:
    """Find unknown facts of a product that somebody has begun to check, and missing reasons."""
    if not is_started(product):
        return
    reasons = [r.item.code for r in own_readings(product, on) if r.standing is Standing.no_reason]
    unknown = _unknown_facts(product)
    asks_from = (product.arrived_on or date.min) + timedelta(days=limits.fact_days + 1)
    if unknown and on < asks_from:
        yield Recheck(asks_from)
        unknown = []
    if not (reasons or unknown):
        return
    parts = []
    if unknown:
        parts.append(f"Not known: {listed([words for _, words in unknown])}")
    if reasons:
        parts.append(f"not applicable without a reason: {listed(reasons)}")
    says = "; ".join(parts) + "."
    yield Finding(
        key=product.reference,
        severity=Severity.major,
        facts=(
            *(fact(product.reference, name, Known.unknown) for name, _ in unknown),
            *(fact(product.reference, code, Standing.no_reason) for code in reasons),
        ),
        says=capital(says),
        remedies=(
            Remedy("Say what it is", Action.edit_facts, product.reference)
            if unknown
            else Remedy("Say why", Action.answer_item, product.reference, reasons[0]),
        ),
    )


@gap_rule(
    code="F60",
    version=1,
    title="Items of a gate are not answered",
    source="DTAC",
    gate=Gate.shortlist,
    severities=(Severity.major, Severity.critical),
    uses=("days_before_award",),
    why="The gate asks for them, and nobody has answered, or the answer is not known.",
    matters=(
        "A decision on questions that nobody asked is a guess. One list, one section at a time, "
        "is all it takes."
    ),
    several=(
        "One for each gate: the next one, and one behind it that was passed with a record. "
        "However much is left, it is one flag."
    ),
)
def items_not_answered(product: ProductDossier, on: date, limits: Limits) -> Answers:
    """Find the items of a gate that nobody has answered, as one gap for each gate."""
    for left in _left_for_gates(product, on):
        critical_from = None if left.is_passed else _critical_from(product, left.gate, limits)
        is_critical = left.is_passed or (critical_from is not None and critical_from <= on)
        if critical_from is not None and critical_from > on:
            yield Recheck(critical_from)
        yield _not_answered(product, left, is_critical=is_critical)


def _not_answered(product: ProductDossier, left: _Left, *, is_critical: bool) -> Finding:
    reference = product.reference
    return Finding(
        key=left.gate,
        severity=Severity.critical if is_critical else Severity.major,
        facts=tuple((reference, code, items) for code, items in left.items),
        says=left.says,
        remedies=(Remedy(left.remedy, Action.open_gate, reference, left.gate),),
        is_set_up=not is_critical and not is_started(product),
        discipline=Discipline.commercial,
        gate=left.gate,
    )


def _left_for_gates(product: ProductDossier, on: date) -> tuple[_Left, ...]:
    if product.answers:
        return _left(product.library, gate_items(product, on))
    place = position(product.stage, product.decisions)
    return _left_of_untouched(product.library, profile(product), place)


@lru_cache(maxsize=4096)
def _left_of_untouched(library: Library, facts: Profile, place: Position) -> tuple[_Left, ...]:
    """Return what is left of a product of which nothing is answered: the same for many."""
    return _left(library, untouched_items(library, facts, place))


def _left(library: Library, gates: tuple[GateItems, ...]) -> tuple[_Left, ...]:
    found = []
    for items in gates:
        codes: dict[str, list[str]] = {}
        for one in items.readings:
            if one.standing in NOT_STARTED:
                codes.setdefault(one.item.checklist, []).append(one.item.code)
        if codes:
            found.append(_in_words(library, items, codes))
    return tuple(found)


def _in_words(library: Library, items: GateItems, codes: dict[str, list[str]]) -> _Left:
    titles = library.by_checklist
    parts = ", ".join(f"{titles[code].title} {len(found)}" for code, found in codes.items())
    number = sum(map(len, codes.values()))
    gate = items.gate.label.lower()
    return _Left(
        items.gate,
        items.is_passed,
        f"{number:,} of {count(items.asked, 'item')} for {gate} not answered: {parts}.",
        f"Answer what is left for {gate}",
        tuple((code, " ".join(found)) for code, found in codes.items()),
    )


def _critical_from(product: ProductDossier, gate: Gate, limits: Limits) -> date | None:
    planned = planned_on(gate, product.decisions)
    return None if planned is None else planned - timedelta(days=limits.days_before_award)


def _unknown_facts(product: ProductDossier) -> list[tuple[str, str]]:
    names = undecided(product.library, profile(product))
    found = [
        (one.value, PHRASES[one].thing)
        for one in ProductFact
        if one.value in names and product.fact(one) is Known.unknown
    ]
    if product.esf_tier is EsfTier.unknown and names & {"tier_B", "tier_C"}:
        found.insert(0, ("esf_tier", PHRASES["tier_C"].thing))
    return found


RULES = (facts_left_open, items_not_answered)
