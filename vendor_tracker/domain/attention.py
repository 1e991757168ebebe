"""What keeps a fresh list quiet: catch-up, set-up cards and the first look."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from vendor_tracker.domain.clocks import version_in_use
from vendor_tracker.domain.dossier import (
    ProductDossier,
)
from vendor_tracker.domain.vocabulary import Known, ProductFact, Stage
from vendor_tracker.domain.workingdays import ONE_DAY, is_working_day

_ARRIVES_QUIETLY = frozenset({Stage.contracted, Stage.live})
_WEEK = timedelta(days=7)


@dataclass(frozen=True, slots=True)
class Arrival:
    """A product that was brought in while already bought or in use."""

    reference: str
    is_scribe: bool = False
    is_device: bool = False


@dataclass(frozen=True, slots=True)
class SetUpCard:
    """One card that stands for the same set-up gap of many records."""

    rule_code: str
    subjects: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class LookItem:
    """One of the ten facts of the first look; `facts` are what it is stored in."""

    key: str
    question: str
    hint: str
    facts: tuple[ProductFact, ...] = ()


@dataclass(frozen=True, slots=True)
class Look:
    """One of the ten facts, and whether it is known for a product."""

    item: LookItem
    is_known: bool


FIRST_LOOK: tuple[LookItem, ...] = (
    LookItem(
        "device",
        "Is it a medical device?",
        "The supplier must say so in writing.",
        (ProductFact.dev,),
    ),
    LookItem(
        "care",
        "Do staff use it in the direct care of patients?",
        "Then our own safety case is a legal duty.",
        (ProductFact.care,),
    ),
    LookItem(
        "personal_data",
        "Does it use personal data?",
        "Then a data protection assessment is a legal duty.",
        (ProductFact.pd,),
    ),
    LookItem(
        "generative",
        "Does it write text of its own, or listen to consultations?",
        "Such products can invent things, and must be checked each time.",
        (ProductFact.gen, ProductFact.scr),
    ),
    LookItem(
        "patients",
        "Do patients use it themselves?",
        "They may be alone with it and need a way to a person.",
        (ProductFact.pat,),
    ),
    LookItem("accountable", "Who here answers for it?", "One named person."),
    LookItem("version", "Which version is in use?", "All evidence must fit this version."),
    LookItem(
        "dpia",
        "Is the data protection assessment signed?",
        "By our data protection officer, for this use.",
        (ProductFact.dpia_signed,),
    ),
    LookItem(
        "safety_case",
        "Is our own safety case approved (DCB0160)?",
        "By our clinical safety officer, for this use.",
        (ProductFact.dcb0160_approved,),
    ),
    LookItem("contract_end", "When does the contract end?", "Notice may be due long before."),
)


def arrives_in_catch_up(stage: Stage) -> bool:
    """Tell whether a product brought in at this stage starts quietly."""
    return stage in _ARRIVES_QUIETLY


def review_days(
    arrivals: Iterable[Arrival], given: Iterable[date], on: date, a_week: int
) -> dict[str, date]:
    """Give each arrival a review day, a few a week after those already given.

    Scribes come first, then devices, then the rest in the order handed in.
    """
    taken = Counter(day - day.weekday() * ONE_DAY for day in given if day > on)
    monday = max(taken, default=on - on.weekday() * ONE_DAY + _WEEK)
    days: dict[str, date] = {}
    for arrival in sorted(arrivals, key=lambda a: (not a.is_scribe, not a.is_device)):
        while taken[monday] >= a_week:
            monday += _WEEK
        taken[monday] += 1
        days[arrival.reference] = _first_working_day(monday)
    return days


def set_up_cards(
    flags: Iterable[tuple[str, str]], more_than: int
) -> tuple[tuple[SetUpCard, ...], frozenset[str]]:
    """Group (rule, subject) of set-up flags: cards for the many, and the rules they replace."""
    by_rule: dict[str, list[str]] = {}
    for rule_code, subject in flags:
        by_rule.setdefault(rule_code, []).append(subject)
    many = {code: subjects for code, subjects in by_rule.items() if len(subjects) > more_than}
    cards = tuple(SetUpCard(code, tuple(subjects)) for code, subjects in sorted(many.items()))
    return cards, frozenset(many)


def first_look(product: ProductDossier, on: date) -> tuple[Look, ...]:
    """Return the ten facts, each known for this product or not."""
    return tuple(Look(item, _is_known(item, product, on)) for item in FIRST_LOOK)


def first_look_is_done(product: ProductDossier, on: date) -> bool:
    """Tell whether all ten facts are known."""
    return all(look.is_known for look in first_look(product, on))


def _is_known(item: LookItem, product: ProductDossier, on: date) -> bool:
    if item.key == "accountable":
        return bool(product.accountable)
    if item.key == "version":
        return version_in_use(product.versions, on) is not None
    if item.key == "contract_end":
        return any(contract.ends_on is not None for contract in product.contracts)
    return all(product.fact(name) != Known.unknown for name in item.facts)


def _first_working_day(monday: date) -> date:
    day = monday
    while not is_working_day(day):
        day += ONE_DAY
    return day
