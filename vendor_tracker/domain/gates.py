"""Where a product stands among its gates: which comes next and which are passed."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from vendor_tracker.domain.conditions import passed_words
from vendor_tracker.domain.facts import (
    DecisionFacts,
)
from vendor_tracker.domain.vocabulary import Gate, Outcome, Stage

LADDER = (Gate.shortlist, Gate.pilot, Gate.award, Gate.go_live, Gate.review)
_RANK = {gate: rank for rank, gate in enumerate(LADDER)}
_GOES_ON = frozenset({Outcome.go_on, Outcome.go_on_with_conditions})
_NEXT: dict[Stage, Gate | None] = {
    Stage.watching: Gate.shortlist,
    Stage.shortlisted: Gate.award,
    Stage.evaluating: Gate.award,
    Stage.piloting: Gate.award,
    Stage.contracted: Gate.go_live,
    Stage.live: Gate.review,
    Stage.retired: None,
}
_PASSED: dict[Stage, tuple[Gate, ...]] = {
    Stage.watching: (),
    Stage.shortlisted: (Gate.shortlist,),
    Stage.evaluating: (Gate.shortlist,),
    Stage.piloting: (Gate.shortlist, Gate.pilot),
    Stage.contracted: (Gate.shortlist, Gate.award),
    Stage.live: (Gate.shortlist, Gate.award, Gate.go_live),
    Stage.retired: (),
}


@dataclass(frozen=True, slots=True)
class PassedGate:
    """A gate that lies behind; without a record its date is not known."""

    gate: Gate
    decided_on: date | None
    decision: str
    # Under which conditions, in words; empty when there were none.
    conditions: str = ""


@dataclass(frozen=True, slots=True)
class Position:
    """A product among its gates."""

    next_gate: Gate | None
    planned_on: date | None
    passed: tuple[PassedGate, ...]
    # Reference of the decision to stop, if one stands in the way.
    stopped_by: str

    @property
    def award_passed(self) -> bool:
        """Tell whether the product was bought, with or without a record of it."""
        return any(entry.gate == Gate.award for entry in self.passed)

    @property
    def award_on(self) -> date | None:
        """Return the day of the award, or None when it is not known."""
        return next((e.decided_on for e in self.passed if e.gate == Gate.award), None)


def next_gate(stage: Stage, decisions: Iterable[DecisionFacts] = ()) -> Gate | None:
    """Return the gate that comes next for a product at this stage."""
    waits = {d.gate for d in decisions if d.decided_on is None}
    if stage in (Stage.shortlisted, Stage.evaluating) and Gate.pilot in waits:
        return Gate.pilot
    return _NEXT[stage]


def planned_on(gate: Gate | None, decisions: Iterable[DecisionFacts]) -> date | None:
    """Return the first planned day of a decision at this gate that is still to be taken."""
    days = (d.planned_on for d in decisions if d.gate == gate and d.decided_on is None)
    return min((day for day in days if day is not None), default=None)


@lru_cache(maxsize=512)
def position(stage: Stage, decisions: tuple[DecisionFacts, ...]) -> Position:
    """Work out where a product stands from its stage and its decisions."""
    gate = next_gate(stage, decisions)
    return Position(
        next_gate=gate,
        planned_on=planned_on(gate, decisions),
        passed=_passed(stage, decisions),
        stopped_by=stopped_by(gate, decisions),
    )


def stopped_by(gate: Gate | None, decisions: Iterable[DecisionFacts]) -> str:
    """Return the decision to stop that holds at this gate or an earlier one, if any."""
    if gate is None:
        return ""
    last: dict[Gate, DecisionFacts] = {}
    for decision in sorted(_decided(decisions), key=_decided_on):
        last[decision.gate] = decision
    for earlier in LADDER[: _RANK[gate] + 1]:
        found = last.get(earlier)
        if found is not None and found.outcome == Outcome.stop:
            return found.reference
    return ""


def stop_on_the_way(before: Stage, after: Stage, decisions: Iterable[DecisionFacts]) -> str:
    """Return the decision to stop that a move from one stage to another would pass over."""
    reached, wanted = _gate_behind(before), _gate_behind(after)
    if wanted is None or (reached is not None and _RANK[wanted] <= _RANK[reached]):
        return ""
    return stopped_by(wanted, decisions)


def cannot_plan(gate: Gate, stage: Stage) -> str:
    """Return in words why nothing can be planned at this gate from this stage; empty if it can."""
    if stage is Stage.retired:
        return "The product is retired. Bring it back to another stage first."
    if gate is Gate.review and stage not in (Stage.contracted, Stage.live):
        return "A review comes once the product is bought. Plan the gate before it."
    if gate is Gate.pilot and stage in (Stage.contracted, Stage.live):
        return "The product is bought, so no pilot comes any more. Plan the next gate."
    return ""


def is_before(gate: Gate, other: Gate) -> bool:
    """Tell whether a gate comes before another."""
    return _RANK[gate] < _RANK[other]


def speaks(rule_gate: Gate, next_one: Gate | None) -> bool:
    """Tell whether a rule of this gate is heard: only of the next gate or one behind it."""
    return next_one is not None and _RANK[rule_gate] <= _RANK[next_one]


def furthest(gates: Iterable[Gate | None]) -> Gate | None:
    """Return the gate furthest along among these."""
    return max((gate for gate in gates if gate is not None), key=_RANK.__getitem__, default=None)


def _gate_behind(stage: Stage) -> Gate | None:
    return furthest(_PASSED[stage])


def _passed(stage: Stage, decisions: tuple[DecisionFacts, ...]) -> tuple[PassedGate, ...]:
    went_on: dict[Gate, DecisionFacts] = {}
    for decision in sorted(_decided(decisions), key=_decided_on, reverse=True):
        if decision.outcome in _GOES_ON:
            went_on[decision.gate] = decision
    behind = [gate for gate in LADDER if gate in _PASSED[stage] or gate in went_on]
    if stage is Stage.retired or stage is Stage.watching:
        behind = [gate for gate in LADDER if gate in went_on]
    return tuple(_passed_gate(gate, went_on.get(gate)) for gate in behind)


def _passed_gate(gate: Gate, decision: DecisionFacts | None) -> PassedGate:
    if decision is None:
        return PassedGate(gate, None, "")
    words = ""
    if decision.outcome == Outcome.go_on_with_conditions:
        words = passed_words(decision.conditions, decision.conditions_open)
    return PassedGate(gate, decision.decided_on, decision.reference, words)


def _decided(decisions: Iterable[DecisionFacts]) -> list[DecisionFacts]:
    return [decision for decision in decisions if decision.decided_on is not None]


def _decided_on(decision: DecisionFacts) -> date:
    return decision.decided_on or date.max
