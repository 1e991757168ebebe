"""What a next step is, how steps are ordered, and those that products and suppliers share."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from enum import IntEnum

from vendor_tracker.domain.facts import PromiseFacts
from vendor_tracker.domain.gaps import Action, Gap
from vendor_tracker.domain.settings import Limits
from vendor_tracker.domain.vocabulary import Severity, Side
from vendor_tracker.domain.wording import day, listed


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
_DOCUMENT = "EVD-"


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
    handles = [_handles(gap) for gap in found]
    shared = Counter(handle for of_gap in handles for handle in of_gap)
    worst = min(gap.severity.rank for gap in found)

    def order(pair: tuple[Gap, set[str]]) -> tuple[int, str, str]:
        gap, of_gap = pair
        return -max(shared[handle] for handle in of_gap), gap.rule_code, gap.key

    pairs = zip(found, handles, strict=True)
    best, _ = min((pair for pair in pairs if pair[0].severity.rank == worst), key=order)
    kind = StepKind.critical if best.severity == Severity.critical else StepKind.gap
    return _document_step(kind, best, found, shared) or _remedy_step(kind, best)


def _handles(gap: Gap) -> set[str]:
    """Return what a gap hangs on: its record, and the documents that no longer show it."""
    documents = {fact[0] for fact in gap.facts if fact[0].startswith(_DOCUMENT)}
    return documents | {gap.key}


def _document_step(
    kind: StepKind, best: Gap, gaps: Iterable[Gap], shared: Mapping[str, int]
) -> NextStep | None:
    """Return the step that renews a document, when several gaps hang on it."""
    documents = sorted(one for one in _handles(best) if one.startswith(_DOCUMENT))
    found = max(documents, key=lambda one: shared[one], default="")
    if not found or shared[found] < 2:
        return None
    named = listed(list(dict.fromkeys(gap.key for gap in gaps if found in _handles(gap))))
    reason = f"{found} no longer shows what it should, for {named}."
    return NextStep(kind, "Ask for a new document", reason, Action.ask, found)


def _remedy_step(kind: StepKind, best: Gap) -> NextStep:
    remedy = best.remedies[0]
    return NextStep(
        kind,
        remedy.text,
        best.says,
        remedy.action,
        remedy.reference,
        remedy.value,
    )
