"""Waivers: how one fares on a day, who may agree to it, and what differs once it is void."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from datetime import date

from vendor_tracker.domain.dates import add_months
from vendor_tracker.domain.factwords import label_of, value_of
from vendor_tracker.domain.gaps import Fact
from vendor_tracker.domain.vocabulary import Discipline, Severity, WaiverState
from vendor_tracker.domain.wording import count

# What stands critical is looked at again sooner.
MONTHS = {Severity.critical: 6, Severity.major: 12, Severity.minor: 12}
_FEWEST_LETTERS = 20
_FEWEST_WORDS = 4
_MOST_NAMED = 5


def latest_end(severity: Severity, on: date) -> date:
    """Return the last day on which a waiver asked for today may end."""
    return add_months(on, MONTHS[severity])


def is_sentence(text: str) -> bool:
    """Tell whether a reason says enough for somebody else to judge it."""
    return len(text.strip()) >= _FEWEST_LETTERS and len(text.split()) >= _FEWEST_WORDS


def state_of(
    on: date,
    *,
    ends_on: date,
    is_agreed: bool | None = None,
    withdrawn_on: date | None = None,
    void_on: date | None = None,
) -> WaiverState:
    """Return how a waiver fares on a day; its end date is the last day on which it holds."""
    if withdrawn_on is not None:
        return WaiverState.withdrawn
    if is_agreed is False:
        return WaiverState.refused
    if void_on is not None:
        return WaiverState.void
    if on > ends_on:
        return WaiverState.ended
    return WaiverState.holds if is_agreed else WaiverState.asked


def why_not(
    severity: Severity,
    discipline: Discipline | None,
    *,
    may_decide: bool,
    asked_it: bool,
    disciplines: Collection[str],
) -> str:
    """Return in words why a person may not agree to a waiver or refuse it; empty if they may."""
    if not may_decide:
        return "Only a reviewer can agree to a waiver or refuse it."
    if asked_it and severity is not Severity.minor:
        return "You asked for it, so somebody else has to agree. You can withdraw it."
    if severity is Severity.critical and discipline not in disciplines:
        return (
            f"The gap is critical, so a reviewer with the skill {name_of(discipline)} has to "
            "decide, and it is not among yours. An administrator sets that on the page of people."
        )
    return ""


def name_of(discipline: Discipline | None) -> str:
    """Return the skill that is needed as it stands inside a sentence."""
    return f"“{discipline.label}”" if discipline else "that the rule names"


def why_void(
    before: Iterable[Sequence[str]], after: Iterable[Fact], *, was: Severity, now: Severity
) -> str:
    """Return in words what differs between a waiver and the gap that it was given for."""
    told = differences(before, after)
    if now.rank < was.rank:
        told = (f"The gap became {now.label.lower()}, it was {was.label.lower()}", *told)
    if not told:
        return "The rule, or a number that it uses, has changed."
    named = [*told[:_MOST_NAMED]]
    if len(told) > _MOST_NAMED:
        named.append(f"And {count(len(told) - _MOST_NAMED, 'more difference')}")
    return " ".join(f"{words}." for words in named)


def differences(before: Iterable[Sequence[str]], after: Iterable[Fact]) -> tuple[str, ...]:
    """Return in words which facts are new, which are gone and which say something else."""
    old, new = _by_field(before), _by_field(after)
    places = [*old, *(place for place in new if place not in old)]
    return tuple(
        _told(place, old.get(place, ()), new.get(place, ()))
        for place in places
        if sorted(old.get(place, ())) != sorted(new.get(place, ()))
    )


def _by_field(facts: Iterable[Sequence[str]]) -> dict[tuple[str, str], list[str]]:
    found: dict[tuple[str, str], list[str]] = defaultdict(list)
    for reference, field, value in facts:
        found[reference, field].append(value)
    return found


def _inside(label: str) -> str:
    """Return a label as it stands inside a sentence; one that begins with initials stays."""
    return label if label[:2].isupper() else label[:1].lower() + label[1:]


def _told(place: tuple[str, str], old: Sequence[str], new: Sequence[str]) -> str:
    reference, field = place
    label = _inside(label_of((reference, field, "")))
    was, now = (", ".join(value_of((*place, value)) for value in values) for values in (old, new))
    if not new:
        return f"{reference}, {label}: no longer counts, was {was}"
    return f"{reference}, {label}: {now}" + (f", was {was}" if old else ", was not there")
