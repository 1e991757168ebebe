"""Rules about haste: a decision that nobody debated, or that no staff were heard about."""

from datetime import date, timedelta
from typing import NamedTuple

from vendor_tracker.domain.dossier import ProductDossier
from vendor_tracker.domain.facts import DecisionFacts, MeetingFacts
from vendor_tracker.domain.gaps import Action, Answers, Finding, Recheck, Remedy, fact, gap_rule
from vendor_tracker.domain.gates import position
from vendor_tracker.domain.settings import Limits
from vendor_tracker.domain.vocabulary import Gate, MeetingKind, Severity
from vendor_tracker.domain.wording import count, day, listed

# Where a product is chosen: afterwards there is less left to debate.
_CHOICES = frozenset({Gate.pilot, Gate.award})


class _Planned(NamedTuple):
    """The next decision, with its day."""

    decision: DecisionFacts
    on: date

    @property
    def words(self) -> str:
        return f"the {self.decision.gate.label.lower()} decision planned for {day(self.on)}"


@gap_rule(
    code="F05",
    version=1,
    title="A decision is near and was hardly debated",
    source="SEED-5",
    gate=Gate.pilot,
    uses=("days_before_award", "debates", "debate_days"),
    why="Too few challenge debates were held before it, or the first one came too late.",
    matters=(
        "Organisations that bought AI wished that they had debated its challenges for longer. "
        "What a debate brings up late can no longer be asked, tested or written down."
    ),
)
def hardly_debated(product: ProductDossier, on: date, limits: Limits) -> Answers:
    """Find a pilot or an award that is planned soon, with too few debates or too late a first."""
    planned = _planned(product)
    if planned is None or planned.decision.gate not in _CHOICES:
        return
    debates = _meetings(product, MeetingKind.challenge)
    yield from _days(planned, debates, on, limits)
    if on < _near_from(planned, limits):
        return
    held = [meeting for meeting in debates if meeting.held_on <= on]
    parts = _short_of(held, planned, limits)
    if parts:
        yield _debate(product, planned, held, parts)


@gap_rule(
    code="F62",
    version=1,
    title="A decision is near and no staff concern is recorded",
    source="SEED-8",
    gate=Gate.pilot,
    severities=(Severity.minor,),
    uses=("days_before_award",),
    why="No meeting about it notes what worried the people who are to work with it.",
    matters=(
        "Staff see where a product will fail them before anybody else does. That nothing is "
        "noted more often means that nobody asked than that nobody worries."
    ),
)
def no_concern_heard(product: ProductDossier, on: date, limits: Limits) -> Answers:
    """Find a decision planned soon for which no meeting noted a concern of staff."""
    planned = _planned(product)
    if planned is None:
        return
    heard = [meeting for meeting in product.meetings if meeting.has_concerns]
    yield from _days(planned, heard, on, limits)
    if on < _near_from(planned, limits) or any(one.held_on <= on for one in heard):
        return
    yield Finding(
        key=product.reference,
        severity=Severity.minor,
        facts=(
            fact(planned.decision.reference, "planned_on", planned.on),
            fact(product.reference, "concerns", None),
        ),
        says=f"No staff concern is recorded before {planned.words}.",
        remedies=(
            Remedy("Ask staff, and log what worries them", Action.log_meeting, product.reference),
        ),
        gate=planned.decision.gate,
    )


def _planned(product: ProductDossier) -> _Planned | None:
    if not product.decisions:
        return None
    place = position(product.stage, product.decisions)
    if place.stopped_by:
        return None
    waiting = (d for d in product.decisions if d.gate == place.next_gate and not d.decided_on)
    found = [_Planned(one, one.planned_on) for one in waiting if one.planned_on is not None]
    return min(found, key=lambda one: (one.on, one.decision.reference), default=None)


def _near_from(planned: _Planned, limits: Limits) -> date:
    return planned.on - timedelta(days=limits.days_before_award)


def _meetings(product: ProductDossier, kind: MeetingKind) -> list[MeetingFacts]:
    """Return the meetings of a kind, the first one first; one of two suppliers counts once."""
    found = {one.reference: one for one in product.meetings if one.kind is kind}
    return sorted(found.values(), key=lambda one: (one.held_on, one.reference))


def _days(
    planned: _Planned, meetings: list[MeetingFacts], on: date, limits: Limits
) -> list[Recheck]:
    days = (_near_from(planned, limits), *(meeting.held_on for meeting in meetings))
    return [Recheck(one) for one in days if one > on]


def _short_of(held: list[MeetingFacts], planned: _Planned, limits: Limits) -> list[str]:
    parts = []
    if not held:
        parts.append("no challenge debate was held")
    elif len(held) < limits.debates:
        verb = "was" if len(held) == 1 else "were"
        wanted = count(limits.debates, "challenge debate")
        parts.append(f"{len(held):,} of {wanted} {verb} held")
    if held and (planned.on - held[0].held_on).days < limits.debate_days:
        first = day(held[0].held_on)
        parts.append(
            f"the first debate, on {first}, leaves less than {count(limits.debate_days, 'day')}"
        )
    return parts


def _debate(
    product: ProductDossier, planned: _Planned, held: list[MeetingFacts], parts: list[str]
) -> Finding:
    decision = planned.decision
    return Finding(
        key=product.reference,
        severity=Severity.major,
        facts=(
            fact(decision.reference, "planned_on", planned.on),
            *(fact(meeting.reference, "held_on", meeting.held_on) for meeting in held),
        ),
        says=f"Before {planned.words} {listed(parts)}.",
        remedies=(
            Remedy("Hold and log a challenge debate", Action.log_meeting, product.reference),
            Remedy("Move the decision", Action.edit, decision.reference),
        ),
        gate=decision.gate,
    )


RULES = (hardly_debated, no_concern_heard)
