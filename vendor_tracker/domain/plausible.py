"""Refuse, in words, figures and dates about claims and costs that cannot be right."""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from functools import lru_cache
from typing import Any

from vendor_tracker.domain.errors import Refused
from vendor_tracker.domain.facts import (
    ResultFacts,
    ThresholdFacts,
)
from vendor_tracker.domain.vocabulary import CostCategory

_HUNDRED = Decimal(100)
# Watching it, handling its errors, and the work that extra findings bring.
ALWAYS_ARISES = (CostCategory.K11, CostCategory.K12, CostCategory.K13)
# A contract that allows more is a slip of the decimal point.
_MOST_RISE = 25
_LAST_HEADING = 99
# Measures whose whole is the patients who have the condition.
_AMONG_THE_ILL = ("sensitivity", "recall")
# Words of measures that count a part of a whole, so that they end at 100%.
_SHARES = (
    "sensitivity",
    "specificity",
    "recall",
    "precision",
    "accuracy",
    "predictive value",
    "share",
    "proportion",
    "percent",
    "%",
)


@lru_cache(maxsize=256)
def is_share(metric: str) -> bool:
    """Tell whether a measure is a part of a whole, in percent."""
    name = metric.casefold()
    return any(word in name for word in _SHARES)


def must_not_follow(today: date, given: date | None, what: str, field: str | None = None) -> None:
    """Refuse a day after today for something that has already happened."""
    if given is not None and given > today:
        raise Refused(f"{what} lies in the future. Enter a day up to today.", field=field)


def must_say_why(
    confidential: bool, reason: str | None, field: str = "confidential_reason"
) -> None:
    """Refuse to keep a record out of public copies without a reason."""
    if confidential and not (reason or "").strip():
        raise Refused("Say why it must stay out of public copies.", field=field)


def check_result(result: ResultFacts, metric: str, today: date) -> None:
    """Refuse a result that contradicts itself; the field is that of the result."""
    must_not_follow(today, result.tested_on, "The day of the test", "tested_on")
    _check_people(result)
    for name in ("estimate", "low", "high"):
        check_share(getattr(result, name), metric, name)
    _check_range(result)
    if result.estimate is not None:
        _check_somebody(result, metric.casefold())


def check_threshold(threshold: ThresholdFacts, metric: str, today: date) -> None:
    """Refuse a bar that cannot be right; the field is that of the bar."""
    must_not_follow(today, threshold.set_on, "The day the bar was set", "set_on")
    check_share(threshold.value, metric, "value")
    if threshold.people is not None and threshold.people < 1:
        raise Refused("A bar is set by at least one person.", field="people")


def check_share(value: Decimal | None, metric: str, field: str) -> None:
    """Refuse a share below 0 or above 100 percent."""
    if value is not None and is_share(metric) and not 0 <= value <= _HUNDRED:
        raise Refused(f"{metric} lies between 0 and 100 percent.", field=field)


def check_cost(cost: Mapping[str, Any], today: date) -> None:
    """Refuse a cost line that contradicts itself, by the names of its stored fields."""
    _check_not_negative(cost)
    for name, what in (
        ("disclosed_on", "The day we learned of it"),
        ("asked_on", "The day we asked"),
        ("nil_on", "The day the supplier said nil"),
    ):
        must_not_follow(today, cost.get(name), what, name)
    _check_nil(cost)
    starts_on, ends_on = cost.get("starts_on"), cost.get("ends_on")
    if starts_on and ends_on and ends_on < starts_on:
        raise Refused("The cost ends before it starts. Check both days.", field="ends_on")
    must_say_why(bool(cost.get("confidential")), cost.get("confidential_reason"))
    _check_prices(cost)
    _check_set_aside(cost)


def _check_people(result: ResultFacts) -> None:
    for name, number in (("n", result.n), ("positives", result.positives)):
        if number is not None and number < 0:
            raise Refused("A number of people is nought or more.", field=name)
    if result.positives is not None and result.n is not None and result.positives > result.n:
        raise Refused(
            f"{result.positives:,} had the condition, of {result.n:,} tested. "
            "There cannot be more than were tested.",
            field="positives",
        )


def _check_somebody(result: ResultFacts, metric: str) -> None:
    """Refuse a result that was counted among nobody."""
    if result.n == 0:
        raise Refused(
            "There is a result, but nobody was tested. Enter how many were, or leave it empty "
            "if nobody has said.",
            field="n",
        )
    found = any(word in metric for word in _AMONG_THE_ILL)
    if found and result.positives == 0:
        raise Refused(
            "It is measured among patients who have the condition, and there were none. Enter "
            "how many had it, or leave it empty if nobody has said.",
            field="positives",
        )
    if "specificity" in metric and result.positives is not None and result.positives == result.n:
        raise Refused(
            "It is measured among patients without the condition, and there were none. Check "
            "both numbers.",
            field="positives",
        )


def _check_range(result: ResultFacts) -> None:
    estimate, low, high = result.estimate, result.low, result.high
    if low is not None and high is not None and low > high:
        raise Refused("The low end of the range lies above its high end.", field="low")
    if estimate is None:
        _refuse_bare_range(low, high)
        return
    if low is not None and estimate < low:
        raise Refused("The result lies below its range. Check the three figures.", field="estimate")
    if high is not None and estimate > high:
        raise Refused("The result lies above its range. Check the three figures.", field="estimate")
    if (low is None) != (high is None):
        field = "low" if low is None else "high"
        raise Refused("Give both ends of the range, or neither.", field=field)


def _refuse_bare_range(low: Decimal | None, high: Decimal | None) -> None:
    """Refuse a range of no result: held against a bar it would look like one."""
    if low is not None or high is not None:
        raise Refused(
            "There is a range, but no result. Enter the result that the range belongs to, or "
            "leave the range out.",
            field="estimate",
        )


def _check_not_negative(cost: Mapping[str, Any]) -> None:
    quantity, price, rate = (cost.get(name) for name in ("quantity", "unit_price", "vat_rate"))
    if quantity is not None and quantity < 0:
        raise Refused("A quantity cannot be less than nothing.", field="quantity")
    if price is not None and price < 0:
        raise Refused(
            "A price cannot be less than nothing. If the supplier gives money back, lower the "
            "price of the line it belongs to, and say why in the description.",
            field="unit_price",
        )
    if rate is not None and not 0 <= rate <= _HUNDRED:
        raise Refused("A VAT rate lies between 0 and 100 percent.", field="vat_rate")
    rise, heading = cost.get("rise_percent"), cost.get("vat_heading")
    if rise is not None and not 0 <= rise <= _MOST_RISE:
        words = f"A rise lies between 0 and {_MOST_RISE} percent a year."
        raise Refused(words, field="rise_percent")
    cap = cost.get("rise_cap")
    if cap is not None and not 0 <= cap <= _MOST_RISE:
        words = f"A limit on rises lies between 0 and {_MOST_RISE} percent a year."
        raise Refused(words, field="rise_cap")
    if cap is not None and rise is not None and rise > cap:
        raise Refused("The rise is above its own limit. Check both.", field="rise_percent")
    if heading is not None and not 1 <= heading <= _LAST_HEADING:
        words = f"The headings of bought-in services run from 1 to {_LAST_HEADING}."
        raise Refused(words, field="vat_heading")


def _check_prices(cost: Mapping[str, Any]) -> None:
    """Refuse a range of prices that has one end, or does not hold the likely price."""
    low, price, high = (cost.get(name) for name in ("low_price", "unit_price", "high_price"))
    if low is None and high is None:
        return
    if low is None or high is None:
        field = "low_price" if low is None else "high_price"
        raise Refused("Give both ends of the range, or neither.", field=field)
    if price is None:
        words = "Give the likely price as well: the range lies around it."
        raise Refused(words, field="unit_price")
    if not 0 <= low <= price <= high:
        words = "The likely price must lie between the lowest and the highest."
        raise Refused(words, field="low_price")


def _check_set_aside(cost: Mapping[str, Any]) -> None:
    """Refuse to set aside a cost that has a figure, or one that always arises."""
    if not (cost.get("not_applicable") or "").strip():
        return
    if cost.get("unit_price") or cost.get("nil_on"):
        words = "It has a figure or a nil. Take that away first, or say nothing here."
        raise Refused(words, field="not_applicable")
    if cost.get("category") in ALWAYS_ARISES:
        raise Refused(
            "This work always falls to somebody. Enter what it costs, or who pays it.",
            field="not_applicable",
        )


def _check_nil(cost: Mapping[str, Any]) -> None:
    """Refuse a nil beside a price, unless the price came to light after the nil."""
    nil_on, price = cost.get("nil_on"), cost.get("unit_price")
    if nil_on is None or not price:
        return
    disclosed_on = cost.get("disclosed_on")
    if disclosed_on is None or disclosed_on <= nil_on:
        raise Refused(
            "The supplier said nil, and there is a price. Take one of them away; or, if the price "
            "came to light after the nil, give the later day on which we learned of it.",
            field="nil_on",
        )
