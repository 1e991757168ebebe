"""Rules about checklist items: not started, short of what is asked, asserted, skipped."""

from collections import Counter
from collections.abc import Iterable, Iterator
from datetime import date, timedelta

from vendor_tracker.domain.assessing import (
    NOT_STARTED,
    SHORT,
    GateItems,
    Reading,
    Standing,
    belongs,
    facts_asked,
    gate_items,
    is_started,
    reading_days,
    supplier_readings,
)
from vendor_tracker.domain.clocks import version_days
from vendor_tracker.domain.dossier import Dossier, ProductDossier, SupplierDossier
from vendor_tracker.domain.gaps import (
    About,
    Action,
    Answers,
    Fact,
    Finding,
    Recheck,
    Remedy,
    fact,
    gap_rule,
    reach,
)
from vendor_tracker.domain.gates import planned_on
from vendor_tracker.domain.settings import Limits
from vendor_tracker.domain.vocabulary import (
    AnsweredBy,
    Discipline,
    EsfTier,
    Gate,
    ItemAbout,
    Known,
    ProductFact,
    Severity,
)
from vendor_tracker.domain.wording import count, listed

_MOST_NAMED = 4
_WORDS: dict[Standing, str] = {
    Standing.lapsed: "what showed it has lapsed",
    Standing.other_version: "what showed it was made for another version",
    Standing.their_word: "we have only the supplier’s word",
    Standing.partly: "it is shown only in part",
    Standing.not_met: "we know that it is not met",
}


@gap_rule(
    code="F21",
    version=1,
    title="Answered as met, and nothing shows it",
    source="SEED-9",
    gate=Gate.shortlist,
    about=(About.product, About.supplier),
    why="Somebody answered “met”, and no document or link stands behind the answer.",
    matters=(
        "What nobody can look up cannot be defended later. An answer without evidence is a "
        "claim of ours, as good as the supplier’s own word."
    ),
    several="One for each checklist, with all its items, so that one visit closes it.",
)
def met_without_evidence(dossier: Dossier, on: date, _limits: Limits) -> Answers:
    """Find items answered as met that no evidence is attached to, by checklist."""
    by_checklist: dict[str, list[Reading]] = {}
    for reading in _own_readings(dossier, on):
        if reading.standing is Standing.not_shown and not reading.item.is_covered:
            by_checklist.setdefault(reading.item.checklist, []).append(reading)
    for code, readings in by_checklist.items():
        items = [reading.item for reading in readings]
        verb = "is" if len(items) == 1 else "are"
        yield Finding(
            key=code,
            severity=Severity.major,
            facts=tuple(_fact(dossier, reading) for reading in readings),
            says=f"{_named(items)} {verb} answered as met without evidence.",
            remedies=(
                Remedy(
                    "Attach what shows it", Action.answer_item, dossier.reference, items[0].code
                ),
            ),
            discipline=items[0].discipline,
            gate=items[0].gate,
        )


@gap_rule(
    code="F22",
    version=1,
    title="An item of the checklist falls short",
    source="DTAC, SEED-9",
    gate=Gate.shortlist,
    about=(About.product, About.supplier),
    severities=(Severity.critical, Severity.major, Severity.minor),
    why="The answer is not met, met in part, only asserted, or what showed it has lapsed.",
    matters=(
        "Each item stands for something that went wrong elsewhere. Only an answer that is met, "
        "with evidence that is in date and made for our version, closes it."
    ),
    several="One for each item that falls short: each needs its own evidence, or its own waiver.",
)
def item_falls_short(dossier: Dossier, on: date, _limits: Limits) -> Answers:
    """Find items that were answered and do not hold today."""
    for reading in _own_readings(dossier, on):
        if reading.standing in SHORT and not reading.item.is_covered:
            yield _shortfall(dossier, reading)
    yield from (Recheck(day) for day in _days(dossier, on))


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
    reasons = [r.item.code for r in _own_readings(product, on) if r.standing is Standing.no_reason]
    unknown = _unknown_facts(product)
    asks_from = (product.arrived_on or date.min) + timedelta(days=limits.fact_days + 1)
    if unknown and on < asks_from:
        yield Recheck(asks_from)
        unknown = []
    if not (reasons or unknown):
        return
    parts = []
    if unknown:
        parts.append(f"Not known: {listed([label.lower() for _, label in unknown])}")
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
        says=says[:1].upper() + says[1:],
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
    for items in gate_items(product, on):
        left = [one for one in items.readings if one.standing in NOT_STARTED]
        if not left:
            continue
        critical_from = None if items.is_passed else _critical_from(product, items.gate, limits)
        is_critical = items.is_passed or (critical_from is not None and critical_from <= on)
        if critical_from is not None and critical_from > on:
            yield Recheck(critical_from)
        yield _not_started(product, items, left, is_critical=is_critical)


def _not_started(
    product: ProductDossier, items: GateItems, left: list[Reading], *, is_critical: bool
) -> Finding:
    titles = product.library.by_checklist
    by_checklist = Counter(one.item.checklist for one in left)
    parts = ", ".join(f"{titles[code].title} {number}" for code, number in by_checklist.items())
    gate = items.gate.label.lower()
    codes = {
        code: " ".join(r.item.code for r in left if r.item.checklist == code)
        for code in by_checklist
    }
    return Finding(
        key=items.gate,
        severity=Severity.critical if is_critical else Severity.major,
        facts=tuple(fact(product.reference, code, held) for code, held in codes.items()),
        says=f"{len(left):,} of {count(items.asked, 'item')} for {gate} not answered: {parts}.",
        remedies=(
            Remedy(
                f"Answer what is left for {gate}",
                Action.open_gate,
                product.reference,
                items.gate,
            ),
        ),
        is_set_up=not is_critical and not is_started(product),
        discipline=Discipline.commercial,
        gate=items.gate,
    )


def _shortfall(dossier: Dossier, reading: Reading) -> Finding:
    item, answer = reading.item, reading.answer
    evidence = () if answer is None else answer.evidence
    asks = item.answered_by is not AnsweredBy.us
    remedies = [Remedy("Answer it again", Action.answer_item, dossier.reference, item.code)]
    if asks:
        remedies.append(Remedy("Ask the supplier", Action.ask, dossier.reference, item.code))
    return Finding(
        key=item.code,
        severity=item.severity,
        facts=(
            _fact(dossier, reading),
            *(fact(one.reference, "expires_on", one.expires_on) for one in evidence),
            *(fact(one.reference, "version", one.version) for one in evidence if one.version),
        ),
        says=f"{item.code} {item.question} Here {_WORDS[reading.standing]}.",
        remedies=tuple(remedies),
        # Of us, it is the same gap at every product.
        is_set_up=item.about is ItemAbout.organisation,
        discipline=item.discipline,
        gate=item.gate,
    )


def _own_readings(dossier: Dossier, on: date) -> Iterator[Reading]:
    """Yield what is asked by now of this product or supplier and is not another's matter."""
    if isinstance(dossier, SupplierDossier):
        yield from supplier_readings(dossier, reach(dossier), on)
        return
    for items in gate_items(dossier, on):
        for reading in items.readings:
            if belongs(reading.item, reading.answer, dossier.reference):
                yield reading


def _days(dossier: Dossier, on: date) -> list[date]:
    days = reading_days(_own_readings(dossier, on), on)
    if isinstance(dossier, ProductDossier) and dossier.answers:
        days += version_days(dossier.versions, on)
    return days


def _critical_from(product: ProductDossier, gate: Gate, limits: Limits) -> date | None:
    planned = planned_on(gate, product.decisions)
    return None if planned is None else planned - timedelta(days=limits.days_before_award)


def _unknown_facts(product: ProductDossier) -> list[tuple[str, str]]:
    names = facts_asked(product.library)
    found = [
        (one.value, one.label)
        for one in ProductFact
        if one.value in names and product.fact(one) is Known.unknown
    ]
    if product.esf_tier is EsfTier.unknown and names & {"tier_B", "tier_C"}:
        found.insert(0, ("esf_tier", "whether it guides care"))
    return found


def _fact(dossier: Dossier, reading: Reading) -> Fact:
    answer = reading.answer
    owner = answer.of if answer is not None and answer.of else dossier.reference
    return fact(owner, reading.item.code, reading.standing)


def _named(items: Iterable[object]) -> str:
    codes = [getattr(item, "code", "") for item in items]
    if len(codes) > _MOST_NAMED:
        return f"{', '.join(codes[:_MOST_NAMED])} and {len(codes) - _MOST_NAMED} more"
    return listed(codes)


RULES = (met_without_evidence, item_falls_short, facts_left_open, items_not_answered)
