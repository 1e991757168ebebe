"""The two clocks of evidence, the date and the version: worked out, never stored."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from vendor_tracker.domain.facts import (
    EvidenceFacts,
    VersionFacts,
)
from vendor_tracker.domain.names import name_key
from vendor_tracker.domain.vocabulary import EvidenceKind

# Without these a product may not be bought or used.
NEEDED_BY_LAW = frozenset(
    {
        EvidenceKind.dtac,
        EvidenceKind.dpia,
        EvidenceKind.safety_case,
        EvidenceKind.hazard_log,
        EvidenceKind.device_registration,
    }
)
_ONE_OF_A_KIND = NEEDED_BY_LAW | {EvidenceKind.model_card, EvidenceKind.price_list}


class Clock(StrEnum):
    """What the clocks of a piece of evidence say."""

    in_date = "in_date"
    no_end = "no_end"
    lapsing = "lapsing"
    lapsed = "lapsed"
    other_version = "other_version"


WORDS: dict[Clock, str] = {
    Clock.in_date: "In date",
    Clock.no_end: "No end date",
    Clock.lapsing: "Lapses soon",
    Clock.lapsed: "Lapsed",
    Clock.other_version: "Made for another version",
}


MEANINGS: dict[Clock, str] = {
    Clock.in_date: "Its date has not passed, and it is not for another version",
    Clock.no_end: "No day is noted on which it lapses; that is not the same as in date",
    Clock.lapsing: "Its date is near: ask for a new one",
    Clock.lapsed: "Its date has passed: it shows nothing about today",
    Clock.other_version: "It was made for a version other than the one we judge",
}


@dataclass(frozen=True, slots=True)
class Reading:
    """What the clocks say, and in how many days the date clock runs out."""

    clock: Clock
    days_left: int | None

    @property
    def is_live(self) -> bool:
        """Tell whether the evidence still counts."""
        return self.clock not in (Clock.lapsed, Clock.other_version)


def is_live(evidence: EvidenceFacts, judged: VersionFacts | None, on: date) -> bool:
    """Tell whether evidence still counts: neither lapsed nor made for another version."""
    has_lapsed = evidence.expires_on is not None and evidence.expires_on < on
    return not (has_lapsed or _is_for_another(evidence, judged))


def read_clocks(
    evidence: EvidenceFacts, judged: VersionFacts | None, on: date, warning_days: int
) -> Reading:
    """Read both clocks of a piece of evidence against the version that we judge."""
    left = None if evidence.expires_on is None else (evidence.expires_on - on).days
    if left is not None and left < 0:
        return Reading(Clock.lapsed, left)
    if _is_for_another(evidence, judged):
        return Reading(Clock.other_version, left)
    if left is None:
        return Reading(Clock.no_end, None)
    return Reading(Clock.lapsing if left <= warning_days else Clock.in_date, left)


def version_in_use(versions: Iterable[VersionFacts], on: date) -> VersionFacts | None:
    """Return the version that is in use on this day."""
    used = [v for v in versions if v.in_use_from is not None and v.in_use_from <= on]
    return max(used, key=lambda v: v.in_use_from or date.min, default=None)


def judged_version(versions: tuple[VersionFacts, ...], on: date) -> VersionFacts | None:
    """Return the version in use, else the newest one released: what our evidence must fit."""
    found = version_in_use(versions, on)
    if found is not None:
        return found
    released = [v for v in versions if v.released_on is not None and v.released_on <= on]
    newest = max(released, key=lambda v: v.released_on or date.min, default=None)
    return newest or (versions[0] if len(versions) == 1 else None)


def version_days(versions: Iterable[VersionFacts], on: date) -> list[date]:
    """Return the coming days on which another version may be the judged one."""
    days = (day for v in versions for day in (v.in_use_from, v.released_on))
    return [day for day in days if day is not None and day > on]


def date_clock_days(evidence: EvidenceFacts, warning_days: int) -> list[date]:
    """Return the days on which the date clock changes what it says."""
    if evidence.expires_on is None:
        return []
    warn = evidence.expires_on - timedelta(days=warning_days)
    return [warn, evidence.expires_on + timedelta(days=1)]


def newest_of_each(evidence: Iterable[EvidenceFacts]) -> tuple[EvidenceFacts, ...]:
    """Return the last of each sort of document: a newer one replaces an older one."""
    newest: dict[tuple[str, str], EvidenceFacts] = {}
    for entry in sorted(evidence, key=_age):
        newest[_sort_of(entry)] = entry
    return tuple(newest.values())


def _is_for_another(evidence: EvidenceFacts, judged: VersionFacts | None) -> bool:
    return bool(evidence.version) and judged is not None and evidence.version != judged.reference


def _sort_of(evidence: EvidenceFacts) -> tuple[str, str]:
    if evidence.kind in _ONE_OF_A_KIND:
        return evidence.kind, ""
    # "Cyber Essentials 2026" renews "Cyber Essentials 2025": figures do not tell sorts apart.
    title = re.sub(r"[\W\d_]+", " ", name_key(evidence.title)).strip()
    return evidence.kind, title or evidence.reference


def _age(evidence: EvidenceFacts) -> tuple[date, date, str]:
    # A document without an end does not lapse, so it counts as the newest.
    return (evidence.expires_on or date.max, evidence.issued_on or date.min, evidence.reference)
