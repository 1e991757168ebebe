"""The numbers in the rules that an organisation may change, each with its source."""

from collections.abc import Iterable
from dataclasses import dataclass, field, fields
from typing import Any


@dataclass(frozen=True, slots=True)
class Setting:
    """One changeable number in words: what it is, its bounds, where it comes from."""

    key: str
    label: str
    unit: str
    default: int
    least: int
    most: int
    source: str


def _limit(default: int, label: str, unit: str, bounds: tuple[int, int], source: str) -> Any:
    words = {"label": label, "unit": unit, "bounds": bounds, "source": source}
    return field(default=default, metadata=words)


@dataclass(frozen=True, slots=True)
class Limits:
    """The numbers that hold for one organisation on one day."""

    days_before_award: int = _limit(
        42,
        "How long before a planned decision its gaps become critical",
        "days",
        (1, 365),
        "Our proposal: six weeks leave time for one answer and one meeting",
    )
    question_working_days: int = _limit(
        20,
        "How long a supplier may take to answer",
        "working days",
        (1, 120),
        "Our proposal, after the theme that some suppliers are not open (SEED-10)",
    )
    meeting_days: int = _limit(
        90,
        "How long a live product may go without a meeting",
        "days",
        (7, 730),
        "Our proposal: once a quarter (SEED-6)",
    )
    evidence_warning_days: int = _limit(
        60,
        "How long before it lapses a document is announced",
        "days",
        (1, 365),
        "Our proposal: time to ask for and receive a new one",
    )
    evidence_soon_days: int = _limit(
        30,
        "How long before it lapses renewing becomes the next step",
        "days",
        (1, 365),
        "Our proposal",
    )
    unanswered_costs: int = _limit(
        0,
        "How many cost lines may lack a figure at the award",
        "lines",
        (0, 100),
        "Blank lines are where costs hide (SEED-11)",
    )
    bar_people: int = _limit(
        2,
        "How many people must agree a bar of ours, one of them a clinician",
        "people",
        (1, 20),
        "Our proposal, after the theme that limited knowledge weakens appraisal (SEED-9)",
    )
    catch_up_a_week: int = _limit(
        3,
        "How many products that arrived in use get a review date each week",
        "products",
        (1, 100),
        "Our proposal: a load one person can carry",
    )
    set_up_records: int = _limit(
        5,
        "How many records may share a set-up gap before one card stands for all",
        "records",
        (1, 1000),
        "Our proposal",
    )
    home_steps: int = _limit(
        5, "How many next steps the first page shows", "steps", (1, 20), "Our proposal"
    )


def settings() -> tuple[Setting, ...]:
    """Return every changeable number in its order on the page."""
    return tuple(_setting(entry) for entry in fields(Limits))


def numbers_of(uses: Iterable[str]) -> tuple[Setting, ...]:
    """Return the changeable numbers with these names, such as those a rule uses."""
    known = {setting.key: setting for setting in settings()}
    return tuple(known[name] for name in uses)


def limits_from(values: dict[str, int]) -> Limits:
    """Return the limits with these stored values in place of the defaults."""
    known = {entry.name for entry in fields(Limits)}
    return Limits(**{key: value for key, value in values.items() if key in known})


def _setting(entry: Any) -> Setting:
    words = entry.metadata
    least, most = words["bounds"]
    return Setting(
        entry.name, words["label"], words["unit"], entry.default, least, most, words["source"]
    )
