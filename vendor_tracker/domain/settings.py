"""The numbers in the rules that an organisation may change, each with its source."""

from collections.abc import Iterable
from dataclasses import dataclass, fields
from datetime import date
from typing import Any

from vendor_tracker.domain.changeable import Setting, Value, read_value
from vendor_tracker.domain.changeable import day as _day
from vendor_tracker.domain.changeable import limit as _limit
from vendor_tracker.domain.purchaselimits import PurchaseLimits
from vendor_tracker.domain.vocabulary import Severity

__all__ = ["SEVERITY_KEY", "Limits", "Setting", "Value", "limits_from", "numbers_of", "settings"]

# Under this and the code of a rule stands the severity that the organisation chose for it.
SEVERITY_KEY = "severity."


@dataclass(frozen=True, slots=True)
class Limits(PurchaseLimits):
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
    request_questions: int = _limit(
        40,
        "How many questions to a supplier in one go need a second look",
        "questions",
        (1, 500),
        "Our proposal: more take a supplier longer than half a day",
    )
    fact_days: int = _limit(
        30,
        "How long a fact about a product may stay unknown once it is being checked",
        "days",
        (1, 365),
        "Our proposal: time for one question to the supplier",
    )
    debate_days: int = _limit(
        28,
        "How long before a decision the first challenge debate is held",
        "days",
        (1, 365),
        "Our proposal, after organisations that wished they had debated for longer (SEED-5)",
    )
    debates: int = _limit(
        2,
        "How many challenge debates are held before a decision",
        "debates",
        (1, 10),
        "Our proposal, after organisations that wished they had debated for longer (SEED-5)",
    )
    least_strength: int = _limit(
        4,
        "How strong the best evidence must be where a product guides care",
        "on the ladder from 0 to 7",
        (1, 7),
        "Our proposal: somebody other than the supplier tested it (SEED-3, ESF)",
    )
    group_positives: int = _limit(
        30,
        "How many people with the condition a group needs before its result tells anything",
        "people",
        (1, 10_000),
        "Our proposal, after STANDING Together",
    )
    small_cell: int = _limit(
        10,
        "Below which number of people a group's figures stay out of every export",
        "people",
        (1, 100),
        "Disclosure control, our proposal",
    )
    group_gap: int = _limit(
        5,
        "How far a group may fall behind where no limit of ours is set for a claim",
        "percentage points",
        (1, 50),
        "Our proposal; a limit set for the claim itself always goes first (SEED-9)",
    )
    life_years: int = _limit(
        5,
        "Over how many years a product is counted while nobody has set its years",
        "years",
        (1, 20),
        "Our proposal: a usual first term with its extension",
    )
    price_rise: int = _limit(
        2,
        "By how much prices in general are taken to rise",
        "percent a year",
        (0, 15),
        "The target of the Bank of England",
    )
    hidden_share: int = _limit(
        15,
        "How much of the whole-life cost may have been hidden before the case is opened again",
        "percent",
        (1, 100),
        "Our proposal: a case decided on a much lower cost no longer holds (SEED-11, Green Book)",
    )
    benefit_share: int = _limit(
        50,
        "How much of a planned benefit must have come about",
        "percent of the plan",
        (1, 100),
        "Our proposal, after the Green Book: what falls short of half its plan is decided anew",
    )
    dtac_form_edition: int = _limit(
        2,
        "The edition of the DTAC form now in use",
        "by its number",
        (1, 20),
        "DTAC page of NHS England, February 2026",
    )
    dtac_form_from: date = _day(
        "2026-02-24",
        "The day of the DTAC form now in use",
        "DTAC page of NHS England, February 2026",
    )
    dtac_form_needed_from: date = _day(
        "2026-04-06",
        "From which day the older DTAC form is not used any more",
        "DTAC page of NHS England, February 2026",
    )
    cyber_scheme_from: date = _day(
        "2026-04-27",
        "From which day Cyber Essentials is assessed by requirements 3.3",
        "Five sector pages that agree, not verified at the publisher",
    )
    ce_accepted_until_first: date = _day(
        "2028-06-30",
        "Until which day Great Britain accepts devices CE-marked under the older directives",
        "Two law firms that agree; a longer time was consulted on until 10 April 2026",
    )
    ce_accepted_until: date = _day(
        "2030-06-30",
        "Until which day Great Britain accepts devices CE-marked under the regulations in force",
        "Two law firms that agree; a longer time was consulted on until 10 April 2026",
    )
    # Severities that the organisation chose itself, by rule.
    severities: tuple[tuple[str, Severity], ...] = ()

    def notice_bands(self) -> tuple[int, ...]:
        """Return the spans of days in which a day for notice is announced, the shortest first."""
        spans = (self.notice_days_first, self.notice_days_second, self.notice_days_last)
        return tuple(sorted(set(spans)))

    def severity_of(self, rule_code: str, found: Severity) -> Severity:
        """Return how much a gap matters here: as the organisation chose, else as found."""
        for code, chosen in self.severities:
            if code == rule_code:
                return chosen
        return found


def settings() -> tuple[Setting, ...]:
    """Return every changeable number in its order on the page."""
    # What a class inherits comes first in it, and last on the page.
    inherited = {entry.name for entry in fields(PurchaseLimits)}
    entries = sorted(fields(Limits), key=lambda entry: entry.name in inherited)
    return tuple(_setting(entry) for entry in entries if entry.metadata)


def numbers_of(uses: Iterable[str]) -> tuple[Setting, ...]:
    """Return the changeable numbers with these names, such as those a rule uses."""
    known = {setting.key: setting for setting in settings()}
    return tuple(known[name] for name in uses)


def limits_from(values: dict[str, str]) -> Limits:
    """Return the limits with these stored values in place of the defaults.

    A number stands under its own key, the severity of a rule under `severity.` and its code.
    """
    known: dict[str, Any] = {
        entry.name: entry.default for entry in fields(Limits) if entry.metadata
    }
    numbers: dict[str, Any] = {
        key: read_value(known[key], text) for key, text in values.items() if key in known
    }
    chosen = (
        (key.removeprefix(SEVERITY_KEY), Severity(text))
        for key, text in sorted(values.items())
        if key.startswith(SEVERITY_KEY) and text
    )
    return Limits(**numbers, severities=tuple(chosen))


def _setting(entry: Any) -> Setting:
    words = entry.metadata
    least, most = words["bounds"]
    return Setting(
        entry.name, words["label"], words["unit"], entry.default, least, most, words["source"]
    )
