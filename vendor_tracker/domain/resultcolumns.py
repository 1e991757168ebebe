"""Columns of a supplier's table of results by group, by the words people head them with."""

import re
from collections.abc import Mapping, Sequence
from enum import StrEnum
from types import MappingProxyType

from vendor_tracker.domain.errors import Refused
from vendor_tracker.domain.vocabulary import GroupAttribute
from vendor_tracker.domain.wording import listed

_SIGNS = re.compile(r"[^0-9a-z]+")


class Column(StrEnum):
    """What a column of the table holds."""

    attribute = "attribute"
    group = "group"
    n = "n"
    positives = "positives"
    estimate = "estimate"
    low = "low"
    high = "high"
    interval = "interval"
    reference = "reference"


_WORDS: Mapping[Column, str] = MappingProxyType(
    {
        Column.attribute: "attribute, characteristic, variable, factor, by, told apart by",
        Column.group: "group, subgroup, sub group, category, stratum, level, code, group code",
        Column.n: "n, number, number tested, tested, total, patients, patients tested, "
        "participants, sample size, count, scans, cases tested, n total, number of patients",
        Column.positives: "positives, positive, with the condition, positive cases, condition, "
        "events, n positive, number positive, with condition, disease positive, cases",
        Column.estimate: "estimate, result, value, point estimate, performance, sensitivity, "
        "recall, specificity, accuracy, precision, auc, auroc, ppv, npv, f1, error rate, score",
        Column.low: "low, lower, from, range from, lower ci, ci lower, ci low, 95 ci lower, "
        "95 ci low, lower 95 ci, lower bound, lower limit, lcl, lower 95, low end",
        Column.high: "high, upper, to, range to, upper ci, ci upper, ci high, 95 ci upper, "
        "95 ci high, upper 95 ci, upper bound, upper limit, ucl, upper 95, high end",
        Column.interval: "95 ci, ci, ci 95, interval, confidence interval, 95 confidence interval, "
        "range, 95 range, 95 ci range",
        Column.reference: "reference, reference group, ref, is reference, compared with",
    }
)
_KNOWN = {word.strip(): column for column, words in _WORDS.items() for word in words.split(",")}
# A first column that bears the name of an attribute holds its groups.
_ATTRIBUTES: Mapping[str, GroupAttribute] = MappingProxyType(
    {
        **{one.value.replace("_", " "): one for one in GroupAttribute},
        **{one.label.casefold(): one for one in GroupAttribute},
        "age group": GroupAttribute.age,
        "age band": GroupAttribute.age,
        "gender": GroupAttribute.sex,
        "ethnic group": GroupAttribute.ethnicity,
        "race": GroupAttribute.ethnicity,
        "race ethnicity": GroupAttribute.ethnicity,
        "imd": GroupAttribute.deprivation,
        "imd quintile": GroupAttribute.deprivation,
        "skin type": GroupAttribute.skin_tone,
        "fitzpatrick": GroupAttribute.skin_tone,
        "monk": GroupAttribute.skin_tone,
        "scanner": GroupAttribute.device,
        "manufacturer": GroupAttribute.device,
        "equipment": GroupAttribute.device,
        "hospital": GroupAttribute.site,
        "centre": GroupAttribute.site,
        "center": GroupAttribute.site,
        "bmi": GroupAttribute.body,
    }
)


class Columns:
    """Where each part of a table stands, and which columns nobody understood."""

    def __init__(self, headings: Sequence[str], metric: str = "") -> None:
        self.places: dict[Column, int] = {}
        self.attribute: GroupAttribute | None = None
        self.unread: list[str] = []
        self.width = len(headings)
        for place, heading in enumerate(headings):
            self._take(place, heading, bare(metric))
        if Column.group not in self.places or len(self.places) < 2:
            raise Refused(
                "The first row must name the columns, such as: Group, Tested, Positives, Result, "
                f"From, To. This one reads: {listed([one or 'empty' for one in headings[:8]])}."
            )

    def cell(self, cells: Sequence[str], column: Column) -> str:
        """Return what a row holds in a column; empty where it has none."""
        place = self.places.get(column)
        return cells[place].strip() if place is not None and place < len(cells) else ""

    def _take(self, place: int, heading: str, metric: str) -> None:
        words = bare(heading)
        column = Column.estimate if metric and words == metric else _KNOWN.get(words)
        named = _ATTRIBUTES.get(words)
        if column is None and named is not None and Column.group not in self.places:
            column, self.attribute = Column.group, named
        if column is None or column in self.places:
            if words:
                self.unread.append(heading.strip())
            return
        self.places[column] = place


def attribute_named(words: str) -> GroupAttribute | None:
    """Return the attribute that a cell means; None when it means none of them."""
    return _ATTRIBUTES.get(bare(words))


def bare(words: str) -> str:
    """Return words without case, signs and what stands in brackets as a unit."""
    return " ".join(_SIGNS.sub(" ", words.casefold()).split())
