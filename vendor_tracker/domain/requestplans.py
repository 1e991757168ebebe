"""A workbook that a supplier sent back: what it says, and what taking it over would do."""

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from vendor_tracker.domain.errors import RefusedMany
from vendor_tracker.domain.names import name_key
from vendor_tracker.domain.requestlines import RequestLine
from vendor_tracker.domain.requests import Given, check_given


class Taking(StrEnum):
    """What would become of one question."""

    new = "Would be taken over"
    same = "As it was"
    blank = "Not answered"
    settled = "Was handed in before"
    faulty = "Cannot be taken over"
    other = "Asked in other words there"
    strange = "Not in this request"


@dataclass(frozen=True, slots=True)
class Said:
    """One row of the workbook: where it stands, what it says, what cannot be read in it."""

    where: str
    given: Given
    ask: str = ""
    faults: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ReturnedFile:
    """A workbook as it came back, whatever the order of its rows and sheets."""

    name: str
    # The request it was made for, such as `rht QNR-3`; empty where it does not say.
    made_for: str
    rows: tuple[Said, ...]
    notices: tuple[str, ...] = ()
    said_by: str = ""


@dataclass(frozen=True, slots=True)
class PlannedAnswer:
    """What would become of one question, and why."""

    code: str
    ask: str
    taking: Taking
    given: Given | None = None
    why: str = ""


@dataclass(frozen=True, slots=True)
class RequestPlan:
    """Everything that taking a workbook over would do."""

    file: ReturnedFile
    is_copy: bool
    answers: tuple[PlannedAnswer, ...]

    @property
    def taken(self) -> tuple[Given, ...]:
        """Return the answers that would be taken over."""
        return tuple(one.given for one in self.answers if one.given and one.taking is Taking.new)

    def of(self, taking: Taking) -> tuple[PlannedAnswer, ...]:
        """Return the questions of which one thing becomes."""
        return tuple(one for one in self.answers if one.taking is taking)

    @property
    def fingerprint(self) -> str:
        """Return what tells this plan from another."""
        said = repr([(one.code, one.taking.value, one.given) for one in self.answers])
        return hashlib.sha256(said.encode()).hexdigest()


def plan(file: ReturnedFile, made_for: str, asked: Sequence[RequestLine]) -> RequestPlan:
    """Hold a workbook against the request, question by question."""
    is_copy = bool(file.made_for) and name_key(file.made_for) != name_key(made_for)
    rows: dict[str, list[Said]] = {}
    for row in file.rows:
        rows.setdefault(row.given.item, []).append(row)
    found = [_read(one, rows.get(one.code, ()), is_copy=is_copy) for one in asked]
    return RequestPlan(file, is_copy, (*found, *_strange(rows, {one.code for one in asked})))


def _read(one: RequestLine, rows: Sequence[Said], *, is_copy: bool) -> PlannedAnswer:
    told = [row for row in rows if row.faults or row.given.says_something]
    if not told:
        return PlannedAnswer(one.code, one.ask, Taking.blank)
    first = told[0]
    if any(row.given != first.given for row in told[1:]):
        places = " and ".join(row.where for row in told[:3])
        why = f"It is answered twice, and not alike: {places}. Leave one of them."
        return PlannedAnswer(one.code, one.ask, Taking.faulty, first.given, why)
    if is_copy and name_key(first.ask) != name_key(one.ask):
        return PlannedAnswer(one.code, one.ask, Taking.other, first.given, first.ask)
    return _judge(one, first)


def _judge(one: RequestLine, row: Said) -> PlannedAnswer:
    given = row.given
    held = (one.value, one.words)
    if not row.faults and held != ("", "") and (given.value, given.words) == held:
        return PlannedAnswer(one.code, one.ask, Taking.same, given)
    if not one.is_with_them:
        return PlannedAnswer(one.code, one.ask, Taking.settled, given)
    faults = list(row.faults)
    try:
        check_given(given, one.kind, one.options)
    except RefusedMany as refused:
        faults += [refusal.message for refusal in refused.refusals]
    if faults:
        return PlannedAnswer(
            one.code, one.ask, Taking.faulty, given, f"{row.where}: {' '.join(faults)}"
        )
    return PlannedAnswer(one.code, one.ask, Taking.new, given)


def _strange(rows: Mapping[str, Sequence[Said]], known: set[str]) -> Iterable[PlannedAnswer]:
    for code, found in rows.items():
        row = found[0]
        if code not in known and (row.given.says_something or row.faults):
            yield PlannedAnswer(code, row.ask, Taking.strange, row.given, row.where)
