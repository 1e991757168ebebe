"""The one next best step of a product, with its reason, and the few for the first page."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from enum import IntEnum

from vendor_tracker.domain.attention import first_look_is_done
from vendor_tracker.domain.clocks import newest_of_each
from vendor_tracker.domain.dossier import (
    IN_PLAY,
    ProductDossier,
)
from vendor_tracker.domain.duties import unknown_duty, unmet_duty
from vendor_tracker.domain.facts import (
    EvidenceFacts,
    PromiseFacts,
)
from vendor_tracker.domain.gaps import Action, Gap
from vendor_tracker.domain.gates import Position, position
from vendor_tracker.domain.settings import Limits
from vendor_tracker.domain.vocabulary import EsfTier, Gate, Severity, Side, Stage
from vendor_tracker.domain.wording import day


class StepKind(IntEnum):
    """Why a step is the next one; the smaller, the more it matters."""

    promise = 1
    legal = 2
    critical = 3
    notice = 4
    unknown_fact = 5
    gap = 6
    lapsing = 7
    first_look = 8
    set_up = 9
    begin = 10


# The rank of a subject that has no step for the first page.
LAST_RANK = 2_000_000_000
_DAYS = 10_000_000


@dataclass(frozen=True, slots=True)
class NextStep:
    """What to do next, why, and where; its words hold no age, so that they stay true."""

    kind: StepKind
    text: str
    reason: str
    action: Action
    reference: str
    value: str = ""
    due_on: date | None = None
    # Left off the first page: the product has its own day for being looked at.
    is_quiet: bool = False


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
    for choose in (_promise, _legal, _first_look, _unknown_fact, _gap, _lapsing, _small_gap):
        step = choose(view)
        if step is not None:
            return step
    return _begin(view)


def most_urgent(steps: Iterable[NextStep], limits: Limits) -> tuple[NextStep, ...]:
    """Return the steps for the first page, most urgent first, and no more than it holds."""
    heard = [step for step in steps if not step.is_quiet]
    return tuple(sorted(heard, key=urgency)[: limits.home_steps])


def urgency(step: NextStep) -> tuple[int, date, str]:
    """Return the key that sorts steps: what matters most, then what is due first."""
    return step.kind, step.due_on or date.max, step.reference


def rank(step: NextStep | None) -> int:
    """Return the number by which stored steps sort, smallest first; it follows urgency."""
    if step is None or step.is_quiet:
        return LAST_RANK
    return step.kind * _DAYS + min((step.due_on or date.max).toordinal(), _DAYS - 1)


def is_late(promise: PromiseFacts, on: date) -> bool:
    """Tell whether a promise is neither done nor in time."""
    return promise.done_on is None and promise.due_on is not None and promise.due_on < on


def late_promise(promises: Iterable[PromiseFacts], on: date) -> PromiseFacts | None:
    """Return the promise that is late for longest."""
    late = [promise for promise in promises if is_late(promise, on)]
    return min(late, key=lambda p: (p.due_on or date.max, p.reference), default=None)


def promise_step(promise: PromiseFacts, waits: str = "") -> NextStep:
    """Return the step that a late promise asks for; `waits` says what it holds up."""
    ours = promise.side == Side.ours
    what = f"“{promise.text.strip('. ')}”" if promise.text else "It"
    due = "" if promise.due_on is None else f" was due on {day(promise.due_on)}"
    return NextStep(
        StepKind.promise,
        "Keep our promise, or agree a new date" if ours else "Chase the supplier's promise",
        f"{what}{due}{waits}.",
        Action.edit if ours else Action.ask,
        promise.reference,
        due_on=promise.due_on,
    )


def gap_step(gaps: Iterable[Gap]) -> NextStep | None:
    """Return the step that closes the worst gap, and of equals the one that closes most."""
    found = list(gaps)
    if not found:
        return None
    keys = [gap.key for gap in found]
    best = min(found, key=lambda g: (g.severity.rank, -keys.count(g.key), g.rule_code, g.key))
    remedy = best.remedies[0]
    critical = best.severity == Severity.critical
    return NextStep(
        StepKind.critical if critical else StepKind.gap,
        remedy.text,
        best.says,
        remedy.action,
        remedy.reference,
        remedy.value,
    )


def _promise(view: _View) -> NextStep | None:
    planned_on, gate = view.place.planned_on, view.place.next_gate
    found = late_promise(view.product.promises, view.on)
    if found is None or planned_on is None or gate is None:
        return None
    decision = f"the {Gate(gate).label.lower()} decision planned for {day(planned_on)}"
    return promise_step(found, f" and holds up {decision}")


def _legal(view: _View) -> NextStep | None:
    product = view.product
    duty = unmet_duty(product) if product.stage == Stage.live else None
    if duty is None:
        return None
    return NextStep(StepKind.legal, *duty, Action.edit_facts, product.reference)


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
    duty = unknown_duty(product) if is_used else None
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
    product, place = view.product, view.place
    text, reason, action = _beginning(product, place)
    quiet = product.in_catch_up(view.on)
    return NextStep(StepKind.begin, text, reason, action, product.reference, is_quiet=quiet)


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
