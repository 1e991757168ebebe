"""The invented organisation of the demonstration: what was done, in its own words.

Each file tells the story of one product. Days are told from the day it is loaded (`41 days ago`,
`in 36 days`, `27 working days ago`), so that the story never goes stale.
"""

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from importlib import resources
from typing import Any

from vendor_tracker.domain.workingdays import ONE_DAY, is_working_day, working_days_between

_TOLD = re.compile(r"(?:in (?P<ahead>\d+) days|(?P<back>\d+) (?P<working>working )?days ago|today)")


@dataclass(frozen=True, slots=True)
class Act:
    """One thing somebody did: when, what, who, under which name it is spoken of later."""

    when: str
    what: str
    who: str
    name: str
    fields: Mapping[str, Any]


def acts() -> list[Act]:
    """Return every act of the story, file by file."""
    folder = resources.files("vendor_tracker.domain.examples")
    names = sorted(entry.name for entry in folder.iterdir() if entry.name.endswith(".toml"))
    return [act for name in names for act in read(folder.joinpath(name).read_text("utf-8"))]


def content(name: str) -> bytes:
    """Return a file that stands beside the story, such as a model card."""
    return resources.files("vendor_tracker.domain.examples").joinpath(name).read_bytes()


def read(text: str) -> list[Act]:
    """Read the acts of one file."""
    told = tomllib.loads(text, parse_float=Decimal)
    return [_act(dict(entry)) for entry in told["act"]]


def day(told: str, today: date) -> date:
    """Return the working day that these words mean: at or before it, or ahead, at or after it."""
    found = _TOLD.fullmatch(told)
    if found is None:
        raise ValueError(f"not a day: {told}")
    if found["ahead"]:
        return _working(today + timedelta(days=int(found["ahead"])), ONE_DAY)
    if found["working"]:
        return _working_days_ago(int(found["back"]), today)
    return _working(today - timedelta(days=int(found["back"] or 0)), -ONE_DAY)


def _act(entry: dict[str, Any]) -> Act:
    when, what = entry.pop("when"), entry.pop("do")
    return Act(when, what, entry.pop("by", "officer"), entry.pop("as", ""), entry)


def _working(near: date, step: timedelta) -> date:
    while not is_working_day(near):
        near += step
    return near


def _working_days_ago(count: int, today: date) -> date:
    found = _working(today, -ONE_DAY)
    while working_days_between(found, today) < count:
        found = _working(found - ONE_DAY, -ONE_DAY)
    return found
