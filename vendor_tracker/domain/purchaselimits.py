"""The numbers of the law on public purchases, each with its source; they move with the law."""

from dataclasses import dataclass

from vendor_tracker.domain.changeable import choice, limit
from vendor_tracker.domain.vocabulary import Authority

_NOTICE = "Our proposal: time to look for another, to decide, and to send the letter"


@dataclass(frozen=True, slots=True)
class PurchaseLimits:
    """The numbers of the law on purchases that hold for one organisation on one day."""

    kpi_contract_pounds: int = limit(
        5_000_000,
        "From which value, VAT included, a contract publishes measures of performance",
        "pounds",
        (1, 1_000_000_000),
        "Procurement Act 2023, sections 52 and 71, with exceptions",
    )
    authority: Authority = choice(
        Authority.central,
        "Which kind of buyer we are under the Procurement Act 2023",
        "Sector pages of 2021 and 2026 that agree; confirm it with your procurement team",
    )
    central_threshold_pounds: int = limit(
        135_018,
        "Above which value, VAT included, the full rules hold for trusts and central bodies",
        "pounds",
        (1, 1_000_000_000),
        "SI 2025/1200, from 1 January 2026, by four pages of lawyers that agree",
    )
    other_threshold_pounds: int = limit(
        207_720,
        "Above which value, VAT included, the full rules hold for other public bodies",
        "pounds",
        (1, 1_000_000_000),
        "SI 2025/1200, from 1 January 2026, by four pages of lawyers that agree",
    )
    light_touch_pounds: int = limit(
        663_540,
        "Above which value, VAT included, the rules for light-touch services hold",
        "pounds",
        (1, 1_000_000_000),
        "SI 2025/1200, from 1 January 2026, by four pages of lawyers that agree",
    )
    kpi_measures: int = limit(
        3,
        "How many measures of performance such a contract has at least",
        "measures",
        (1, 20),
        "Procurement Act 2023, section 52",
    )
    kpi_rating_months: int = limit(
        12,
        "How long such a contract may go without a rating of its measures",
        "months",
        (1, 36),
        "Procurement Act 2023, section 71: at least once a year and at the end",
    )
    notice_days_first: int = limit(
        180, "How long before it a day for notice is announced", "days", (1, 1095), _NOTICE
    )
    notice_days_second: int = limit(
        90, "How long before it a day for notice is announced again", "days", (1, 1095), _NOTICE
    )
    notice_days_last: int = limit(
        30, "How long before it a day for notice is announced last", "days", (1, 1095), _NOTICE
    )
