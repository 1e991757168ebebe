"""The one next best step of a product, with its reason."""

from dataclasses import dataclass, replace
from datetime import date, timedelta

from vendor_tracker.domain.assessing import is_started, next_items
from vendor_tracker.domain.attention import first_look_is_done
from vendor_tracker.domain.clocks import newest_of_each
from vendor_tracker.domain.dossier import IN_PLAY, ProductDossier
from vendor_tracker.domain.duties import unknown_duty
from vendor_tracker.domain.facts import EvidenceFacts
from vendor_tracker.domain.gaps import Action, Gap
from vendor_tracker.domain.gates import Position, position
from vendor_tracker.domain.openfacts import most_telling
from vendor_tracker.domain.settings import Limits
from vendor_tracker.domain.steps import NextStep, StepKind, gap_step, late_promise, promise_step
from vendor_tracker.domain.vocabulary import EsfTier, Gate, Severity, Stage
from vendor_tracker.domain.wording import count, day

# To begin with one of these is better left until the first items are answered.
_AFTER_ITEMS = frozenset(
    {Action.add_claim, Action.add_cost, Action.add_decision, Action.log_meeting}
)
# Gaps that make it unlawful, or against a national rule, to use a product as it is.
_LEGAL = frozenset({"F26", "F27", "F28", "F29", "F30"})


@dataclass(frozen=True, slots=True)
class _View:
    product: ProductDossier
    gaps: tuple[Gap, ...]
    place: Position
    on: date
    limits: Limits


def product_step(
    product: ProductDossier, gaps: tuple[Gap, ...], on: date, limits: Limits
) -> NextStep | None:
    """Return the step of a product; None when it is only watched or is finished."""
    if product.stage == Stage.retired:
        return _finish(product)
    if product.stage not in IN_PLAY:
        return None
    place = position(product.stage, product.decisions)
    view = _View(product, gaps, place, on, limits)
    for choose in _CHOICES:
        step = choose(view)
        if step is not None:
            return step
    return _begin(view)


def _promise(view: _View) -> NextStep | None:
    planned_on, gate = view.place.planned_on, view.place.next_gate
    found = late_promise(view.product.promises, view.on)
    if found is None or planned_on is None or gate is None:
        return None
    decision = f"the {Gate(gate).label.lower()} decision planned for {day(planned_on)}"
    return promise_step(found, f" and holds up {decision}")


def _legal(view: _View) -> NextStep | None:
    if view.product.stage is not Stage.live:
        return None
    found = [gap for gap in view.gaps if gap.rule_code in _LEGAL and gap.counts]
    # What nobody has said yet is asked first, as a fact that is not known.
    told = [gap for gap in found if gap.remedies[0].action is not Action.edit_facts]
    step = gap_step(told)
    return None if step is None else replace(step, kind=StepKind.legal)


def _first_look(view: _View) -> NextStep | None:
    product = view.product
    if not product.in_catch_up(view.on) or first_look_is_done(product, view.on):
        return None
    return NextStep(
        StepKind.first_look,
        "Take a first look: ten facts, four minutes",
        "It arrived already bought, and nobody has checked it here.",
        Action.first_look,
        product.reference,
        due_on=product.catch_up_on,
        is_quiet=True,
    )


def _unknown_fact(view: _View) -> NextStep | None:
    product = view.product
    # In catch-up the first look asks for it.
    is_used = product.stage == Stage.live and not product.in_catch_up(view.on)
    speaking = {gap.rule_code for gap in view.gaps}
    duty = unknown_duty(product, speaking) if is_used else None
    if duty is not None:
        act = Action.edit_facts
        return NextStep(StepKind.unknown_fact, *duty, act, product.reference)
    waits = any(gap.rule_code == "F08" for gap in view.gaps)
    if product.esf_tier != EsfTier.unknown or not waits:
        return None
    return NextStep(
        StepKind.unknown_fact,
        "Say whether it guides care",
        "While that is not known, the strictest rules apply.",
        Action.edit_facts,
        product.reference,
        is_quiet=product.in_catch_up(view.on),
    )


def _telling_fact(view: _View) -> NextStep | None:
    """Return the fact that settles most items, once somebody has begun to answer them."""
    product = view.product
    # What would stop a purchase by itself is not settled by a fact about the product.
    stops = any(g.severity is Severity.critical and g.rule_code != "F60" for g in view.gaps)
    if stops or product.in_catch_up(view.on) or not is_started(product):
        return None
    items = next_items(product, view.on)
    found = most_telling(product, items)
    if found is None or items is None:
        return None
    reason = f"{count(found.items, 'item')} for {items.gate.label.lower()} may then fall away."
    step = (StepKind.unknown_fact, f"Find out: {found.thing}", reason)
    return NextStep(*step, Action.edit_facts, product.reference)


def _gap(view: _View) -> NextStep | None:
    return _of_gaps(view, (Severity.critical, Severity.major))


def _small_gap(view: _View) -> NextStep | None:
    return _of_gaps(view, (Severity.minor,))


def _of_gaps(view: _View, severities: tuple[Severity, ...]) -> NextStep | None:
    gaps = (gap for gap in view.gaps if gap.severity in severities and not gap.set_up)
    step = gap_step(gaps)
    if step is None or not view.product.in_catch_up(view.on):
        return step
    values = (step.kind, step.text, step.reason, step.action, step.reference)
    return NextStep(*values, value=step.value, due_on=step.due_on, is_quiet=True)


def _lapsing(view: _View) -> NextStep | None:
    until = view.on + timedelta(days=view.limits.evidence_soon_days)
    soon = [
        entry
        for entry in newest_of_each(view.product.evidence)
        if entry.expires_on is not None and view.on <= entry.expires_on <= until
    ]
    first = min(soon, key=_lapse_order, default=None)
    if first is None or first.expires_on is None:
        return None
    reason = f"{first.title or 'A document'} lapses on {day(first.expires_on)}."
    step = (StepKind.lapsing, "Ask for a new document", reason, Action.ask, first.reference)
    return NextStep(*step, due_on=first.expires_on)


def _lapse_order(evidence: EvidenceFacts) -> tuple[date, str]:
    return evidence.expires_on or date.max, evidence.reference


def _begin(view: _View) -> NextStep:
    product = view.product
    quiet = product.in_catch_up(view.on)
    text, reason, action = _beginning(product, view.place)
    value = ""
    unanswered = next((gap for gap in view.gaps if gap.rule_code == "F60"), None)
    if unanswered is not None and action in _AFTER_ITEMS:
        remedy = unanswered.remedies[0]
        gate = Gate(unanswered.gate).label.lower()
        text, reason = f"Answer the first questions for {gate}", unanswered.says
        action, value = remedy.action, remedy.value
    start = (StepKind.begin, text, reason, action, product.reference, value)
    return NextStep(*start, is_quiet=quiet)


def _beginning(product: ProductDossier, place: Position) -> tuple[str, str, Action]:
    """Return what to begin with when no rule has anything to say."""
    gate = place.next_gate
    if place.stopped_by:
        return "Move it to the stage where it stands", "It was decided to stop.", Action.edit
    if not product.accountable:
        return "Name the person who answers for it", "Nobody is named yet.", Action.edit
    if product.esf_tier == EsfTier.unknown:
        return "Say whether it guides care", "This settles which rules apply.", Action.edit_facts
    if not product.claims:
        reason = "No statement about it is recorded yet."
        return "Log what the supplier says it can do", reason, Action.add_claim
    if not product.costs:
        return "Log what it costs", "No price is recorded yet.", Action.add_cost
    if place.planned_on is None and gate is not None:
        reason = f"No date is set for {Gate(gate).label.lower()}."
        return "Set the date of the next decision", reason, Action.add_decision
    return "Log the next meeting", "Nothing else is open.", Action.log_meeting


def _finish(product: ProductDossier) -> NextStep | None:
    if any(contract.ends_on is not None for contract in product.contracts):
        return None
    return NextStep(
        StepKind.begin,
        "Add the day the contract ended",
        "It is retired, and no end of a contract is recorded: we may still be paying.",
        Action.edit if product.contracts else Action.add_contract,
        product.contracts[0].reference if product.contracts else product.reference,
    )


_CHOICES = (
    _promise,
    _legal,
    _first_look,
    _unknown_fact,
    _telling_fact,
    _gap,
    _lapsing,
    _small_gap,
)
