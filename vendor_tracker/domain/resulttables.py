"""A supplier's table of results by group, read row by row; nothing is guessed."""

import csv
import io
import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from enum import StrEnum

from vendor_tracker.domain.errors import Refused
from vendor_tracker.domain.facts import ResultFacts
from vendor_tracker.domain.figures import parse_count, parse_number
from vendor_tracker.domain.groups import find_group, folded, schemes_of
from vendor_tracker.domain.plausible import check_result
from vendor_tracker.domain.resultcolumns import Column, Columns, attribute_named
from vendor_tracker.domain.texts import storable
from vendor_tracker.domain.vocabulary import GroupAttribute, TestData, Tester
from vendor_tracker.domain.wording import count, listed

MOST_ROWS = 200
_NOTHING = frozenset({"", "-", "–", "—", "n/a", "na", "nan", "none", "not reported", "nr", "."})
_NUMBER = r"[-+]?\d+(?:\.\d+)?"
_PAIR = rf"({_NUMBER})\s*%?\s*(?:-|–|—|,|;|to)\s*({_NUMBER})\s*%?"
_INTERVAL = re.compile(rf"[(\[]?\s*{_PAIR}\s*[)\]]?")
_WITH_INTERVAL = re.compile(rf"({_NUMBER}\s*%?)\s*[(\[]\s*(?:95\s*%?\s*CI:?\s*)?{_PAIR}\s*[)\]]")
_TOO_FEW = re.compile(r"[<≤]\s*\d+|\*")
_REFERENCE = re.compile(r"\s*[(\[]\s*ref(?:erence)?\.?\s*[)\]]\s*", re.IGNORECASE)
_EVERYONE = frozenset({"all", "overall", "total", "everyone", "all patients", "whole population"})
_YES = frozenset({"yes", "y", "x", "true", "1", "ref", "reference"})


class Unit(StrEnum):
    """In what the figures of a table are written; whoever brings it has to say so."""

    percent = "percent"
    share = "share"
    other = "other"


@dataclass(frozen=True, slots=True)
class Given:
    """What a person said about a table, besides its rows."""

    unit: Unit
    metric: str = ""
    attribute: GroupAttribute | None = None
    scheme: str = ""
    # The group that the others are compared with, as the table calls it.
    reference: str = ""
    tested_on: date | None = None
    tested_by: str = ""
    tester: Tester | None = None
    data: TestData | None = None


@dataclass(frozen=True, slots=True)
class ReadRow:
    """One row as it was read: a result, or why there is none."""

    number: int
    words: str
    result: ResultFacts | None
    notes: tuple[str, ...] = ()
    mistake: str = ""

    @property
    def under(self) -> str:
        """Return what stands below the group: its attribute, and what was noticed."""
        if self.result is None or self.result.attribute is None:
            return ". ".join(note.rstrip(".") for note in self.notes)
        marked = ("the others are compared with it",) if self.result.is_reference else ()
        words = (GroupAttribute(self.result.attribute).label, *marked, *self.notes)
        return ". ".join(note.rstrip(".") for note in words)


@dataclass(frozen=True, slots=True)
class ReadTable:
    """Every row of a table, and what to mind about all of it."""

    rows: tuple[ReadRow, ...]
    notes: tuple[str, ...]

    @property
    def results(self) -> tuple[ResultFacts, ...]:
        """Return the results that could be read."""
        return tuple(row.result for row in self.rows if row.result is not None)

    @property
    def mistakes(self) -> tuple[ReadRow, ...]:
        """Return the rows that could not be read."""
        return tuple(row for row in self.rows if row.mistake)


def read_results(text: str, given: Given, today: date) -> ReadTable:
    """Read a pasted table, its columns named in the first row; Refused where it is no table."""
    lines = list(_lines(storable(text)))
    if len(lines) < 2:
        raise Refused("Paste the table with the row that names its columns, and at least one more.")
    if len(lines) - 1 > MOST_ROWS:
        raise Refused(f"A table has at most {MOST_ROWS} rows; this one has {len(lines) - 1:,}.")
    columns = Columns(lines[0][1], given.metric)
    rows: list[ReadRow] = []
    for number, cells in lines[1:]:
        rows.append(_row(number, cells, columns, given, today))
    rows = list(_without_twins(rows))
    return ReadTable(tuple(rows), tuple(_notes(rows, columns, given)))


def _lines(text: str) -> Iterator[tuple[int, list[str]]]:
    first = next((line for line in text.splitlines() if line.strip()), "")
    separator = "\t" if "\t" in first else ";" if ";" in first else ","
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=separator, strict=True)
    try:
        for cells in reader:
            if any(cell.strip() for cell in cells):
                yield reader.line_num, cells
    except csv.Error as error:
        raise Refused(
            f"Row {reader.line_num} cannot be read: a quotation mark is not closed, or is "
            "followed by text."
        ) from error


def _row(number: int, cells: list[str], columns: Columns, given: Given, today: date) -> ReadRow:
    words = columns.cell(cells, Column.group)
    try:
        if any(cell.strip() for cell in cells[columns.width :]):
            raise Refused("This row has more cells than there are columns. Check its commas.")
        result, notes = _result(words, cells, columns, given)
        check_result(result, given.metric, today)
    except Refused as refusal:
        return ReadRow(number, words or "no group", None, (), refusal.message)
    return ReadRow(number, words, result, notes)


def _result(
    words: str, cells: list[str], columns: Columns, given: Given
) -> tuple[ResultFacts, tuple[str, ...]]:
    if not words:
        raise Refused("This row names no group.")
    named = _REFERENCE.sub("", words)
    notes: list[str] = []
    n, positives = _counts(columns, cells, notes)
    result = ResultFacts(
        named, n, positives, *_figures(cells, columns, given.unit), given.tested_on,
        given.tested_by, given.tester, given.data,
    )  # fmt: skip
    if folded(named) in _EVERYONE:
        return replace(result, subgroup=""), ("Read as the result for everyone tested.",)
    attribute = _attribute(cells, columns, given)
    is_reference = (
        named != words
        or columns.cell(cells, Column.reference).casefold() in _YES
        or (bool(given.reference) and folded(given.reference) in (folded(named), folded(words)))
    )
    placed = replace(result, attribute=attribute, is_reference=is_reference)
    return _recognised(placed, given, notes)


def _attribute(cells: list[str], columns: Columns, given: Given) -> GroupAttribute:
    words = columns.cell(cells, Column.attribute)
    found = attribute_named(words) if words else columns.attribute or given.attribute
    if found is None:
        what = f"“{words}” is nothing that we tell groups apart by" if words else ""
        raise Refused(f"{what or 'Nobody has said what these groups are told apart by'}.")
    return found


def _recognised(
    result: ResultFacts, given: Given, notes: list[str]
) -> tuple[ResultFacts, tuple[str, ...]]:
    attribute = GroupAttribute(result.attribute or "")
    codes = [one.code for one in schemes_of(attribute)]
    # A list that was named counts alone; else the only list there is, never a guess between two.
    wanted = [code for code in codes if code == given.scheme] or (codes if len(codes) == 1 else [])
    found = find_group(wanted[0], result.subgroup) if wanted else None
    if found is None:
        if wanted:
            notes.append("Not on the list; kept as given.")
        return result, tuple(notes)
    if found.note:
        notes.append(found.note)
    named = replace(
        result, subgroup=found.group.name, scheme=found.scheme, group_code=found.group.code
    )
    return named, tuple(notes)


def _counts(columns: Columns, cells: list[str], notes: list[str]) -> tuple[int | None, int | None]:
    """Return how many were tested, and how many of them had the condition.

    Where a table hides one because it is small, neither is kept: a group of whom nobody knows how
    many there are stays out of every file, and the other number would let it in.
    """
    texts = [columns.cell(cells, column) for column in (Column.n, Column.positives)]
    masked = next((text for text in texts if _TOO_FEW.fullmatch(text)), None)
    if masked is not None:
        notes.append(
            f"“{masked}” is no number: how many were tested is kept as not known, and the figures "
            "stay out of every file and report."
        )
        return None, None
    n, positives = (None if text.casefold() in _NOTHING else parse_count(text) for text in texts)
    return n, positives


def _figures(
    cells: list[str], columns: Columns, unit: Unit
) -> tuple[Decimal | None, Decimal | None, Decimal | None]:
    estimate = columns.cell(cells, Column.estimate)
    low, high = (columns.cell(cells, column) for column in (Column.low, Column.high))
    interval = columns.cell(cells, Column.interval)
    both = _WITH_INTERVAL.fullmatch(estimate)
    if both is not None:
        sign = "%" if "%" in both[1] else ""
        estimate, low, high = both[1], both[2] + sign, both[3] + sign
    elif interval.casefold() not in _NOTHING:
        low, high = _ends(interval)
    return _figure(estimate, unit), _figure(low, unit), _figure(high, unit)


def _ends(interval: str) -> tuple[str, str]:
    found = _INTERVAL.fullmatch(interval)
    if found is None:
        words = f"“{interval}” cannot be read as a range. Write it like 90.4 to 98.9."
        raise Refused(words)
    sign = "%" if "%" in interval else ""
    return found[1] + sign, found[2] + sign


def _figure(text: str, unit: Unit) -> Decimal | None:
    """Return a figure in percent where it is a share; its own percent sign says that it is."""
    if text.casefold() in _NOTHING:
        return None
    try:
        number = parse_number(text.removesuffix("%"))
    except Refused as refusal:
        raise Refused(f"“{text}” is no figure. {refusal.message}") from refusal
    if text.endswith("%") or unit is not Unit.share:
        return number
    if not 0 <= number <= 1:
        raise Refused(f"{text} is no share of one. Choose percent if it is 96.2, not 0.962.")
    return number * 100


def _without_twins(rows: list[ReadRow]) -> Iterator[ReadRow]:
    seen: dict[tuple[str, str, str], int] = {}
    for row in rows:
        if row.result is None:
            yield row
            continue
        key = group_key(row.result)
        if key in seen:
            mistake = f"The same group stands in row {seen[key]}. Keep one of the two."
            yield ReadRow(row.number, row.words, None, (), mistake)
        else:
            seen[key] = row.number
            yield row


def group_key(result: ResultFacts) -> tuple[str, str, str]:
    """Return what makes two results be about the same group."""
    attribute = "" if result.attribute is None else GroupAttribute(result.attribute).value
    return attribute, result.scheme, result.group_code or folded(result.subgroup)


def _notes(rows: list[ReadRow], columns: Columns, given: Given) -> Iterator[str]:
    if columns.unread:
        names = listed([f"“{name}”" for name in columns.unread[:6]])
        yield f"Not read, as we have no place for it: {names}."
    figures = [
        row.result.estimate for row in rows if row.result and row.result.estimate is not None
    ]
    if given.unit is Unit.percent and figures and max(figures) <= 1:
        yield "Every figure is 1 or less. If they are shares of one, go back and say so."
    grouped = [row.result for row in rows if row.result and row.result.attribute]
    known = sum(1 for one in grouped if one.group_code)
    if grouped:
        yield f"{known} of {count(len(grouped), 'group')} found on a list of groups."
    if grouped and not any(one.is_reference for one in grouped):
        yield "No group is marked as the one that the others are compared with."
