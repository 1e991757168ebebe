"""Next steps, remedies and facts as they are kept in columns of JSON, and back."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Any

from vendor_tracker.domain.gaps import Action, Fact, Remedy
from vendor_tracker.domain.steps import NextStep, StepKind


def step_as_json(step: NextStep | None) -> dict[str, Any] | None:
    """Return a step as it is stored."""
    if step is None:
        return None
    return {
        "kind": step.kind.value,
        "text": step.text,
        "reason": step.reason,
        "action": step.action.value,
        "reference": step.reference,
        "value": step.value,
        "due_on": step.due_on.isoformat() if step.due_on else None,
        "is_quiet": step.is_quiet,
    }


def step_from_json(stored: Mapping[str, Any] | None) -> NextStep | None:
    """Return a stored step."""
    if stored is None:
        return None
    due_on = stored["due_on"]
    return NextStep(
        StepKind(stored["kind"]),
        stored["text"],
        stored["reason"],
        Action(stored["action"]),
        stored["reference"],
        stored["value"],
        date.fromisoformat(due_on) if due_on else None,
        stored["is_quiet"],
    )


def remedies_as_json(remedies: Iterable[Remedy]) -> list[dict[str, str]]:
    """Return remedies as they are stored."""
    return [
        {
            "text": remedy.text,
            "action": remedy.action.value,
            "reference": remedy.reference,
            "value": remedy.value,
        }
        for remedy in remedies
    ]


def remedies_from_json(stored: Iterable[Mapping[str, str]]) -> tuple[Remedy, ...]:
    """Return stored remedies."""
    return tuple(
        Remedy(entry["text"], Action(entry["action"]), entry["reference"], entry["value"])
        for entry in stored
    )


def facts_from_json(stored: Iterable[Sequence[str]]) -> tuple[Fact, ...]:
    """Return stored facts."""
    return tuple((entry[0], entry[1], entry[2]) for entry in stored)
