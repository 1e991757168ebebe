"""What is found when a register is looked over before it is handed out."""

from collections.abc import Sequence
from dataclasses import dataclass

from vendor_tracker.domain.vocabulary.coded import Coded


class Level(Coded):
    """How bad something is that was found in a register."""

    error = "error", "Error", "It cannot be right: put it right before others rely on it"
    warning = "warning", "Warning", "Something is missing that readers will look for"


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that is wrong or missing: in which record, and in which of its columns."""

    level: Level
    sheet: str
    reference: str
    column: str
    words: str


def count_of(findings: Sequence[Finding], level: Level) -> int:
    """Return how many findings are of a level."""
    return sum(one.level is level for one in findings)


def verdict_of(findings: Sequence[Finding]) -> str:
    """Say in one line whether a register is complete and holds together."""
    errors, warnings = count_of(findings, Level.error), count_of(findings, Level.warning)
    if not findings:
        return "Yes: nothing was found that is wrong or missing"
    told = [_told(errors, "error"), _told(warnings, "warning")]
    return f"No: {' and '.join(part for part in told if part)}"


def _told(count: int, noun: str) -> str:
    if not count:
        return ""
    return f"1 {noun}" if count == 1 else f"{count:,} {noun}s"
