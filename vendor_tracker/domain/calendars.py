"""Days on which something ends, is due or is decided, and which of them are announced early."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from itertools import groupby

from vendor_tracker.domain.dates import add_months
from vendor_tracker.domain.vocabulary import Renewal
from vendor_tracker.domain.vocabulary.coded import Coded
from vendor_tracker.domain.wording import ago, capital, count, day
from vendor_tracker.domain.workingdays import ONE_DAY, bank_holidays, is_working_day

_YEAR = 12
_DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_SATURDAY = 5

# Reference and name of each.
Parties = tuple[tuple[str, str], ...]


class DayKind(Coded):
    """What falls on a day; of two on one day, the earlier here stands first."""

    notice = "notice", "Last day for notice", "To end the contract, or to keep it from renewing"
    break_notice = "break_notice", "Last day for notice of a break", "To end the contract early"
    break_point = "break", "Break point", "The contract may be ended early on this day"
    ends = "ends", "Contract ends", "The last day of its term"
    extends_to = "extends_to", "Contract ends if extended", "With every extension taken"
    insured = "insured", "Insurance ends", "What the contract says the supplier must hold"
    indemnity = "indemnity", "Indemnity ends", "After it the supplier no longer covers our losses"
    publish = "publish", "Notice to publish", "As the law on procurement asks"
    rating = "rating", "Measures to be rated", "Each measure is rated once a year and at the end"
    decision = "decision", "Decision planned", "At one of a product’s gates"
    review = "review", "Review planned", "Of a product in use"
    evidence = "evidence", "Evidence lapses", "From the day after, it shows nothing about today"
    promise = "promise", "Promise due", "Of the supplier, or of ours"


class Theme(Coded):
    """Which days a calendar shows."""

    contracts = "contracts", "Contracts", "Ends, notice, breaks, cover, notices, ratings"
    decisions = "decisions", "Decisions and reviews", "Planned and not yet taken"
    evidence = "evidence", "Evidence that lapses", "Certificates, assessments, reports"
    promises = "promises", "Promises due", "Not yet kept"
    every = "all", "Everything", "All of these"


# What somebody has to do: it stays open after its day.
OPEN = frozenset(
    {DayKind.publish, DayKind.rating, DayKind.decision, DayKind.review, DayKind.promise}
)
# Where somebody must act by the day, so that the working day before matters.
_ACTS = OPEN | {DayKind.notice, DayKind.break_notice}
_ORDER = {kind: place for place, kind in enumerate(DayKind)}


@dataclass(frozen=True, slots=True)
class Day:
    """One thing that falls on one day."""

    on: date
    kind: DayKind
    # The record that says more, and what it is called.
    reference: str
    title: str
    detail: str = ""
    suppliers: Parties = ()
    products: Parties = ()

    @property
    def tag(self) -> str:
        """Return what tells this day from the other days of its record, however it moves."""
        if self.kind in (DayKind.evidence, DayKind.promise, DayKind.decision):
            return ""
        if self.kind in (DayKind.break_point, DayKind.break_notice, DayKind.rating):
            return f".{self.kind}.{self.on:%Y%m%d}"
        if self.kind is DayKind.publish:
            return f".{self.kind}.{self.detail.split(' ')[0]}.{self.on:%Y%m%d}"
        return f".{self.kind}"

    @property
    def closed(self) -> str:
        """Say that offices are closed on the day, where that matters."""
        if self.kind in _ACTS:
            return closed_words(self.on)
        return "A bank holiday" if self.on in bank_holidays(self.on.year) else ""


@dataclass(frozen=True, slots=True)
class Month:
    """One month with its days."""

    first: date
    days: Sequence[Day] = field(default_factory=tuple)


def in_order(days: Iterable[Day]) -> list[Day]:
    """Return days in the order in which they come; renewals before the rest of a day."""
    return sorted(days, key=lambda one: (one.on, _ORDER[one.kind], one.reference, one.detail))


def by_month(days: Iterable[Day]) -> list[Month]:
    """Return the months in which something falls, each with its days in order."""
    found = groupby(in_order(days), key=lambda one: one.on.replace(day=1))
    return [Month(first, tuple(group)) for first, group in found]


def rating_due(rated_on: date | None, begins: date | None, ends: date | None) -> date | None:
    """Return by when a measure is rated next: a year on, or at the end if that comes first."""
    base = rated_on or begins
    if base is None:
        return None
    due = add_months(base, _YEAR)
    if ends is None or due <= ends:
        return due
    return None if rated_on is not None and rated_on >= ends else ends


def closed_words(on: date) -> str:
    """Say why offices are closed on a day, and when they are open before; else nothing."""
    if is_working_day(on):
        return ""
    why = f"a {_DAYS[on.weekday()]}" if on.weekday() >= _SATURDAY else "a bank holiday"
    before = last_working_day(on)
    return f"{capital(why)}: the working day before is {_DAYS[before.weekday()]} {day(before)}"


def last_working_day(on: date) -> date:
    """Return this day, or the last working day before it."""
    while not is_working_day(on):
        on -= ONE_DAY
    return on


@dataclass(frozen=True, slots=True)
class Warned:
    """A day of a contract that is announced early, or has passed without being acted on."""

    on: date
    kind: DayKind
    reference: str
    title: str
    # When the contract, or the break that the notice is for, comes.
    then_on: date | None = None
    renewal: Renewal = Renewal.unknown
    extends_to: date | None = None
    suppliers: Parties = ()

    def says(self, on: date) -> str:
        """Say what happens if nobody acts, or what became of it."""
        if self.kind is DayKind.break_notice:
            return self._break_says(on)
        if self.kind is DayKind.ends:
            return self._end_says(on)
        if self.on >= on:
            return f"Without notice, {self._outcome()}."
        return f"The notice date passed {ago((on - self.on).days)}: {self._outcome()}."

    def _break_says(self, on: date) -> str:
        then = "" if self.then_on is None else f" on {day(self.then_on)}"
        if self.on >= on:
            return f"The contract may be ended early{then} if notice is given by then."
        passed = ago((on - self.on).days)
        return f"The notice date passed {passed}: the break{then} can no longer be used."

    def _end_says(self, on: date) -> str:
        if self.on < on:
            return "It renewed by itself, and its new dates are not recorded."
        return f"{capital(self._outcome())}. No notice date is recorded."

    def _outcome(self) -> str:
        ending = self.on if self.kind is DayKind.ends else self.then_on
        then = "on a day that is not recorded" if ending is None else f"on {day(ending)}"
        if self.renewal is Renewal.rolls_on:
            after = "" if ending is None else f" after {day(ending)}"
            return f"it renews by itself{after}"
        if self.renewal is Renewal.option:
            most = "" if self.extends_to is None else f", to {day(self.extends_to)} at most"
            return f"it ends {then} unless it is extended{most}"
        if self.renewal is Renewal.ends:
            return f"it ends {then}, and a new agreement is needed to go on"
        return f"its term ends {then}, and nobody recorded whether it renews by itself"


def band_of(on: date, today: date, bands: Iterable[int]) -> int | None:
    """Return the shortest of these spans of days in which a day lies; None once it has passed."""
    left = (on - today).days
    return None if left < 0 else min((days for days in bands if left <= days), default=None)


def band_words(on: date, today: date, bands: Iterable[int]) -> str:
    """Say how near a day is in a word or two, for a list of warnings."""
    band = band_of(on, today, bands)
    return "Passed" if on < today else f"Within {count(band or 0, 'day')}"
