"""Gaps: what a rule finds in a dossier on a day, and when it must look again."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum
from functools import lru_cache
from hashlib import sha256
from typing import Any, NamedTuple

from vendor_tracker.domain.actions import Action
from vendor_tracker.domain.dossier import (
    IN_PLAY,
    Dossier,
    ProductDossier,
)
from vendor_tracker.domain.facts import WaiverFacts
from vendor_tracker.domain.gates import furthest, next_gate, speaks
from vendor_tracker.domain.settings import Limits
from vendor_tracker.domain.vocabulary import Discipline, Gate, Severity
from vendor_tracker.domain.workingdays import ONE_DAY

# Reference of a record, name of the field, what it says. Never today's date or an
# age: a waiver is bound to these and must not become void overnight.
Fact = tuple[str, str, str]


class About(StrEnum):
    """Whose rule it is."""

    product = "product"
    supplier = "supplier"


class Remedy(NamedTuple):
    """One thing that closes a gap: words for the link, and where it leads."""

    text: str
    action: Action
    reference: str
    # What the page should start with, such as a cost category.
    value: str = ""


class Finding(NamedTuple):
    """What a rule found; `key` is the record it is about."""

    key: str
    severity: Severity
    facts: tuple[Fact, ...]
    says: str
    remedies: tuple[Remedy, ...]
    # Known at the start although its subject is not: all it is about is still in catch-up.
    is_quiet: bool = False
    # Many records may share it just after they came in; then one card stands for all.
    is_set_up: bool = False
    # Who has to agree to a waiver, where it is not whom the rule names.
    discipline: Discipline | None = None
    # The gate that it holds up, where it is not the one that the rule names.
    gate: Gate | None = None
    # It counts although its subject is in catch-up: somebody looked, and said that it is so.
    is_heard: bool = False


class Recheck(NamedTuple):
    """The next day on which the rule's answer may differ."""

    on: date


Answers = Iterator[Finding | Recheck]
Check = Callable[[Any, date, Limits], Answers]


@dataclass(frozen=True, slots=True, eq=False)
class GapRule:
    """A rule with the words that explain it and the check that finds its gaps."""

    code: str
    version: int
    title: str
    source: str
    gate: Gate
    why: str
    matters: str
    severities: tuple[Severity, ...]
    about: tuple[About, ...]
    uses: tuple[str, ...]
    set_up: bool
    check: Check
    # Who has to agree to a waiver of a critical gap.
    discipline: Discipline = Discipline.commercial
    # Why it may find more than one gap of a product or supplier; empty when it never does.
    several: str = ""

    def beginning(self, limits: Limits) -> str:
        """Return how the content of each of its fingerprints begins under these numbers."""
        used = [(name, str(getattr(limits, name))) for name in self.uses]
        return repr((self.code, self.version, used))[:-1]


class Gap(NamedTuple):
    """A finding with the rule that made it: all that a flag stores."""

    rule_code: str
    rule_version: int
    gate: Gate
    set_up: bool
    known_at_start: bool
    key: str
    severity: Severity
    says: str
    facts: tuple[Fact, ...]
    remedies: tuple[Remedy, ...]
    fingerprint: str
    discipline: Discipline = Discipline.commercial
    # The waiver that lets it stand today.
    waived_by: str = ""

    @property
    def counts(self) -> bool:
        """Tell whether it stands against the product: neither waived nor known at the start."""
        return not (self.waived_by or self.known_at_start)


# Reference of a waiver that is void, and the gap it was given for as it is now; None: closed.
Voided = tuple[tuple[str, Gap | None], ...]


def gap_rule(
    *,
    code: str,
    version: int,
    title: str,
    source: str,
    gate: Gate,
    why: str,
    matters: str,
    severities: tuple[Severity, ...] = (Severity.major,),
    about: tuple[About, ...] = (About.product,),
    uses: tuple[str, ...] = (),
    set_up: bool = False,
    discipline: Discipline = Discipline.commercial,
    several: str = "",
) -> Callable[[Check], GapRule]:
    """Make a rule of the generator below it."""

    def make(check: Check) -> GapRule:
        words = (code, version, title, source, gate, why, matters)
        return GapRule(*words, severities, about, uses, set_up, check, discipline, several)

    return make


def fact(reference: str, field: str, value: object) -> Fact:
    """Return one fact with its value as canonical text; nothing known is empty."""
    if type(field) is not str:
        # A fingerprint shows how a field is written: a member of an enumeration by its value.
        field = str(field)
    if type(value) is str:
        return reference, field, value
    if value is None:
        return reference, field, ""
    if isinstance(value, Decimal):
        return reference, field, format(value.normalize(), "f")
    if isinstance(value, bool):
        return reference, field, "yes" if value else "no"
    return reference, field, value.isoformat() if isinstance(value, date) else str(value)


def reach(dossier: Dossier) -> Gate | None:
    """Return the gate up to which rules speak; None when nothing is heard at all."""
    if isinstance(dossier, ProductDossier):
        return next_gate(dossier.stage, dossier.decisions) if dossier.stage in IN_PLAY else None
    return furthest(product.next_gate for product in dossier.products_in_play())


class _Beginnings(dict[GapRule, str]):
    """How fingerprints begin under these numbers, by rule; put together when first needed."""

    def __init__(self, limits: Limits) -> None:
        super().__init__()
        self._limits = limits

    def __missing__(self, rule: GapRule) -> str:
        self[rule] = rule.beginning(self._limits)
        return self[rule]


# By the numbers, which are slow to compare: asked for once for all gaps of a subject.
_beginnings = lru_cache(maxsize=32)(_Beginnings)


def _digest(beginning: str, facts: tuple[Fact, ...]) -> str:
    """Return the fingerprint of a gap: its rule, the numbers it used and the facts it found."""
    return sha256(f"{beginning}, {sorted(facts)!r})".encode()).hexdigest()


def find_gaps(
    dossier: Dossier, on: date, rules: Iterable[GapRule], limits: Limits
) -> tuple[tuple[Gap, ...], date | None]:
    """Return the gaps of this day, worst first, and the next day to look again."""
    heard = heard_rules(dossier, rules)
    if not heard:
        return (), None
    known = dossier.in_catch_up(on)
    days = _catch_up_ends(dossier, on)
    gaps: list[Gap] = []
    begins = _beginnings(limits)
    for rule in heard:
        for found in rule.check(dossier, on, limits):
            if isinstance(found, Recheck):
                days.append(found.on)
            else:
                gaps.append(_gap(rule, found, limits, known, begins[rule]))
    if dossier.waivers:
        void = {reference for reference, _ in find_voided(dossier.waivers, gaps, on, heard)}
        agreed = [one for one in dossier.waivers if one.is_agreed and one.reference not in void]
        days += [waiver.ends_on + ONE_DAY for waiver in agreed]
        gaps = [_waived(gap, agreed, on) for gap in gaps]
    gaps.sort(key=_order)
    return tuple(gaps), min((day for day in days if day > on), default=None)


def heard_rules(dossier: Dossier, rules: Iterable[GapRule]) -> tuple[GapRule, ...]:
    """Return the rules that speak of this product or supplier today; none out of play."""
    until = reach(dossier)
    if until is None:
        return ()
    subject = About.product if isinstance(dossier, ProductDossier) else About.supplier
    return _heard(tuple(rules), subject, until)


@lru_cache(maxsize=64)
def _heard(rules: tuple[GapRule, ...], subject: About, until: Gate) -> tuple[GapRule, ...]:
    """Return the rules that speak about this kind of subject before this gate."""
    return tuple(r for r in rules if subject in r.about and speaks(r.gate, until))


def _order(gap: Gap) -> tuple[int, str, str]:
    return gap.severity.rank, gap.rule_code, gap.key


def _gap(rule: GapRule, finding: Finding, limits: Limits, known: bool, begins: str) -> Gap:
    key, severity, facts, says, remedies, is_quiet, is_set_up, discipline, gate, heard = finding
    return Gap(
        rule.code,
        rule.version,
        gate or rule.gate,
        rule.set_up or is_set_up,
        (known or is_quiet) and not heard,
        key,
        limits.severity_of(rule.code, severity),
        says,
        facts,
        remedies,
        _digest(begins, facts),
        discipline or rule.discipline,
    )


def find_voided(
    waivers: Iterable[WaiverFacts], gaps: Iterable[Gap], on: date, heard: Iterable[GapRule]
) -> Voided:
    """Return the waivers of which the facts have changed, each with the gap as it is now.

    A gap that closed while its rule is heard closed because its facts changed, so its waiver is
    void too. Where nothing is heard, as out of play, no fact has changed and the waiver stays.
    """
    if not waivers:
        return ()
    found, codes = {(gap.rule_code, gap.key): gap for gap in gaps}, {rule.code for rule in heard}
    pairs = ((waiver, found.get((waiver.rule_code, waiver.key))) for waiver in waivers)
    return tuple(
        (waiver.reference, gap)
        for waiver, gap in pairs
        if on <= waiver.ends_on
        and (waiver.rule_code in codes if gap is None else not holds(waiver, gap))
    )


def holds(waiver: WaiverFacts, gap: Gap) -> bool:
    """Tell whether a waiver was given for this gap as it is: same facts, no worse."""
    return waiver.fingerprint == gap.fingerprint and gap.severity.rank >= waiver.severity.rank


def _waived(gap: Gap, waivers: Iterable[WaiverFacts], on: date) -> Gap:
    for waiver in waivers:
        is_same = (waiver.rule_code, waiver.key) == (gap.rule_code, gap.key)
        if is_same and on <= waiver.ends_on and holds(waiver, gap):
            return gap._replace(waived_by=waiver.reference)
    return gap


def _catch_up_ends(dossier: Dossier, on: date) -> list[date]:
    """Return the days on which a quiet start ends: gaps are counted differently then."""
    parts = (dossier,) if isinstance(dossier, ProductDossier) else dossier.products_in_play()
    return [part.catch_up_on for part in parts if part.catch_up_on and part.in_catch_up(on)]
