"""Flags: gaps kept over time. Compares what rules find today with what is stored."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import NamedTuple

from vendor_tracker.domain.gaps import Gap
from vendor_tracker.domain.vocabulary import Discipline, Severity


class StoredFlag(NamedTuple):
    """What is stored of one flag of one product or supplier, open or closed."""

    id: int
    rule_code: str
    rule_version: int
    key: str
    severity: Severity
    says: str
    fingerprint: str
    known_at_start: bool
    is_open: bool
    set_up: bool = False
    waived_by: str = ""
    discipline: Discipline | None = None


@dataclass(frozen=True, slots=True)
class Changes:
    """What has to happen to the stored flags so that they say what the rules say."""

    to_raise: tuple[Gap, ...] = ()
    to_change: tuple[tuple[StoredFlag, Gap], ...] = ()
    to_close: tuple[StoredFlag, ...] = ()
    to_reopen: tuple[tuple[StoredFlag, Gap], ...] = ()

    def __bool__(self) -> bool:
        """Tell whether there is anything to do."""
        return bool(self.to_raise or self.to_change or self.to_close or self.to_reopen)


def reconcile(found: Iterable[Gap], stored: Iterable[StoredFlag]) -> Changes:
    """Compare the gaps of one subject with its flags: a flag that returns is the same flag."""
    flags = {(flag.rule_code, flag.key): flag for flag in stored}
    gaps = {(gap.rule_code, gap.key): gap for gap in found}
    both = [(flags[identity], gap) for identity, gap in gaps.items() if identity in flags]
    return Changes(
        to_raise=tuple(gap for identity, gap in gaps.items() if identity not in flags),
        to_change=tuple((f, gap) for f, gap in both if f.is_open and _differs(f, gap)),
        to_close=tuple(f for identity, f in flags.items() if f.is_open and identity not in gaps),
        to_reopen=tuple((f, gap) for f, gap in both if not f.is_open),
    )


def _differs(flag: StoredFlag, gap: Gap) -> bool:
    return (
        flag.fingerprint != gap.fingerprint
        or flag.says != gap.says
        or flag.severity != gap.severity
        or flag.known_at_start != gap.known_at_start
        or flag.set_up != gap.set_up
        or flag.waived_by != gap.waived_by
        or flag.discipline != gap.discipline
        or flag.rule_version != gap.rule_version
    )
