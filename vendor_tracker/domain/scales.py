"""Whether a result and the bar it is held against are written on the same scale."""

import re
from collections.abc import Iterable
from decimal import Decimal

from vendor_tracker.domain.errors import Refused
from vendor_tracker.domain.facts import ClaimFacts, ResultFacts, ThresholdFacts
from vendor_tracker.domain.figures import plain
from vendor_tracker.domain.verdicts import our_bar, overall_result, their_bar
from vendor_tracker.domain.vocabulary import BarAbout

_HUNDRED = Decimal(100)
# 0.94 and 92 lie less than a hundred times apart: near two orders is far enough to ask.
_FAR_APART = 50
# Measures that end at 1, and are sometimes written times a hundred.
_INDEX = re.compile(
    r"\b(?:auc|auroc|auprc|roc[- ]auc|area under|kappa|dice|f1|c[- ]statistic|c[- ]index"
    r"|concordance)\b"
)


def is_index(metric: str) -> bool:
    """Tell whether a measure runs to 1, as the area under a curve does."""
    return _INDEX.search(metric.casefold()) is not None


def check_index(value: Decimal | None, metric: str, field: str) -> None:
    """Refuse a figure above 1 of a measure that ends there, unless it reads as a percentage."""
    if value is None or not is_index(metric):
        return
    if value > _HUNDRED or 1 < value < 2:
        raise Refused(
            f"{metric} is 1 at most, or 100 where it is written in percent. Check the figure.",
            field=field,
        )


def check_scale(metric: str, result: ResultFacts, bars: Iterable[ThresholdFacts]) -> None:
    """Refuse an index above 1 beside a bar up to 1, or the other way round."""
    if result.estimate is None or not is_index(metric):
        return
    for bar in bars:
        if bar.about is BarAbout.level and (bar.value > 1) != (result.estimate > 1):
            raise Refused(
                f"The result is {plain(result.estimate)} and a bar is {plain(bar.value)}. Write "
                "both up to 1, or both in percent.",
                field="estimate",
            )


def far_apart(claim: ClaimFacts) -> tuple[str, ...]:
    """Return, for each bar, that the result is so far from it that the units may differ."""
    result = overall_result(claim)
    found = None if result is None else result.estimate
    if found is None:
        return ()
    both = ((our_bar(claim), "our bar"), (their_bar(claim), "the supplier’s bar"))
    return tuple(
        f"The result is {plain(found)} and {whose} is {plain(bar.value)}, so far apart that one "
        "may be a share of one and the other a percentage. Check both before you rely on the "
        "verdict."
        for bar, whose in both
        if bar is not None and _are_far(found, bar.value)
    )


def _are_far(one: Decimal, other: Decimal) -> bool:
    """Tell whether one figure is many times the other; nothing is many times nought."""
    small, large = sorted((abs(one), abs(other)))
    return small > 0 and large >= small * _FAR_APART
